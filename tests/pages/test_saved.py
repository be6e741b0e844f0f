"""Saved pages, in the manner of web-poet: each folder of `saved/` is a test.

`scrapy savepage` makes one (CONTRIBUTING.md); `record.json` says what is right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.commands.saved import load

SAVED = sorted(file.parent for file in Path(__file__).with_name("saved").glob("*/url"))


@pytest.mark.parametrize("folder", SAVED, ids=lambda folder: folder.name)
def test_a_saved_page(folder: Path) -> None:
    right, read = load(folder)
    assert read == right
