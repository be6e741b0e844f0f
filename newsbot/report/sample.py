"""What is counted of the articles of a run, and the part of it that the alarm compares."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from newsbot.items import Article

FIELDS = (
    "title",
    "body",
    "published_at",
    "language",
    "section_name",
    "reading_minutes",
    "lead",
    "modified_at",
    "source_url",
    "authors",
    "tags",
    "images",
    "related",
    "latest",
)
"""The fields that a page may or may not fill, the most important first."""

FRESH = 10_000
"""Numbers below the newest that count as fresh: about a month of all editions together. Only fresh
articles are compared, since those of other years have another layout."""
EXAMPLES = 3

_STEPS = 8


def size_class(characters: int) -> int:
    """The class of a text's length: eight to each doubling."""
    return int(_STEPS * math.log2(characters)) if characters > 0 else 0


def characters_of(size: int) -> int:
    """The shortest length of a class, roughly."""
    return round(2 ** (size / _STEPS))


@dataclass(slots=True)
class Coverage:
    """How often each field was filled, and from which part of the page."""

    articles: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)
    disagreements: Counter[str] = field(default_factory=Counter)

    def add(self, item: Article, filled: list[str]) -> None:
        self.articles += 1
        self.filled.update(filled)
        evidence = item.evidence
        self.sources.update(evidence.sources.items())
        if evidence.disagreements:
            self.disagreements.update(evidence.disagreements)

    def as_json(self) -> dict[str, Any]:
        """Field -> how often it was filled, and by which sources."""
        by_field: dict[str, dict[str, int]] = {}
        for (name, source), count in self.sources.most_common():
            by_field.setdefault(name, {})[source] = count
        return {
            name: {"filled": self.filled[name], "sources": by_field.get(name, {})}
            for name in FIELDS
        }


@dataclass(slots=True)
class Sample:
    """The fresh articles of a run, as the alarm of later runs needs them. It goes to the ledger."""

    well: Counter[str] = field(default_factory=Counter)
    """Metric -> how often it was well."""
    looked: Counter[str] = field(default_factory=Counter)
    """Metric -> how often it was looked at."""
    sizes: Counter[int] = field(default_factory=Counter)
    """Class of a body's length -> articles."""
    lists: dict[str, list[int]] = field(default_factory=dict)
    """First page of a list -> [articles on it, those with a time]."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    """Metric -> pages on which it was not well."""

    def note(self, url: str, *, well: Collection[str] = (), failed: Collection[str] = ()) -> None:
        """What was looked at on a page, by the names of metrics."""
        self.well.update(well)
        self.looked.update(well)
        self.looked.update(failed)
        for metric in failed:
            pages = self.examples.setdefault(metric, [])
            if len(pages) < EXAMPLES:
                pages.append(url)

    def as_json(self) -> dict[str, Any]:
        return {
            "metrics": {name: [self.well[name], times] for name, times in self.looked.items()},
            "sizes": {str(size): count for size, count in sorted(self.sizes.items())},
            "lists": self.lists,
            "examples": self.examples,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Sample:
        metrics = data.get("metrics", {})
        return cls(
            well=Counter({name: well for name, (well, _) in metrics.items()}),
            looked=Counter({name: times for name, (_, times) in metrics.items()}),
            sizes=Counter({int(size): count for size, count in data.get("sizes", {}).items()}),
            lists=data.get("lists", {}),
            examples=data.get("examples", {}),
        )
