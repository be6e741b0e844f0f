"""What belongs to a text although it stands apart from it, or is mostly links."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import FETCHED_AT, RAIL, TEXTS, TITLE, URL, WHEN, page

HEAD = f"<h1>{TITLE}</h1>{WHEN}"


def paragraphs(inner: str) -> list[str]:
    return (newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT).body or "").split("\n\n")


NOTES = (
    "The union counts only orchards of more than two hectares.",
    "Jam, 1990, page 12",
)
MARKED = "".join(
    f"<p>{text} <sup id='ref{n}'><a href='#note{n}'>{n}</a></sup></p>"
    for n, text in enumerate(TEXTS)
)


@pytest.mark.parametrize(
    "form",
    [
        "<li id='note{n}'><p>{note} <a href='#ref{n}'>↩</a></p></li>",
        "<div><a id='note{n}' href='{url}#ref{n}'>{n}</a><div><p>{note}</p></div></div>",
    ],
)
def test_notes_below_a_text_to_which_its_marks_lead(form: str) -> None:
    notes = "".join(form.format(n=n, note=note, url=URL) for n, note in enumerate(NOTES))
    found = paragraphs(
        f"<article>{HEAD}{MARKED}<div class='notes'><ol>{notes}</ol></div></article>{RAIL}"
    )
    assert [each.split(" ↩")[0] for each in found[3:]] == [*NOTES]


def test_what_leads_nowhere_back_is_no_note() -> None:
    about = "<div><p>The union was founded in 1890.</p><p>It tells all <a href='#top'>about pears</a>.</p></div>"
    assert paragraphs(f"<article>{HEAD}{MARKED}{about}</article>{RAIL}")[3:] == []
