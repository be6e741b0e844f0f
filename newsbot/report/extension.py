"""The run report: collected while the run goes on, closed with it, told to people and machines."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.extensions.feedexport import FeedExporter
from scrapy.settings import SETTINGS_PRIORITIES

from newsbot.errors import EXIT_FAILED, LedgerError
from newsbot.guards.log import printable
from newsbot.ledger.held import held
from newsbot.ledger.lists_read import Lists
from newsbot.ledger.opening import open_ledger
from newsbot.ledger.rows import without_secrets
from newsbot.ledger.runs import keep_report
from newsbot.report.accounts import Accounts
from newsbot.report.alarm import Verdict, judge
from newsbot.report.history import kind_of, recent
from newsbot.report.hooks import tell
from newsbot.report.notes import notes_of
from newsbot.report.numbers import numbers
from newsbot.report.problem import ALARM, problem_of
from newsbot.report.summary import lines_of
from newsbot.run import archiving, one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request

logger = logging.getLogger(__name__)

_WARNINGS = 20
"""Warnings of a run that its report keeps; all are counted, and the log has them."""
DEFAULT_FEED = "%(newsbot_data_dir)s"
"""In the address of the feed that is the archive, and of no other."""
LISTS = "lists/"
"""Prefix of the stats that hold what the first page of a list showed."""


class RunReport:
    """Extension, one a run. `finish` writes the report into the ledger, which is still open."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ledger = one_of(crawler, open_ledger)
        self._watch = one_of(crawler, Stopwatch)
        self._collector = one_of(crawler, Accounts).collector
        self._warnings = _FirstWarnings()
        self._started_at = datetime.now(UTC)
        self.report: dict[str, Any] | None = None
        """The report, once the run has ended."""
        crawler.signals.connect(self.response_received, signals.response_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return one_of(crawler, cls)

    def response_received(self, request: Request) -> None:
        self._watch.seconds["download"] += request.meta.get("download_latency", 0.0)

    def begin(self) -> None:
        """From now on warnings are kept."""
        logging.getLogger().addHandler(self._warnings)

    def finish(self) -> None:
        """Makes the report and hands it on. Never raises."""
        logging.getLogger().removeHandler(self._warnings)
        try:
            self.report = self._make()
            self._keep(self.report)
            self._show(self.report)
            tell(self._crawler.settings, self.report)
        except Exception:
            logger.exception("The run report failed; the articles are not affected")

    def _make(self) -> dict[str, Any]:
        stats = self._crawler.stats.get_stats()
        arguments = self._arguments()
        self._collector.sample.lists = {
            name.removeprefix(LISTS): list(counts)
            for name, counts in stats.items()
            if name.startswith(LISTS)
        }
        is_of_the_site = "replay/bytes_in_all" not in stats
        kind = kind_of(arguments) if is_of_the_site and self._ledger is not None else None
        report = numbers(stats, self._collector, self._watch.seconds)
        report |= {
            "run": self._ledger.run_id if self._ledger is not None else None,
            "kind": kind,
            "started_at": self._started_at.isoformat(timespec="seconds"),
            "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "known_before": bool(stats.get("ledger/has_articles")),
            "is_refetch": bool(arguments.get("refetch")),
            "feeds": self._feeds(),
            "gaps": self._gaps(arguments),
            "warnings": {"count": stats.get("log_count/WARNING", 0), "first": self._warnings.texts},
        }
        verdict = self._judge(kind)
        report["alarm"] = verdict.as_json()
        report["notices"] = [asdict(notice) for notice in verdict.notices]
        held = partial(self._held, arguments)
        notes = notes_of(report, arguments, held, self._place()) if is_of_the_site else []
        report["notes"] = notes
        if verdict.findings:
            pages = " ".join(verdict.pages)
            self._crawler.stats.set_value(ALARM, f"{verdict.sentence}. Look at {pages}")
        report["problem"] = problem_of(stats)
        report["exit_code"] = EXIT_FAILED if report["problem"] else 0
        return report

    def _judge(self, kind: str | None) -> Verdict:
        ledger = self._ledger
        if ledger is None or kind is None:
            return Verdict()
        try:
            past = recent(ledger, ledger.run_id, kind)
        except LedgerError:
            return Verdict()
        return judge(ledger.run_id, self._collector.sample, past)

    def _keep(self, report: dict[str, Any]) -> None:
        if self._ledger is None:
            return
        with suppress(LedgerError):
            keep_report(self._ledger, report)

    def _show(self, report: dict[str, Any]) -> None:
        text = "\n".join(lines_of(report))
        logger.info("%s", text)
        settings = self._crawler.settings
        is_elsewhere = bool(settings.get("LOG_FILE")) and not settings.getbool("NEWSBOT_QUIET")
        if is_elsewhere and sys.stderr.isatty():
            print(printable(text), file=sys.stderr)  # noqa: T201

    def _arguments(self) -> dict[str, Any]:
        spider = archiving(self._crawler)
        return asdict(spider.arguments) if spider is not None else {}

    def _held(self, arguments: dict[str, Any]) -> int:
        """How many articles of the run's window the archive has."""
        if self._ledger is None:
            return 0
        try:
            return held(self._ledger, arguments.get("since"), arguments.get("until"))
        except LedgerError:
            return 0

    def _place(self) -> tuple[str, ...]:
        """The option that names the archive, where one named it to this run."""
        settings, name = self._crawler.settings, "NEWSBOT_DATA_DIR"
        is_named = settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"]
        return ("-s", f"{name}={settings[name]}") if is_named else ()

    def _feeds(self) -> list[dict[str, Any]]:
        """Where the articles went."""
        exporters = [
            extension
            for extension in getattr(self._crawler.extensions, "middlewares", ())
            if isinstance(extension, FeedExporter)
        ]
        return [
            {
                "uri": printable(without_secrets(slot.uri)),
                "articles": slot.itemcount,
                "overwrites": bool(slot.feed_options.get("overwrite")),
                "is_default": DEFAULT_FEED in slot.uri_template,
            }
            for exporter in exporters
            for slot in exporter.slots
        ]

    def _gaps(self, arguments: dict[str, Any]) -> list[dict[str, Any]]:
        if self._ledger is None:
            return []
        try:
            gaps = Lists(self._ledger.store).open_gaps(arguments.get("editions", ()))
        except LedgerError:
            return []
        return [{**asdict(gap), "sentence": f"{gap}; read first next time"} for gap in gaps]


class _FirstWarnings(logging.Handler):
    """Keeps the first warnings and errors of a run."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.texts) < _WARNINGS:
            self.texts.append(f"{record.levelname}: {record.getMessage()}"[:500])
