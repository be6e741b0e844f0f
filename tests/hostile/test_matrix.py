"""Every attack of the table, in one run: its own outcome, and what it must not do to the others."""

from __future__ import annotations

import fcntl
import os
import pickle
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from crawling import crawl
from hostile.attack import NOT
from hostile.attacks import FAR, all_attacks
from hostile.server import HostileServer, trap
from hostile.site import SETTINGS, Seen, bait, measured_crawl, path_of, place
from replica import Replica

pytestmark = pytest.mark.slow

ALL = all_attacks(1)
NAMES = [attack.name for attack in ALL]
MOST_MEMORY = 250_000
"""kB"""

NO_ANSWER = {
    "closed at once",
    "reset at once",
    "no HTTP",
    "500",
    "a byte a second",
    "a header a second",
    "endless headers",
}
ATTACKS = {attack.name: attack for attack in ALL}


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The run over the hostile site: one for all tests, of all workers."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (base / "hostile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = base / "hostile.pickle"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(hostile_run()))
        run: Seen = pickle.loads(kept.read_bytes())
    return run


def hostile_run() -> Seen:
    """A run over the hostile site."""
    folder = Path(tempfile.mkdtemp(prefix="hostile"))
    replica = Replica(60)
    with trap() as (port, heard), HostileServer(replica) as server:
        attacks = all_attacks(port)
        numbers = place(attacks, replica)
        bait(server, attacks, numbers)
        run, peak = measured_crawl(server, folder)
        base = server.base_url()
        healthy = {
            str(number): replica.expected(replica.stories[number], base, in_feed=True)
            for number in replica.reachable("uk")
        }
        asked = [access.target for access in server.requests]
        noted = noted_in(folder)
        crawl(server, folder, settings=SETTINGS)
        again = [access.target for access in server.requests[len(asked) :]]
    return Seen(run, peak, healthy, numbers, asked, list(heard), noted, again)


def noted_in(folder: Path) -> dict[str, tuple[str, str, bool]]:
    """Article -> what the ledger says of it: state, problem, whether it has to wait."""
    with closing(sqlite3.connect(folder / "data" / "ledger.sqlite")) as ledger:
        rows = ledger.execute(
            "SELECT id, state, problem, next_at > (SELECT max(started_at) FROM runs) + 60 FROM urls"
        )
        return {key: (state, problem or "", bool(waits)) for key, state, problem, waits in rows}


def test_the_names_are_different() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_attack(name: str, seen: Seen) -> None:
    attack = ATTACKS[name]
    number = seen.numbers[name]
    records = [record for record in seen.run.records if record["id"] == number]
    lines = seen.lines(attack)
    if attack.record is None:
        assert records == [], lines
        assert any(attack.log in line for line in lines), lines
    else:
        assert len(records) == 1, lines
        assert {key: records[0][key] for key in attack.record} == dict(attack.record)
        assert bool(lines) == bool(attack.log), lines
        assert all(attack.log in line for line in lines), lines
    assert seen.asked.count(path_of(number)) == attack.requests


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_taken_is_noted_and_waits(name: str, seen: Seen) -> None:
    """What the connection did is tried again once without a pause; all else is not."""
    state, problem, waits = seen.noted[seen.numbers[name]]
    if ATTACKS[name].record is None:
        assert state == "failed"
        assert problem
        assert seen.again.count(path_of(seen.numbers[name])) == (0 if waits else 2)
        assert waits == (name not in NO_ANSWER)
    else:
        assert (state, problem) == ("done", "")


def test_healthy_articles_are_exact(seen: Seen) -> None:
    records = {record["id"]: record for record in seen.run.records}
    for number, truth in seen.healthy.items():
        assert {name: records[number][name] for name in truth} == truth


def test_nothing_else_is_exported_and_nothing_twice(seen: Seen) -> None:
    exported = Counter(seen.run.ids)
    known = {seen.numbers[name] for name, attack in ATTACKS.items() if attack.record}
    known |= {seen.numbers[name] for name, attack in ATTACKS.items() if attack.record == {}}
    assert set(exported) == known | set(seen.healthy)
    assert set(exported.values()) == {1}


def test_the_run_ends_well(seen: Seen) -> None:
    assert seen.run.code == 0, seen.run.complaints
    assert "Traceback" not in seen.run.err
    assert "Unhandled" not in seen.run.err
    assert "'finish_reason': 'finished'" in seen.run.err


def test_counters(seen: Seen) -> None:
    attacks = ATTACKS.values()
    counted = seen.counters

    def expected(words: str) -> int:
        return sum(words in attack.log for attack in attacks)

    assert counted["addresses/refused"] == sum(attack.log == "refused: " for attack in attacks)
    assert counted["content/too_heavy"] == expected("tags") + expected("attributes")
    assert counted["content/no_text"] == expected("no text") + expected("owned")
    assert counted["content/cut_short"] == sum(
        attack.requests for attack in attacks if attack.log == "cut short"
    )
    assert counted["robots/noindex"] == expected("noindex")
    assert counted["validation/title"] == expected("title: ")
    assert counted["pages/not_article"] >= sum(attack.log == NOT for attack in attacks)
    assert "spider_exceptions/count" not in counted


def test_memory_stays_bounded(seen: Seen) -> None:
    assert seen.peak < MOST_MEMORY


def test_no_address_but_the_site_is_asked(seen: Seen) -> None:
    assert seen.heard == []
    for href in FAR:
        assert not [path for path in seen.asked if "/70000" in path], href
    assert max(map(len, seen.asked)) < 1000


def test_nothing_raw_reaches_the_terminal(seen: Seen) -> None:
    printed = seen.run.err + seen.run.out
    controls = {character for character in printed if not character.isprintable()} - {"\n"}
    assert controls == set()
    assert r"\x1b]0;owned" in printed
