"""What a page says to robots about itself: `X-Robots-Tag` and `<meta name="robots">`.

https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag and
https://www.rfc-editor.org/rfc/rfc9309#section-1 (which leaves both to the sites).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

AGENT = "newsbot"
"""Our product token: rules for other agents are not for us."""
_EVERYBODY = frozenset({"", "*", "all", "robots", AGENT})
_WITH_VALUE = frozenset(
    {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}
)
_NAMED = re.compile(r"\s*([\w*-]+)\s*:(.*)", re.DOTALL)
_LONGEST = 5000
"""Characters of one header or tag that are read."""


class Wishes(NamedTuple):
    """Whether a page may be kept, and its links followed."""

    keep: bool
    follow: bool

    @property
    def refused(self) -> list[str]:
        """The names of what is not granted."""
        granted = {"noindex": self.keep, "nofollow": self.follow}
        return [name for name, is_granted in granted.items() if not is_granted]


def robots_wishes(headers: Iterable[str], meta: str) -> Wishes:
    """The wishes of a page.

    `headers` are the values of its X-Robots-Tag headers, `meta` the content of its robots tag. The
    strictest of them holds; `none` is both `noindex` and `nofollow`.
    """
    words = set(re.split(r"[\s,;]+", meta[:_LONGEST].lower())) if meta else set()
    for header in headers:
        words |= _header_words(header[:_LONGEST].lower())
    return Wishes(
        keep=words.isdisjoint({"noindex", "none"}),
        follow=words.isdisjoint({"nofollow", "none"}),
    )


def _header_words(header: str) -> set[str]:
    """The directives for us: `noindex, otherbot: nofollow` names an agent before its own."""
    agent = ""
    words: set[str] = set()
    for part in header.split(","):
        named = _NAMED.fullmatch(part)
        if named is not None and named[1] not in _WITH_VALUE:
            agent = named[1]
        if agent in _EVERYBODY:
            words.update(re.findall(r"[a-z]+", named[2] if named is not None else part))
    return words
