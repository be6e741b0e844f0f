"""The line that tells when an article was published: where it stands, as printed."""

from __future__ import annotations

import re
from collections.abc import Collection

from newsbot.pages.document import Document, Element, has_class, spaced_text
from newsbot.pages.lexicon import Lexicon
from newsbot.text.clean import clean, fold

_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}|\b\d{1,2}(?:-?го|st|nd|rd|th)?\s+[^\W\d_]{3,}"
    r"|\b(?:сьогодні|вчора|позавчора|сегодня|вчера|позавчера|today|yesterday|тому|назад|ago)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_GLUED = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?=\d{1,2}\.\d{1,2}\.\d{4})")
_LONGEST = 90
_BEFORE, _AFTER = 60, 40
"""How many elements before and after the headline to look at."""


class Dateline:
    """Finds the date of publication near a headline."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        headline: Element,
        around_headline: list[Element],
        skip: Collection[Element],
    ) -> None:
        self._document = document
        self._lexicon = lexicon
        self._headline = headline
        self._around = around_headline
        self._skip = skip

    def find(self, body: Element | None) -> tuple[str | None, str | None]:
        """(publication, modification) as printed, None where the page does not say."""
        elements = list(self._document.order)
        position = self._document.order[self._headline]
        stop = self._document.order[body] if body is not None else position + _AFTER
        before = range(position - 1, max(-1, position - _BEFORE), -1)
        after = range(position + 1, min(len(elements), max(stop, position + 1), position + _AFTER))
        published = modified = None
        weak = None
        for index in (*before, *after):
            element = elements[index]
            if self._is_skipped(element):
                continue
            text, proof = self._dated_text(element)
            if text is None:
                continue
            if fold(text).startswith(self._lexicon.modified_labels):
                modified = modified or text
            elif proof:
                published = published or text
            else:
                weak = weak or text
            if published and modified:
                break
        return published or weak, modified

    def _dated_text(self, element: Element) -> tuple[str | None, bool]:
        """The dated text at `element`, and whether it has date and time or a known class."""
        if has_class(element, self._lexicon.site.classes.time) or element.tag == "time":
            text = self._bare(spaced_text(element))
            if not text and element.tag == "time":
                text = clean(element.get("datetime") or "")
            return (text or None), True
        for raw in (element.text, element.tail):
            if raw is None or len(raw) > _LONGEST * 3 or not any(map(str.isdigit, raw)):
                continue
            text = self._bare(clean(" ".join(raw.split())))
            if len(text) > _LONGEST or not (_TIME.search(text) or _DATE.search(text)):
                continue
            if _TIME.search(text) and _DATE.search(text):
                return text, True
            parent = element.getparent()
            if parent is not None and parent not in self._around:
                whole = self._bare(spaced_text(parent))
                if len(whole) <= _LONGEST and _TIME.search(whole) and _DATE.search(whole):
                    return whole, True
            joined = self._with_neighbour(element, text)
            if joined is not None:
                return joined, True
            if _DATE.search(text) and not self._reading_time(text) and len(text) < 40:
                return text, False
        return None, False

    def _with_neighbour(self, element: Element, text: str) -> str | None:
        """A time and a date in two neighbouring elements, as one text."""
        for other in (element.getnext(), element.getprevious()):
            if other is None or other in self._around or other is self._headline:
                continue
            second = self._bare(spaced_text(other))
            if len(second) > 40:
                continue
            pair = (text, second) if other is element.getnext() else (second, text)
            joined = " ".join(pair)
            if _TIME.search(joined) and _DATE.search(joined) and not self._reading_time(second):
                return joined
        return None

    def _reading_time(self, text: str) -> bool:
        folded = fold(text)
        return any(pattern.fullmatch(folded) for pattern in self._lexicon.reading_time)

    def _bare(self, text: str) -> str:
        """`text` without the site's own name before it, a time and a date kept apart."""
        text = self._lexicon.site_label.sub("", text, count=1)
        return _GLUED.sub(r"\1 ", text).strip(" |")

    def _is_skipped(self, element: Element) -> bool:
        if element in self._skip:
            return True
        return any(ancestor in self._skip for ancestor in element.iterancestors())
