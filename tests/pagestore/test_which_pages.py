"""Of the pages that are kept: which are read again, where a replay has to choose."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawling import Run, read_feed, scrapy
from newsbot.pagestore.writer import PageWriter
from spiders.small import SmallSite, Story

pytestmark = pytest.mark.slow  # every test starts several runs

NOON = datetime(2026, 11, 26, 12, 0, 0, 100_000, tzinfo=UTC)
MOMENT = timedelta(milliseconds=200)
UKRAINIAN, ENGLISH = Story(1066871), Story(1066872, language="en")
SITE = SmallSite([UKRAINIAN, ENGLISH])
LIST = "/news/latest.html"


def keep(folder: Path, *pages: tuple[str, str, SmallSite]) -> None:
    """Keeps the answers of sites to (host, path), a moment after each other."""
    with closing(PageWriter(folder / "pages", lock=str)) as writer:
        for number, (host, path, site) in enumerate(pages):
            answer = site.answer("en" if host.startswith("en.") else "uk", path, {})
            response = HtmlResponse(f"https://{host}{path}", body=answer.body)
            writer.keep(response, NOON + number * MOMENT)


def replay(folder: Path, *words: str) -> Run:
    run = scrapy(folder, "replay", *map(str, (folder / "pages").iterdir()), *words)
    assert run.code == 0, run.err
    return run


def languages(feed: Path) -> list[str]:
    return [record["language"] for record in read_feed(feed)]


def test_the_editions_are_those_whose_lists_are_among_the_pages(tmp_path: Path) -> None:
    articles = [
        ("interfax.com.ua", UKRAINIAN.path, SITE),
        ("en.interfax.com.ua", ENGLISH.path, SITE),
    ]
    keep(tmp_path, *articles)
    run = replay(tmp_path, "-O", "again.jsonl")
    assert languages(tmp_path / "again.jsonl") == ["uk"]
    assert "1 of the edition en" in run.out
    assert "-a edition=" in run.out
    replay(tmp_path, "-O", "again.jsonl", "-a", "edition=uk,en")
    assert languages(tmp_path / "again.jsonl") == ["uk", "en"]
    (tmp_path / "all").mkdir()
    keep(tmp_path / "all", ("en.interfax.com.ua", LIST, SITE), *articles)
    for jobs in ("1", "2"):
        run = replay(tmp_path / "all", "-O", "again.jsonl", "--jobs", jobs)
        assert languages(tmp_path / "all" / "again.jsonl") == ["uk", "en"]
        assert "of the edition" not in run.out
    replay(tmp_path / "all", "-O", "again.jsonl", "-a", "edition=uk")
    assert languages(tmp_path / "all" / "again.jsonl") == ["uk"]


def test_of_two_pages_within_a_second_the_later_one_is_read(tmp_path: Path) -> None:
    """Else each replay would add the reading of the first, and that of the second again."""
    edited = SmallSite([Story(UKRAINIAN.id, title="Ковалі з Опішні відкрили другу кузню")])
    host = "interfax.com.ua"
    keep(tmp_path, *((host, UKRAINIAN.path, site) for site in (SITE, edited)))
    run = replay(tmp_path, "--into-archive")
    assert [record["title"] for record in run.records] == [edited.stories[0].title]
    assert "1 superseded" in run.out
    assert replay(tmp_path, "--into-archive").records == run.records
    replay(tmp_path, "-O", "again.jsonl")
    assert [record["revision"] for record in read_feed(tmp_path / "again.jsonl")] == [1, 2]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_in_another_order_than_their_pages_are_told_of(jobs: str, tmp_path: Path) -> None:
    keep(tmp_path / "first", ("interfax.com.ua", UKRAINIAN.path, SITE))
    late = tmp_path / "late"
    keep(late, ("interfax.com.ua", LIST, SITE), ("interfax.com.ua", UKRAINIAN.path, SITE))
    files = [next(folder.joinpath("pages").iterdir()) for folder in (tmp_path / "first", late)]
    words = ("replay", "-O", str(tmp_path / "again.jsonl"), "--jobs", jobs)
    run = scrapy(tmp_path, *words, *map(str, files))
    assert run.code == 0, run.err
    assert "older" not in run.out
    run = scrapy(tmp_path, *words, *map(str, reversed(files)))
    assert run.code == 0, run.err
    assert "some pages are older than those that were read before them" in run.out
