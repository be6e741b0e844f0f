"""What the path of a page says: its headline, as those of articles do, or that it is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

_WORD = re.compile(r"[^\W_]{3,}")
"""Shorter ones are left out of addresses."""
_FEWEST = 5
"""Words of a headline; fewer name a page about the site as well («terms and conditions of use»)."""
_LEAST = 0.5
"""Share of them: an address may be cut short, and keeps the words of an earlier headline."""


def names_headline(url: str, title: str) -> bool:
    """Whether `url` has the words of the headline `title`, in letters of the same script."""
    words = _words(title)
    common = words & _words(unquote(urlsplit(url).path))
    return len(common) >= max(_FEWEST, _LEAST * len(words))


def is_filed_among(url: str, folders: Collection[str]) -> bool:
    """Whether a part of the path of `url`, or its last part without an ending, is one of those."""
    return any(part in folders for part in _parts(url))


def is_called(url: str, names: Collection[str]) -> bool:
    """Whether the last part of the path of `url`, without an ending, is one of those."""
    return next(filter(None, reversed(_parts(url))), "") in names


def _parts(url: str) -> list[str]:
    return [part.partition(".")[0] for part in urlsplit(url).path.casefold().split("/")]


def _words(text: str) -> set[str]:
    return {_plain(word) for word in _WORD.findall(text.casefold())}


def _plain(word: str) -> str:
    """A word without its diacritics, which addresses seldom have («ä» may be «ae» there)."""
    return "".join(each for each in unicodedata.normalize("NFKD", word) if each.isalnum())
