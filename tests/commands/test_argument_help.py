"""`scrapy crawl --help` names the arguments of the spider."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawling import scrapy
from newsbot.spiders.arguments import NAMES


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["crawl", "interfax", "--help"], NAMES),
        (["replay", "--help"], ("edition", "since", "until", "base_url")),
    ],
)
@pytest.mark.parametrize("columns", ["80", "60"])
def test_the_arguments(
    words: list[str],
    names: tuple[str, ...],
    columns: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    run = scrapy(tmp_path, *words)
    assert run.code == 0, run.err
    [block] = re.findall(r"Spider Arguments\n=+\n((?: {4}.*\n)+)", run.out)
    assert tuple(re.findall(r"^ {4}(\w+)  ", block, re.MULTILINE)) == names
    assert max(map(len, block.splitlines())) <= int(columns)
    assert "вчора" in block


@pytest.mark.parametrize(
    ("command", "options"), [("replay", {"-O"}), ("demo", set()), ("crawl", {"-o", "-O"})]
)
def test_where_the_articles_go(command: str, options: set[str], tmp_path: Path) -> None:
    """What a command refuses is not offered."""
    run = scrapy(tmp_path, command, "--help")
    assert set(re.findall(r"^  (-[oO])\b", run.out, re.MULTILINE)) == options
    if command != "crawl":
        assert scrapy(tmp_path, command, "-o", "news.jsonl").code == 2
