"""The hostile site: healthy articles of the replica, and the attacks among them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawling import Record, Run, crawl_words, default_feed, environment
from hostile.attack import Attack
from hostile.server import HostileServer, Raw, raw
from replica import Answer, Replica

LIST = '<div class="articles-section-view">'
SETTINGS = {"DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 1, "STATS_DUMP": 1}
_COUNTER = re.compile(r"^ *\{?'([^']+)': (\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Seen:
    """What a run over a hostile site left behind."""

    run: Run
    peak: int
    """Of its memory, in kB."""
    healthy: Mapping[str, Record]
    """The records that the healthy articles must have."""
    numbers: Mapping[str, str]
    """Name of an attack -> the number of its article."""
    asked: Sequence[str]
    """The paths of all requests, in order."""
    heard: Sequence[bytes]
    """What a service on loopback was sent."""
    noted: Mapping[str, tuple[str, str, bool]]
    """Article -> what the ledger says of it: state, problem, whether it has to wait."""
    again: Sequence[str]
    """The paths of all requests of a second run, right after the first."""

    def lines(self, attack: Attack) -> list[str]:
        """The warnings and notes of the log that name the article of an attack."""
        path = path_of(self.numbers[attack.name])
        return [line for line in self.run.err.splitlines() if path in line]

    @property
    def counters(self) -> dict[str, int]:
        return counters(self.run)


def counters(run: Run) -> dict[str, int]:
    """The stats that a run wrote to its log."""
    _, _, dump = run.err.partition("Dumping Scrapy stats:")
    return {name: int(value) for name, value in _COUNTER.findall(dump)}


def path_of(number: str) -> str:
    return f"/news/general/{number}.html"


def place(attacks: Sequence[Attack], replica: Replica) -> dict[str, str]:
    """Numbers for the attacks: above those of the healthy articles, which come later, or below."""
    first, last = min(replica.stories), max(replica.stories)
    return {
        attack.name: str(first - 1 - n if attack.late else last + 1 + n)
        for n, attack in enumerate(attacks)
    }


def bait(server: HostileServer, attacks: Sequence[Attack], numbers: Mapping[str, str]) -> None:
    """Puts the attacks at the head of the latest list."""
    rows = "".join(
        f'<div class="grid article"><a class="article-link" href="{path_of(numbers[attack.name])}">'
        f"{attack.name}</a></div>"
        for attack in attacks
    )

    def before(edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        if target != "/news/latest.html":
            return None
        page = server.replica.respond(edition, target, headers)
        html = page.body.decode().replace(LIST, LIST + rows, 1)
        return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, html.encode())

    server.before = before
    server.raw = {path_of(numbers[attack.name]): speaker(attack.send) for attack in attacks}


def speaker(send: bytes | Raw) -> Raw:
    return raw(send) if isinstance(send, bytes) else send


def measured_crawl(
    server: HostileServer, folder: Path, *options: str, **arguments: object
) -> tuple[Run, int]:
    """A crawl, and its peak memory in kB."""
    words = crawl_words(server, *options, settings=SETTINGS, **arguments)
    peak = folder / "peak"
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("measured.py")), *words],
        cwd=folder,
        env={**environment(folder), "PEAK_FILE": os.fspath(peak)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=110,
        encoding="utf-8",
    )
    run = Run(done.returncode, done.stdout, done.stderr, folder, default_feed(folder))
    return run, int(peak.read_text())
