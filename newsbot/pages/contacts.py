"""Whom to ask about an article: the names and numbers that a press release has below its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import Line
from newsbot.pages.prose import is_sentence

_LABEL = re.compile(
    r"(?:(?:presse|medien)-?kontakte?|(?:weiterer )?kontakt|kontakt (?:für|dla|zur?) [^.!?:]{1,40}"
    r"|(?:presse)?rückfragen[^.!?:]{0,40}|ansprechpartner(?:in)?"
    r"|(?:press|media) (?:contacts?|enquiries|inquiries)|contacts? (?:presse|press|media)"
    r"|contatti stampa|контакт\w* (?:для|з|с) (?:змі|медіа|преси|сми|прессы|прессой))\s?(?::|\Z)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\w(?:@|\(at\))\w|(?:\+|(?<![\d.,:])0)\d(?:[ ()/-]{0,3}\d){4}|\d{3}[ -]\d{3}-\d{4}"
)
"""An address for mail or the number of a telephone."""


def without_contacts(lines: Sequence[Line], numbers: list[int], lexicon: Lexicon) -> list[int]:
    """Those of the lines of a text that stand above its contacts; behind these is no sentence.

    A rule of conduct may be «Kontakt zu Kranken meiden», and a heading «Kontakt zu Wölfen».
    """
    if lexicon.is_described:
        return numbers
    for place in range(len(numbers) - 1, 0, -1):
        if _LABEL.match(lines[numbers[place]].text):
            is_reached = any(_REACHED.search(lines[at].text) for at in numbers[place:])
            return numbers[:place] if is_reached else numbers
        if is_sentence(lines[numbers[place]]):
            break
    return numbers
