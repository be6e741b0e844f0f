"""The earlier runs that a run is compared with, out of the ledger."""

from __future__ import annotations

from typing import Any

from newsbot.ledger.ledger import Ledger
from newsbot.ledger.runs import PastReport, past_reports
from newsbot.report.alarm import Past
from newsbot.report.sample import Sample

_MOST_RUNS = 1000
_MOST_ARTICLES = 3000


def kind_of(arguments: dict[str, Any]) -> str | None:
    """What a run has to share with another to be compared with it; None for never.

    Pages that a person named are no sample of anything. `since`, `until`, `max_articles`, `follow`
    and `refetch` change how much is read, not what a fresh article looks like.
    """
    if arguments.get("urls"):
        return None
    words = [",".join(sorted(arguments.get("editions") or ()))]
    if arguments.get("sections"):
        words.append("section " + ",".join(sorted(arguments["sections"])))
    if arguments.get("origins"):
        words.append("mirror")
    return " ".join(words)


def recent(ledger: Ledger, run: int, kind: str) -> list[Past]:
    """The runs of a kind before `run`, newest first, as far back as is of use."""
    found: list[Past] = []
    articles = 0
    for report in past_reports(ledger, run, kind):
        past = _past(report)
        found.append(past)
        articles += past.sample.sizes.total()
        if len(found) >= _MOST_RUNS or articles >= _MOST_ARTICLES:
            break
    return found


def _past(report: PastReport) -> Past:
    alarm = report.alarm
    found = [part["metric"] for part in alarm.get("findings", ())]
    found += alarm.get("suspects", ())
    found += [part["metric"] for part in report.notices]
    return Past(
        report.run,
        Sample.from_json(report.sample),
        frozenset(found),
        bool(alarm.get("acknowledged")),
    )
