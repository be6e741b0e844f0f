"""`scrapy doctor` as a person runs it: on a site that is well, on one that is not, on a folder."""

from __future__ import annotations

import json
import re
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import AT_ONCE, Run, environment, scrapy, unread
from forking import start_scrapy
from newsbot.demo.site import Answer
from newsbot.doctor.visitor import Visitor
from newsbot.run import Archiving
from newsbot.spiders.interfax import InterfaxSpider
from replica import ReplicaServer
from replica.shaped_site import replica_of
from replica.shapes import OWN, load

pytestmark = pytest.mark.slow

HASTE = [word for name, value in AT_ONCE.items() for word in ("-s", f"{name}={value}")]
EDITIONS = ("uk", "ru", "en")


def look(server: ReplicaServer, folder: Path, *options: str, editions: str = "uk") -> Run:
    bases = ",".join(server.base_url(edition) for edition in editions.split(","))
    arguments = ("-a", f"edition={editions}", "-a", f"base_url={bases}")
    return scrapy(folder, "doctor", *arguments, *HASTE, *options)


def test_the_replica_is_well(server: ReplicaServer, tmp_path: Path) -> None:
    run = look(server, tmp_path, editions=",".join(EDITIONS))
    assert run.code == 0, run.out + run.err
    assert "0 wrong: newsbot reads this site right" in run.out
    assert [*tmp_path.iterdir()] == [], "no ledger, no feed"
    for edition in EDITIONS:
        asked = [each.target for each in server.requests if each.edition == edition]
        assert 8 <= len(asked) <= 11
        assert len(set(asked)) >= len(asked) - 1, "only the list is asked for twice"


def test_saved_answers_say_the_same_without_a_request(
    server: ReplicaServer, tmp_path: Path
) -> None:
    run = look(server, tmp_path, "--save", "kept", "--html", "look.html", "--json")
    assert run.code == 0, run.out + run.err
    page = tmp_path.joinpath("look.html").read_text("utf-8")
    assert page.count("What newsbot reads") == 3
    server.forget()
    again = scrapy(tmp_path, "doctor", "--saved", "kept", "--json")
    assert again.code == 0
    assert json.loads(again.out) == json.loads(run.out)
    assert server.requests == []
    tmp_path.joinpath("kept", "05-article").unlink()
    again = scrapy(tmp_path, "doctor", "--saved", "kept")
    assert again.code == 1
    assert "kept/05-article cannot be read" in again.complaints[0]


def test_a_host_that_may_not_be_asked_now(server: ReplicaServer, tmp_path: Path) -> None:
    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition, asked
        return Answer(503, {}, b"") if target == "/robots.txt" else None

    server.before = before
    run = look(server, tmp_path)
    assert run.code == 1
    assert "robots.txt             status 503: nothing may be fetched" in run.out
    assert {each.target for each in server.requests} == {"/robots.txt"}


