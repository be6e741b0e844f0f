"""Workers take their jobs out of one database: whatever happens to one, another goes on."""

from __future__ import annotations

import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawling import Run, default_feed, environment, scrapy, share_ledger
from newsbot.ledger.leases import Terms
from postgres import Cluster

pytest.importorskip("procrastinate")
from cluster.workers import PATIENCE, Worker, is_alive, run, states, until
from ledger.cluster_trial import Site
from newsbot.ledger.postgres_store import PostgresStore

pytestmark = pytest.mark.slow  # every test starts workers, and they start crawls


@pytest.fixture
def folder(tmp_path: Path, database: str) -> Path:
    """Where workers begin; they find a shared ledger there."""
    share_ledger(tmp_path, database)
    return tmp_path


@pytest.fixture
def articles() -> int:
    return 40


@pytest.fixture
def site(articles: int) -> Iterator[Site]:
    site = Site("interfax", articles, seed=3)
    with site.server:
        yield site


def jobs(folder: Path, *words: str) -> Run:
    done = scrapy(folder, "jobs", *words)
    assert done.code == 0, done.err
    return done


def order_crawl(folder: Path, site: Site) -> None:
    jobs(folder, "--crawl", "interfax", "-a", f"base_url={site.server.base_url()}")


def in_a_crawl(folder: Path, site: Site) -> Worker:
    """A worker in the midst of one."""
    order_crawl(folder, site)
    worker = Worker(folder, "first")
    until(lambda: requests_of(site, worker) > 15)
    return worker


def check_exact(folder: Path, site: Site) -> None:
    """Nothing lost, nothing twice, nobody beside another."""
    found = Counter((record["id"], record["revision"]) for record in default_feed(folder))
    assert {key for key, _ in found} == site.wanted
    assert found.total() == len(site.wanted)
    assert site.overlaps == 0


def one_more_done(workers: list[Worker]) -> None:
    def done() -> int:
        return sum(line.endswith("done") for worker in workers for line in worker.lines)

    known = done()
    until(lambda: done() > known)


def requests_of(site: Site, worker: Worker) -> int:
    return sum(
        access.headers.get("user-agent") == worker.name for access in list(site.server.requests)
    )


@pytest.mark.timeout(300)
def test_two_workers_crawl_a_site_in_turn(folder: Path, site: Site, database: str) -> None:
    words = ["interfax", "--every", "2s", "-a", f"base_url={site.server.base_url()}"]
    workers = [Worker(folder, name, *words) for name in ("one", "two")]
    for _ in range(3):  # whichever gets it; a start alone takes longer than a tick
        site.replica.publish(3)
        one_more_done(workers)
    first, second = sorted(workers, key=lambda worker: not worker.said("done"))
    assert first.stop() == 0
    site.replica.publish(3)
    one_more_done([second])
    until(lambda: {record["id"] for record in default_feed(folder)} == site.wanted)
    assert second.stop() == 0
    check_exact(folder, site)
    said = [line for worker in workers for line in worker.lines]
    assert not any("exit code" in line for line in said), "the queue knows who is at it"
    listed = jobs(folder, "-n", "3")
    assert f"crawl interfax base_url={site.server.base_url()}" in listed.out
    assert "done" in listed.out


def test_a_killed_worker_s_crawl_ends_and_another_goes_on(
    folder: Path, site: Site, database: str
) -> None:
    first = in_a_crawl(folder, site)
    second = Worker(folder, "second")
    [crawl] = first.kill(with_children=False)
    until(lambda: not is_alive(crawl))
    assert requests_of(site, first) < len(site.wanted), "in the midst of it"
    until(lambda: second.said("done"))
    assert second.said("its worker is gone, it is taken up again")
    assert second.stop() == 0
    check_exact(folder, site)
    listed = jobs(folder)
    assert [line.split()[1] for line in listed.out.splitlines()[1:2]] == ["done"]
    assert "In all 1 done" in listed.out


def test_one_that_is_told_to_end_hands_its_job_back(
    folder: Path, site: Site, database: str
) -> None:
    first = in_a_crawl(folder, site)
    assert "running" in jobs(folder).out
    children = first.children
    assert first.stop() == 0
    assert children
    assert not any(map(is_alive, children))
    assert first.said("is handed back")
    assert states(database) == ["todo"]
    assert "waiting" in jobs(folder).out
    second = Worker(folder, "second")
    until(lambda: second.said("done"))
    assert second.stop() == 0
    check_exact(folder, site)


def test_a_site_that_somebody_else_crawls_is_no_failure(
    folder: Path, site: Site, database: str
) -> None:
    holder = PostgresStore(database, "interfax.com.ua", terms=Terms("a timer", 90, 40))
    order_crawl(folder, site)
    worker = Worker(folder, "one")
    until(lambda: worker.said("exit code 75, again in 5 s"))
    until(lambda: states(database) == ["todo"])  # said before it is noted
    assert not site.server.requests
    holder.close()
    until(lambda: worker.said("done"))
    assert worker.stop() == 0
    check_exact(folder, site)


