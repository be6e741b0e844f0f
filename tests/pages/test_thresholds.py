"""The tool that looks for numbers which no page shows: does it see what it changes?"""

from __future__ import annotations

import importlib
import sys

import pytest

from newsbot.pages import prose
from pages.corpus import corpus
from thresholds import changed, noticed_by, readings, thresholds

KNOWN = {str(each): each for each in thresholds()}


def test_a_number_is_changed_wherever_it_was_copied_and_only_for_the_time() -> None:
    names = ("newsbot.pages.prose", "newsbot.pages.body")
    importlib.import_module("newsbot.reading")
    before = [vars(sys.modules[name])["CERTAIN"] for name in names]
    with changed(KNOWN["pages.prose.CERTAIN"], 2):
        importlib.import_module("newsbot.reading")
        found = [vars(sys.modules[name])["CERTAIN"] for name in names]
        assert found == [2 * number for number in before]
    assert [vars(sys.modules[name])["CERTAIN"] for name in names] == before
    assert importlib.import_module("newsbot.pages.prose") is prose


@pytest.mark.slow
def test_a_page_that_is_read_otherwise_is_named() -> None:
    pages = [page for page in corpus() if page.name == "renamed everything"]
    plain = readings(pages)
    certain = KNOWN["pages.prose.CERTAIN"]
    assert noticed_by(certain, 50, pages, plain) == "renamed everything"
    assert noticed_by(certain, 1, pages, plain) is None
