"""What a shared ledger cannot do for a run is said in one line, before anything is half done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawling import Run, crawl, scrapy, share_ledger, start
from forking import Started
from postgres import Cluster
from replica import ReplicaServer

psycopg = pytest.importorskip("psycopg")
from newsbot.ledger.leases import Terms  # noqa: E402
from newsbot.ledger.postgres import create_tables  # noqa: E402
from newsbot.ledger.postgres_store import PostgresStore  # noqa: E402

pytestmark = pytest.mark.slow

PASSWORD = "correct-horse"
TABLES = ("urls", "articles", "records", "runs", "leases")


def rows_in_all(address: str) -> int:
    counts = " + ".join(f"(SELECT count(*) FROM {name})" for name in TABLES)
    with psycopg.connect(address) as connection:
        ((rows,),) = connection.execute(f"SELECT {counts}").fetchall()
    return int(rows)


def assert_refused(run: Run, code: int, *words: str) -> None:
    """With one line that has these words, and nothing of a password or of Python."""
    assert run.code == code, run.err
    [line] = run.complaints
    for word in words:
        assert word in line
    assert PASSWORD not in run.out + run.err
    assert "Traceback" not in run.err
    assert not (run.folder / "data" / "interfax").exists()


def ended(process: Started, folder: Path) -> Run:
    """Without what is in the database, which is away."""
    out, err = process.communicate(timeout=60)
    return Run(process.returncode or 0, out, err, folder, [])


def with_user(address: str, user: str) -> str:
    return address.replace("postgres@", f"{user}@")


def test_a_database_that_cannot_be_reached(server: ReplicaServer, tmp_path: Path) -> None:
    address = f"postgresql://me:{PASSWORD}@/news?host={tmp_path}"
    words = "cannot be reached", "see whether the server runs"
    assert_refused(crawl(server, tmp_path, settings={"NEWSBOT_LEDGER": address}), 1, *words)
    setting = f"NEWSBOT_LEDGER={address}"
    for command in (["--check"], ["--create"]):
        assert_refused(scrapy(tmp_path, "ledger", *command, "-s", setting), 1, *words)
    assert_refused(scrapy(tmp_path, "export", "--to", "out/", "-s", setting), 1, *words)
    assert not (tmp_path / "out").exists()
    assert server.requests == []


def test_a_server_that_goes_away_and_comes_back(
    server: ReplicaServer, tmp_path: Path, database: str, cluster: Cluster
) -> None:
    share_ledger(tmp_path, database)
    process = start(server, tmp_path, settings={"DOWNLOAD_DELAY": 0.05})
    while len(server.requests) < 12 and process.poll() is None:
        time.sleep(0.02)
    cluster.stop()
    try:
        assert_refused(ended(process, tmp_path), 1, "does not work", "again by the next run")
        assert_refused(ended(start(server, tmp_path), tmp_path), 1, "cannot be reached")
    finally:
        cluster.start()
    with psycopg.connect(database) as connection:  # as if its lease had run out by itself
        connection.execute("UPDATE leases SET expires_at = now()")
    again = crawl(server, tmp_path)
    assert again.code == 0, again.err
    assert sorted(again.ids) == sorted(map(str, server.replica.reachable("uk")))


@pytest.fixture
def locked(cluster: Cluster, database: str) -> str:
    """The address of a ledger whose user has a password, which it does not name."""
    user = f"user_of_{database.partition('@/')[2].partition('?')[0]}"
    cluster.ask_password(user, PASSWORD)
    create_tables(database)
    cluster.run(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}", database
    )
    cluster.run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {user}", database)
    return with_user(database, user)


@pytest.mark.parametrize("given", ["", ":wrong-horse", f":{PASSWORD}x"])
def test_a_wrong_password(given: str, server: ReplicaServer, tmp_path: Path, locked: str) -> None:
    address = locked.replace("@/", f"{given}@/")
    run = crawl(server, tmp_path, settings={"NEWSBOT_LEDGER": address})
    assert_refused(run, 1, "cannot be reached", "give the right one in ~/.pgpass or PGPASSWORD")
    assert "wrong-horse" not in run.err
    assert server.requests == []


@pytest.mark.parametrize("way", ["address", "pgpass", "service"])
def test_ways_to_give_a_password(
    way: str,
    server: ReplicaServer,
    tmp_path: Path,
    locked: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    address = locked
    if way == "address":
        address = locked.replace("@/", f":{PASSWORD}@/")
    else:
        monkeypatch.setenv("PGPASSFILE", str(tmp_path / ".pgpass"))
        passes = tmp_path / ".pgpass"
        passes.write_text(f"*:*:*:*:{PASSWORD}\n")
        passes.chmod(0o600)
    if way == "service":
        parts = psycopg.conninfo.conninfo_to_dict(locked)
        lines = [f"{name}={value}" for name, value in parts.items()]
        services = tmp_path / "services.conf"
        services.write_text("\n".join(["[news]", *lines, ""]))
        monkeypatch.setenv("PGSERVICEFILE", str(services))
        monkeypatch.setenv("PGSERVICE", "news")
        address = "postgresql://"
    settings = {"NEWSBOT_LEDGER": address, "LOG_LEVEL": "DEBUG"}
    run = crawl(server, tmp_path, max_articles=3, settings=settings)
    assert run.code == 0, run.err
    assert PASSWORD not in run.out + run.err
    setting = f"NEWSBOT_LEDGER={address}"
    shown = [
        scrapy(tmp_path, *words, "-s", setting)
        for words in (["ledger", "--check"], ["runs", "--json"], ["report", "-o", "report.html"])
    ]
    assert [one.code for one in shown] == [0, 0, 0], shown
    told = "".join(one.out + one.err for one in shown) + (tmp_path / "report.html").read_text()
    assert PASSWORD not in told
    known = locked.replace("@/", f":{PASSWORD}@/")
    busy = PostgresStore(known, "interfax.com.ua", terms=Terms("one", 90, 40))
    refused = crawl(server, tmp_path, settings=settings)
    busy.close()
    assert refused.code == 75
    assert ("service news" in refused.complaints[0]) is (way == "service")


def test_a_user_without_rights(
    server: ReplicaServer, tmp_path: Path, database: str, cluster: Cluster
) -> None:
    user = f"guest_of_{database.partition('@/')[2].partition('?')[0]}"
    cluster.run(f"CREATE ROLE {user} LOGIN")
    setting = f"NEWSBOT_LEDGER={with_user(database, user)}"
    refused = scrapy(tmp_path, "ledger", "--create", "-s", setting)
    assert_refused(refused, 1, "tables cannot be made", "Give this user the right to")
    create_tables(database)

    def crawled() -> Run:
        return crawl(server, tmp_path, settings={"NEWSBOT_LEDGER": with_user(database, user)})

    assert_refused(crawled(), 1, "cannot be read", "give this user the right to")
    cluster.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}", database)
    assert_refused(crawled(), 1, "does not work (permission denied", "give this user the right to")
    assert rows_in_all(database) == 0
    assert server.requests == []
    # All but one: found by the first commit, which is rolled back as a whole.
    cluster.run(f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {user}", database)
    cluster.run(f"REVOKE INSERT ON records FROM {user}", database)
    assert_refused(crawled(), 1, "does not work (permission denied", "give this user the right to")
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(0,)]


def block_psycopg() -> None:
    """In the process of a run: as where it is not installed."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        del sys.modules[name]
    for name in ("newsbot.ledger.postgres", "newsbot.ledger.postgres_store"):
        sys.modules.pop(name, None)
    sys.modules["psycopg"] = None  # type: ignore[assignment]


