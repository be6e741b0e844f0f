"""A real Scrapyd on loopback: deployed from a clean checkout, scheduled, cancelled, restarted."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crawling import AT_ONCE, read_feed
from replica import Replica, ReplicaServer

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds that a job, or Scrapyd itself, is waited for."""


def wait_for(what: str, condition: Callable[[], object]) -> None:
    """Polls until the condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited {PATIENCE} s in vain: {what}"
        time.sleep(0.1)


@dataclass
class Scrapyd:
    """A running server, spoken to as any client would."""

    url: str
    folder: Path

    def ask(self, name: str, **values: str | list[str]) -> dict[str, Any]:
        """GET of an endpoint."""
        query = urllib.parse.urlencode(values, doseq=True)
        return self._open(urllib.request.Request(f"{self.url}{name}.json?{query}"))

    def post(self, name: str, **values: str | list[str]) -> dict[str, Any]:
        body = urllib.parse.urlencode({"project": "newsbot", **values}, doseq=True).encode()
        return self._open(urllib.request.Request(f"{self.url}{name}.json", body))

    @staticmethod
    def _open(request: urllib.request.Request) -> dict[str, Any]:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            answer: dict[str, Any] = json.load(response)
        return answer

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(self.ask("daemonstatus")["status"] == "ok")
        return False

    def schedule(
        self, data_dir: Path, settings: Mapping[str, object] | None = None, **values: str
    ) -> str:
        """Schedules a run of the spider on a data folder and returns the job's id."""
        given = {**AT_ONCE, **(settings or {}), "NEWSBOT_DATA_DIR": data_dir}
        answer = self.post(
            "schedule",
            spider="interfax",
            setting=[f"{name}={value}" for name, value in given.items()],
            **values,
        )
        assert answer["status"] == "ok", answer
        return str(answer["jobid"])

    def cancel(self, job: str, **values: str) -> str:
        return str(self.post("cancel", job=job, **values)["prevstate"])

    def _is_finished(self, job: str) -> bool:
        return bool(self.ask("status", job=job)["currstate"] == "finished")

    def wait(self, *jobs: str) -> None:
        for job in jobs:
            wait_for(
                f"job {job}\n{self.log(job)}",
                partial(self._is_finished, job),
            )

    def job(self, job: str) -> dict[str, str]:
        """The entry of a finished job in listjobs.json."""
        finished = self.ask("listjobs", project="newsbot")["finished"]
        return next(entry for entry in finished if entry["id"] == job)

    def log(self, job: str) -> str:
        path = self.folder / "logs" / "newsbot" / "interfax" / f"{job}.log"
        return path.read_text("utf-8") if path.exists() else ""

    def exit_code(self, job: str) -> int:
        """As Scrapyd's own log tells it."""
        text = (self.folder / "scrapyd.log").read_text("utf-8")
        match = re.search(
            rf"Process (?:(finished):|died: exitstatus=(\S+)) project=.* job='{job}'", text
        )
        assert match, text[-5000:]
        return 0 if match[1] else -1 if match[2] == "None" else int(match[2])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def scrapyd(
    scrapyd_bin: Path,
    bare_environment: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Scrapyd]:
    folder = tmp_path_factory.mktemp("scrapyd")
    port = free_port()
    (folder / "scrapyd.conf").write_text(
        "[scrapyd]\n"
        f"http_port = {port}\n"
        "max_proc = 2\n"
        "poll_interval = 0.1\n"  # 5 by default: seconds of waiting for every job
        "jobs_to_keep = 100\n"
    )
    environment = {**bare_environment, "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    with (folder / "scrapyd.log").open("wb") as log:
        process = subprocess.Popen(
            [scrapyd_bin / "scrapyd"],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Scrapyd(f"http://127.0.0.1:{port}/", folder)
    try:
        wait_for("Scrapyd's start", lambda: process.poll() is not None or server.answers())
        assert process.poll() is None, (folder / "scrapyd.log").read_text("utf-8")
        yield server
    finally:
        # Scrapyd leaves its jobs running when it ends: they are of its group.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def version(
    scrapyd: Scrapyd, scrapyd_bin: Path, checkout: Path, bare_environment: dict[str, str]
) -> str:
    """The project, deployed as docs/scrapyd.md says; only the port of scrapy.cfg is another."""
    config = checkout / "scrapy.cfg"
    text = config.read_text("utf-8")
    assert text.count("url = http://127.0.0.1:6800\n") == 1  # no slash at its end: docs/scrapyd.md
    config.write_text(text.replace("http://127.0.0.1:6800", scrapyd.url.rstrip("/")), "utf-8")
    done = subprocess.run(
        [scrapyd_bin / "scrapyd-deploy", "--version", "r1"],
        cwd=checkout,
        env=bare_environment,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)  # the exit code alone says nothing
    assert answer["status"] == "ok", done.stdout
    assert answer["spiders"] == 1
    return str(answer["version"])


@pytest.fixture
def deployed(scrapyd: Scrapyd, version: str) -> Scrapyd:
    return scrapyd


def feed(data_dir: Path) -> list[dict[str, Any]]:
    """The lines of the default feed, each checked against the schema."""
    schema = json.loads(files("newsbot").joinpath("schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    records = [
        record
        for path in sorted((data_dir / "interfax").glob("*.jsonl"))
        for record in read_feed(path)
    ]
    for record in records:
        validator.validate(record)
    return records


def ids(data_dir: Path) -> list[int]:
    return sorted(int(record["id"]) for record in feed(data_dir))


def test_a_job_with_arguments_and_settings(
    deployed: Scrapyd, version: str, server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """`_version` is one of the arguments that Scrapyd hands on to the spider."""
    data = tmp_path / "data"
    base = server.base_url("en")
    job = deployed.schedule(data, jobid="first", _version=version, edition="en", base_url=base)
    assert job == "first"
    deployed.wait(job)
    assert deployed.exit_code(job) == 0, deployed.log(job)
    assert "Spider closed (finished)" in deployed.log(job)
    records = feed(data)
    assert sorted(int(record["id"]) for record in records) == sorted(replica.reachable("en"))
    for record in records:
        truth = replica.expected(replica.stories[int(record["id"])], base, in_feed=True)
        assert {name: record[name] for name in truth} == truth


def test_bad_arguments_are_in_the_job_s_log(deployed: Scrapyd, tmp_path: Path) -> None:
    job = deployed.schedule(tmp_path / "data", follow="nonsense")
    deployed.wait(job)
    assert deployed.exit_code(job) == 2
    assert "argument 'follow': 'nonsense' is not understood" in deployed.log(job)


def test_a_site_that_is_away_is_exit_code_1(deployed: Scrapyd, tmp_path: Path) -> None:
    job = deployed.schedule(tmp_path / "data", base_url=f"http://127.0.0.1:{free_port()}/")
    deployed.wait(job)
    assert deployed.exit_code(job) == 1
    assert "[newsbot.commands.complaints] ERROR: " in deployed.log(job)


def test_jobs_side_by_side_with_a_folder_each(
    deployed: Scrapyd, server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    asked: set[str] = set()
    both = threading.Event()

    def hold_until_both_run(edition: str, target: str, headers: Mapping[str, str]) -> None:
        asked.add(edition)
        if asked >= {"uk", "ru"}:
            both.set()
        both.wait(PATIENCE)

    server.before = hold_until_both_run
    jobs = [
        deployed.schedule(tmp_path / edition, edition=edition, base_url=server.base_url(edition))
        for edition in ("uk", "ru")
    ]
    deployed.wait(*jobs)
    spans = [
        [datetime.fromisoformat(deployed.job(job)[f"{end}_time"]) for end in ("start", "end")]
        for job in jobs
    ]
    assert max(start for start, _ in spans) < min(end for _, end in spans), "not side by side"
    for job, edition in zip(jobs, ("uk", "ru"), strict=True):
        assert deployed.exit_code(job) == 0, deployed.log(job)
        # A story in another language waits for a run of that edition.
        own = [n for n in replica.reachable(edition) if replica.stories[n].language == edition]
        assert ids(tmp_path / edition) == sorted(own)


class Gate:
    """Lets so many articles through, then holds every request until it is opened."""

    def __init__(self, articles: int) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()
        self._left = articles
        self._lock = threading.Lock()

    def __call__(self, edition: str, target: str, headers: Mapping[str, str]) -> None:
        if not re.fullmatch(r"/news/[a-z-]+/\d+\.html", target):
            return
        with self._lock:
            self._left -= 1
            shut = self._left < 0
        if shut:
            self.reached.set()
            self.open.wait(PATIENCE)


def test_a_second_job_on_the_folder_of_a_running_one_is_75(
    deployed: Scrapyd, server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    server.before = gate = Gate(3)
    first = deployed.schedule(tmp_path, base_url=server.base_url())
    assert gate.reached.wait(PATIENCE), deployed.log(first)
    second = deployed.schedule(tmp_path, base_url=server.base_url())
    deployed.wait(second)
    gate.open.set()
    deployed.wait(first)
    assert deployed.exit_code(second) == 75, deployed.log(second)
    assert "another run of interfax.com.ua is active" in deployed.log(second)
    assert deployed.exit_code(first) == 0
    assert ids(tmp_path) == sorted(replica.reachable("uk"))


@pytest.mark.parametrize("by", ["INT", "KILL"])
def test_cancelled_in_mid_crawl_and_restarted(
    by: str, deployed: Scrapyd, server: ReplicaServer, replica: Replica, tmp_path: Path
) -> None:
    """The second job completes the archive: nothing lost, nothing twice, hardly a page twice."""
    server.before = gate = Gate(20)
    first = deployed.schedule(tmp_path, base_url=server.base_url())
    assert gate.reached.wait(PATIENCE), deployed.log(first)
    assert deployed.cancel(first, signal=by) == "running"
    if by == "INT":  # a graceful end waits for what is being fetched
        wait_for("the signal", lambda: "Closing spider (shutdown)" in deployed.log(first))
    gate.open.set()
    deployed.wait(first)
    assert deployed.exit_code(first) == (0 if by == "INT" else -1), deployed.log(first)
    reachable = sorted(replica.reachable("uk"))
    part = ids(tmp_path)
    assert 0 < len(part) < len(reachable)
    assert len(part) == len(set(part))

    server.before = None
    server.forget()
    second = deployed.schedule(tmp_path, base_url=server.base_url())
    deployed.wait(second)
    assert deployed.exit_code(second) == 0, deployed.log(second)
    assert ids(tmp_path) == reachable
    again = {access.target for access in server.requests} & {
        replica.stories[ident].path for ident in part
    }
    assert not again, "what the first job had delivered was fetched again"
