"""A page given as a parsel selector, whose tree has comments and processing instructions."""

from __future__ import annotations

import pytest
from parsel import Selector

from newsbot.pages.article import ArticlePage
from newsbot.sites.interfax import INTERFAX
from pages.reading import FETCHED_AT, article_of
from pages.shapes import URL, Story, random_shape, render

BETWEEN = "<!-- РЕКЛАМА <p>Не текст.</p> -->"
INSTRUCTION = "<?php echo 'ОСТАННЄ' ?>"


@pytest.mark.parametrize("seed", range(20))
def test_a_selector_reads_as_a_response(seed: int) -> None:
    html = render(Story(), random_shape(seed))
    remarked = html.replace("<p>", f"{BETWEEN}<p>").replace(". ", f".{BETWEEN}{INSTRUCTION} ")
    remarked = remarked.replace("</div>", f"{INSTRUCTION}</div>{BETWEEN}")
    assert remarked.count("<!--") > html.count("<!--")
    page = ArticlePage(Selector(remarked), INTERFAX, url=URL)
    assert page.problem is None
    assert page.article(FETCHED_AT) == article_of(html, URL)
