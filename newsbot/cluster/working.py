"""A worker: takes one job after the other, each in a process of its own.

The queue says who begins what, and no more: that nothing is lost or written twice, and that one run
at a time asks a site, is seen to by the ledger's leases (docs/scaling.md). So a job that was taken
for lost may at worst be begun twice; the second process ends with 75.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker

from newsbot.cluster.children import Children
from newsbot.cluster.orders import CRAWL, KINDS, Order, name_of, words_of
from newsbot.cluster.queue import QUEUE, Jobs
from newsbot.errors import EXIT_BUSY, EXIT_FAILED
from newsbot.ledger.job_tables import unworkable
from newsbot.ledger.leases import Terms, boot_time
from newsbot.ledger.postgres import options_of

_ATTEMPTS = 5
"""So often a replay or an export is begun that could not be done; a crawl comes again by itself."""
_KEPT_HOURS = 24 * 7
"""For so long `scrapy jobs` knows what has ended."""
_TIDIED_SECONDS = 3600.0
_CONNECTIONS = 4
"""At most, and one that listens: a worker asks seldom."""

_CONNECTED_SECONDS = 10.0


class _AgainError(Exception):
    """The job is handed back, for some worker to begin it after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.at = datetime.now(UTC) + timedelta(seconds=seconds)


class _FailedError(Exception):
    """The job has failed; what is wrong was said."""


class _HandedBack(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002 - by name
        return RetryDecision(retry_at=exception.at) if isinstance(exception, _AgainError) else None


class _Worker(Worker):
    """Has its children end when it is to stop, whoever says so."""

    children: Children

    def stop(self) -> None:
        self.children.end()
        super().stop()  # type: ignore[no-untyped-call]


async def work(
    address: str,
    terms: Terms,
    *,
    jobs: int,
    periodic: Sequence[tuple[str, Order]],
    settings: Sequence[str],
    tell: Callable[[str], None],
) -> None:
    """Works until a signal ends it: SIGTERM, SIGINT.

    `jobs`: at a time. `periodic`: orders with the cron lines by which they are put into the queue.
    `settings`: words of the command line that each process is given. A worker that was not heard of
    for the length of a lease is taken for dead. Raises RunError where the database fails.
    """
    for name in ("procrastinate", "psycopg.pool", "asyncio"):
        # They would print tracebacks of what is told here in one line.
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    session = _Session(terms, Children(address, settings), tell)
    connector = PsycopgConnector(
        conninfo=address,
        min_size=1,
        max_size=_CONNECTIONS,
        timeout=_CONNECTED_SECONDS,
        kwargs=options_of(address, terms.patience),
    )
    app = App(connector=connector)
    app.job_manager = Jobs(connector, session.fail)
    for kind in KINDS:
        task = app.task(name=kind, queue=QUEUE, pass_context=True, retry=_HandedBack())(session.run)
        for cron, order in periodic:
            if order.kind == kind:
                _repeat(app, task, cron, order)
    try:
        async with app.open_async():
            await session.work(app, jobs)
    except (ConnectorException, psycopg.Error) as error:
        raise unworkable(address, session.failure or error.__cause__ or error) from None
    if not session.is_asked:
        raise unworkable(address, session.failure)


def _repeat(app: App, task: Any, cron: str, order: Order) -> None:
    app.periodic_registry.register_task(
        task=task,
        cron=cron,
        # At most 128 characters, and the same for each worker.
        periodic_id=hashlib.sha256(order.name.encode()).hexdigest(),
        configure_kwargs={
            "lock": order.lock,
            "queueing_lock": order.name,
            "priority": order.priority,
            "task_kwargs": dict(order.args),
        },
    )


class _Session:
    """One worker from its start to its end."""

    def __init__(self, terms: Terms, children: Children, tell: Callable[[str], None]) -> None:
        self.is_asked = False
        """Whether somebody wants it to end."""
        self.failure: BaseException | None = None
        self._terms = terms
        self._children = children
        self._tell = tell
        self._mine: set[int] = set()
        self._worker: _Worker | None = None

    async def work(self, app: App, jobs: int) -> None:
        worker = _Worker(
            app,
            queues=[QUEUE],
            concurrency=jobs,
            install_signal_handlers=False,
            update_heartbeat_interval=self._terms.renewal,
            stalled_worker_timeout=self._terms.lease,
        )
        worker.children = self._children
        self._worker = worker
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop)
        beside = asyncio.create_task(self._look_after(app.job_manager))
        try:
            await worker.run()  # type: ignore[no-untyped-call]
        finally:
            beside.cancel()

    def _stop(self) -> None:
        assert self._worker is not None
        if self.is_asked:
            self._tell("stopped at once; what this worker was at, another takes up")
            os._exit(EXIT_FAILED)  # a database that hangs would keep it
        self.is_asked = True
        self._worker.stop()

    def fail(self, error: BaseException) -> None:
        """The database fails: what this worker has begun is taken up by others."""
        self.failure = self.failure or error
        if self._worker is not None:
            self._worker.stop()

    # One job

    async def run(self, context: JobContext, /, **args: Any) -> None:
        job = context.job
        assert job.id is not None
        args.pop("timestamp", None)  # of a periodic one
        name = f"job {job.id}, {name_of(job.task_name, args)}"
        self._mine.add(job.id)
        try:
            words = words_of(job.task_name, args)
            if self._children.are_ended:
                raise _AgainError(0)
            self._tell(f"{name}: begins")
            self._judge(job, name, await self._children.run(words))
        except (ValueError, OSError) as error:
            self._tell(f"{name}: failed ({error})")
            raise _FailedError from error
        finally:
            self._mine.discard(job.id)

    def _judge(self, job: Job, name: str, code: int) -> None:
        is_crawl = job.task_name == CRAWL
        if self._children.are_ended and (is_crawl or code):
            self._tell(f"{name}: is handed back")
            raise _AgainError(0)
        if code == 0:
            self._tell(f"{name}: done")
            return
        is_undone = not is_crawl and (code == EXIT_FAILED or code < 0)
        if code == EXIT_BUSY or (is_undone and job.attempts + 1 < _ATTEMPTS):
            self._tell(f"{name}: exit code {code}, again in {self._terms.lease:g} s")
            raise _AgainError(self._terms.lease)
        self._tell(f"{name}: failed (exit code {code})")
        raise _FailedError

    # Those of others

    async def _look_after(self, jobs: JobManager) -> None:
        tidied_at = -_TIDIED_SECONDS
        while True:
            with suppress(ConnectorException):  # the heartbeat tells it, where it goes on
                await self._take_up(jobs)
                if boot_time() >= tidied_at + _TIDIED_SECONDS:
                    tidied_at = boot_time()
                    await jobs.delete_old_jobs(
                        _KEPT_HOURS,
                        QUEUE,
                        include_failed=True,
                        include_cancelled=True,
                        include_aborted=True,
                    )
            await asyncio.sleep(self._terms.renewal)

    async def _take_up(self, jobs: JobManager) -> None:
        seconds = self._terms.lease
        for job in await jobs.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=seconds):
            if job.id not in self._mine:
                name = f"job {job.id}, {name_of(job.task_name, job.task_kwargs)}"
                self._tell(f"{name}: its worker is gone, it is taken up again")
                await jobs.retry_job(job)
