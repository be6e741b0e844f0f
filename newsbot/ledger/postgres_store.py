"""The store that several machines share: PostgreSQL.

A run that crawls holds a lease on its site, and writes nothing once another worker has taken it.
Commits are made behind its back, on a connection and in a thread of their own, and so is what each
page asks: a database that hangs stops neither other work of the process nor Ctrl-C.
"""

from __future__ import annotations

import atexit
from collections.abc import Collection, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any

import psycopg
from scrapy.utils.asyncio import run_in_thread

from newsbot.errors import BusyError, RunError
from newsbot.ledger.leases import GIVE_BACK, HELD, LONGEST, RENEW, TAKE, Lease, Terms, boot_time
from newsbot.ledger.postgres import bulk, check_tables, clean, connect, name_of, reason, translated
from newsbot.ledger.rows import Recorded, Table
from newsbot.ledger.store import Expected, Key, Keys, Store
from newsbot.stopwatch import Stopwatch

_ALONE = Terms("", 90.0, 40.0)
"""The limits of who looks into a ledger, or fills it, without crawling."""
_READ_SECONDS = 10.0
"""So long a run waits for an answer: then it ends."""
_RECORD = "INSERT INTO records (site, id, revision, feed, record) VALUES (%s, %s, %s, %s, %s)"
"""Without `ON CONFLICT`: a revision that is there already ends the run that has it again."""
_KEPT_ROWS = 20_000
"""Rows that are kept in memory, which are some megabytes: nobody else changes those of the site."""


class LeaseLostError(Exception):
    """Another worker has taken the site."""


