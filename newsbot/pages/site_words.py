"""What the walk over a page asks about its site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Words(Protocol):
    """What the walk has to know of a site."""

    @property
    def is_described(self) -> bool:
        """Whether somebody described the site: what its pages are like is known, not guessed."""

    def marks(self, names: str) -> int:
        """What the value of a `class` attribute says, as a set of bits."""

    @property
    def known_marks(self) -> Mapping[str, int]:
        """The answers that `marks` has given before."""

    def dividers(self, text: str) -> list[str]:
        """The headings and labels of advertising that a text is made of; [] if of more."""

    def is_article(self, href: str) -> bool:
        """Whether a link leads to an article of the site, or of one like it."""

    def is_worth_reading(self, text: str) -> bool:
        """Whether a menu or footer with this text may hold a titled block."""
