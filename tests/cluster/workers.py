"""Workers as they run on machines: `scrapy worker` in a process of its own, and what it says."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from crawling import environment
from forking import Started, start_scrapy

SETTINGS = {
    "NEWSBOT_LEASE": 5,
    "NEWSBOT_LEASE_MARGIN": 2,
    "DOWNLOAD_TIMEOUT": 2,
    "DOWNLOAD_DELAY": 0.03,
    "AUTOTHROTTLE_ENABLED": 0,
    "RETRY_TIMES": 0,
    "LOG_LEVEL": "WARNING",
}
"""The shortest lease with which a busy machine of two cores still gets on; and a delay, without
which Scrapy asks twice at once."""
PATIENCE = 90.0
"""Seconds for what takes a few."""
STARTED: list[Worker] = []
"""Of the test that runs now; those that it leaves are killed (`conftest.py`)."""


class Worker:
    """One of several; what it prints is gathered."""

    def __init__(
        self, folder: Path, name: str, *words: str, settings: Mapping[str, object] | None = None
    ) -> None:
        self.name = name
        self.lines: list[str] = []
        given = {**SETTINGS, "USER_AGENT": name, **(settings or {})}
        options = [word for key, value in given.items() for word in ("-s", f"{key}={value}")]
        self.process: Started = start_scrapy(
            ["worker", *words, *options], folder, environment(folder)
        )
        self._readers = [
            threading.Thread(target=self._read, args=(stream,), daemon=True)
            for stream in (self.process.stdout, self.process.stderr)
        ]
        for reader in self._readers:
            reader.start()
        STARTED.append(self)

    def _read(self, stream: Any) -> None:
        for line in stream:
            self.lines.append(line.rstrip())

    def said(self, words: str) -> bool:
        return any(words in line for line in self.lines)

    @property
    def children(self) -> list[int]:
        """The processes of its jobs."""
        main = self.process.pid
        try:
            tasks = list(Path(f"/proc/{main}/task").iterdir())
            texts = [(task / "children").read_text() for task in tasks]
        except FileNotFoundError:
            return []
        return [int(word) for text in texts for word in text.split()]

    def kill(self, *, with_children: bool) -> list[int]:
        """SIGKILL, as when the machine burns or somebody errs; the processes that its jobs were."""
        children = self.children
        self.process.kill()
        if with_children:
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, 9)
        self.process.wait(PATIENCE)
        return children

    def stop(self) -> int:
        """The exit code after SIGTERM."""
        self.process.send_signal(15)
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return code


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing happens any more"
        time.sleep(0.02)


def states(database: str) -> Sequence[str]:
    """Of all jobs, in their order, as Procrastinate calls them."""
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        return [state for (state,) in rows]


def run(database: str, sql: str) -> list[Any]:
    with psycopg.connect(database, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description is not None else []
