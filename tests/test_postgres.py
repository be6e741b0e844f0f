"""The server of the tests: what it says it does to itself, it does."""

from __future__ import annotations

from select import select

import pytest

from postgres import Cluster

psycopg = pytest.importorskip("psycopg")

pytestmark = pytest.mark.slow  # each starts a server


def test_each_database_is_new(cluster: Cluster) -> None:
    first, second = cluster.new_database(), cluster.new_database()
    cluster.run("CREATE TABLE made (number INTEGER)", first)
    cluster.run("CREATE TABLE made (number INTEGER)", second)


def test_a_crash_takes_what_was_not_committed_and_no_more(cluster: Cluster, database: str) -> None:
    cluster.run("CREATE TABLE made (number INTEGER)", database)
    with psycopg.connect(database) as open_one:
        open_one.execute("INSERT INTO made VALUES (2)")
        cluster.run("INSERT INTO made VALUES (1)", database)
        cluster.crash()
        cluster.start()
        with pytest.raises(psycopg.OperationalError):
            open_one.execute("SELECT 1")
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT number FROM made").fetchall() == [(1,)]


def test_a_paused_server_answers_nobody_until_it_goes_on(cluster: Cluster, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        cluster.pause()
        connection.pgconn.send_query(b"SELECT 1")
        answered, _, _ = select([connection.pgconn.socket], [], [], 0.3)
        cluster.go_on()
        assert not answered
        assert connection.pgconn.get_result().get_value(0, 0) == b"1"
        connection.pgconn.get_result()
