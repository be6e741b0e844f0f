"""Made-up text of a wanted length."""

from __future__ import annotations

from random import Random

from newsbot.demo.composition import draft, paragraphs
from newsbot.demo.words import EDITIONS

_SECTIONS = ("general", "political", "economic", "sport")
_END = 2
"""Characters that a sentence's end takes: a letter before the full stop."""


def prose(language: str, length: int, dice: Random, opening: str = "") -> str:
    """Sentences of so many characters; a short text is a few words without a full stop."""
    text = opening
    while len(text) <= length:
        sentences = _sentences(language, dice)
        if opening:
            # What follows the opening goes on: no sentence of its own.
            sentences[0] = sentences[0][:1].lower() + sentences[0][1:]
        opening = ""
        text = f"{text} {' '.join(sentences)}".strip()
    if length < 40:
        return text[:length].rstrip(" ,.–—-") or text[0]
    cut = text[: length - 1].rstrip()
    return cut.rstrip(' ,.:;–—-«"“(') + "."


def headline(language: str, length: int, dice: Random) -> str:
    """A headline of about so many characters."""
    words = EDITIONS[language]
    text = draft(words, dice.choice(_SECTIONS), dice).title
    while len(text) < length - 20:
        text += " – " + draft(words, dice.choice(_SECTIONS), dice).title
    if len(text) > length:
        text = text[:length].rpartition(" ")[0] or text
    return text.rstrip(' ,.:;–—-«"“(')


def _sentences(language: str, dice: Random) -> list[str]:
    words = EDITIONS[language]
    texts = paragraphs(draft(words, dice.choice(_SECTIONS), dice), words, dice)
    dice.shuffle(texts)
    return texts
