"""`scrapy savepage`: from an address or a file to a folder that is a test."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit

import pytest

from crawling import crawl, read_feed, scrapy
from newsbot.commands.saved import load
from newsbot.demo.site import Answer
from newsbot.pages.disguise import kept_words
from newsbot.sites.known import site_of
from newsbot.text.made_up import words_of
from replica import Replica, ReplicaServer, Story

pytestmark = pytest.mark.slow


def plain(replica: Replica) -> Story:
    return next(story for story in replica.published("uk") if story.trap is None)


def page_of(replica: Replica, story: Story) -> bytes:
    return replica.respond(story.edition, story.path, {}).body


def test_from_an_address(server: ReplicaServer, replica: Replica, tmp_path: Path) -> None:
    story = plain(replica)
    url = server.base_url().rstrip("/") + story.path
    run = scrapy(tmp_path, "savepage", url)
    assert run.code == 0, run.err
    assert [access.target for access in server.requests] == ["/robots.txt", story.path]
    assert [path.name for path in tmp_path.iterdir()] == ["tests"], "no ledger, no feed"
    [folder] = (tmp_path / "tests/pages/saved").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["page.html.gz", "record.json", "url"]
    right, read = load(folder)
    assert read == right
    truth = replica.expected(story, server.base_url())
    text = gzip.decompress((folder / "page.html.gz").read_bytes()).decode()
    assert str(truth["title"]) not in text
    assert len(right["title"]) == len(str(truth["title"]))
    assert len(right["body"]) == len(str(truth["body"]))
    left = words_of(str(truth["body"])) & words_of(right["body"])
    assert {word for word in left if len(word) > 2} <= kept_words(site_of(url))


def test_from_a_file_with_its_text(replica: Replica, tmp_path: Path) -> None:
    story = plain(replica)
    tmp_path.joinpath("page.html").write_bytes(page_of(replica, story))
    words = ["savepage", "page.html", "--url", f"https://{story.host}{story.path}"]
    run = scrapy(tmp_path, *words, "--keep-text", "--to", "kept")
    assert run.code == 0, run.err
    assert gzip.decompress((tmp_path / "kept/page.html.gz").read_bytes()) == page_of(replica, story)
    record = json.loads((tmp_path / "kept/record.json").read_text("utf-8"))
    assert record["title"] == replica.expected(story, "")["title"]
    again = scrapy(tmp_path, *words, "--to", "kept")
    assert again.code == 2
    assert "is there already" in again.complaints[0]
    record["title"] = "What somebody corrected"
    (tmp_path / "kept/record.json").write_text(json.dumps(record))
    run = scrapy(tmp_path, "savepage", "--again", "kept")
    assert run.out == "kept: title\n"
    right, read = load(tmp_path / "kept")
    assert right == read


def test_what_cannot_be_saved(server: ReplicaServer, tmp_path: Path) -> None:
    tmp_path.joinpath("page.html").write_text("<p>x")
    os.mkfifo(tmp_path / "pipe.html")
    for words, code, says in (
        (["nowhere.html", "--url", "https://interfax.com.ua/"], 1, "nowhere.html cannot be read"),
        (["page.html"], 2, "--url ADDRESS"),
        ([server.base_url() + "news/none.html"], 1, "could not be fetched"),
        (["--again", "tests"], 1, "is no saved page"),
        (["pipe.html", "--url", "https://a.test/b"], 1, "is a pipe"),
        (["page.html", "--url", "https://[::1/b"], 2, "is no address"),
        (["page.html", "--url", "nonsense"], 2, "is no address"),
        (["http://127.0.0.1:99999/b"], 2, "is no address"),
        (["page.html", "--url", "https://a.test/b", "--to", "page.html/x"], 2, "cannot be written"),
        ([server.base_url(), "--to", "page.html"], 2, "is there already"),
    ):
        run = scrapy(tmp_path, "savepage", *words)
        assert run.code == code, run.err
        assert len(run.complaints) == 1
        assert says in run.complaints[0]
        assert "Traceback" not in run.err
    assert len(server.requests) == 2, "what could not be kept is not asked for"


def test_a_full_disk_leaves_no_half_a_test(tmp_path: Path) -> None:
    tmp_path.joinpath("page.html").write_text("<p>x")
    words = ["savepage", "page.html", "--url", "https://a.test/b", "--to", "kept/page"]
    run = scrapy(tmp_path, *words, prepare=partial(setrlimit, RLIMIT_FSIZE, (20, 20)))
    assert run.code == 1
    assert "kept/page cannot be written (File too large)" in run.complaints[0]
    assert [*tmp_path.joinpath("kept").iterdir()] == []


def test_a_site_that_asks_for_a_long_pause(server: ReplicaServer, tmp_path: Path) -> None:
    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition, asked
        return None if target == "/robots.txt" else Answer(429, {"Retry-After": "3600"}, b"")

    server.before = before
    run = scrapy(tmp_path, "savepage", server.base_url() + "news/political/1208141.html")
    assert run.code == 1
    [said] = run.err.splitlines()
    assert "asks for a pause of 3600 s (status 429)" in said
    assert "run this again at" in said
    assert len(server.requests) == 2


def test_out_of_kept_pages(server: ReplicaServer, replica: Replica, tmp_path: Path) -> None:
    story = plain(replica)
    url = server.base_url().rstrip("/") + story.path
    crawl(server, tmp_path, settings={"NEWSBOT_PAGES": "warc"}, url=url, follow="none")
    [kept] = (tmp_path / "data/interfax/pages").iterdir()
    run = scrapy(tmp_path, "savepage", f"{kept}:{story.id}", "--keep-text", "--to", "kept")
    assert run.code == 0, run.err
    assert gzip.decompress((tmp_path / "kept/page.html.gz").read_bytes()) == page_of(replica, story)
    assert (tmp_path / "kept/url").read_text() == f"{url}\n"
    record = json.loads((tmp_path / "kept/record.json").read_text("utf-8"))
    [crawled] = read_feed(next((tmp_path / "data/interfax").glob("*.jsonl")))
    assert record["fetched_at"] == crawled["fetched_at"]
    assert record["body"] == crawled["body"]
    run = scrapy(tmp_path, "savepage", f"{kept}:{url}")
    assert run.code == 0, run.err
    run = scrapy(tmp_path, "savepage", f"{kept}:1{story.id}")
    assert run.code == 2
    assert f"has no page of 1{story.id}" in run.complaints[0]
    run = scrapy(tmp_path, "savepage", "nowhere.warc.gz:1")
    assert run.code == 2
    assert "nowhere.warc.gz cannot be read" in run.complaints[0]
