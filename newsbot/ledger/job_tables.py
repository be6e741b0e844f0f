"""The tables of jobs, which are Procrastinate's, beside those of a shared ledger."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from newsbot.errors import ConfigurationError, RunError
from newsbot.ledger.postgres import check_tables, connect, name_of, reason

_SECONDS = 60.0
"""So long a statement may take."""
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)")


class Job(NamedTuple):
    id: int
    kind: str
    args: dict[str, Any]
    state: str
    """`todo`, `doing`, `succeeded`, `failed`, `aborted`, `cancelled`."""
    attempts: int
    """How often it was begun before."""
    scheduled_at: datetime | None
    """When it is begun at the earliest."""
    since: datetime | None
    """When it got into this state."""


def prepare_jobs(address: str) -> None:
    """Makes the tables where they are missing, all or none.

    Raises RunError: ConfigurationError where they are those of another Procrastinate, or the
    database has no ledger.
    """
    from procrastinate.schema import SchemaManager

    schema = SchemaManager.get_schema()
    with _connected(address) as connection, connection.transaction():
        # Two that begin at once: the second waits here, and finds them made.
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('newsbot'))")
        found = _functions(connection)
        if not found:
            connection.execute(schema)
        # They have a version each, and no other number says of what version the tables are.
        elif found != set(_FUNCTION.findall(schema)):
            raise ConfigurationError(
                f"the tables of jobs in {name_of(address)} are of another version of Procrastinate "
                "than the one that is installed; install the one that the other workers have, or "
                "bring the tables to this one as its documentation says (Migrate)"
            )


def last_jobs(address: str, queue: str, most: int) -> tuple[list[Job], Counter[str]]:
    """Those that run, then those of which something was heard last; how many are in each state.

    Raises RunError.
    """
    with _connected(address) as connection:
        if not _functions(connection):
            return [], Counter()
        rows = connection.execute(
            "SELECT j.id, j.task_name, j.args, j.status::text, j.attempts, j.scheduled_at, "
            "max(e.at) FROM procrastinate_jobs AS j "
            "LEFT JOIN procrastinate_events AS e ON e.job_id = j.id AND e.type <> 'scheduled' "
            "WHERE j.queue_name = %s GROUP BY j.id "
            "ORDER BY j.status = 'doing' DESC, max(e.at) DESC, j.id DESC LIMIT %s",
            (queue, most),
        ).fetchall()
        counts = connection.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE queue_name = %s "
            "GROUP BY status",
            (queue,),
        ).fetchall()
    return [Job(*row)._replace(args=_args(row[2])) for row in rows], Counter(dict(counts))


def _args(text: str) -> dict[str, Any]:
    args = json.loads(text)
    return args if isinstance(args, dict) else {}


def _functions(connection: psycopg.Connection[Any]) -> set[str]:
    rows = connection.execute(
        r"SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate\_%' "
        "AND pg_function_is_visible(oid)"
    )
    return {name for (name,) in rows}


@contextmanager
def _connected(address: str) -> Iterator[psycopg.Connection[Any]]:
    with closing(connect(address, patience=_SECONDS, idle=_SECONDS)) as connection:
        check_tables(connection, address)
        with jobs_work(address):
            yield connection


@contextmanager
def jobs_work(address: str) -> Iterator[None]:
    """What the database raises in its block becomes a RunError."""
    try:
        yield
    except psycopg.Error as error:
        raise unworkable(address, error) from None


def unworkable(address: str, error: BaseException | None) -> RunError:
    """Why the jobs of a database cannot be had, in a sentence that says what to do."""
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        cure = "give this user the right to"
    elif isinstance(error, psycopg.errors.ForeignKeyViolation):
        return RunError(
            f"this worker was not heard of in {name_of(address)} for so long that the others took "
            "it for dead; its jobs are theirs. Start it again"
        )
    else:
        cure = "see whether the server runs"
    said = reason(error) if isinstance(error, Exception) else "no answer"
    return RunError(f"the jobs in {name_of(address)} do not work ({said}): {cure}")
