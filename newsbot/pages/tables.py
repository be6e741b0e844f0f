"""Tables: which of them hold data, and the text of their rows."""

from __future__ import annotations

from collections.abc import Callable

from newsbot.pages.document import Element, clean_text

_CELL_PARTS = 3
"""Paragraphs, list items and line breaks in a cell; a cell with more lays out the page."""
_FEWEST_ROWS = 2
"""Rows with something in two cells; a single one holds buttons, or the date of the page."""
_MOST_LINKED = 0.75
"""Share of a table's text inside of links; one with more is a list of titles, with their times."""


def data_of(table: Element, is_article: Callable[[str], bool]) -> str:
    """The rows of a table that holds data, one a line, their cells parted by tabs.

    '' of one that lays out a page, or a list of articles.
    """
    if next(table.iterdescendants("table", "h1"), None) is not None:
        return ""
    cells = [len(row) for row in table.iter("tr")]
    if max(cells, default=0) < 2:
        return ""
    rows = [row for row in map(_text_of, table.iter("tr")) if row]
    if sum("\t" in row.strip() for row in rows) < _FEWEST_ROWS:
        return ""
    links = sum(is_article(link.get("href") or "") for link in table.iter("a"))
    if links * 2 >= len(cells):
        return ""
    text = "\n".join(rows)
    # Of a link in a link, as broken pages have them by the thousand, the outer one holds the text.
    outer = (link for link in table.iter("a") if next(link.iterancestors("a"), None) is None)
    if sum(len(clean_text(link)) for link in outer) > _MOST_LINKED * len(text):
        return ""
    parts = sum(1 for _ in table.iterdescendants("p", "li", "div", "br", "h2", "h3", "h4", "h5"))
    return text if parts <= _CELL_PARTS * sum(cells) else ""


def _text_of(row: Element) -> str:
    cells = [clean_text(cell) for cell in row if cell.tag in {"td", "th"}]
    return "\t".join(cells) if any(cells) else ""
