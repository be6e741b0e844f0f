"""Stories of given shapes: each line stands on the page, in its order."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from lxml import html

from markup import select
from replica.prose import prose
from replica.shaped_site import replica_of, story_of
from replica.shapes import OWN, Shape, load
from replica.story import printed_time
from replica.visiting import squeezed

SHAPES = load(OWN)
ADDRESS = "https://en.interfax.com.ua/news/general/1207200"


@pytest.mark.parametrize("way", range(3))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_lines_stand_in_their_order(shape: Shape, way: int) -> None:
    story = story_of(shape, way=way)
    page = squeezed(visible(replica_of(SHAPES).page(story)))
    words = iter(story.paragraphs)
    place = 0
    for line in shape.lines:
        if line.t in ("alt", "item", "again"):
            continue
        if line.t == "time":
            # Below the text the times of others, and of as many as there are.
            wanted = (
                printed_time(story.printed)
                if place < page.find(squeezed(story.paragraphs[0]))
                else ""
            )
        elif line.t in ("p", "note"):
            wanted = next(words)
        else:
            wanted = story.title if line.t == "title" else line.s
        found = page.lower().find(squeezed(wanted).lower(), place)
        assert found >= 0, line
        place = found


def visible(page: str) -> str:
    """The text of the columns, in the order of the page."""
    columns = select(html.fromstring(page), ".col-23, .col-13")
    return "".join(column.text_content() for column in columns)


def test_a_cut_head_is_made_whole(tmp_path: Path) -> None:
    lines = [{"t": "p", "len": 120}, {"t": "p", "len": 90}]
    page = {"url": f"{ADDRESS}.html", "language": "en", "crawl_date": "2025-05-06", "lines": lines}
    amp = {**page, "url": f"{ADDRESS}-amp.html"}
    file = tmp_path / "shapes.json"
    file.write_text(json.dumps([page, amp]), "utf-8")
    whole, without_time = load(file)
    assert [line.t for line in whole.lines] == ["agency", "time", "title", "p", "p"]
    assert f"{story_of(whole).published:%d.%m.%Y}" == "06.05.2025"
    assert [line.t for line in without_time.lines] == ["agency", "title", "p", "p"]


@pytest.mark.parametrize("number", [1, 12, 39, 40, 200, 900, 1400])
@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_made_up_text_is_as_long_as_wanted(number: int, language: str) -> None:
    for seed in range(5):
        text = prose(language, number, Random(seed))
        assert number * 0.8 - 3 <= len(text) <= number, text
        assert text == text.strip()
