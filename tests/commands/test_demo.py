"""`scrapy demo`: for someone who sees newsbot for the first time."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from crawling import EDITIONS, Record, Run, command, environment, read_feed, scrapy
from newsbot.demo.site import DemoSite
from newsbot.demo.story import Story


def demonstrate(folder: Path, *options: str) -> tuple[Run, list[Record]]:
    run = scrapy(folder, "demo", *options)
    path = folder / "demo.jsonl"
    return run, read_feed(path) if path.exists() else []


def truth(story: Story) -> dict[str, object]:
    """What the record of a story has to say, all but addresses on the site itself."""
    return {
        "id": str(story.id),
        "language": story.edition.code,
        "section": story.section,
        "section_name": story.edition.sections[story.section],
        "title": story.title,
        "published_at": story.published.isoformat(),
        "reading_minutes": story.minutes,
        "body": "\n\n".join(story.paragraphs),
        "source_url": story.source_url,
        "tags": [tag.name for tag in story.tags],
    }


def test_it_tells_what_it_did(tmp_path: Path) -> None:
    run, found = demonstrate(tmp_path)
    assert run.code == 0, run.err
    assert run.err == ""
    stories = {str(s.id): s for stories in DemoSite().stories.values() for s in stories}
    assert sorted(record["id"] for record in found) == sorted(stories)
    for record in found:
        story = stories[record["id"]]
        assert {name: record[name] for name in truth(story)} == truth(story)
        assert record["url"].endswith(story.path)
        assert [image["url"] for image in record["images"]] == [story.picture] * bool(story.picture)
        assert [link["title"] for link in record["related"]] == [s.title for s in story.related]
    counted = re.search(r"(\d+) articles: uk \d+, (?:ru \d+, en \d+|en \d+, ru \d+)", run.out)
    assert counted is not None
    assert int(counted[1]) == len(found)
    assert str(tmp_path / "demo.jsonl") in run.out
    assert re.search(r"published from \d{4}-\d\d-\d\d \d\d:\d\d to \d{4}-", run.out)
    assert "general" in run.out
    assert int(re.search(r"stripped: (\d+)", run.out)[1]) > 0  # type: ignore[index]
    assert "scrapy crawl interfax" in run.out
    assert len(run.out.splitlines()) < 15
    assert [path.name for path in tmp_path.iterdir()] == ["demo.jsonl"]


def test_it_can_be_repeated_and_takes_arguments(tmp_path: Path) -> None:
    tmp_path.joinpath("demo.jsonl").write_text("an older demonstration\n")
    run, found = demonstrate(tmp_path, "-a", "edition=en", "-a", "max_articles=3")
    assert run.code == 0, run.err
    assert len(found) == 3
    assert "3 articles: en 3" in run.out


def test_what_it_does_not_understand(tmp_path: Path) -> None:
    for options in (["now"], ["-a", "edition=de"], ["--port", "none"]):
        run, found = demonstrate(tmp_path, *options)
        assert run.code == 2, options
        assert "Traceback" not in run.err
        assert found == []


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run, _ = demonstrate(tmp_path, "--port", str(taken.getsockname()[1]))
    assert run.code == 1
    assert len(run.complaints) == 1
    assert "--port" in run.complaints[0]
    assert "Traceback" not in run.err


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.joinpath("demo.jsonl").mkdir()
    run = scrapy(tmp_path, "demo")
    assert run.code == 1
    assert len(run.complaints) == 1
    assert "demo.jsonl" in run.complaints[0]
    assert "Traceback" not in run.err


def three_free_ports() -> int:
    """The first of three ports in a row on which nobody listens."""
    while True:
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError, OverflowError):
            first = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            port: int = first.getsockname()[1]
            for other in (port + 1, port + 2):
                stack.enter_context(socket.create_server(("127.0.0.1", other)))
            return port


@pytest.mark.slow
def test_it_serves_the_site_until_ctrl_c(tmp_path: Path) -> None:
    port = three_free_ports()
    process = subprocess.Popen(
        command("demo", "--serve", "--port", str(port)),
        cwd=tmp_path,
        env={**environment(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    shown = ""
    while "Ctrl-C" not in shown:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        shown += line
    bases = re.findall(r"^  (\w\w)  (http://\S+)$", shown, re.MULTILINE)
    assert [edition for edition, _ in bases] == list(EDITIONS)
    assert f"-a base_url={bases[0][1]}" in shown
    for edition, base in bases:
        with urllib.request.urlopen(base, timeout=10) as answer:
            assert f'<html lang="{edition}">' in answer.read().decode()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert (out.strip(), err) == ("", "")
    assert list(tmp_path.iterdir()) == []
