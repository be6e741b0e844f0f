"""A ledger with a past: the replica's articles, spread over six weeks of runs.

    python tests/report/past_months.py FOLDER

makes one to look at with `scrapy report`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from newsbot.items import Article
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lists_read import Lists
from newsbot.ledger.memory import ListPage
from newsbot.ledger.readings import Delivery
from newsbot.ledger.runs import keep_report
from newsbot.report.alarm import judge
from newsbot.report.collector import Collector
from newsbot.report.history import recent
from newsbot.report.numbers import numbers
from newsbot.run import Place
from report.made import Design, Pages, renamed

DAYS = 42
FIRST = datetime.fromisoformat("2026-08-12T08:00:00+03:00")


class Clock:
    """Tells the time that a test has set."""

    now = FIRST

    def __call__(self) -> float:
        return self.now.timestamp()


def make(folder: Path, pages: Pages, *, redesign: bool = False) -> Path:
    """The ledger's path. With `redesign` the last run met another layout."""
    clock, dice = Clock(), Random(2)
    path = folder / "ledger.sqlite"
    ledger = Ledger(path, site="interfax.com.ua", rechecks=(), retries=(3600,), clock=clock)
    for day in range(DAYS):
        clock.now = FIRST + timedelta(days=day)
        count = dice.randint(3, 6) if clock.now.weekday() > 4 else dice.randint(9, 20)
        chosen = dice.sample(pages.numbers, count)
        is_last = day == DAYS - 1
        _run(ledger, clock, dice, pages, chosen, renamed if redesign and is_last else None)
    lists = Lists(ledger.store)
    for newest in (1208500, 1208600):
        lists.read(
            ListPage(
                "uk",
                "/news/latest.html",
                1,
                [str(number) for number in range(newest, newest - 20, -1)],
                "12:10 22.09.2026",
                "08:05 22.09.2026",
                False,
            ),
            ledger.now(),
        )
    ledger.commit()
    ledger.close()
    return path


def _run(
    ledger: Ledger,
    clock: Clock,
    dice: Random,
    pages: Pages,
    chosen: list[int],
    design: Design | None,
) -> None:
    ledger.start_run({"editions": ["uk"]})
    collector = Collector(newest=1)
    new = failed = 0
    for number in chosen:
        page = pages.read(number, design)
        key = str(10 * number + ledger.run_id)
        if not isinstance(page, Article):
            ledger.queue(Place(key, "uk", "general", f"/news/general/{key}.html"))
            ledger.failed(key, "no headline <b>& no text</b>", outcome="unread")
            collector.not_read(*page)
            failed += 1
            continue
        published = clock.now - timedelta(minutes=dice.choice((3, 4, 6, 7, 9, 11, 15, 40)))
        item = replace(page, published_at=page.published_at and published.isoformat())
        collector.read(item)
        collector.exported(item)
        new += 1
        ledger.delivered(
            Delivery(
                id=key,
                edition="uk",
                section=item.section or "",
                url=item.url,
                revision=1,
                content_hash="0" * 64,
                published_at=item.published_at,
                fetched_at=ledger.now(),
            )
        )
    clock.now += timedelta(seconds=len(chosen) * 3)
    stats = {
        "finish_reason": "finished",
        "elapsed_time_seconds": 3.0 * len(chosen),
        "response_received_count": len(chosen) + 2,
        "articles/new": new,
        "articles/failed": failed,
    }
    report = numbers(stats, collector, {"parse": 0.02 * len(chosen)})
    verdict = judge(ledger.run_id, collector.sample, recent(ledger, ledger.run_id, "uk"))
    report |= {
        "run": ledger.run_id,
        "kind": "uk",
        "finished_at": clock.now.isoformat(),
        "exit_code": int(bool(verdict.findings)),
        "alarm": verdict.as_json(),
        "feeds": [],
        "gaps": [],
        "notices": [],
        "notes": [],
        "warnings": {"count": 0, "first": []},
    }
    keep_report(ledger, report)
    ledger.finish_run("finished")
    ledger.commit()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    make(Path(sys.argv[1]), Pages(articles=240), redesign=True)