def test_a_lost_job_whose_order_waits_again_does_not_keep_its_lock_for_ever(
    folder: Path, site: Site, database: str
) -> None:
    order_crawl(folder, site)
    run(database, "UPDATE procrastinate_jobs SET status = 'doing'")  # by nobody who is alive
    order_crawl(folder, site)
    assert states(database) == ["doing", "todo"]
    worker = Worker(folder, "one")
    until(lambda: worker.said("done"))
    assert worker.stop() == 0
    assert states(database) == ["aborted", "succeeded"]
    assert "left to the next" in jobs(folder).out
    check_exact(folder, site)


def test_an_export_is_a_job(folder: Path, site: Site) -> None:
    order_crawl(folder, site)
    worker = Worker(folder, "one")
    until(lambda: worker.said("done"))
    jobs(folder, "--export", "exported")
    until(lambda: worker.said("revisions added to") and worker.said("exported: done"))
    assert worker.stop() == 0
    [file] = (folder / "exported" / "interfax").iterdir()
    assert file.read_bytes().count(b"\n") == len(site.wanted)


def test_several_at_a_time_where_that_is_asked_for(folder: Path, site: Site, database: str) -> None:
    order_crawl(folder, site)
    worker = Worker(folder, "one", "--jobs", "2", settings={"DOWNLOAD_DELAY": 2})
    until(lambda: requests_of(site, worker))
    jobs(folder, "--export", "exported")
    until(lambda: worker.said("exported: done"))
    until(lambda: states(database) == ["doing", "succeeded"])  # said before it is noted
    assert worker.stop() == 0


@pytest.mark.timeout(300)
def test_a_worker_whose_database_fails_says_so_and_ends(
    folder: Path, database: str, cluster: Cluster
) -> None:
    worker = Worker(folder, "one")
    workers = "SELECT 1 FROM procrastinate_workers"
    until(lambda: run(database, "SELECT to_regclass('procrastinate_workers')") != [(None,)])
    until(lambda: run(database, workers))
    cluster.crash()
    try:
        assert worker.process.wait(PATIENCE) == 1
    finally:
        cluster.start()
    until(lambda: worker.said("newsbot: "))
    assert [line for line in worker.lines if "Traceback" in line] == []
    assert len(worker.lines) == 1, worker.lines


def test_one_that_was_frozen_and_taken_for_dead_says_so_and_ends(
    folder: Path, site: Site, database: str
) -> None:
    first = in_a_crawl(folder, site)
    first.process.send_signal(signal.SIGSTOP)  # its crawl goes on, and has the lease
    until(lambda: is_silent(database, 6))
    second = Worker(folder, "second")
    until(lambda: second.said("its worker is gone, it is taken up again"))
    until(lambda: second.said("begins"))
    first.process.send_signal(signal.SIGCONT)
    order_crawl(folder, site)
    until(lambda: second.said("done"))
    assert first.process.wait(PATIENCE) == 1
    until(lambda: first.said("the others took it for dead; its jobs are theirs"))
    assert not first.said("Traceback")
    until(lambda: set(states(database)) <= {"succeeded", "aborted"})
    assert second.stop() == 0
    check_exact(folder, site)


def is_silent(database: str, seconds: int) -> bool:
    """Whether nothing was heard of any worker for so long."""
    age = "extract(epoch FROM now() - max(last_heartbeat))"
    return bool(run(database, f"SELECT {age} FROM procrastinate_workers")[0][0] > seconds)


def test_a_second_signal_ends_it_though_its_database_hangs(
    folder: Path, database: str, cluster: Cluster
) -> None:
    worker = Worker(folder, "one")
    until(lambda: run(database, "SELECT to_regclass('procrastinate_workers')") != [(None,)])
    until(lambda: run(database, "SELECT 1 FROM procrastinate_workers"))
    cluster.pause()
    try:
        worker.process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            worker.process.wait(3)
        worker.process.send_signal(signal.SIGINT)
        assert worker.process.wait(PATIENCE) == 1
    finally:
        cluster.go_on()
    until(lambda: worker.said("stopped at once"))
    assert not worker.said("Traceback")


def test_no_password_is_told_or_to_be_seen(folder: Path, site: Site, database: str) -> None:
    secret = "s3cret-of-mine"
    address = database.replace("postgres@", f"postgres:{secret}@")
    (folder / "ledger.address").write_text(address)
    order_crawl(folder, site)
    worker = Worker(folder, "one")
    until(lambda: requests_of(site, worker))
    [child] = worker.children
    assert secret not in Path(f"/proc/{child}/cmdline").read_text()
    assert environment(folder)["NEWSBOT_LEDGER"] == address
    assert worker.stop() == 0
    assert not worker.said(secret)
    assert secret not in jobs(folder).out
