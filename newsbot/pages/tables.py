"""Tables: which of them hold data, and the text of their rows."""

from __future__ import annotations

from collections.abc import Callable

from newsbot.pages.document import Element, clean_text

_CELL_PARTS = 3
"""Paragraphs, list items and line breaks in a cell; a cell with more lays out the page."""
_MOST_LINKED = 0.75
"""Share of a table's text inside of links; one with more is a list of titles, with their times."""


def rows_of(table: Element) -> str:
    """The rows of a table, one a line, their cells parted by tabs; '' of an empty one."""
    rows = []
    for row in table.iter("tr"):
        cells = [clean_text(cell) for cell in row if cell.tag in {"td", "th"}]
        if any(cells):
            rows.append("\t".join(cells))
    return "\n".join(rows)


def is_tabular(table: Element, is_article: Callable[[str], bool]) -> bool:
    """Whether a table holds data, and does not lay out a page or a list of articles."""
    if next(table.iterdescendants("table", "h1"), None) is not None:
        return False
    rows = [len(row) for row in table.iter("tr")]
    if max(rows, default=0) < 2:
        return False
    links = sum(is_article(link.get("href") or "") for link in table.iter("a"))
    if links * 2 >= len(rows):
        return False
    # Of a link in a link, as broken pages have them by the thousand, the outer one holds the text.
    outer = (link for link in table.iter("a") if next(link.iterancestors("a"), None) is None)
    linked = sum(len(clean_text(link)) for link in outer)
    if linked > _MOST_LINKED * len(rows_of(table)):
        return False
    parts = sum(1 for _ in table.iterdescendants("p", "li", "div", "br", "h2", "h3", "h4", "h5"))
    return parts <= _CELL_PARTS * sum(rows)
