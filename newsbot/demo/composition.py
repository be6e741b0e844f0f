"""Plain stories, made from (seed, id) and the sentences of ``wording``."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from newsbot.demo.content import Block, Content, Picture, paragraph
from newsbot.demo.editions import EDITIONS
from newsbot.demo.wording import WORDINGS, Topic, Wording

_ROUND = tuple(number for number in range(5, 100) if number % 10 in (0, 5, 6, 7, 8, 9))
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
def _drawn(
    seed: int, ident: int, edition: str, section: str
) -> tuple[Topic, dict[str, str], tuple[object, ...], str]:
    """The topic, its filled slots, the state of the dice after them, and the headline."""
    wording = WORDINGS[edition]
    dice = Random(f"{seed}:{edition}:{ident}")  # noqa: S311 - not for secrets
    topic = dice.choice(wording.topics.get(section) or wording.topics["press"])
    slots = _slots(wording, dice)
    title = _filled(dice.choice(topic.titles), slots)
    return topic, slots, dice.getstate(), title


def _slots(wording: Wording, dice: Random) -> dict[str, str]:
    place = dice.choice(wording.places)
    where = place.where
    return {
        "place": place.name,
        "where": where,
        "Where": where[:1].upper() + where[1:],
        "whose": place.whose,
        "firm": dice.choice(wording.firms),
        "office": dice.choice(wording.offices),
        "person": dice.choice(wording.people),
        "person2": dice.choice(wording.people),
        "n": str(dice.choice(_ROUND)),
        "m": str(dice.choice(_ROUND[:12])),
        "k": str(dice.choice(_ROUND) * 10),
        "pct": f"{dice.randrange(1, 40)}{wording.decimal}{dice.randrange(1, 10)}",
    }


def _filled(sentence: str, slots: dict[str, str]) -> str:
    return sentence.format_map(slots)


def headline(seed: int, ident: int, edition: str, section: str) -> str:
    """The headline of a plain story."""
    return _drawn(seed, ident, edition, section)[3]


def compose(seed: int, ident: int, edition: str, section: str, title: str) -> Content:
    """The page of a plain story: paragraphs, often an image, a source, meta data, an ad inside."""
    topic, slots, state, _ = _drawn(seed, ident, edition, section)
    wording = WORDINGS[edition]
    dice = Random()  # noqa: S311 - not for secrets
    dice.setstate(state)
    texts = [_filled(text, slots) for text in topic.paragraphs]
    extra = dice.sample(wording.background, dice.randrange(1, 4))
    texts += [_filled(text, {**slots, **_slots(wording, dice)}) for text in extra]
    blocks = [paragraph(text) for text in texts]
    chance = dice.random()
    if chance < 0.25:
        blocks.insert(2, inline_ad(edition, ident))
    meta = dice.choice(_META)
    interview = section == "interview"
    author = dice.choice(wording.people)
    return Content(
        blocks=tuple(blocks),
        lead=_filled(wording.background[-1], slots) if interview else None,
        authors=(author,) if interview else (),
        picture=_picture(dice, title) if dice.random() < 0.7 else None,
        source_url=dice.choice(_SOURCES) if dice.random() < 0.4 else None,
        states_modified=meta in ("article", "jsonld", "jsonld-utc"),
        meta=meta,
        minutes=max(1, sum(len(text.split()) for text in texts) // 60),
    )


def _picture(dice: Random, title: str) -> Picture:
    month = f"{dice.randrange(2019, 2026)}/{dice.randrange(1, 13):02}"
    return Picture(f"{_MEDIA}/{month}/{dice.choice(_FILES)}", None, title)


def revised(seed: int, ident: int, edition: str, section: str, version: int) -> tuple[Block, ...]:
    """The paragraphs that the editors added up to this version."""
    wording = WORDINGS[edition]
    _, slots, _, _ = _drawn(seed, ident, edition, section)
    now = {**slots, "n": str(10 * version + 5), "m": str(version + 3)}
    blocks = [paragraph(_filled(wording.changed, now))]
    if version > 2:
        blocks.append(paragraph(_filled(wording.added, now)))
    return tuple(blocks)


def inline_ad(edition: str, number: int = 0) -> Block:
    """An advertisement within the body column, its label after it as everywhere on the site."""
    label = EDITIONS[edition].ad_label
    return Block(
        f'<div class="ads"><a href="https://ads.example.com/click?b={number}" target="_blank">'
        f'<img src="https://media.interfax.com.ua/media/ads/2026/banner-{number % 7}.png"'
        f' width="600" height="90" alt=""></a><span class="ad-subtitle">{label}</span></div>'
    )
