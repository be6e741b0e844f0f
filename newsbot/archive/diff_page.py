"""What changed in articles, as one page of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from newsbot.archive.changes import changes
from newsbot.archive.diff_text import steps_of
from newsbot.archive.revised import Revised
from newsbot.archive.wording import Piece
from newsbot.guards.html_page import html_page, shown, styled

_TAGS = {"gone": "del", "new": "ins"}


def page_of(found: Iterable[Revised]) -> str:
    """The page; it needs nothing but itself."""
    style = files("newsbot.archive").joinpath("diff.css").read_text(encoding="utf-8")
    sections = [_section(each) for each in found]
    count = f"{len(sections)} revisions" if len(sections) != 1 else "One revision"
    head = "<h1>What has changed</h1>" + f'<p class="soft">{count}; times are Kyiv\'s.</p>'
    return html_page("newsbot: what has changed", (head, *sections), head=styled(style))


def _section(revised: Revised) -> str:
    after = revised.after
    title, address = shown(after["title"] or ""), shown(after["url"])
    return "".join(
        (
            f'<section><h2>{title}</h2><p class="soft">{shown(after["id"])} ',
            f'<a href="{address}">{address}</a><br>{steps_of(revised)}</p><dl>',
            *fields_of(revised),
            "</dl></section>",
        )
    )


def fields_of(revised: Revised) -> Iterator[str]:
    """The inside of a list of definitions: each field that changed, with its words."""
    none = True
    for change in changes(*revised):
        none = False
        yield f"<dt>{change.field}</dt><dd>{''.join(map(_piece, change.pieces))}</dd>"
    if none:
        yield "<dt>no field</dt>"


def _piece(piece: Piece) -> str:
    text = "\n".join(map(shown, piece.text.split("\n")))
    if piece.kind == "same":
        return text
    tag = _TAGS[piece.kind]
    return f"<{tag}>{text}</{tag}>"
