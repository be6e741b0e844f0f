"""A page given as a parsel selector, whose tree has comments and processing instructions."""

from __future__ import annotations

from datetime import datetime

import pytest
from parsel import Selector

import newsbot
from newsbot.sites.interfax import INTERFAX
from pages.reading import FETCHED_AT, article_of
from pages.shaped_page import render
from pages.shapes import URL, Story, random_shape

BETWEEN = "<!-- РЕКЛАМА <p>Не текст.</p> -->"
INSTRUCTION = "<?php echo 'ОСТАННЄ' ?>"


@pytest.mark.parametrize("seed", range(20))
def test_a_selector_reads_as_a_response(seed: int) -> None:
    html = render(Story(), random_shape(seed))
    remarked = html.replace("<p>", f"{BETWEEN}<p>").replace(". ", f".{BETWEEN}{INSTRUCTION} ")
    remarked = remarked.replace("</div>", f"{INSTRUCTION}</div>{BETWEEN}")
    assert remarked.count("<!--") > html.count("<!--")
    moment = datetime.fromisoformat(FETCHED_AT)
    article = newsbot.read(Selector(remarked), url=URL, site=INTERFAX, fetched_at=moment)
    assert article == article_of(html, URL)
