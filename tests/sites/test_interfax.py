"""The facts of the site agree with one another."""

from __future__ import annotations

import re

from newsbot.pages.lexicon import lexicon
from newsbot.sites.interfax import INTERFAX
from newsbot.text.clean import fold


def test_no_heading_names_two_blocks() -> None:
    related, latest = ({fold(text) for text in texts} for texts in INTERFAX.blocks.values())
    assert not related & latest


def test_every_edition_has_a_heading_for_each_block() -> None:
    scripts = {"uk": "[іїє]", "ru": "[еоа]", "en": "[a-z]"}
    for texts in INTERFAX.blocks.values():
        for pattern in scripts.values():
            assert any(re.search(pattern, fold(text)) for text in texts)


def test_every_section_has_a_name_in_every_edition() -> None:
    for names in INTERFAX.section_names.values():
        assert set(names) == set(INTERFAX.editions)


def test_reading_times() -> None:
    words = lexicon(INTERFAX)
    texts = {"1 хв читати": 1, "12 мин читать": 12, "Час читання: 3 хв.": 3, "5 min read": 5}
    assert {text: words.minutes(text) for text in texts} == texts
    assert words.minutes("1 хв тому") is None
