"""The findings for a terminal, and as JSON."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newsbot.doctor.findings import Finding, Verdict
from newsbot.feeds.records import record_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.doctor.examination import Examination

_WIDTH = 100
_SUBJECT = 26


def lines_of(examination: Examination) -> Iterator[str]:
    """The table: what is wrong comes last, where the terminal stands."""
    order = [Verdict.GOOD, Verdict.NOTE, Verdict.WRONG]
    for finding in sorted(examination.findings, key=lambda each: order.index(each.verdict)):
        yield from _lines(finding)
    yield ""
    yield summary_of(examination)


def summary_of(examination: Examination) -> str:
    """One line that says whether newsbot reads the site right."""
    notes = sum(finding.verdict is Verdict.NOTE for finding in examination.findings)
    count = len(examination.wrong)
    said = f"{len(examination.findings)} looked at, {notes} to note, {count} wrong"
    if count:
        return f"{said}: do not trust a crawl before that is mended"
    return f"{said}: newsbot reads this site right, as far as these pages tell"


def _lines(finding: Finding) -> Iterator[str]:
    start = f"{finding.verdict:5} {finding.subject:<{_SUBJECT}} "
    later = " " * len(f"{'':5} {'':<{_SUBJECT}} ")
    parts = [finding.found]
    if finding.verdict is not Verdict.GOOD:
        parts.append(f"expected: {finding.expected}")
        if finding.change:
            parts.append(f"-> {finding.change}")
    for number, part in enumerate(parts):
        yield from textwrap.wrap(
            part,
            _WIDTH,
            initial_indent=later if number else start,
            subsequent_indent=later,
            break_long_words=False,
            break_on_hyphens=False,
        )


def json_of(examination: Examination) -> dict[str, Any]:
    """Everything, for machines: findings, and each article as a record with its witnesses."""
    return {
        "ok": not examination.wrong,
        "findings": [asdict(finding) for finding in examination.findings],
        "articles": [
            {
                "url": reading.answer.url,
                "problem": reading.problem,
                "witnesses": reading.witnesses,
                "record": record_of(reading.article) if reading.article is not None else None,
            }
            for reading in examination.readings
        ],
    }
