"""Pages that React streams are read as their scripts would have put them together."""

from __future__ import annotations

import pytest
from lxml import etree

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.pages.document import parse
from sites.not_articles import BODY, FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

SHELL = '<main><!--$?--><template id="B:0"></template><p>Loading</p><!--/$--></main>'
HEAD = f'<div hidden id="S:0"><h1>{TITLE}</h1>{WHEN}<template id="P:1a"></template></div>'
TEXT = f'<div hidden id="S:1a"><div>{BODY}</div></div>'
MOVES = '<script>$RS("S:1a","P:1a");$RC("B:0","S:0")</script>'


@pytest.mark.parametrize("late", [HEAD + TEXT, TEXT + HEAD])
def test_what_came_late_is_read_in_its_place(late: str) -> None:
    article = newsbot.read(page(SHELL + late + MOVES), url=URL, fetched_at=FETCHED_AT)
    assert article.title == TITLE
    assert article.published_at == "2026-09-22T10:15:00+03:00"
    assert (article.body or "").split("\n\n") == list(TEXTS)


def test_what_is_hidden_otherwise_stays_hidden() -> None:
    for html in (
        SHELL + HEAD + TEXT.replace("S:1a", "S:2b"),  # it has no place
        SHELL + HEAD + TEXT.replace(' id="S:1a"', ""),
        SHELL.replace("B:0", "B:9") + HEAD + TEXT,
    ):
        with pytest.raises(NotAnArticle):
            newsbot.read(page(html), url=URL, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    "parts",
    [
        '<div hidden id="S:1">{0}<template id="B:1"></template></div>',
        (
            '<div hidden id="S:1">{0}<template id="B:2"></template></div>'
            '<div hidden id="S:2"><template id="B:1"></template></div>'
        ),
    ],
)
def test_parts_that_would_stand_in_one_another_are_left_where_they_are(parts: str) -> None:
    root = parse(parts.format("text"))
    assert etree.tostring(root, method="text") == b"text"
    assert len(list(root.iter())) == len(list(etree.HTML(parts.format("text")).iter()))
