"""The commands of the documentation, run as they stand there, with the replica for the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Response, TextResponse

from crawling import crawl
from made_archive import line_of, made_records, newest_of
from newsbot.settings import USER_AGENT
from newsbot.spiders.arguments import NAMES
from replica import Replica, ReplicaServer

ROOT = Path(__file__).parent.parent
MADE_UP = {"newsbot/spiders/example.py", "setup.py"}
"""Named as something that a person or a program makes."""
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def python_of(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", read(name), re.DOTALL)


def page(replica: Replica, url: str) -> Response:
    """The replica's page as if it came from the real address."""
    path = url.removeprefix("https://interfax.com.ua")
    answer = replica.respond("uk", path, {})
    assert answer.status == 200, url
    kind = TextResponse if path.endswith(".rss") else HtmlResponse
    return kind(url, body=answer.body, encoding="utf-8")


def test_reading_a_feed(
    server: ReplicaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = crawl(server, tmp_path, "-O", "news.jsonl", max_articles=4, follow="none")
    monkeypatch.chdir(tmp_path)
    loading, _, checking = python_of("docs/data-format.md")
    names: dict[str, Any] = {}
    exec(loading, names)
    assert sorted(names["articles"]) == sorted(record["url"] for record in run.records)
    exec(checking, names)
    assert names["number"] == 4


def test_the_first_example_of_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = list(made_records(9))
    (tmp_path / "demo.jsonl").write_text("".join(map(line_of, records)), "utf-8")
    monkeypatch.chdir(tmp_path)
    first = python_of("README.md")[0]
    assert len(first.splitlines()) == 5
    exec(first, {})
    told = capsys.readouterr().out
    for record in newest_of(records):
        assert f"{record['published_at']} {record['title']}\n" in told
        assert str([link["title"] for link in record["related"]]) in told


def test_the_readme_names_every_argument() -> None:
    [table] = re.findall(r"\| argument \|.*?\n\n", read("README.md"), re.DOTALL)
    named = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\|([^|]*)", table, re.MULTILINE)))
    assert tuple(named) == NAMES


def test_the_readme_asks_for_a_user_agent() -> None:
    assert "example.org" in USER_AGENT
    assert "Set `USER_AGENT`" in read("README.md")


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path) -> None:
    text = re.sub(r"```.*?```", "", file.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_modules_that_are_named_exist(file: Path) -> None:
    """As `guest/robots.py`, from the checkout or the package on, or `test_resolver.py` alone."""
    text = re.sub(r"```.*?```", "", file.read_text("utf-8"), flags=re.DOTALL)
    folder = r"(?:newsbot|tests|docs|deploy|benchmarks)/(?:[\w.]+/)*"
    named = set(re.findall(rf"`((?:[\w.]+/)*\w+\.py|{folder})`", text))
    modules = [
        path for room in ("newsbot", "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")
    ]
    here = [path.relative_to(ROOT).as_posix() for path in modules]
    missing = {
        name
        for name in named - MADE_UP
        if not (ROOT / name).exists()
        and not (ROOT / "newsbot" / name).exists()
        and not any(path.endswith(f"/{name}") for path in here)
    }
    assert missing == set()


def test_the_architecture_names_every_room() -> None:
    [table] = re.findall(r"\| room \|.*?\n\n", read("docs/architecture.md"), re.DOTALL)
    named = re.findall(r"^\| `(\w+)/`", table, re.MULTILINE)
    rooms = {path.parent.name for path in (ROOT / "newsbot").glob("*/__init__.py")}
    assert set(named) == rooms
    assert len(named) == len(rooms)
    [picture] = re.findall(r"```mermaid\n(.*?)```", read("docs/architecture.md"), re.DOTALL)
    beside = {"cluster", "commands", "demo", "doctor"}
    assert set(re.findall(r"(?<!\()\[\(?\"(\w+)/", picture)) == rooms - beside