def newer(address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE newsbot SET version = 99")


@pytest.mark.parametrize(
    ("prepare", "change", "words"),
    [
        (block_psycopg, None, ("psycopg", "pip install 'newsbot[postgres]'")),
        (None, newer, ("newer newsbot (version 99", "Update newsbot")),
    ],
    ids=["without psycopg", "newer tables"],
)
def test_what_is_installed_does_not_fit(
    prepare: Callable[[], object] | None,
    change: Callable[[str], object] | None,
    words: tuple[str, ...],
    server: ReplicaServer,
    tmp_path: Path,
    database: str,
) -> None:
    create_tables(database)
    if change is not None:
        change(database)
    setting = f"NEWSBOT_LEDGER={database}"
    refused = crawl(server, tmp_path, settings={"NEWSBOT_LEDGER": database}, prepare=prepare)
    assert_refused(refused, 2, *words)
    for command in (["ledger", "--check"], ["export", "--to", "out/"], ["runs"]):
        run = scrapy(tmp_path, *command, "-s", setting, prepare=prepare)
        assert_refused(run, 2, *words)
    assert not (tmp_path / "out").exists()
    assert rows_in_all(database) == 0
    assert server.requests == []


# Clocks


def jump() -> None:
    """In the process of a run: its machine's clock goes on a day after some looks at it."""
    real, looks = time.time, iter(range(10**9))
    time.time = lambda: real() + (86_400 if next(looks) > 500 else 0)


def jump_back() -> None:
    real, looks = time.time, iter(range(10**9))
    time.time = lambda: real() - (86_400 if next(looks) > 500 else 0)


@pytest.mark.parametrize("prepare", [jump, jump_back])
def test_the_clock_of_a_worker_jumps(
    prepare: Callable[[], object], server: ReplicaServer, tmp_path: Path, database: str
) -> None:
    share_ledger(tmp_path, database)
    first = crawl(server, tmp_path, prepare=prepare)
    assert first.code == 0, first.err
    second = crawl(server, tmp_path)
    assert second.code == 0, second.err
    assert sorted(second.ids) == sorted(map(str, server.replica.reachable("uk")))


def test_the_clock_of_the_server_was_set_back(
    server: ReplicaServer, tmp_path: Path, database: str, cluster: Cluster
) -> None:
    share_ledger(tmp_path, database)
    PostgresStore(database, "interfax.com.ua", terms=Terms("one", 90, 40)).close()
    cluster.run("UPDATE leases SET expires_at = now() + interval '1 day'", database)
    run = crawl(server, tmp_path)
    assert_refused(run, 1, "set back", "UPDATE leases SET expires_at = now() WHERE site = ")
    statement = run.complaints[0].partition("end it: ")[2]
    cluster.run(statement, database)
    assert crawl(server, tmp_path).code == 0
