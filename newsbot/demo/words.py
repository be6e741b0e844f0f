"""The words of the made-up site: labels, sections, tags and sentences, one TOML file an edition."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as printed below an article and as it stands in the address of its page."""

    name: str
    slug: str

    @property
    def path(self) -> str:
        return f"/news/tag/{quote(self.slug)}.html"


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of news: headlines and paragraphs with slots for places, people and numbers."""

    sections: tuple[str, ...]
    titles: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its fixed words, and the sentences of which its stories are made."""

    code: str
    host: str
    agency: str
    related: str
    latest: str
    ad_label: str
    reading: str
    source: str
    latest_news: str
    hot: str
    home: str
    partner: str
    decimal: str
    sections: Mapping[str, str]
    menu: Mapping[str, str]
    tags: tuple[Tag, ...]
    # name, "in ...", "of ..."
    places: tuple[tuple[str, str, str], ...]
    people: tuple[str, ...]
    firms: tuple[str, ...]
    offices: tuple[str, ...]
    background: tuple[str, ...]
    topics: tuple[Topic, ...]

    def topics_of(self, section: str) -> tuple[Topic, ...]:
        """What is written about in a section; press releases where nothing is said of it."""
        found = tuple(topic for topic in self.topics if section in topic.sections)
        return found or tuple(topic for topic in self.topics if "press" in topic.sections)


def _read(code: str) -> Edition:
    text = files("newsbot.demo").joinpath(f"{code}.toml").read_text("utf-8")
    words = {name: _frozen(value) for name, value in tomllib.loads(text).items()}
    words["tags"] = tuple(Tag(name, slug) for name, slug in words["tags"].items())
    words["topics"] = tuple(Topic(**topic) for topic in words["topics"])
    return Edition(code=code, **words)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return value


EDITIONS: Mapping[str, Edition] = {code: _read(code) for code in ("uk", "ru", "en")}
