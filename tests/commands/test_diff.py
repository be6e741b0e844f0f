"""`scrapy diff`: what the site has changed."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from articles import finished_article
from crawling import Run, command, environment, scrapy
from made_archive import line_of, write_archive
from newsbot.feeds.records import record_of

pytestmark = pytest.mark.slow  # every test makes an archive

Record = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Record]]:
    """A folder with an archive of more articles than are read at once, and its records."""
    folder = tmp_path_factory.mktemp("diff")
    return folder, write_archive(folder / "feed", 1_200)


def diff(folder: Path, *words: str) -> Run:
    """Of a folder that is no data folder: the harness would check every record of that."""
    return scrapy(folder, "diff", *(() if "--from" in words else ("--from", "feed")), *words)


def revisions(records: list[Record], number: int) -> list[Record]:
    return [record for record in records if record["revision"] == number]


def archive_with(folder: Path, *records: Record) -> Path:
    file = folder / "feed" / "2026-09-23.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("".join(map(line_of, records)), "utf-8")
    return folder


def edited(**changes: Any) -> Record:
    return record_of(
        finished_article(revision=2, fetched_at="2026-09-23T05:00:00+00:00", **changes)
    )


def test_an_article(tmp_path: Path) -> None:
    before = record_of(finished_article())
    after = edited(
        title="Врожай груш подвоївся",
        tags=["Сади", "Груші"],
        body=before["body"].replace("Джем", "Сік"),
        section_name=None,
        latest=[],
    )
    run = diff(archive_with(tmp_path, before, after), before["id"])
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "1208142  Врожай груш подвоївся\n"
        "https://interfax.com.ua/news/economic/1208142.html\n"
        "revision 1, fetched 2026-09-23 01:40, to 2, fetched 2026-09-23 08:00\n"
        "  section_name  [-Економіка-]\n"
        "  title         Врожай [-яблук-]{+груш+} подвоївся\n"
        "  body          Сади Полтавщини дали вдвічі більше яблук, ніж торік.\n"
        "                [-Джем-]{+Сік+} варитимуть.\n"
        "  tags          Сади\n"
        "                {+Груші+}\n\n"
    )


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    """On a pseudo-terminal; NO_COLOR is heard."""
    after = edited(title="Врожай груш подвоївся")
    archive_with(tmp_path, record_of(finished_article()), after)
    for extra, has_colour in (({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False)):
        ours, theirs = os.openpty()
        subprocess.run(
            command("diff", "--from", "feed", after["id"]),
            cwd=tmp_path,
            env={**environment(tmp_path), **extra},
            stdout=theirs,
            check=True,
            timeout=60,
        )
        os.close(theirs)
        shown = os.read(ours, 100_000).decode()
        os.close(ours)
        assert ("\x1b[32;1mгруш\x1b[0m" in shown) == has_colour
        assert ("\x1b" in shown) == has_colour


def test_escapes_of_a_page_do_not_reach_the_terminal(tmp_path: Path) -> None:
    after = edited(title="Врожай \x1b[2Jгруш\u202e подвоївся", body="<b>Сік</b>\n\n\x07")
    archive_with(tmp_path, record_of(finished_article()), after)
    assert not re.search("[\x1b\x07\u202e]", diff(tmp_path, after["id"]).out)
    page = diff(tmp_path, after["id"], "--html", "-").out
    assert not re.search("[\x1b\x07\u202e]|<b>", page)
    assert "<del>яблук</del>" in page


def test_everything_since(made: tuple[Path, list[Record]]) -> None:
    """Each pair of revisions whose later one was fetched since then, and no other."""
    folder, records = made
    later = [record for record in records if record["revision"] > 1]
    since = sorted(record["fetched_at"] for record in later)[-40]
    run = diff(folder, "--since", since)
    assert (run.code, run.err) == (0, "")
    told = re.findall(r"^(\d+)  .*\n.*\nrevision (\d), .*, to (\d), ", run.out, re.MULTILINE)
    wanted = [record for record in later if record["fetched_at"] >= since]
    assert len(told) == len(wanted) >= 40, "some at the same moment as the fortieth"
    assert {(key, int(to)) for key, _, to in told} == {(w["id"], w["revision"]) for w in wanted}
    assert all(int(to) == int(start) + 1 for _, start, to in told)
    assert diff(folder, "--since", "2026-11-01").out == "Nothing has changed.\n"
    third = revisions(records, 3)[0]
    both = diff(folder, third["id"])
    assert both.out.count("\nrevision ") == 2
    only = diff(folder, third["id"], "--since", third["fetched_at"])
    assert re.findall(r"\nrevision (\d)", only.out) == ["2"]
    assert diff(folder, revisions(records, 1)[1]["id"]).out == "Nothing has changed.\n"


def test_a_page(made: tuple[Path, list[Record]], tmp_path: Path) -> None:
    folder, records = made
    second = revisions(records, 2)[0]
    target = tmp_path / "diff.html"
    target.write_text("what was there")
    run = diff(folder, second["id"], "--html", str(target))
    assert (run.code, run.out) == (0, f"Written to {target}\n")
    page = target.read_text("utf-8")
    assert "Оновлено.</ins>" in page
    assert "Content-Security-Policy" in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name one article"),
        (["1", "2"], 2, "name one article"),
        (["77"], 2, "no article '77'"),
        (["--since", "soon"], 2, "'soon'"),
        (["1000010", "--from", "nowhere"], 1, "nowhere"),
        (["1000010", "--html", "nowhere/x.html"], 1, "nowhere/x.html"),
    ],
)
def test_what_it_does_not_understand(
    words: list[str], code: int, said: str, made: tuple[Path, list[Record]]
) -> None:
    run = diff(made[0], *words)
    assert run.code == code
    assert said in run.err.splitlines()[-1]
    assert "Traceback" not in run.err


def test_an_archive_that_is_empty_or_torn(tmp_path: Path) -> None:
    run = diff(tmp_path, "1")
    assert run.code == 1
    assert len(run.err.splitlines()) == 1
    record = record_of(finished_article())
    archive_with(tmp_path, record)
    file = tmp_path / "feed" / "2026-09-23.jsonl"
    with file.open("a") as lines:
        lines.write('{"id": "1", "ti')
    run = diff(tmp_path, record["id"])
    assert (run.code, run.out) == (0, "Nothing has changed.\n")
    assert "1 lines hold no article" in run.err
    assert "2026-09-23.jsonl, line 2: " in run.err
