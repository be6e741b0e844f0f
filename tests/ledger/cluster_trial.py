"""Several workers crawl several sites into one database, while everything happens to them.

Each site is a replica under another name, on a server of its own, which sees who asks it for what.
Each worker reaches the database through a relay of its own, so that it can be cut off. A worker
does what a timer does on its machine: it starts a run of one site after the other, for ever.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingUnixStreamServer
from typing import Any
from urllib.parse import quote

import psycopg

from crawling import environment, records_of
from forking import Started, start_scrapy
from newsbot.ledger.postgres import create_tables
from postgres import Cluster
from replica import Answer, Replica, ReplicaServer

LEASE, MARGIN = 5.0, 2.0
"""Seconds; the shortest lease with which a busy machine of two cores still gets on."""
SETTINGS = {
    "NEWSBOT_LEASE": LEASE,
    "NEWSBOT_LEASE_MARGIN": MARGIN,
    "DOWNLOAD_TIMEOUT": MARGIN,
    "DOWNLOAD_DELAY": 0.03,
    "AUTOTHROTTLE_ENABLED": 0,
    "RETRY_TIMES": 0,
    "LOG_LEVEL": "WARNING",
    "SPIDER_MODULES": "trial_spiders",
}
_SPIDER = """
from dataclasses import replace
from newsbot.sites.interfax import INTERFAX
from newsbot.spiders.archive import ArchiveSpider
"""
_SPIDER_OF = """
class Spider{name}(ArchiveSpider):
    name = "{name}"
    site = replace(INTERFAX, name="{name}.example")
"""
_SERVED_SECONDS = 0.005
"""So long a page takes: two that are asked for at once are seen to be."""
PATIENCE = 120.0
"""Seconds for what takes a few."""


class Site:
    """A replica that notes when requests of two workers were open at once."""

    def __init__(self, name: str, articles: int, seed: int) -> None:
        self.name = name
        self.replica = Replica(articles, seed=seed, traps=False, page_size=30)
        self.server = ReplicaServer(self.replica, editions=("uk",))
        self.server.before = self._serve
        self.overlaps = 0
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    def _serve(self, edition: str, target: str, headers: Mapping[str, str]) -> Answer | None:
        worker = headers.get("user-agent", "")
        with self._lock:
            self.overlaps += any(self._open[other] for other in self._open if other != worker)
            self._open[worker] += 1
        time.sleep(_SERVED_SECONDS)
        with self._lock:
            self._open[worker] -= 1
        return None

    @property
    def wanted(self) -> set[str]:
        """The articles that have to be in the archive in the end."""
        return {str(number) for number in self.replica.reachable("uk")}


def write_spiders(folder: Path, sites: list[Site]) -> None:
    """The module `trial_spiders` in a folder: a spider for each site, under its name."""
    spiders = _SPIDER + "".join(_SPIDER_OF.format(name=site.name) for site in sites)
    (folder / "trial_spiders.py").write_text(spiders)


class Relay:
    """A Unix socket in a folder of its own that leads to the server, until it is cut."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.folder = folder
        self.goes = threading.Event()
        self.goes.set()
        target = str(cluster.folder / ".s.PGSQL.5432")
        goes = self.goes

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                _relay(self.request, target, goes)

        folder.mkdir()
        self._server = ThreadingUnixStreamServer(str(folder / ".s.PGSQL.5432"), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, database: str) -> str:
        name = database.partition("@/")[2].partition("?")[0]
        return f"postgresql://postgres@/{name}?host={quote(str(self.folder), safe='')}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _relay(client: Any, target: str, goes: threading.Event) -> None:
    """Passes on both directions; what comes while it is cut waits, as in a network."""
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.connect(target)
        except OSError:
            return  # the server is down: so is the connection

        def one_way(source: socket.socket, sink: socket.socket) -> None:
            with suppress(OSError):
                while data := source.recv(65536):
                    goes.wait()
                    sink.sendall(data)
            for end in (source, sink):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

        back = threading.Thread(target=one_way, args=(server, client), daemon=True)
        back.start()
        one_way(client, server)
        back.join(PATIENCE)


class Worker(threading.Thread):
    """Runs one site after the other until it is told to stop."""

    def __init__(self, name: str, folder: Path, relay: Relay, database: str, sites: list[Site]):
        super().__init__(daemon=True)
        self.name = name
        self.folder = folder
        self.relay = relay
        self.codes: Counter[int] = Counter()
        self.said: list[str] = []
        self.process: Started | None = None
        self._database = database
        self._sites = sites
        self._stops = threading.Event()
        folder.mkdir()
        write_spiders(folder, sites)

    def run(self) -> None:
        while not self._stops.is_set():
            for site in self._sites:
                if not self._stops.is_set():
                    self._crawl(site)

    def _crawl(self, site: Site) -> None:
        settings = {
            **SETTINGS,
            "NEWSBOT_WORKER": self.name,
            "USER_AGENT": self.name,
        }
        words = ["crawl", site.name, "-a", f"base_url={site.server.base_url()}"]
        for name, value in settings.items():
            words += ["-s", f"{name}={value}"]
        surroundings = {
            **environment(self.folder),
            "NEWSBOT_LEDGER": self.relay.address(self._database),
        }
        process = start_scrapy(words, self.folder, surroundings)
        self.process = process
        _, err = process.communicate(timeout=PATIENCE)
        code = process.returncode
        assert code is not None
        self.codes[code] += 1
        if code not in {0, 75, -signal.SIGKILL}:
            self.said += [line for line in err.splitlines() if line.startswith("newsbot: ")]
        if code == 75:
            self._stops.wait(0.3)

    def stop(self) -> None:
        """Lets the run that goes on come to its end."""
        self._stops.set()
        self.join(PATIENCE)
        assert not self.is_alive(), f"{self.name} hangs"


