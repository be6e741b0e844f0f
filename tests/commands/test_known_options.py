"""A misspelt option is named, not taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.exceptions import UsageError

from crawling import scrapy
from newsbot.commands.known_options import check_options

COMMANDS = (
    *("browse", "completion", "crawl", "demo", "diff", "doctor", "export", "jobs", "ledger"),
    *("links", "replay", "report", "runs", "savepage", "stories", "worker"),
)


@pytest.mark.parametrize("words", [[], ["-"], ["interfax"], ["a-b"], ["--", "--quite"]])
def test_what_is_no_option(words: list[str]) -> None:
    check_options(words)


@pytest.mark.parametrize("words", [["--quite"], ["interfax", "--quite=1"], ["x", "--quite", "-"]])
def test_an_option_that_is_not_there(words: list[str]) -> None:
    with pytest.raises(UsageError, match="there is no option --quite;"):
        check_options(words)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_names_it(name: str, tmp_path: Path) -> None:
    run = scrapy(tmp_path, name, "--quite", "interfax")
    assert run.code == 2
    assert run.err.splitlines()[-1].endswith("error: there is no option --quite; --help names them")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["runs", "-n", "0"], "'0' is no number from 1 on"),
        (["runs", "-n=-1"], "'-1' is no number from 1 on"),
        (["jobs", "-n", "many"], "'many' is no number from 1 on"),
        (["demo", "--doctor", "-a", "edition=uk"], "-a is for the crawl"),
        (["demo", "--serve", "-a", "edition=uk"], "-a is for the crawl"),
        (["savepage", "--again", "kept", "--to", "other"], "without --to"),
        (["savepage", "--again", "kept", "--keep-text"], "--keep-text"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_would_be_passed_over(words: list[str], said: str, tmp_path: Path) -> None:
    run = scrapy(tmp_path, *words, timeout=20)
    assert run.code == 2
    assert said in run.err.splitlines()[-1]
    assert [*tmp_path.iterdir()] == []
