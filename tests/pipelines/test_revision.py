"""Rules of the hash that have changed are no edit of the articles; what is edited then is one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from articles import finished_article
from crawling import crawl
from ledger.past import ask
from newsbot.items import HASH_VERSION
from newsbot.ledger.rows import Known
from newsbot.pipelines.revision import _is_as_known
from replica import Answer, Replica, ReplicaServer

HOUR = 3600
AT = 1_750_000_000


@pytest.fixture
def replica() -> Replica:
    return Replica(24, traps=False, page_size=10)


def known(hash_version: int) -> Known:
    return Known(
        id="1208142",
        number=1208142,
        revision=1,
        content_hash="a" * 64,
        hash_version=hash_version,
        url=None,
        gist=None,
        language="uk",
        section="economic",
        published_at=None,
        modified_at=None,
        fetched_at=AT,
        checked_at=AT,
        etag=None,
        last_modified=None,
    )


@pytest.mark.parametrize(
    ("version", "content_hash", "modified_at", "is_as_known"),
    [
        (HASH_VERSION, "a", None, True),
        (HASH_VERSION, "b", None, False),
        (HASH_VERSION - 1, "a", None, True),
        (HASH_VERSION - 1, "b", None, True),
        (HASH_VERSION - 1, "b", "2025-06-15T18:06:40+03:00", True),
        (HASH_VERSION - 1, "b", "2025-06-15T18:06:41+03:00", False),
    ],
)
def test_who_is_believed(
    version: int, content_hash: str, modified_at: str | None, is_as_known: bool
) -> None:
    article = finished_article(content_hash=content_hash * 64, modified_at=modified_at)
    assert _is_as_known(article, known(version)) is is_as_known


def test_a_ledger_of_older_rules(server: ReplicaServer, replica: Replica, tmp_path: Path) -> None:
    def without_validators(edition: str, target: str, headers: object) -> Answer:
        answer = replica.respond(edition, target, {"host": server.base_url(edition)[7:-1]})
        kept = {name: text for name, text in answer.headers.items() if name != "Last-Modified"}
        kept.pop("ETag", None)
        return Answer(answer.status, kept, answer.body)

    def let_an_hour_pass(sql: str = "") -> None:
        with closing(sqlite3.connect(tmp_path / "data" / "ledger.sqlite")) as ledger:
            ledger.executescript(
                f"BEGIN; UPDATE urls SET next_at = next_at - {HOUR + 60};"
                f"UPDATE articles SET fetched_at = fetched_at - {HOUR + 60}; {sql} COMMIT;"
            )

    server.before = without_validators
    first = crawl(server, tmp_path, follow="none")
    let_an_hour_pass("UPDATE articles SET content_hash = 'old', hash_version = 1, gist = NULL;")
    second = crawl(server, tmp_path, follow="none")
    assert second.ids == first.ids
    assert second.code == 0, second.err
    assert ask(tmp_path, "SELECT count(*) FROM articles WHERE gist IS NULL") == [(0,)]
    edited = replica.published("uk")[2]
    replica.edit(edited)
    let_an_hour_pass("UPDATE urls SET next_at = 0;")
    third = crawl(server, tmp_path, follow="none")
    assert [(record["id"], record["revision"]) for record in third.records[len(first.ids) :]] == [
        (str(edited.id), 2)
    ]
