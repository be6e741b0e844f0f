"""A PostgreSQL of the tests' own: in a temporary folder, reached through a Unix socket only.

    def test_something(database):          # the address of a new, empty database
        psycopg.connect(database)

    def test_crash(cluster):
        cluster.crash()                    # as `pg_ctl stop -m immediate` does
        cluster.start()

Where no server is installed these tests are skipped. `conftest.py` makes the fixtures known.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"
_SECONDS = 30.0
"""For each step of the server; it takes less than one."""


class Cluster:
    """A server that is running, with `trust` for whoever reaches its socket."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.folder = folder
        self._programs = programs
        self._data = folder / "data"
        self._numbers = count(1)
        # The server refuses to run as root.
        self._as: dict[str, Any] = (
            {"user": _USER, "group": _USER, "extra_groups": ()} if os.geteuid() == 0 else {}
        )
        if self._as:
            shutil.chown(folder, _USER, _USER)
        self._run("initdb", "--no-sync", "--auth=trust", f"--username={_USER}", "--locale=C.UTF-8")
        self.start()

    def start(self, *options: str) -> None:
        """Starts the server; `options` as in `postgres -c max_connections=5`."""
        words = f"-c listen_addresses='' -c fsync=off -k '{self.folder}' {' '.join(options)}"
        log = self.folder / "log"
        self._run("pg_ctl", "--wait", f"--log={log}", f"--options={words}", "start")

    def stop(self) -> None:
        """Stops the server in good order; who is connected is cut off."""
        self._run("pg_ctl", "--wait", "--mode=fast", "stop")

    def crash(self) -> None:
        """Ends the server at once: it recovers from its log when it is started again."""
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def pause(self) -> None:
        """Lets every process of the server hang, as a machine does that swaps or lost its disk."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def address(self, name: str = "postgres", *, user: str = _USER) -> str:
        """The address of a database, as `NEWSBOT_LEDGER` takes it."""
        return f"postgresql://{user}@/{name}?host={quote(str(self.folder), safe='')}"

    def new_database(self, like: str | None = None) -> str:
        """The address of a new database: an empty one, or a copy of another."""
        name = f"newsbot_{next(self._numbers)}"
        source = like.partition("@/")[2].partition("?")[0] if like else "template1"
        self.run(f"CREATE DATABASE {name} TEMPLATE {source}")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Ends who is connected to a database, and drops it."""
        name = address.partition("@/")[2].partition("?")[0]
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, sql: str, address: str | None = None) -> None:
        """Runs SQL outside of a transaction."""
        import psycopg

        with psycopg.connect(address or self.address(), autocommit=True) as connection:
            connection.execute(sql)

    def ask_password(self, user: str, password: str) -> None:
        """Makes a role that is let in with its password only."""
        self.run(f"CREATE ROLE {user} LOGIN PASSWORD '{password}'")
        rules = self._data / "pg_hba.conf"
        rules.write_text(f"local all {user} scram-sha-256\n{rules.read_text()}")
        self.run("SELECT pg_reload_conf()")

    @property
    def cpu_seconds(self) -> float:
        """User and system, of the server and of its processes that have ended."""
        words = Path(f"/proc/{self._main}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")

    @property
    def _main(self) -> int:
        return int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])

    def _signal(self, number: int) -> None:
        main = self._main
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in (main, *map(int, children)):
            with suppress(ProcessLookupError):  # that of a connection that was just closed
                os.kill(process, number)

    def _run(self, program: str, *options: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), f"--pgdata={self._data}", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            timeout=_SECONDS,
            **self._as,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")


def _programs() -> Path | None:
    """The folder of the server's programs; Debian keeps them out of PATH, by version."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = [path.parent for path in _DEBIAN.glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server for all tests of a process."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[postgres]'")
    if _programs() is None:
        pytest.skip("no PostgreSQL server is installed: apt install postgresql")
    with new_cluster() as cluster:
        yield cluster


@contextmanager
def new_cluster() -> Iterator[Cluster]:
    """A server while the block lasts; it has to be installed."""
    programs = _programs()
    assert programs is not None
    # Not pytest's folder: another user has to get in, and the path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="newsbot-pg-"))
    try:
        cluster = Cluster(programs, folder)
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """The address of a new, empty database."""
    address = cluster.new_database()
    yield address
    # Hundreds of files each: at the end of all tests a slow disk would not be rid of them in time.
    cluster.drop(address)