class PostgresStore(Store):
    """Raises RunError: ConfigurationError and BusyError among them.

    With `terms` it takes the lease of the site, and gives it back when it is closed.
    """

    errors = (psycopg.Error, LeaseLostError)

    def __init__(
        self, address: str, site: str, watch: Stopwatch | None = None, terms: Terms | None = None
    ) -> None:
        super().__init__(site, watch)
        self.name = name_of(address)
        self.lease: Lease | None = None
        limits = terms or _ALONE
        patience = min(_READ_SECONDS, limits.patience)
        self._reader = connect(address, patience=patience, idle=limits.lease / 3)
        self._writer = connect(address, patience=limits.patience, idle=limits.lease / 3)
        self._commit_thread: _Commit | None = None
        self._in_flight: Keys = {}
        self._records: list[Recorded] = []
        check_tables(self._reader, address)
        if terms is not None:
            self._take(terms)

    def _take(self, terms: Terms) -> None:
        asked_at = boot_time()
        values = (self.site, terms.holder, terms.lease)
        with self._guarded():
            taken = self._reader.execute(TAKE, values).fetchone()
            if taken is None:
                self._refuse()
        assert taken is not None
        self.lease = Lease(terms, taken[0], asked_at)
        atexit.register(self.close)  # also where the run ends before it has begun

    def _refuse(self) -> None:
        held = self._reader.execute(HELD, (self.site,)).fetchone()
        holder, seconds = held or ("another worker", 0)
        self.close()
        if seconds > LONGEST:
            cure = f"UPDATE leases SET expires_at = now() WHERE site = '{self.site}'"  # noqa: S608
            raise RunError(
                f"{self.site} is held by {holder} for longer than any lease may last: the clock of "
                f"the server of {self.name} was set back. Where no worker crawls the site, end it: "
                f"{cure}"
            )
        raise BusyError(
            f"{self.site} is being crawled by {holder}, as {self.name} says; "
            f"its lease runs out in {seconds} seconds unless it is renewed"
        )

    # Reading

    def _ask(self, sql: str, values: Sequence[Any]) -> list[Any]:
        return self._reader.execute(translated(sql), [*map(clean, values)]).fetchall()

    def _write(self, sql: str, values: Sequence[Any]) -> list[Any]:
        cursor = self._reader.execute(translated(sql), [*map(clean, values)])
        return cursor.fetchall() if cursor.description is not None else []

    def _ask_many(self, table: Table[Any], keys: list[str]) -> list[Any]:
        return self._ask(f"{table.select_by_first} = ANY(?)", (self.site, keys))

    async def foresee_behind(
        self, table: Table[Any], keys: Collection[str], rest: Table[Any]
    ) -> None:
        expected = Expected(self._rows, table, keys, rest)
        if expected.missing:
            with self._guarded(waits=True):
                found = await run_in_thread(self._ask_many, table, expected.missing)
            expected.fill(found)

    async def ask_behind(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._guarded(waits=True):
            return await run_in_thread(self._ask, sql, values)

    async def answers(self) -> None:
        await self.ask_behind("SELECT 1")

    def _unwritten(self, table: Table[Any]) -> Collection[Key]:
        return {**self._in_flight.get(table, {}), **self._changed.get(table, {})}

    # Writing

    def record(self, recorded: Recorded) -> None:
        """The next commit writes this record."""
        self._records.append(recorded)

    def commit_behind(self) -> None:
        """Lets a thread write what has changed, unless it is still writing; renews the lease.

        Call it often. It raises what has gone wrong with the commit before.
        """
        with self._guarded():
            if self.is_settled and (self._is_changed or (self.lease and self.lease.is_due)):
                self._begin()

    @property
    def _is_changed(self) -> bool:
        return bool(self._changed or self._records)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being written now. Raises what went wrong with what was."""
        thread = self._commit_thread
        if thread is None:
            return True
        if thread.is_alive():
            return False
        self._commit_thread = None
        self._in_flight = {}
        if thread.error is not None:
            raise thread.error
        return True

    @property
    def has_unwritten(self) -> bool:
        """Whether anything is left to commit, or being written."""
        return self._is_changed or self._commit_thread is not None

    def wait(self) -> None:
        """Returns when nothing is being written; can be called in another thread."""
        if (thread := self._commit_thread) is not None:
            thread.join()

    @property
    def may_send(self) -> bool:
        """Whether a request may be sent to the site. Where it may not, the run ends."""
        if self.failure is not None:
            return False
        if self.lease is None or self.lease.allows_sending:
            return True
        with suppress(Exception):
            self.fail(
                f"the lease of {self.site} could not be renewed for {self.lease.age:.0f} seconds: "
                f"{self.name} does not answer, or this machine stood still. "
                "What was not committed is fetched again by the next run"
            )
        return False

    def _commit(self, *, durable: bool) -> None:  # noqa: ARG002 - every commit of the server is
        if self._commit_thread is not None:
            self._commit_thread.join()
        if self.is_settled and self._is_changed:
            self._begin().join()
            assert self.is_settled

    def _begin(self) -> _Commit:
        changes = [bulk(sql, rows) for sql, rows in self._changes(self._changed)]
        if self._records:
            changes.append((_RECORD, [(self.site, *record) for record in self._records]))
        self._in_flight, self._changed, self._records = self._changed, {}, []
        if sum(map(len, self._rows.values())) > _KEPT_ROWS:
            self._rows = {
                table: {key: self._rows[table][key] for key in keys}
                for table, keys in self._in_flight.items()
            }
        self._commit_thread = _Commit(self._writer, self.site, self.lease, changes)
        self._commit_thread.start()
        return self._commit_thread

    def roll_back(self) -> None:
        if self._is_changed:
            if self._commit_thread is not None:
                self._commit_thread.join()
            super().roll_back()
            self._records.clear()
            self._in_flight = {}

    def close(self) -> None:
        lease, self.lease = self.lease, None
        if lease is not None:
            atexit.unregister(self.close)
            if self.failure is None:
                with suppress(psycopg.Error):
                    self._reader.execute(GIVE_BACK, (self.site, lease.epoch))
        self._reader.close()
        if self._commit_thread is None or not self._commit_thread.is_alive():
            self._writer.close()

    def explain(self, error: Exception) -> str:
        if isinstance(error, LeaseLostError):
            return (
                f"the lease of {self.site} is lost: another worker has taken it in {self.name}, "
                "because this one was not heard of for too long. What was not committed is "
                "fetched again there"
            )
        if isinstance(error, psycopg.errors.UniqueViolation):
            cure = "another program writes there, or rows were changed by hand"
        elif isinstance(error, psycopg.errors.InsufficientPrivilege):
            cure = "give this user the right to"
        else:
            cure = "see whether the server runs"
        return (
            f"the ledger {self.name} does not work ({reason(error)}): {cure}. What was not "
            "committed is fetched again by the next run"
        )


class _Commit(Thread):
    """One transaction: the lease is renewed, or nothing is written."""

    def __init__(
        self,
        connection: psycopg.Connection[Any],
        site: str,
        lease: Lease | None,
        changes: list[tuple[str, list[Key]]],
    ) -> None:
        super().__init__(daemon=True)  # a database that hangs must not keep the process
        self.error: Exception | None = None
        self._connection = connection
        self._site = site
        self._lease = lease
        self._changes = changes

    def run(self) -> None:
        asked_at = boot_time()
        try:
            self._write()
        except (psycopg.Error, LeaseLostError) as error:
            self.error = error
            self._connection.close()
            return
        if self._lease is not None:
            self._lease.renewed_at = asked_at

    def _write(self) -> None:
        self._connection.execute("BEGIN")
        if self._lease is not None:
            values = (self._lease.terms.lease, self._site, self._lease.epoch)
            if self._connection.execute(RENEW, values).fetchone() is None:
                raise LeaseLostError
        with self._connection.pipeline(), self._connection.cursor() as cursor:
            for sql, rows in self._changes:
                cursor.executemany(sql, rows)
        self._connection.execute("COMMIT")