def test_a_site_that_refuses(server: ReplicaServer, tmp_path: Path) -> None:
    """What may not be asked for after that is not complained of."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition, asked
        return Answer(403, {}, b"") if target != "/robots.txt" else None

    server.before = before
    run = look(server, tmp_path, "-s", "NEWSBOT_MAX_REFUSALS=1")
    assert run.code == 1
    assert "status 403 at" in run.out
    assert "ask the owners" in run.out
    assert "No open spider" not in run.out
    assert len(server.requests) == 2


def test_a_list_that_has_not_changed(server: ReplicaServer, tmp_path: Path) -> None:
    page = server.replica.respond("uk", "/news/latest.html", {})

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition
        if target != "/news/latest.html":
            return None
        if asked.get("if-none-match") == '"of today"':
            return Answer(304, {}, b"")
        return Answer(page.status, {**page.headers, "ETag": '"of today"'}, page.body)

    server.before = before
    run = look(server, tmp_path)
    assert run.code == 0, run.out
    assert re.search(r"ok +uk: conditional GET +304\n", run.out), run.out


def test_the_doctor_is_guarded_like_a_crawl() -> None:
    """What guards a run knows its spider by these members, and without one lets it go anywhere."""
    arguments = InterfaxSpider.check_arguments({})
    assert isinstance(Visitor(InterfaxSpider.site, arguments), Archiving)


@pytest.mark.parametrize("to", ["http://127.0.0.1:1/", "https://127.0.0.2/", "http://[::1]/"])
def test_a_redirect_does_not_lead_it_away(to: str, server: ReplicaServer, tmp_path: Path) -> None:
    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition, asked
        return Answer(302, {"Location": to}, b"") if target == "/news/latest.html" else None

    server.before = before
    run = look(server, tmp_path)
    assert run.code == 1
    assert re.search(r"wrong uk: list +refused: ", run.out), run.out
    assert "newsbot/sites/interfax.py:" in run.out


@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT", "9999999999"])
@pytest.mark.parametrize(
    ("of", "status", "says", "requests"),
    [
        ("/robots.txt", 429, "wrong uk: robots.txt", 1),
        ("/news/latest.html", 503, "wrong uk: list", 2),
        ("/news/latest.rss", 429, "wrong uk: RSS", 4),
    ],
)
def test_a_site_that_asks_for_a_long_pause(
    of: str, status: int, says: str, requests: int, wait: str, server: ReplicaServer, tmp_path: Path
) -> None:
    """Nobody sits before a terminal for so long; the sentence says when to come again."""

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition, asked
        if target != of and not (of.endswith("rss") and target.endswith("rss")):
            return None
        return Answer(status, {"Retry-After": wait}, b"")

    server.before = before
    run = look(server, tmp_path, "-s", "RETRY_TIMES=2")
    assert run.code == 1
    found = " ".join(run.out.split())
    assert says in run.out
    assert "asks for a pause of" in found
    assert "run this again at" in found
    assert found.count("asks for a pause") == 1
    assert "1 wrong" in found, "what could not be asked for is not complained of"
    assert run.err == ""
    assert len(server.requests) == requests


def test_a_short_pause_is_told_and_kept(server: ReplicaServer, tmp_path: Path) -> None:
    answers = iter([Answer(503, {"Retry-After": "1"}, b"")])

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        del edition, asked
        return next(answers, None) if target == "/news/latest.html" else None

    server.before = before
    run = look(server, tmp_path, "-s", "RETRY_TIMES=2")
    assert run.code == 0, run.out
    [told] = run.complaints
    assert told.endswith("asks for a pause of 1 s (status 503); waiting")
    first, second = [each for each in server.requests if each.target == "/news/latest.html"][:2]
    assert second.time - first.time >= 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_is_told_nothing_of_the_site(
    number: int, server: ReplicaServer, tmp_path: Path
) -> None:
    """Half a look would find nothing wrong."""
    bases = f"base_url={server.base_url('uk')}"
    words = ["doctor", "-a", bases, *HASTE, "-s", "DOWNLOAD_DELAY=100", "--save", "kept"]
    process = start_scrapy(words, tmp_path, environment(tmp_path))
    deadline = time.monotonic() + 60
    while not server.requests:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out == ""
    assert err == "newsbot: the look was stopped before it had seen everything; run it again\n"
    assert [*tmp_path.iterdir()] == []


def test_too_few_requests_to_look_at_everything(server: ReplicaServer, tmp_path: Path) -> None:
    run = look(server, tmp_path, "-s", "NEWSBOT_MAX_REQUESTS=3")
    assert run.code == 1
    assert run.out == ""
    assert "the look was ended (budget)" in run.complaints[0]


def test_nobody_reads_to_the_end(server: ReplicaServer, tmp_path: Path) -> None:
    assert look(server, tmp_path, "--save", "kept").code == 0
    for options in ([], ["--json"]):
        assert unread(tmp_path, "doctor", "--saved", "kept", *options) == (0, "")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["nobody"], "no spider is called 'nobody'"),
        (["interfax", "-a", "edition=xx"], "argument 'edition'"),
        (["-a", "section=sport"], "no argument 'section'; known are edition, base_url"),
        (["--saved", "nowhere"], "nowhere holds no saved answers"),
        (["--save", "full"], "full is no empty folder"),
        (["--html", "nowhere/look.html"], "lies in a folder that is not there"),
        (["-s", "NEWSBOT_MAX_REQUESTS=many"], "NEWSBOT_MAX_REQUESTS"),
    ],
)
def test_wrong_arguments_ask_nothing(options: list[str], says: str, tmp_path: Path) -> None:
    tmp_path.joinpath("full").mkdir()
    tmp_path.joinpath("full/file").touch()
    run = scrapy(tmp_path, "doctor", *options)
    assert run.code in {1, 2}
    assert len(run.err.splitlines()) == 1
    assert says in run.complaints[0]


@pytest.mark.parametrize("options", [("--save", "full/file/kept"), ("--html", "full")])
def test_what_could_not_be_kept_is_not_asked_for(
    server: ReplicaServer, options: tuple[str, str], tmp_path: Path
) -> None:
    tmp_path.joinpath("full").mkdir()
    tmp_path.joinpath("full/file").touch()
    run = look(server, tmp_path, *options)
    assert run.code == 2
    assert f"{options[1]} cannot be written" in run.complaints[0]
    assert server.requests == []


def answer(role: str, edition: str = "uk") -> str:
    told = {"role": role, "edition": edition, "url": "https://interfax.com.ua/", "status": 200}
    rest: dict[str, object] = {"headers": {}, "problem": None}
    rest["fetched_at"] = "2026-11-26T10:00:00+00:00"
    return json.dumps({"arguments": {}, "answers": [{**told, **rest, "file": "page"}]})


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ('{"answers": 1}', "answers.json cannot be read"),
        ("[]", "answers.json cannot be read"),
        ('{"arguments": {}, "answers": []}', "holds nothing to look at"),
        (answer("second page of the list"), "no list or feed names any"),
        (answer("list", "xx"), "is of editions that interfax has not: xx"),
    ],
    ids=["a number", "a list", "nothing", "half a visit", "another site"],
)
def test_a_folder_of_something_else(index: str, says: str, tmp_path: Path) -> None:
    tmp_path.joinpath("answers.json").write_text(index)
    tmp_path.joinpath("page").write_text("<html></html>")
    run = scrapy(tmp_path, "doctor", "--saved", ".")
    assert run.code == 1
    assert says in run.out + run.err
    assert "Traceback" not in run.err


def test_the_demo_shows_it(tmp_path: Path) -> None:
    run = scrapy(tmp_path, "demo", "--doctor")
    assert run.code == 0, run.out + run.err
    assert "0 wrong" in run.out
    assert [*tmp_path.iterdir()] == []


def test_the_replica_in_the_real_shapes(tmp_path: Path) -> None:
    with ReplicaServer(replica_of(load(OWN))) as server:
        run = look(server, tmp_path)
    assert run.code == 0, run.out
