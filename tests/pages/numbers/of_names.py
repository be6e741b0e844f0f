"""Proofs of the numbers of bylines, tags and captions."""

from __future__ import annotations

from newsbot.sites.generic import GENERIC
from pages.numbers.asking import TITLE, Proof, document, of, outline

_NAME = "Olena Sadova"


def _signed(above: int) -> list[str]:
    """The byline that stands so many lines above the headline."""
    between = "<p>Orchards</p>" * (above - 1)
    page = outline(f"<p>By {_NAME}</p>{between}<h1>{TITLE}</h1><p>{TITLE} again.</p>", GENERIC)
    found: list[str] = of("bylines").bylines(page, range(above, above + 1), above + 1)
    return found


def _named(text: str) -> bool:
    return bool(of("bylines").names_in([text], ()))


def _is_tag(size: int) -> bool:
    return bool(of("subjects").tags_in(["a" * size], TITLE, ()))


def _is_parted(count: int) -> bool:
    caption = "<p>Photo: Olena Sadova</p>" + "<p>Pears</p>" * (count - 1)
    page = document(f"<figure><figcaption>{caption}</figcaption></figure>")
    return of("images")._parted(page.root.find(".//figcaption")) is not None


PROOFS = {
    "bylines._ABOVE": Proof(lambda: [_signed(2), _signed(3)], [[_NAME], []]),
    "bylines._LONGEST_BYLINE": Proof(
        lambda: [_named(_NAME + ", Reporter" * count) for count in (70, 150)], [True, False]
    ),
    "bylines._LONGEST": Proof(
        lambda: [_named(f"{'O' * size} Sadova") for size in (40, 80)], [True, False]
    ),
    "bylines._MOST_WORDS": Proof(
        lambda: [_named(" ".join("OPRSTUVWXYZ"[:count])) for count in (5, 9)], [True, False]
    ),
    "subjects._LONGEST": Proof(lambda: [_is_tag(60), _is_tag(120)], [True, False]),
    "images._MOST_BLOCKS": Proof(lambda: [_is_parted(8), _is_parted(15)], [True, False]),
}
