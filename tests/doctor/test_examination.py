"""What the doctor says of a site as it is known, and of one with one thing broken."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

import newsbot
from newsbot.demo.site import NOW, DemoSite
from newsbot.demo.site import Answer as Served
from newsbot.doctor import collected
from newsbot.doctor.collected import Answer
from newsbot.doctor.examination import Examination, examine
from newsbot.doctor.findings import Verdict
from newsbot.doctor.side_by_side import render
from newsbot.doctor.terminal import json_of, lines_of
from newsbot.doctor.visit import visit
from newsbot.sites.interfax import INTERFAX

Change = Callable[[str, Served], Served]

DEMO = DemoSite()
LATER = NOW.astimezone(UTC)


def as_it_is(path: str, served: Served) -> Served:
    return served


def looked_at(change: Change = as_it_is, edition: str = "uk") -> Examination:
    """The examination of the demo's site with `change` made to each of its answers."""
    found: list[Answer] = []

    def answer(role: str, code: str, url: str, headers: Mapping[str, str]) -> Answer:
        path = urlsplit(url).path
        served = change(path, DEMO.respond(code, path, urlsplit(url).netloc))
        if headers and headers.get("If-None-Match") == served.headers.get("ETag"):
            return Answer(role, code, url, LATER, 304)
        return Answer(role, code, url, LATER, served.status, served.headers, served.body)

    async def ask(role: str, code: str, url: str, headers: Mapping[str, str]) -> Answer:
        return answer(role, code, url, headers)

    base = INTERFAX.editions[edition].base
    found.append(answer(collected.ROBOTS, edition, f"{base}/robots.txt", {}))
    found += asyncio.run(visit(INTERFAX, INTERFAX.editions[edition], ask))
    return examine(found, INTERFAX, "newsbot")


@pytest.mark.parametrize("edition", ["uk", "ru", "en"])
def test_of_a_site_as_it_is_known_nothing_is_wrong(edition: str) -> None:
    examination = looked_at(edition=edition)
    assert examination.wrong == []
    assert len(examination.findings) >= 14
    assert [reading.article is not None for reading in examination.readings] == [True] * 3


def test_a_section_that_the_description_does_not_know_is_told() -> None:
    [told] = [each for each in looked_at().findings if each.subject == "uk: sections"]
    assert told.found.startswith("without a name: land (https://interfax.com.ua/news/land/")
    assert stands_there(told.change, "SECTION_NAMES = {")


def test_validators_are_used() -> None:
    def tagged(path: str, served: Served) -> Served:
        return replace(served, headers={**served.headers, "ETag": f'"{path}"'})

    findings = looked_at(tagged).findings
    assert [each.found for each in findings if "conditional" in each.subject] == ["304"]


# One thing broken


def text(old: str, new: str, *, regex: bool = False) -> Change:
    """All pages with `new` in place of `old`."""

    def change(path: str, served: Served) -> Served:
        page = served.body.decode()
        changed = re.sub(old, new, page) if regex else page.replace(old, new)
        return replace(served, body=changed.encode())

    return change


def status(of: str, number: int, body: bytes = b"") -> Change:
    """The pages whose path begins with `of` answered with another status."""

    def change(path: str, served: Served) -> Served:
        if not path.startswith(of):
            return served
        return Served(number, {"Content-Type": "text/html; charset=utf-8"}, body)

    return change


def in_windows_1251(path: str, served: Served) -> Served:
    body = served.body.decode().encode("cp1251", "replace")
    return replace(served, body=body)


def in_windows_1251_as_it_says(path: str, served: Served) -> Served:
    headers = {**served.headers, "Content-Type": "text/html; charset=windows-1251"}
    return replace(in_windows_1251(path, served), headers=headers)


def forbids(path: str, served: Served) -> Served:
    if path != "/robots.txt":
        return served
    return replace(served, body=b"User-agent: *\nDisallow: /news/\n")


def without_headlines(path: str, served: Served) -> Served:
    if not re.search(r"\d{5}", path):
        return served
    page = re.sub(r"<h1 class=\"article-content-title\">.*?</h1>|<title>[^<]*</title>", "",
                  served.body.decode(), flags=re.DOTALL)  # fmt: skip
    return replace(served, body=page.encode())


CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1>"
    b"<p>Enable JavaScript and cookies to continue</p></body></html>"
)


class Broken(NamedTuple):
    change: Change
    says: str
    """What the sentence has to name."""
    points_to: str = ""
    """The file, and what stands in the line that it names."""
    verdict: Verdict = Verdict.WRONG
    advice: str = ""
    """Where nothing is to be changed."""


