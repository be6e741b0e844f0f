"""An archive as version 1 left it: its ledger by SQL of then, and its feed.

As a script, `python older.py LEDGER`, it opens a ledger as a run does: for a test that kills it.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from newsbot.ledger.database import APPLICATION_ID, open_database
from replica.site import Replica
from replica.story import Story

SCHEMA = Path(__file__).with_name("version_1.sql")
NOW = 1_750_000_000
SITE = "https://interfax.com.ua/"
QUEUED = 12
"""Articles that were known and not fetched."""
UNCONFIRMED = 9
"""Lines of the feed that the ledger knew nothing of when its last run was killed."""


def empty(path: Path) -> None:
    """A ledger of version 1."""
    with closing(sqlite3.connect(path)) as ledger:
        ledger.executescript(
            f"BEGIN; {SCHEMA.read_text('utf-8')} PRAGMA application_id = {APPLICATION_ID};"
            "PRAGMA user_version = 1; COMMIT; PRAGMA journal_mode = WAL;"
        )


def archive(folder: Path, replica: Replica) -> None:
    """The archive of all Ukrainian stories of a replica, as a run left it that was killed.

    The last line of the feed is torn. A tenth of the stories was fetched under `ru` as well.
    """
    data = folder / "data"
    (data / "interfax").mkdir(parents=True)
    feed = data / "interfax" / "2025-06-15.jsonl"
    stories = [replica.stories[number] for number in sorted(replica.reachable("uk"), reverse=True)]
    queued, done = stories[:QUEUED], stories[QUEUED:]
    unconfirmed, confirmed = done[:UNCONFIRMED], done[UNCONFIRMED:]
    lines = [json.dumps(_record(story), ensure_ascii=False).encode() + b"\n" for story in confirmed]
    size = sum(map(len, lines))
    lines += [json.dumps(_record(story)).encode() + b"\n" for story in unconfirmed]
    feed.write_bytes(b"".join(lines) + b'{"id": "12')
    top = [story.id for story in replica.published("uk")[: replica.page_size]]
    path = data / "ledger.sqlite"
    empty(path)
    with closing(sqlite3.connect(path)) as ledger, ledger:
        for story in confirmed:
            _deliver(ledger, story, "uk")
            if story.id % 10 == 0:
                _deliver(ledger, story, "ru")
        for story in queued:
            ledger.execute(
                "INSERT INTO urls VALUES ('uk', ?, ?, 'queued', 0, 0, ?, NULL)",
                (story.id, story.section, NOW),
            )
        ledger.execute(
            "INSERT INTO listings VALUES ('uk', '/news/latest.html', ?, NULL, ?)",
            (json.dumps(top), NOW),
        )
        ledger.execute("INSERT INTO feeds VALUES (?, ?, 1)", (str(feed), size))
        ledger.execute("INSERT INTO runs (started_at, pid, arguments) VALUES (?, 1, '{}')", (NOW,))


def _deliver(ledger: sqlite3.Connection, story: Story, edition: str) -> None:
    key = (edition, story.id)
    ledger.execute(
        "INSERT INTO urls VALUES (?, ?, ?, 'done', 0, NULL, ?, NULL)", (*key, story.section, NOW)
    )
    ledger.execute(
        "INSERT INTO articles VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
        (*key, "5f" * 32, story.section, story.published.isoformat(), NOW, NOW),
    )
    ledger.execute("INSERT INTO revisions VALUES (?, ?, 1, ?, ?)", (*key, "5f" * 32, NOW))
    ledger.execute("INSERT INTO validators VALUES (?, ?, '\"1\"', NULL)", key)
    ledger.execute("INSERT INTO links VALUES (?, ?, 7, 'latest', 1, ?)", (*key, NOW))


def _record(story: Story) -> dict[str, Any]:
    """A line of then."""
    return {
        "id": str(story.id),
        "url": f"{SITE[:-1]}{story.path}",
        "site": "interfax.com.ua",
        "language": story.language,
        "section": story.section,
        "title": story.title,
        "published_at": story.published.isoformat(),
        "body": story.content.body,
        "related": [],
        "latest": [],
        "fetched_at": "2025-06-15T15:06:40+00:00",
        "revision": 1,
        "content_hash": "5f" * 32,
    }


if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201
    begun = time.perf_counter()
    open_database(Path(sys.argv[1])).close()
    print(time.perf_counter() - begun, flush=True)  # noqa: T201
