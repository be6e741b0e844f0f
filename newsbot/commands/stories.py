"""`scrapy stories`: articles that tell one story, issued again or in another language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.complaints import problems_told, writing
from newsbot.commands.of_archive import add_source, archive_of, check_apart, tell_skipped
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.progress_line import ProgressLine
from newsbot.commands.row_target import add_target, target_in
from newsbot.commands.without_crawl import WithoutCrawl

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import BaseSettings

    from newsbot.archive.archive import Archive
    from newsbot.archive.fingerprint import Fingerprint

_ENDINGS = (".jsonl", ".csv")
_COLUMNS = (
    *("site", "id", "language", "near_duplicate_of", "distance"),
    *("translation_of", "translated_from", "score"),
)


class Command(WithoutCrawl, ScrapyCommand):
    """Reads the archive, also while a run adds to it."""

    def syntax(self) -> str:
        return "--to FILE [options]"

    def short_desc(self) -> str:
        return "Write which articles tell one story: issued again, or translated"

    def long_desc(self) -> str:
        return (
            "Write the pairs of articles that tell one story: issued again under another number, "
            "edited or shortened (near_duplicate_of, distance), or in another language "
            "(translation_of, score). It is reckoned from the texts, and stands in no record. The "
            "ending of FILE decides: .jsonl, .csv. Exit codes: 0 good; 1 it could not be read or "
            "written; 2 wrong arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_source(parser)
        add_target(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not opts.to:
            raise UsageError("name the file: scrapy stories --to stories.csv")
        assert self.settings is not None
        with problems_told(self):
            target = target_in(opts, _ENDINGS)
            archive = archive_of(opts, self.settings)
            check_apart(opts.to, archive, self.settings)
            with writing(target):
                again, translated = _write(archive, target, self.settings, overwrite=opts.overwrite)
            tell_skipped(archive)
            with while_somebody_reads():
                print(f"{again} issued again, {translated} translations: {target.absolute()}")


def _write(
    archive: Archive, target: Path, settings: BaseSettings, *, overwrite: bool
) -> tuple[int, int]:
    # Only now: Scrapy imports the modules of all commands, whichever is run.
    from newsbot.archive.reissues import reissues
    from newsbot.archive.rows_file import placed, rows_in
    from newsbot.archive.stories import fingerprints
    from newsbot.archive.translations import translations

    again = translated = 0
    with placed(target, overwrite=overwrite) as file:
        rows = rows_in(file, target, _COLUMNS)
        with ProgressLine(settings) as progress:
            articles = fingerprints(archive, progress)
        for again, issue in enumerate(reissues(articles), 1):  # noqa: B007 - how many there were
            rows.write(
                _row(issue.second, near_duplicate_of=issue.first.id, distance=issue.distance)
            )
        for translated, each in enumerate(translations(articles), 1):  # noqa: B007
            first = each.first
            known = {"translation_of": first.id, "translated_from": first.language}
            rows.write(_row(each.second, **known, score=each.score))
    return again, translated


def _row(article: Fingerprint, **known: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(_COLUMNS)
    return {
        **empty,
        "site": article.site,
        "id": article.id,
        "language": article.language or None,
        **known,
    }
