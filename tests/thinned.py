"""A table of cases: the quick suite tries a part of it, evenly spread, and the slow one all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet


def thinned(cases: Iterable[Any], every: int) -> list[ParameterSet]:
    """The cases as parameters, a tuple as several; all but one in `every` are slow.

    Of a product, `every` shares no factor with the length of its last table: then the quick ones
    meet each of that table's cases.
    """
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=() if number % every == 0 else pytest.mark.slow,
        )
        for number, case in enumerate(cases)
    ]
