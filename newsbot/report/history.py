"""The earlier runs that a run is compared with, out of the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from newsbot.report.alarm import Past
from newsbot.report.sample import Sample

Ask = Callable[[str, Sequence[Any]], list[Any]]
"""Runs one statement and returns its rows: `Ledger.execute`."""

_MOST_RUNS = 1000
_MOST_ARTICLES = 3000
_AT_A_TIME = 50


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


def recent(ask: Ask, run: int, kind: str) -> list[Past]:
    """The runs of a kind before `run`, newest first, as far back as is of use."""
    found: list[Past] = []
    articles, before = 0, run
    while len(found) < _MOST_RUNS and articles < _MOST_ARTICLES:
        rows = ask(
            "SELECT id, report ->> '$.sample', report ->> '$.alarm', report ->> '$.notices' "
            "FROM runs WHERE id < ? AND report ->> '$.kind' = ? ORDER BY id DESC LIMIT ?",
            (before, kind, _AT_A_TIME),
        )
        for number, sample, alarm, notices in rows:
            past = _past(number, json.loads(sample), alarm, notices)
            articles += past.sample.sizes.total()
            found.append(past)
        if len(rows) < _AT_A_TIME:
            break
        before = rows[-1][0]
    return found


def _past(run: int, sample: dict[str, Any], alarm: str | None, notices: str | None) -> Past:
    raised = json.loads(alarm) if alarm else {}
    found = [part["metric"] for part in raised.get("findings", ())]
    found += raised.get("suspects", ())
    found += [part["metric"] for part in json.loads(notices or "[]")]
    return Past(run, Sample.from_json(sample), frozenset(found), bool(raised.get("acknowledged")))
