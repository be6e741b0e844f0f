"""Headlines and paragraphs of made-up stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from newsbot.demo.words import Edition, Topic

_ROUND = tuple(number for number in range(5, 100) if number % 10 in (0, 5, 6, 7, 8, 9))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a story is about: its topic, the words in the slots of its sentences, its headline."""

    topic: Topic
    slots: Mapping[str, str]
    title: str


def draft(edition: Edition, section: str, dice: Random) -> Draft:
    """A story by chance, as far as its headline."""
    topic = dice.choice(edition.topics_of(section))
    slots = _slots(edition, dice)
    return Draft(topic, slots, dice.choice(topic.titles).format_map(slots))


def paragraphs(story: Draft, edition: Edition, dice: Random) -> list[str]:
    """The text of the story: what it is about, and one to three paragraphs of background."""
    texts = [text.format_map(story.slots) for text in story.topic.paragraphs]
    background = dice.sample(edition.background, dice.randrange(1, 4))
    return texts + [
        text.format_map({**story.slots, **_slots(edition, dice)}) for text in background
    ]


def reading_minutes(texts: list[str]) -> int:
    """The reading time as the page prints it."""
    return max(1, sum(len(text.split()) for text in texts) // 60)


def _slots(edition: Edition, dice: Random) -> dict[str, str]:
    name, where, whose = dice.choice(edition.places)
    return {
        "place": name,
        "where": where,
        "Where": where[:1].upper() + where[1:],
        "whose": whose,
        "firm": dice.choice(edition.firms),
        "office": dice.choice(edition.offices),
        "person": dice.choice(edition.people),
        "person2": dice.choice(edition.people),
        "n": str(dice.choice(_ROUND)),
        "m": str(dice.choice(_ROUND[:12])),
        "k": str(dice.choice(_ROUND) * 10),
        "pct": f"{dice.randrange(1, 40)}{edition.decimal}{dice.randrange(1, 10)}",
    }
