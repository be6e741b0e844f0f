"""A ledger of version 1 is taken over when it is opened: one article, one key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsbot.ledger.database import APPLICATION_ID, VERSION
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.lists import Lists
from newsbot.ledger.memory import ListPage

SCHEMA = Path(__file__).with_name("version_1.sql")
NOW = 1_750_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger as version 1 left it."""
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as ledger:
        ledger.executescript(
            f"BEGIN; {SCHEMA.read_text('utf-8')} PRAGMA application_id = {APPLICATION_ID};"
            "PRAGMA user_version = 1; COMMIT; PRAGMA journal_mode = WAL;"
        )
    return path


def fill(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as ledger:
        ledger.executescript(f"BEGIN; {sql} COMMIT;")


def opened(path: Path) -> Ledger:
    return Ledger(
        path, site="interfax.com.ua", rechecks=(3600,), retries=(300,), clock=lambda: float(NOW)
    )


def test_an_article_under_two_editions_is_one(path: Path) -> None:
    fill(
        path,
        f"""
        INSERT INTO urls VALUES ('ru', 7, 'general', 'done', 0, NULL, {NOW - 500}, NULL);
        INSERT INTO urls VALUES ('uk', 7, 'general', 'failed', 3, {NOW}, {NOW - 900}, 'no text');
        INSERT INTO articles VALUES ('ru', 7, 2, 'bb', 'general', NULL, {NOW - 500}, {NOW - 100});
        INSERT INTO articles VALUES ('uk', 7, 1, 'aa', 'general', NULL, {NOW - 900}, {NOW - 900});
        INSERT INTO revisions VALUES ('ru', 7, 1, 'ab', {NOW - 500});
        INSERT INTO revisions VALUES ('ru', 7, 2, 'bb', {NOW - 100});
        INSERT INTO revisions VALUES ('uk', 7, 1, 'aa', {NOW - 900});
        INSERT INTO validators VALUES ('ru', 7, '"2"', NULL);
        INSERT INTO validators VALUES ('uk', 7, '"1"', NULL);
        """,
    )
    ledger = opened(path)
    known = ledger.article("7")
    assert known is not None
    assert (known.revision, known.content_hash, known.etag) == (2, "bb", '"2"')
    assert (known.fetched_at, known.checked_at) == (NOW - 900, NOW - 100)
    assert ledger.is_known("7")
    assert ledger.store.ask("SELECT revision, content_hash FROM revisions ORDER BY revision") == [
        (1, "aa"),
        (2, "bb"),
    ]
    assert ledger.store.ask("PRAGMA user_version") == [(VERSION,)]


def test_what_was_left_to_do_is_still_to_do(path: Path) -> None:
    fill(
        path,
        f"""
        INSERT INTO urls VALUES ('uk', 9, 'political', 'queued', 0, 0, {NOW}, NULL);
        INSERT INTO urls VALUES ('ru', 10, 'general', 'fetching', 0, 0, {NOW}, NULL);
        INSERT INTO urls VALUES ('uk', 11, 'general', 'gone', 2, NULL, {NOW}, 'status 404');
        INSERT INTO listings VALUES ('uk', '/news/latest.html', '[11, 9, 8]', NULL, {NOW});
        INSERT INTO feeds VALUES ('/data/interfax/2026-11-01.jsonl', 7000, 0);
        INSERT INTO runs VALUES (3, {NOW}, {NOW}, 4, '{{}}', 'finished', 0, NULL);
        """,
    )
    ledger = opened(path)
    assert [tuple(place) for place in ledger.due(["uk", "ru"])] == [
        ("10", "ru", "general", "/news/general/10.html"),
        ("9", "uk", "political", "/news/political/9.html"),
    ]
    assert ledger.is_known("11")
    page = ListPage(
        edition="uk",
        path="/news/latest.html",
        page=1,
        ids=["12", "11", "9"],
        newest=None,
        oldest=None,
        ends=False,
    )
    assert Lists(ledger.store).read(page, NOW) is None
    assert ledger.store.ask("SELECT path, size, is_open FROM feeds") == [
        ("/data/interfax/2026-11-01.jsonl", 7000, 0)
    ]
    ledger.start_run({})
    assert ledger.run_id == 4
