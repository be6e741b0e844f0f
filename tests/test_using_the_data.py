"""docs/using-the-data.md, run as it stands there, over an archive made for it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from made_archive import newest_of, write_archive

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parent.parent / "docs" / "using-the-data.md"
NEEDED = ("pyarrow", "pandas", "polars", "duckdb", "psycopg", "networkx")
ARTICLES = 600


def blocks(text: str) -> list[tuple[str, str]]:
    return re.findall(r"```(python|sh)\n(.*?)```", text, re.DOTALL)


def run_commands(block: str) -> None:
    """As a shell does, with the environment's `newsbot`."""
    for line in block.splitlines():
        words = shlex.split(os.path.expandvars(line))
        assert words[0] == "scrapy"
        code = "from newsbot.console import main; main()"
        subprocess.run([sys.executable, "-c", code, *words[1:]], check=True, timeout=60)


def test_every_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str, capsys: Any
) -> None:
    for package in NEEDED:
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: pip install '.[test]'")
    records = write_archive(tmp_path / "data" / "interfax", ARTICLES)
    newest = newest_of(records)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE", database)
    names: dict[str, Any] = {}
    for kind, block in blocks(PAGE.read_text("utf-8")):
        if kind == "sh":
            run_commands(block)
        else:
            exec(block, names)

    february = [one for one in newest if (one["published_at"] or "").startswith("2025-02")]
    assert len(names["archive"]) == ARTICLES
    assert names["last"].id == "1000010"
    assert names["every"] == len(records)
    assert set(names["titles"]) >= {
        one["title"]
        for one in february
        if one["language"] == "uk" and one["section"] in {"economic", "political"}
    }
    dated = [one for one in newest if one["published_at"]]
    assert int(names["by_day"].sum()) == len(dated)
    assert len(names["newest"]) == ARTICLES
    assert int(names["newest"]["published_at"].count()) == len(dated)
    assert set(names["longest"]["id"]) >= {one["id"] for one in february if one["language"] == "uk"}
    assert names["revised"] == len({one["id"] for one in records if one["revision"] > 1})
    assert sum(count for *_, count in names["per_month"]) == ARTICLES
    pictures = sorted((one["id"], image["url"]) for one in newest for image in one["images"])
    assert sorted(names["pictures"]) == pictures
    assert sorted((key, title) for key, title, _ in names["from_lines"]) == sorted(
        (one["id"], one["title"]) for one in newest
    )
    found = {key for key, *_ in names["found"]}
    assert 0 < len(found) <= 20
    for one in newest:
        if one["id"] in found:
            assert "врожай" in f"{one['title']} {one['body']}".lower()
            assert "пенсія" in one["body"].lower()
    assert len(names["most_linked"]) == 10
    assert sum(count for _, count in names["hours"]) == len(dated)
    assert sorted(names["with_picture"]) == [
        (one["id"], one["images"][0]["url"])
        for one in sorted(newest, key=lambda one: one["id"])
        if one["images"] and "врожай" not in one["tags"]
    ]
    assert names["threads"]
    assert len(names["often"]) == 10
