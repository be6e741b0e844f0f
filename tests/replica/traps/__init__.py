"""Stories whose pages hold what a reader of the site stumbles over, each beside its truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replica.traps import decoys, everything, foreign, heads, markup, neighbours, wire, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replica.story import Special

SPECIALS: Mapping[str, tuple[Special, ...]] = {
    "uk": (
        everything.UKRAINIAN,
        *markup.SPECIALS,
        *words.SPECIALS,
        *heads.SPECIALS,
        *neighbours.SPECIALS,
        *wire.SPECIALS["uk"],
        *decoys.UKRAINIAN,
    ),
    "ru": (everything.RUSSIAN, *foreign.RUSSIAN, *wire.SPECIALS["ru"], *decoys.RUSSIAN),
    "en": (everything.ENGLISH, *foreign.ENGLISH, *wire.SPECIALS["en"], *decoys.ENGLISH),
}
