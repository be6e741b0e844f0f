"""Clean text for the feed, and folded text for comparing. Typography is kept in the first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps

_SPACES = re.compile(r"[^\S\n\t ][^\S\n\t]*| [^\S\n\t]+")
"""Any but a single blank, which stands between any two words and is as it should be."""
_AROUND_BREAKS = re.compile(r" *([\n\t]) *")
_BREAKS = re.compile(r"\n{2,}")
_INVISIBLE = re.compile(
    # C0 and C1 controls but tab and newline, soft hyphen, Arabic letter mark, zero-width spaces,
    # direction marks, line and paragraph separators' formatting kin, word joiner and
    # other invisible operators, interlinear annotations, byte order mark, non-characters, tags
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001-\U000e007f]"
)
_JOINERS = re.compile(
    "((?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
    "|(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff]))|[\u200c\u200d]"
)
"""Joiners and non-joiners; in the group those of a word, in Persian or Hindi, or of a sign.

Unicode has them in words of Arabic and Indic scripts (UAX 31, 2.3).
"""
_PLAIN_LETTERS = (
    "[!-~\u00a1-\u00ac\u00ae-\u00ff\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e"
    "\u20ac\u20b4\u2116]+"
)
_PLAIN = re.compile(
    # Text that needs nothing: printable ASCII, Latin-1 letters, Cyrillic and the usual typography,
    # with single spaces only and none at the ends.
    f"{_PLAIN_LETTERS}(?: {_PLAIN_LETTERS})*"
)
_SHORT = 300
"""Characters; longer texts are no labels or headlines, and would fill the memory."""
_APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bc\u02c8\u2018\u2019\u201b\u2032\uff07]")
_EDGES = (
    " \t\n.,:;!?|/\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u00b7\u2026\u00ab\u00bb"
    "\u201c\u201d\u201e\"'()[]>\u203a\u25b6\u25ba\u2192"
)


def clean(text: str) -> str:
    """`text` in NFC, with every kind of space folded to one, invisible characters left out.

    Line breaks and tabs are kept, as they separate lines and table cells; spaces around them are
    not.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub(r"\1", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    if "\n" in text or "\t" in text:
        text = _BREAKS.sub("\n", _AROUND_BREAKS.sub(r"\1", text))
    return text.strip()


def _remembered(read: Callable[[str], str]) -> Callable[[str], str]:
    """`read` with a memory for short texts: a site repeats most of them on every page."""
    known = lru_cache(maxsize=4096)(read)

    @wraps(read)
    def remembered(text: str) -> str:
        return known(text) if len(text) <= _SHORT else read(text)

    return remembered


@_remembered
def clean_line(text: str) -> str:
    """`text` cleaned and on one line."""
    return clean(" ".join(text.split()))


@_remembered
def fold(text: str) -> str:
    """`text` as it is compared: one case, one apostrophe, one space, no punctuation at the ends."""
    text = clean(text).replace("\n", " ").replace("\t", " ")
    text = text.replace("\u200c", "").replace("\u200d", "")
    text = _APOSTROPHES.sub("'", text.casefold())
    return text.strip(_EDGES).replace("ё", "е")
