"""The numbers of the page reader: each is proven by two cases, and half or twice of it is wrong."""

from __future__ import annotations

import importlib
import sys

import pytest

from newsbot.pages import prose
from pages.numbers import of_dates, of_lines, of_names, of_places
from thresholds import changed, thresholds, unnamed

PROOFS = {**of_dates.PROOFS, **of_lines.PROOFS, **of_names.PROOFS, **of_places.PROOFS}
KNOWN = {str(each).removeprefix("pages.").removeprefix("sites."): each for each in thresholds()}
NO_THRESHOLDS = {("sites.any_host", number) for number in (80, 443, 16, 4096)}
"""Ports, the digits of a name, what a memory holds."""


def test_a_number_is_changed_wherever_it_was_copied_and_only_for_the_time() -> None:
    names = ("newsbot.pages.prose", "newsbot.pages.copies")
    importlib.import_module("newsbot.reading")
    before = [vars(sys.modules[name])["CERTAIN"] for name in names]
    with changed(KNOWN["prose.CERTAIN"], 2):
        importlib.import_module("newsbot.reading")
        found = [vars(sys.modules[name])["CERTAIN"] for name in names]
        assert found == [2 * number for number in before]
    assert [vars(sys.modules[name])["CERTAIN"] for name in names] == before
    assert importlib.import_module("newsbot.pages.prose") is prose


def test_every_number_has_a_name_and_a_proof() -> None:
    assert {*PROOFS} == {*KNOWN}
    assert unnamed() == NO_THRESHOLDS


@pytest.mark.parametrize("name", sorted(PROOFS))
def test_what_a_number_tells_apart(name: str) -> None:
    assert PROOFS[name].find() == PROOFS[name].right


@pytest.mark.slow
@pytest.mark.parametrize("factor", [0.5, 2])
@pytest.mark.parametrize("name", sorted(PROOFS))
def test_half_or_twice_of_a_number_is_wrong(name: str, factor: float) -> None:
    with changed(KNOWN[name], factor):
        assert PROOFS[name].find() != PROOFS[name].right
