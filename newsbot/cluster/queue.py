"""The jobs of a shared ledger: a queue of Procrastinate, in the same database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

import psycopg
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector

from newsbot.cluster.orders import Order
from newsbot.ledger.job_tables import unworkable
from newsbot.ledger.postgres import connect

QUEUE = "newsbot"
"""Others may have jobs in the same database."""
_SECONDS = 60.0
"""So long a statement may take."""


def put(address: str, orders: Iterable[Order]) -> list[int | None]:
    """The numbers of the new jobs; None for an order that waits already. Raises RunError."""
    with _asking(address) as (jobs, connection):
        return [_put(jobs, order, connection) for order in orders]


def cancel(address: str, numbers: Iterable[int]) -> list[int]:
    """Those of the jobs that waited; they do so no more. Raises RunError."""
    with _asking(address) as (jobs, connection):
        return [
            number for number in numbers if jobs.cancel_job_by_id(number, connection=connection)
        ]


@contextmanager
def _asking(address: str) -> Iterator[tuple[JobManager, psycopg.Connection[Any]]]:
    with closing(connect(address, patience=_SECONDS, idle=_SECONDS)) as connection:
        try:
            yield JobManager(SyncPsycopgConnector(conninfo=address)), connection  # it is not opened
        except ConnectorException as error:
            raise unworkable(address, error.__cause__) from None


def _put(jobs: JobManager, order: Order, connection: psycopg.Connection[Any]) -> int | None:
    job = Job(
        id=None,
        queue=QUEUE,
        task_name=order.kind,
        task_kwargs=order.args,
        lock=order.lock,
        queueing_lock=order.name,
        priority=order.priority,
    )
    try:
        return jobs.defer_job(job, connection=connection).id
    except AlreadyEnqueued:
        return None


class Jobs(JobManager):
    """Those of a worker, which has to end once it cannot tell what became of one.

    A job that a living worker can neither finish nor hand back would stay its own, with its lock,
    for ever. `on_failure` is called with what the database raised.
    """

    def __init__(self, connector: BaseConnector, on_failure: Callable[[BaseException], None]):
        super().__init__(connector)
        self._on_failure = on_failure

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        try:
            return await super().fetch_job(queues, worker_id)
        except ConnectorException as error:
            self._fail(error)
            return None

    async def finish_job_by_id_async(self, job_id: int, status: Status, delete_job: bool) -> None:
        try:
            await super().finish_job_by_id_async(job_id, status, delete_job)
        except ConnectorException as error:
            self._fail(error)

    async def retry_job_by_id_async(
        self,
        job_id: int,
        retry_at: datetime,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """The job waits again; unless the same order waits already, which then stands for both."""
        try:
            await super().retry_job_by_id_async(job_id, retry_at, priority, queue, lock)
        except UniqueViolation:
            await self.finish_job_by_id_async(job_id, Status.ABORTED, delete_job=False)
        except ConnectorException as error:
            self._fail(error)

    async def update_heartbeat(self, worker_id: int) -> None:
        try:
            await super().update_heartbeat(worker_id)
        except ConnectorException as error:
            self._fail(error)

    def _fail(self, error: ConnectorException) -> None:
        # Of a job that another worker has taken up meanwhile nothing is to be told any more.
        if not isinstance(error.__cause__, psycopg.errors.RaiseException):
            self._on_failure(error.__cause__ or error)
