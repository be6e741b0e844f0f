"""The shape of one language's sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """A town in the forms a sentence needs."""

    name: str
    where: str
    whose: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of news: headlines and paragraphs with slots for places, people and numbers."""

    titles: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything a language brings to a plain story."""

    places: tuple[Place, ...]
    people: tuple[str, ...]
    firms: tuple[str, ...]
    offices: tuple[str, ...]
    decimal: str
    background: tuple[str, ...]
    topics: Mapping[str, tuple[Topic, ...]]
    changed: str
    added: str
