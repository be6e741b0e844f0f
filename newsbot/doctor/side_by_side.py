"""The findings as one HTML page: each article's fields beside the page's own text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from newsbot.doctor.findings import Verdict
from newsbot.doctor.terminal import summary_of
from newsbot.feeds.records import record_of
from newsbot.guards.html_page import html_page, shown, styled

if TYPE_CHECKING:
    from newsbot.doctor.article_findings import Reading
    from newsbot.doctor.examination import Examination

_KINDS = {Verdict.GOOD: "good", Verdict.NOTE: "soft", Verdict.WRONG: "bad"}


def render(examination: Examination, name: str) -> str:
    """The page; `name` is that of the site. It needs nothing but itself."""
    style = files("newsbot.doctor").joinpath("side_by_side.css").read_text(encoding="utf-8")
    parts = (
        f"<h1>A look at {shown(name)}</h1><p>{shown(summary_of(examination))}</p>",
        *_findings(examination),
        *(line for reading in examination.readings for line in _article(reading)),
    )
    return html_page(f"newsbot: a look at {name}", parts, head=styled(style))


def _findings(examination: Examination) -> Iterator[str]:
    yield '<div class="table"><table class="findings"><thead><tr>'
    for head in ("", "looked at", "expected", "found", "to change"):
        yield f'<th scope="col">{head}</th>'
    yield "</tr></thead><tbody>"
    order = [Verdict.WRONG, Verdict.NOTE, Verdict.GOOD]
    for each in sorted(examination.findings, key=lambda finding: order.index(finding.verdict)):
        yield f'<tr><td class="verdict {_KINDS[each.verdict]}">{each.verdict}</td>'
        for cell in (each.subject, each.expected, each.found, each.change):
            yield f"<td>{shown(cell)}</td>"
        yield "</tr>"
    yield "</tbody></table></div>"


def _article(reading: Reading) -> Iterator[str]:
    url = shown(reading.answer.url)
    yield f"<section><h2>{url}</h2>"
    yield '<div class="beside"><div><h3>What newsbot reads</h3>'
    if reading.article is None:
        yield f'<p class="bad">Nothing: {shown(reading.problem)}</p>'
    else:
        yield '<div class="table"><table><tbody>'
        for name, value in record_of(reading.article).items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            witness = reading.witnesses.get(name, "")
            yield (
                f'<tr><th scope="row">{name}<br><span class="soft">{shown(witness)}</span></th>'
                f'<td class="text">{_text_in_lines(text)}</td></tr>'
            )
        yield "</tbody></table></div>"
    yield "</div><div><h3>What the page says</h3><div>"
    yield from (f"<p>{shown(line)}</p>" for line in reading.lines)
    yield "</div></div></div></section>"


def _text_in_lines(text: str) -> str:
    return "<br>".join(shown(line) for line in text.split("\n"))
