"""Who may crawl a site, of several machines: a lease in the database, with a fencing epoch.

A lease is a row of `leases` that runs out unless it is renewed. Whoever takes it raises the epoch,
and every commit asks for the epoch that its run was given: of a worker that was frozen, or cut off,
for longer than its lease nothing comes through any more. Only the clock of the server decides who
has a lease. A worker's own clock, which must not stand still while the machine sleeps, says how
long it may go on sending: some time less than the lease, so that no request is under way when
another worker begins.
"""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

TAKE = """
INSERT INTO leases (site, holder, epoch, expires_at)
VALUES (%s, %s, 1, now() + make_interval(secs => %s))
ON CONFLICT (site) DO UPDATE SET
    holder = excluded.holder, epoch = leases.epoch + 1, expires_at = excluded.expires_at
WHERE leases.expires_at <= now()
RETURNING epoch
"""
RENEW = """
UPDATE leases SET expires_at = now() + make_interval(secs => %s)
WHERE site = %s AND epoch = %s RETURNING epoch
"""
"""It also locks the row until the end of the transaction: nobody takes the lease meanwhile."""
GIVE_BACK = "UPDATE leases SET expires_at = now() WHERE site = %s AND epoch = %s"
HELD = """
SELECT holder, ceil(extract(epoch FROM expires_at - now())) FROM leases
WHERE site = %s AND expires_at > now()
"""
LONGEST = 3600
"""Seconds that a lease may last: a worker that is killed keeps its site for so long."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For how long a worker gets a site. Seconds."""

    holder: str
    """The name of the worker."""
    lease: float
    margin: float
    """So long before its end nothing is sent any more."""

    @property
    def patience(self) -> float:
        """How long a commit may take: then half of the lease is left to end the run in order."""
        return self.lease / 2

    @property
    def renewal(self) -> float:
        """A lease is renewed by each commit, and at least so often."""
        return self.lease / 5


@dataclass(slots=True)
class Lease:
    """A lease that was taken; `renewed_at` is by the clock of this machine."""

    terms: Terms
    epoch: int
    renewed_at: float

    @property
    def age(self) -> float:
        """Seconds since the last renewal was asked for; sleep of the machine counts."""
        return boot_time() - self.renewed_at

    @property
    def allows_sending(self) -> bool:
        return self.age < self.terms.lease - self.terms.margin

    @property
    def is_due(self) -> bool:
        return self.age >= self.terms.renewal


def boot_time() -> float:
    """Seconds by a clock that nobody sets and that goes on while the machine sleeps."""
    return time.clock_gettime(_CLOCK)


def worker_name() -> str:
    """What a worker is called that nobody gave a name."""
    return f"{socket.gethostname()}/{os.getpid()}"