@dataclass
class Verdict:
    lost: int = 0
    doubled: int = 0
    broken: int = 0
    overlaps: int = 0
    """Requests that came while one of another worker was open at the same host."""
    frozen: int = 0
    """Runs that were paused. Each may overlap by one request: it was allowed before the pause."""
    done: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    """The sentences with which runs ended."""


class Trial:
    """Two or more workers, and what is done to them."""

    def __init__(
        self, cluster: Cluster, folder: Path, *, workers: int, sites: int, articles: int, seed: int
    ) -> None:
        self.cluster = cluster
        self.database = cluster.new_database()
        self.done: Counter[str] = Counter()
        self.frozen = 0
        self._dice = random.Random(seed)
        create_tables(self.database)
        self.sites = [Site(f"site{n}", articles, seed + n) for n in range(sites)]
        self.workers = []
        for number in range(workers):
            relay = Relay(cluster, cluster.folder / f"relay-{seed}-{number}")
            order = self.sites[number:] + self.sites[:number]
            name = f"worker-{number}"
            self.workers.append(Worker(name, folder / name, relay, self.database, order))

    @contextmanager
    def running(self) -> Iterator[None]:
        with ExitStack() as stack:
            for site in self.sites:
                stack.enter_context(site.server)
            for worker in self.workers:
                stack.callback(worker.relay.close)
                stack.callback(worker.stop)
                worker.start()
            yield

    # What happens to them

    def trouble(self, kind: str) -> None:
        """Publishes some articles, waits until a worker fetches, and does something to it."""
        for site in self.sites:
            site.replica.publish(10)
        worker = self._one_at_work()
        {"kill": self._kill, "pause": self._pause, "partition": self._cut, "crash": self._crash}[
            kind
        ](worker)
        self.done[kind] += 1

    def _one_at_work(self) -> Worker:
        """A worker whose run has just sent a request, at a random moment after it."""
        worker = self._dice.choice(self.workers)
        asked = self._requests_of(worker)
        _until(lambda: self._requests_of(worker) > asked + 1)
        time.sleep(self._dice.uniform(0, 0.6))  # anywhere between two commits
        return worker

    def _requests_of(self, worker: Worker) -> int:
        return sum(
            access.headers.get("user-agent") == worker.name
            for site in self.sites
            for access in list(site.server.requests)
        )

    def _kill(self, worker: Worker) -> None:
        _send(worker, signal.SIGKILL)

    def _pause(self, worker: Worker) -> None:
        process = _send(worker, signal.SIGSTOP)
        self.frozen += process is not None
        time.sleep(LEASE + self._dice.uniform(0.5, 1.5))
        if process is not None:
            process.send_signal(signal.SIGCONT)

    def _cut(self, worker: Worker) -> None:
        worker.relay.goes.clear()
        time.sleep(LEASE + self._dice.uniform(0.5, 1.5))
        worker.relay.goes.set()

    def _crash(self, worker: Worker) -> None:
        self.cluster.crash()
        self.cluster.start()

    # What became of it

    def settle(self) -> None:
        """Waits until every site was read to its end once more after the trouble."""
        try:
            _until(lambda: not any(self._missing(site) for site in self.sites))
        except AssertionError as error:
            raise AssertionError("\n".join(map(self._lacks, self.sites))) from error

    def _missing(self, site: Site) -> set[str]:
        return site.wanted - self._found(site).keys()

    def _lacks(self, site: Site) -> str:
        """What is missing of a site, and what the ledger says of it."""
        with psycopg.connect(self.database) as connection:
            rows = connection.execute(
                "SELECT id, state, attempts, next_at, problem FROM urls "
                "WHERE site = %s AND id = ANY(%s)",
                (f"{site.name}.example", missing := sorted(self._missing(site))),
            ).fetchall()
            gaps = connection.execute(
                "SELECT list, page, attempts, next_at FROM gaps WHERE site = %s",
                (f"{site.name}.example",),
            ).fetchall()
        return f"{site.name} lacks {missing}: {rows}, gaps {gaps}, at {time.time():.0f}"

    def verdict(self) -> Verdict:
        result = Verdict(done=self.done, frozen=self.frozen)
        for site in self.sites:
            found = self._found(site)
            result.lost += len(site.wanted - found.keys())
            result.doubled += found.total() - len(found) + len(found.keys() - site.wanted)
            result.overlaps += site.overlaps
        for worker in self.workers:
            result.codes += worker.codes
            result.said += worker.said
        with psycopg.connect(self.database) as connection:
            rows = connection.execute("SELECT record::text FROM records ORDER BY position")
            records_of("".join(f"{line}\n" for (line,) in rows))  # fails on one that is broken
            [(bare,)] = connection.execute(
                "SELECT count(*) FROM articles AS a FULL JOIN records AS r ON r.site = a.site "
                "AND r.id = a.id AND r.revision = a.revision WHERE a.id IS NULL OR r.id IS NULL"
            ).fetchall()
        result.broken = bare
        return result

    def _found(self, site: Site) -> Counter[str]:
        with psycopg.connect(self.database) as connection:
            rows = connection.execute(
                "SELECT id, revision FROM records WHERE site = %s", (f"{site.name}.example",)
            ).fetchall()
        return Counter(key if revision == 1 else f"{key} {revision}" for key, revision in rows)


def _send(worker: Worker, number: int) -> Started | None:
    """None where the run has ended by itself meanwhile."""
    process = worker.process
    if process is None or process.returncode is not None:
        return None
    try:
        os.kill(process.pid, number)
    except ProcessLookupError:
        return None
    return process


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing happens any more"
        time.sleep(0.05)
