"""Crawls as a person runs them: `scrapy` in a process of its own, against a replica on loopback.

    def test_one_article(server, tmp_path):
        run = crawl(server, tmp_path, "-O", "news.jsonl", url=..., follow="none")
        assert run.code == 0, run.err
        assert [record["id"] for record in run.records] == ["1208149"]

Keyword arguments are spider arguments. The run works in `folder`; its data folder is `folder/data`,
so that a second run in the same folder finds what the first remembers. Waiting is turned off.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schema
from forking import Started, run_scrapy, start_scrapy
from replica import ReplicaServer

AT_ONCE = {
    "CONCURRENT_REQUESTS": 1,  # without a delay Scrapy sends two, and either may be the first
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "RETRY_TIMES": 0,
    "USER_AGENT": "newsbot-tests (+https://newsbot.test/)",
}
"""Settings of a test run; `settings={...}` of a call come on top."""
EDITIONS = ("uk", "ru", "en")

Record = dict[str, Any]

_WARNING = re.compile(r"^[0-9: -]+\[[\w.]+\] (WARNING|ERROR|CRITICAL): ")


@dataclass(frozen=True)
class Run:
    """A finished process. `records` is what its default feed holds in the end, of all days."""

    code: int
    out: str
    err: str
    folder: Path
    records: list[Record]

    @property
    def ids(self) -> list[str]:
        return [record["id"] for record in self.records]

    @property
    def warnings(self) -> list[str]:
        """The lines of the log that are warnings or errors."""
        return [line for line in self.err.splitlines() if _WARNING.search(line)]

    @property
    def complaints(self) -> list[str]:
        """The lines that are meant for the person at the terminal: not those of the log."""
        return [line for line in self.err.splitlines() if line.startswith("newsbot: ")]


def crawl(
    server: ReplicaServer | None,
    folder: Path,
    *options: str,
    settings: Mapping[str, object] | None = None,
    timeout: float = 100,
    prepare: Callable[[], object] | None = None,
    **arguments: object,
) -> Run:
    """Runs `scrapy crawl interfax` to its end."""
    words = crawl_words(server, *options, settings=settings, **arguments)
    return scrapy(folder, *words, timeout=timeout, prepare=prepare)


def scrapy(
    folder: Path,
    *words: str,
    timeout: float = 100,
    prepare: Callable[[], object] | None = None,
) -> Run:
    """Runs any command of scrapy to its end; `prepare` is called in its process before."""
    code, out, err = run_scrapy(
        words, folder, environment(folder), timeout=timeout, prepare=prepare
    )
    return Run(code, out, err, folder, default_feed(folder))


def start(
    server: ReplicaServer | None,
    folder: Path,
    *options: str,
    settings: Mapping[str, object] | None = None,
    **arguments: object,
) -> Started:
    """Starts `scrapy crawl interfax` and leaves it running, for a test that kills it."""
    words = crawl_words(server, *options, settings=settings, **arguments)
    return start_scrapy(words, folder, environment(folder))


def assert_refused(run: Run, code: int, *words: str) -> None:
    """One line for the person, with these words, no traceback, nothing in the feed."""
    assert run.code == code, run.err
    assert "Traceback" not in run.err
    assert len(run.complaints) == 1, run.err
    for word in words:
        assert word in run.complaints[0]
    assert run.records == []


def share_ledger(folder: Path, address: str) -> None:
    """Lets crawls in `folder` have their ledger in an empty database of PostgreSQL."""
    from newsbot.ledger.postgres import create_tables

    create_tables(address)
    _address_in(folder).write_text(address)


def shared_ledger(folder: Path) -> str | None:
    """The address of the ledger of a test's folder; None where it is a file."""
    file = _address_in(folder)
    return file.read_text() if file.exists() else None


def _address_in(folder: Path) -> Path:
    return folder / "ledger.address"


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "scrapy", *words]


def unread(folder: Path, *words: str) -> tuple[int, str]:
    """The exit code and the complaints of a command whose output nobody reads: `| head`."""
    process = subprocess.Popen(
        command(*words),
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        complaints = process.stderr.read()
    return process.wait(), complaints


def environment(folder: Path) -> dict[str, str]:
    address = shared_ledger(folder)
    return {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        "NEWSBOT_DATA_DIR": str(folder / "data"),
        "PYTHONIOENCODING": "utf-8",
        **({"NEWSBOT_LEDGER": address} if address is not None else {}),
    }


def crawl_words(
    server: ReplicaServer | None,
    *options: str,
    settings: Mapping[str, object] | None = None,
    **arguments: object,
) -> list[str]:
    """The words after `scrapy`; `base_url` is that of the server unless it is given."""
    if server is not None and "base_url" not in arguments:
        editions = str(arguments.get("edition", "uk")).split(",")
        known = [edition for edition in editions if edition in EDITIONS]
        arguments["base_url"] = ",".join(map(server.base_url, known))
    words = ["crawl", "interfax", *options]
    for name, value in arguments.items():
        words += ["-a", f"{name}={value}"]
    for name, value in {**AT_ONCE, **(settings or {})}.items():
        words += ["-s", f"{name}={value}"]
    return words


def default_feed(folder: Path) -> list[Record]:
    """The records of the default feed in a test's folder, or of its shared ledger."""
    address = shared_ledger(folder)
    if address is not None:
        import psycopg

        question = "SELECT record::text FROM records ORDER BY site, position"
        with psycopg.connect(address) as connection:
            return records_of("".join(f"{line}\n" for (line,) in connection.execute(question)))
    files = sorted((folder / "data" / "interfax").glob("*.jsonl"))
    return [record for file in files for record in read_feed(file)]


def read_feed(path: Path) -> list[Record]:
    """The records of a JSON Lines file. Fails on a torn line and on one that the schema refuses."""
    return records_of(path.read_text("utf-8"))


def records_of(text: str) -> list[Record]:
    """The records of a JSON Lines text, checked likewise."""
    assert not text or text.endswith("\n"), "the last line is torn"
    lines = text.split("\n")[:-1]
    for line in lines:
        schema.check_line(line)
    return [json.loads(line) for line in lines]


def paths_asked(server: ReplicaServer, edition: str | None = None) -> list[str]:
    """The paths in the access log, in order, robots.txt left out."""
    return [
        access.target
        for access in server.requests
        if edition in {None, access.edition} and access.target != "/robots.txt"
    ]
