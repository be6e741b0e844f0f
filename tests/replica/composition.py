"""Plain stories, made from (seed, id) and the sentences of the demonstration."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import Any

from newsbot.demo.composition import Draft, draft, paragraphs, reading_minutes
from newsbot.demo.words import EDITIONS
from replica.content import Block, Content, Picture, paragraph
from replica.words import WORDS

_MEDIA = "https://media.interfax.com.ua/media/thumbs/images"
_FILES = (
    "dsc_0417.jpg",
    "0108_154700.jpg",
    "%D0%BF%D0%BE%D0%BB%D0%B5_2.jpg",
    "img-20250311-wa0007.jpg",
    "hall.of.fame.jpg",
    "photo_2024-11-02_10-15-44.jpg",
)
_SOURCES = (
    "https://example.org/reports/2026/quarterly-review/",
    "https://www.example.com/news/story?id=48151623&lang=en",
    "https://t.me/example_channel/1042",
    "https://example.net/press/%D1%80%D0%B5%D0%BB%D1%96%D0%B7-14",
)
_META = ("none", "none", "none", "og", "article", "jsonld", "jsonld-utc", "none", "article", "og")


@lru_cache(maxsize=256)
def _drawn(seed: int, ident: int, edition: str, section: str) -> tuple[Draft, tuple[Any, ...]]:
    """The draft of the story, and the state of the dice after it."""
    dice = Random(f"{seed}:{edition}:{ident}")
    return draft(EDITIONS[edition], section, dice), dice.getstate()


def headline(seed: int, ident: int, edition: str, section: str) -> str:
    """The headline of a plain story."""
    return _drawn(seed, ident, edition, section)[0].title


def compose(seed: int, ident: int, edition: str, section: str, title: str) -> Content:
    """The page of a plain story: paragraphs, often an image, a source, meta data, an ad inside."""
    story, state = _drawn(seed, ident, edition, section)
    words = EDITIONS[edition]
    dice = Random()
    dice.setstate(state)
    texts = paragraphs(story, words, dice)
    blocks = [paragraph(text) for text in texts]
    chance = dice.random()
    if chance < 0.25:
        blocks.insert(2, inline_ad(edition, ident))
    meta = dice.choice(_META)
    interview = section == "interview"
    author = dice.choice(words.people)
    return Content(
        blocks=tuple(blocks),
        lead=words.background[-1].format_map(story.slots) if interview else None,
        authors=(author,) if interview else (),
        picture=_picture(dice, title) if dice.random() < 0.7 else None,
        source_url=dice.choice(_SOURCES) if dice.random() < 0.4 else None,
        states_modified=meta in ("article", "jsonld", "jsonld-utc"),
        meta=meta,
        minutes=reading_minutes(texts),
    )


def _picture(dice: Random, title: str) -> Picture:
    month = f"{dice.randrange(2019, 2026)}/{dice.randrange(1, 13):02}"
    return Picture(f"{_MEDIA}/{month}/{dice.choice(_FILES)}", None, title)


def revised(seed: int, ident: int, edition: str, section: str, version: int) -> tuple[Block, ...]:
    """The paragraphs that the editors added up to this version."""
    story, _ = _drawn(seed, ident, edition, section)
    now = {**story.slots, "n": str(10 * version + 5), "m": str(version + 3)}
    blocks = [paragraph(WORDS[edition].changed.format_map(now))]
    if version > 2:
        blocks.append(paragraph(WORDS[edition].added.format_map(now)))
    return tuple(blocks)


def inline_ad(edition: str, number: int = 0) -> Block:
    """An advertisement within the body column, its label after it as everywhere on the site."""
    label = EDITIONS[edition].ad_label
    return Block(
        f'<div class="ads"><a href="https://ads.example.com/click?b={number}" target="_blank">'
        f'<img src="https://media.interfax.com.ua/media/ads/2026/banner-{number % 7}.png"'
        f' width="600" height="90" alt=""></a><span class="ad-subtitle">{label}</span></div>'
    )
