"""The visible page as a list of lines, read in one walk.

Headline, dates, titled blocks and body are all found among the lines, so that no reader depends on
the tags or the class names that a layout happens to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import etree

from newsbot.pages.date_shapes import parted_from_day
from newsbot.pages.document import INLINE, INVISIBLE, Document, Element, stamp_of
from newsbot.pages.line import (
    AD,
    AUTHOR,
    BLOCK,
    CAPTION,
    DOUBTED,
    FIGURE,
    FURNITURE,
    HEADER,
    IMAGE,
    NAVIGATION,
    PROSE,
    SEPARATORS,
    TEASER,
    TIME,
    TITLE,
    Line,
    Picture,
)
from newsbot.pages.prose import CERTAIN, ENDS
from newsbot.pages.site_words import Words
from newsbot.pages.tables import data_of
from newsbot.text.dense import size_of

_HIDDEN = 1 << 16
_UNREAD = AD | _HIDDEN
_OWN = TITLE | IMAGE | BLOCK | CAPTION
"""Marks of an element itself, which the elements inside do not share."""

_SKIP, _INLINE, _CLOCK, _LINK, _IMAGE, _BREAK = range(6)
_BLOCK, _FURNITURE, _TABLE, _FIGURE, _HEADLINE, _CAPTION, _BESIDE, _QUOTE = range(6, 14)
_KINDS: dict[object, int] = {
    **dict.fromkeys(INVISIBLE, _SKIP),
    **dict.fromkeys(INLINE, _INLINE),
    **dict.fromkeys(("amp-ad", "amp-embed", "dialog", "menu"), _SKIP),
    **dict.fromkeys((etree.Comment, etree.ProcessingInstruction, etree.Entity), _SKIP),
    **dict.fromkeys(("nav", "footer", "header", "form"), _FURNITURE),
    "abbr": _CLOCK,
    "time": _CLOCK,
    "a": _LINK,
    "br": _BREAK,
    "img": _IMAGE,
    "amp-img": _IMAGE,
    "table": _TABLE,
    "figure": _FIGURE,
    "figcaption": _CAPTION,
    "aside": _BESIDE,
    "blockquote": _QUOTE,
    "h1": _HEADLINE,
}
_OF_ANY_SITE: dict[object, int] = {
    **_KINDS,
    "amp-consent": _SKIP,
    "amp-user-notification": _SKIP,
}
"""On a site that nobody described."""
_POSTED = re.compile(r"[—–-]\s[^()\n]{1,80}\(@\w{1,30}\)")
"""How the markup ends that social networks hand out for a post: `— Name (@name)`."""
_PARAGRAPHS = re.compile(r"\n{3,}")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_RUN = 120
MOST_LINES = 20_000
_SENTENCES = 3
"""Paragraphs of an article; what a reader consents to has fewer."""
_SEEN = ("img", "amp-img", "picture", "video", "iframe")
"""What a figure shows; one with none of them holds a quote or a table."""
_CONTACTS = ("mailto:", "tel:", "/cdn-cgi/l/email-protection")
"""How addresses begin that lead to no page: their links are text like any other."""
_HIDING = frozenset({"style", "hidden", "aria-hidden"})
"""Attributes that may say that an element is not to be seen."""


class Outline:
    """The lines of a page and where its elements begin and end among them."""

    def __init__(self, document: Document, words: Words, shown: Element | None = None) -> None:
        """`shown` is an element that is read although it is hidden."""
        self.lines: list[Line] = []
        self.spans: dict[Element, tuple[int, int]] = {}
        """Block element -> (its first line, its last line + 1)."""
        self.headlines: list[Element] = []
        """The `h1` elements outside of menus."""
        self.marked: list[tuple[Element, int]] = []
        """Block elements with a class that says something, and what it says."""
        self.pictures: list[Picture] = []
        self.advertising: list[int] = []
        """Before which lines containers of advertising were left out."""
        self.hidden: list[tuple[Element, int]] = []
        """What was left out because it is hidden, and before which lines."""
        self.shown = shown
        _Walk(self, words, document.main_headings).read(document.top)
        self.is_endless = len(self.lines) >= MOST_LINES
        """Whether the page has more lines than any article; then none of them is kept."""
        if self.is_endless:
            for found in (self.lines, self.spans, self.headlines, self.marked, self.pictures):
                found.clear()

    def within(self, element: Element) -> range:
        """The numbers of the lines in a block element."""
        return range(*self.spans.get(element, (0, 0)))

    def block_of(self, element: Element) -> Element | None:
        """The block element that an element stands in, None where it is not read."""
        around: Element | None = element
        while around is not None and around not in self.spans:
            around = around.getparent()
        return around


class _Walk:
    """The walk over a page: without recursion, as pages nest as deep as they like."""

    def __init__(self, outline: Outline, words: Words, headlines: Iterable[Element]) -> None:
        self._around_headlines = _around(headlines)
        self._outline = outline
        self._lines = outline.lines
        self._words = words
        self._links: list[tuple[Element, int, int]] = []
        self._anchor: Element | None = None
        self._anchor_start = 0
        self._breaks = 0
        self._inline_marks = 0

    def read(self, top: Element) -> None:  # noqa: C901 - one loop: here a call costs more than the work
        lines, spans, known = self._lines, self._outline.spans, self._words.known_marks
        kinds = _KINDS if self._words.is_described else _OF_ANY_SITE
        around: list[tuple[Element, int, int]] = []
        above: list[Element] = []
        block, flags, start = top, 0, 0
        parts = [top.text] if top.text else []
        child = top[0] if len(top) else None
        value: Any  # lxml-stubs: str | bytes
        while child is not None:
            if kind := kinds.get(child.tag, _BLOCK):
                if kind >= _BREAK and parts:
                    self._flush(parts, block, flags)
                    parts = []
                    if len(lines) >= MOST_LINES:
                        return
                own = 0
                for name, value in child.items():
                    if name == "class":
                        marks = known.get(value)
                        own |= self._words.marks(value) if marks is None else marks
                    elif name == "rel":
                        own |= AUTHOR if value == "author" else 0
                    elif name in _HIDING and self._hides(child, name, value):
                        own |= _HIDDEN
                is_read = not own & _UNREAD or self._is_read(child, own)
                if kind >= _BLOCK and is_read:
                    around.append((block, flags, start))
                    block, start = child, len(lines)
                    self._breaks = 0
                    if own & DOUBTED:
                        own = self._doubts(child, own)
                    if own or kind > _BLOCK:
                        flags, is_read = self._open(child, kind, own & ~AD, flags)
                elif is_read and (kind != _INLINE or own):
                    self._inline(child, kind, own & ~AD, flags, parts)
                if is_read:
                    if (text := child.text) and (parts or not text.isspace()):
                        parts.append(text)
                    if len(child):
                        above.append(child)
                        child = child[0]
                        continue
            # The end of an element, what stands behind it, and the ends of those around it.
            while True:
                if child is block:
                    if parts:
                        self._flush(parts, block, flags)
                        parts = []
                    self._breaks = 0
                    spans[child] = (start, len(lines))
                    block, flags, start = around.pop()
                elif child is self._anchor:
                    self._close(len(parts))
                if (text := child.tail) and (parts or not text.isspace()):
                    parts.append(text)
                following = child.getnext()
                if following is not None or not above:
                    child = following
                    break
                child = above.pop()
        if parts:
            self._flush(parts, block, flags)
        spans[top] = (0, len(lines))

    def _is_read(self, element: Element, marks: int) -> bool:
        """Whether an element that is hidden or marked as advertising is read all the same."""
        if not marks & AD:
            self._outline.hidden.append((element, len(self._lines)))
            return element is self._outline.shown
        if element not in self._around_headlines:
            self._outline.advertising.append(len(self._lines))
            return False
        return not marks & _HIDDEN

    def _hides(self, element: Element, name: str, value: str) -> bool:
        """Whether one of the `_HIDING` attributes says so.

        What is kept from screen readers is mostly an icon, or a box for later; a paragraph is seen,
        and so is a whole page behind a box that is open.
        """
        if name == "style":
            return "display:none" in value.replace(" ", "").lower()
        if name == "hidden":
            return True
        return value == "true" and element.tag != "p" and element not in self._around_headlines

    def _doubts(self, element: Element, own: int) -> int:
        """The marks of an element, without those that its names would only seem to give it.

        A paragraph may be called a teaser, and what stands around a headline anything.
        """
        if element in self._around_headlines:
            return own & ~DOUBTED
        return own & ~(FURNITURE | TEASER) if element.tag in PROSE else own

    def _inline(self, element: Element, kind: int, own: int, flags: int, parts: list[str]) -> None:
        if kind == _BREAK:
            self._breaks += 1
        elif kind == _IMAGE:
            picture = Picture(element, len(self._lines), flags | own, self._anchor)
            self._outline.pictures.append(picture)
        else:
            self._inline_marks |= own & ~(_OWN | DOUBTED)
            if kind == _LINK and (href := element.get("href")) and not href.startswith(_CONTACTS):
                self._anchor, self._anchor_start = element, len(parts)
            elif kind == _CLOCK and ((stamp := stamp_of(element)) or element.tag == "time"):
                self._inline_marks |= TIME
                if not len(element) and not (element.text or "").strip():
                    parts.append(stamp)

    def _close(self, end: int) -> None:
        """The end of a link."""
        if self._anchor is not None and end > self._anchor_start:
            self._links.append((self._anchor, self._anchor_start, end))
        self._anchor = None

    def _open(self, element: Element, kind: int, own: int, flags: int) -> tuple[int, bool]:
        """The marks of what is inside a block element, and whether that is to be read."""
        if own:
            self._outline.marked.append((element, own))
            flags |= own & ~_OWN
        if kind == _BLOCK:
            return flags, True
        inside = self._special(element, kind, flags)
        return (flags, False) if inside is None else (inside, True)

    def _special(self, child: Element, kind: int, flags: int) -> int | None:
        if kind == _HEADLINE:
            self._outline.headlines.append(child)
        elif kind == _FURNITURE:
            return self._furniture(child, flags)
        elif kind == _TABLE:
            return self._table(child, flags)
        elif kind == _CAPTION or (kind == _FIGURE and next(child.iter(*_SEEN), None) is not None):
            return flags | FIGURE
        elif kind == _QUOTE:
            # A quote in a quote was looked at with the outer one.
            is_inner = next(child.iterancestors("blockquote"), None) is not None
            return None if not is_inner and _POSTED.search(_all_text(child)) else flags
        elif kind == _BESIDE and child not in self._around_headlines:
            return flags | FURNITURE
        return flags

    def _furniture(self, child: Element, flags: int) -> int | None:
        """Menus and footers are read only where a titled block may stand in them."""
        if child.tag == "header" and (
            child in self._around_headlines
            or next(child.iterancestors("article", "main"), None) is not None
        ):
            return flags | HEADER
        if child.tag == "footer" and (flags & HEADER or self._is_below_headline(child, flags)):
            return flags
        if child.tag == "form" and (child in self._around_headlines or _holds_text(child)):
            return flags
        if not self._words.is_worth_reading(_all_text(child)):
            return None
        return flags | NAVIGATION

    def _is_below_headline(self, footer: Element, flags: int) -> bool:
        """Whether a footer is that of the headline: behind its header, or opening an article."""
        header, around = footer.getprevious(), footer.getparent()
        # What a reader wrote may be an article too.
        if header is None and not flags & FURNITURE and not self._words.is_described:
            return around is not None and around.tag == "article" and footer.getnext() is not None
        return header is not None and header.tag == "header" and header in self._around_headlines

    def _table(self, table: Element, flags: int) -> int | None:
        text = data_of(table, self._words.is_article)
        if not text:
            return flags
        start = len(self._lines)
        self._lines.append(Line(text, table, flags))
        self._outline.spans[table] = (start, start + 1)
        return None

    def _flush(self, parts: list[str], block: Element, flags: int) -> None:
        """Ends the line that is made of `parts`."""
        links = self._links
        if self._anchor is not None and len(parts) > self._anchor_start:
            links.append((self._anchor, self._anchor_start, len(parts)))
        text = parts[0] if len(parts) == 1 else "".join(parts)
        is_printed = "\n" in text and block.tag == "pre"
        text = _printed(text) if is_printed else " ".join(text.split())
        if text:
            marks = flags | self._inline_marks
            line = Line(text, block, marks, self._breaks, parts, links)
            if len(parts) > 1 and (links or len(text) < _LONGEST_RUN) and self._is_divided(line):
                self._lines.extend(self._divided(line))
            elif len(parts) > 1 and text[0].isdigit() and not self._words.is_described:
                self._lines.extend(parted_from_day(line))
            else:
                self._lines.append(line)
            self._breaks = 0
        if links:
            self._links = []
        self._anchor_start = 0
        self._inline_marks = 0

    def _is_divided(self, line: Line) -> bool:
        """Whether headings of blocks stand in one line with one another or with links."""
        bare = line.bare
        if len(bare) > _LONGEST_RUN or (
            len(line.links) < 2 and line.links and not _has_letter(bare)
        ):
            return False
        if not self._words.is_worth_reading(line.text):
            return False
        found = 0
        for text, anchor in line.runs():
            dividers = len(self._words.dividers(text))
            if anchor is None and not dividers and _has_letter(text):
                return False
            found += dividers
        return found > 1 or (found == 1 and bool(line.links))

    def _divided(self, line: Line) -> Iterator[Line]:
        """The headings and the links of a line as lines of their own."""
        for text, anchor in line.runs():
            for part in self._words.dividers(text) or [" ".join(text.split())]:
                if part.strip(SEPARATORS):
                    links = [(anchor, 0, 1)] if anchor is not None else None
                    yield Line(part, line.element, line.flags, 0, [part], links)


def _around(elements: Iterable[Element]) -> set[Element]:
    """The elements that have one of `elements` inside."""
    found: set[Element] = set()
    for inner in elements:
        for element in inner.iterancestors():
            if element in found:
                break
            found.add(element)
    return found


def _all_text(element: Element) -> str:
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def _printed(text: str) -> str:
    """Preformatted text with its lines and paragraphs, and one blank between words."""
    return _PARAGRAPHS.sub(
        "\n\n", "\n".join(" ".join(line.split()) for line in text.splitlines())
    ).strip()


def _holds_text(form: Element) -> bool:
    """Whether a form is the frame of a page, as old servers make it, and not a form."""
    sentences = (
        text
        for each in form.itertext("*")
        if (text := str(each).rstrip()).endswith(ENDS) and size_of(text) >= CERTAIN
    )
    return sum(1 for _ in islice(sentences, _SENTENCES)) == _SENTENCES


def _has_letter(text: str) -> bool:
    return _LETTER.search(text) is not None