BREAKAGES = {
    "heading of the latest": Broken(
        text("ОСТАННЄ", "СВІЖЕ З КРАЇНИ"), "below «СВІЖЕ З КРАЇНИ»", "BLOCKS = {"
    ),
    "heading of the related": Broken(text("ЩЕ ЗА ТЕМОЮ", "ДО ТЕМИ"), "related", "BLOCKS = {"),
    "form of the times": Broken(
        text(
            r"(\d\d):(\d\d)(</span><span>|</?[a-z]+>|, | )\d\d\.\d\d\.2026",
            r"\1h\2 day 266",
            regex=True,
        ),
        "«01h37 day 266»",
        "forms.py",
    ),
    "paging": Broken(
        text(r"latest-(\d+)\.html", r"latest.html?p=\1", regex=True),
        "the list links to /news/latest.html?p=2",
        "paging=",
    ),
    "class names": Broken(
        text("article-", "x-"), "words and structure alone serve", "title=(", Verdict.NOTE
    ),
    "robots.txt answers 503": Broken(status("/robots.txt", 503), "status 503: nothing may be"),
    "robots.txt forbids": Broken(forbids, "it forbids /news/latest.html"),
    "a challenge in place of all": Broken(
        status("/news/", 403, CHALLENGE), "an outage or challenge page in its place"
    ),
    "a challenge in place of articles": Broken(
        lambda path, served: (
            status("/", 200, CHALLENGE)(path, served) if re.search(r"\d{5}", path) else served
        ),
        "is not read: an outage or challenge page",
        "not_articles=(",
    ),
    "another charset": Broken(
        in_windows_1251, "is in windows-1251, and says utf-8", verdict=Verdict.NOTE
    ),
    "another charset, that is named": Broken(
        in_windows_1251_as_it_says, "(list) is in cp1251, as it says", verdict=Verdict.NOTE
    ),
    "addresses of articles": Broken(
        text(r"/news/[a-z-]+/(\d{5,})\.html", r"/story/\1", regex=True),
        "no link to an article; it links to /story/N",
        "article=",
    ),
    "headline": Broken(without_headlines, "is not read: no headline", "title=("),
    "the guard": Broken(status("/news/", 403), "status 403 at", advice="ask the owners"),
    "the server": Broken(status("/news/", 500), "status 500 at", advice="try later"),
    "the list is elsewhere": Broken(status("/news/latest", 404), "status 404 at", "latest="),
    "RSS": Broken(status("/news/last.rss", 404), "status 404 at", "rss="),
    "a page in place of RSS": Broken(
        status("/news/last.rss", 200, b"<html><p>All our feeds</html>"), "no feed at", "rss="
    ),
    "a challenge in place of RSS": Broken(
        status("/news/last.rss", 200, CHALLENGE), "an outage or challenge", advice="try later"
    ),
    "JSON in place of pages": Broken(
        status("/news/", 200, b"{}"), "it links to no address with a number", "article="
    ),
    "reading time": Broken(
        text("читати", "на прочитання"), "on 0 of 3 pages", "reading_time=(", Verdict.NOTE
    ),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_is_broken_is_named(name: str) -> None:
    broken = BREAKAGES[name]
    examination = looked_at(broken.change)
    named = [
        each
        for each in examination.findings
        if broken.says in each.found or broken.says in each.subject
    ]
    assert broken.verdict in {each.verdict for each in named}, list(lines_of(examination))
    finding = next(each for each in named if each.verdict is broken.verdict)
    if broken.points_to:
        assert stands_there(finding.change, broken.points_to), finding
    assert finding.change.startswith(broken.advice)
    assert json_of(examination)["ok"] == (broken.verdict is Verdict.NOTE)


@pytest.mark.parametrize(
    ("answer", "advice"),
    [
        ({"problem": "Forbidden by robots.txt"}, "ask the owners"),
        ({"problem": "its body exceeded DOWNLOAD_MAXSIZE (1048576 B)"}, "try later"),
        ({"problem": "refused: no text, but image/png"}, "newsbot/sites/interfax.py:"),
        ({"status": 403}, "ask the owners"),
        ({"status": 503}, "try later"),
        ({"status": 404}, "newsbot/sites/interfax.py:"),
    ],
    ids=["robots.txt", "too large", "a picture", "guard", "server", "gone"],
)
def test_an_article_that_did_not_come_points_to_no_class(
    answer: dict[str, Any], advice: str
) -> None:
    url = "https://interfax.com.ua/news/general/1208144.html"
    found = [Answer(collected.ARTICLE, "uk", url, LATER, **answer)]
    [finding] = examine(found, INTERFAX, "newsbot").wrong
    assert finding.change.startswith(advice), finding


def test_an_empty_answer_has_no_odd_encoding() -> None:
    findings = looked_at(status("/news/latest", 200)).findings
    assert [each for each in findings if each.subject == "uk: charset"] == []


def stands_there(change: str, words: str) -> bool:
    """Whether the file, or the line of it, that a finding names has `words`."""
    place = change.rpartition(" ")[2]
    name, _, line = place.partition(":")
    path = Path(newsbot.__file__).parent.parent / name
    if not line:
        return path.is_file() and words in name
    return words in path.read_text("utf-8").splitlines()[int(line) - 1]


# What is shown


def test_the_page_shows_fields_beside_the_text_and_escapes_both() -> None:
    examination = looked_at(text("<p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt; "))
    page = render(examination, "interfax.com.ua")
    article = examination.readings[0].article
    assert article is not None
    assert article.title is not None
    assert page.count("What the page says") == 3
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


def test_saved_answers_are_read_as_they_came(tmp_path: Path) -> None:
    moment = datetime(2026, 9, 23, tzinfo=UTC)
    kept = [
        Answer(
            collected.LIST, "uk", "https://interfax.com.ua/", moment, 200, {"ETag": "x"}, b"\xff"
        ),
        Answer(collected.FEED, "uk", "https://interfax.com.ua/f", moment, problem="refused"),
    ]
    collected.save(kept, tmp_path / "visit", {"edition": "uk"})
    assert collected.load(tmp_path / "visit") == (kept, {"edition": "uk"})
    assert (tmp_path / "visit").stat().st_mode & 0o077 == 0, "for its owner's eyes alone"
