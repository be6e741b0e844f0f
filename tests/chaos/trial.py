"""One archive under one fault: a run before it, a run under it, and one or two after it."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from chaos.judge import IN_FLIGHT, Verdict, judge
from crawling import command, crawl_words, environment
from forking import run_scrapy
from replica import ReplicaServer

MOST_AFTER = 2
"""Runs that may be needed after a fault."""


class Ended(NamedTuple):
    """A run that is over."""

    code: int
    err: str
    struck: bool = True
    """Whether the fault came before its end."""

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("newsbot: ")]


@dataclass
class Trial:
    """Where a fault strikes. The archive is half made."""

    server: ReplicaServer
    folder: Path
    dice: random.Random
    at_end: list[Callable[[], object]] = field(default_factory=list)
    """What is to be done when the trial is over."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def ledger(self) -> Path:
        return self.data / "ledger.sqlite"

    @property
    def mark(self) -> Path:
        """A file that says that the fault has struck."""
        return self.folder / "struck"

    def feed(self) -> Path:
        """The newest day of the archive."""
        return max((self.data / "interfax").glob("*.jsonl"))

    def words(
        self, *options: str, settings: Mapping[str, object] | None = None, **arguments: object
    ) -> list[str]:
        return crawl_words(self.server, *options, settings=settings, **arguments)

    def crawl(self, *options: str, **arguments: object) -> Ended:
        code, _, err = run_scrapy(
            self.words(*options, settings=None, **arguments),
            self.folder,
            environment(self.folder),
        )
        return Ended(code, err)

    def crawl_under(self, shim: Mapping[str, str], *options: str) -> Ended:
        """A run in a new process, with the environment of `chaos.shim` on top."""
        done = subprocess.run(
            command(*self.words(*options)),
            cwd=self.folder,
            env={**environment(self.folder), **shim},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=100,
            check=False,
        )
        struck = "CHAOS_MARK" not in shim or self.mark.exists()
        return Ended(done.returncode, done.stderr, struck)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault by what it does to a run, and what that has to say."""

    strike: Callable[[Trial], Ended]
    """Gives a run the fault, and ends it."""
    code: int = 1
    """Its exit code."""
    may_miss: bool = False
    """Whether it may come where it does no harm: then 0 is right, if the archive is complete."""
    advice: str = ""
    """Words of its one line; '' where it can say nothing."""
    mend: Callable[[Trial], object] | None = None
    """What a person does when the run has said so."""
    lack: Callable[[], str | None] = lambda: None
    """Why there is no such fault here."""
    forgets: bool = False
    """Whether articles are asked for again, rightly: what was known of them is away."""


class Outcome(NamedTuple):
    """Of one trial."""

    under: Ended
    after: list[Ended]
    verdict: Verdict
    wrong: list[str]
    """What is not as it should be, in words."""


def hold(fault: Fault, trial: Trial, *, known: int = 12) -> Outcome:
    """Runs the trial; the archive holds `known` articles when the fault strikes."""
    replica = trial.server.replica
    if known:
        trial.crawl(max_articles=known)
        replica.publish(3)
    try:
        under = fault.strike(trial)
        wrong = faults_of(fault, under, judge(trial.folder, trial.server))
        if fault.mend is not None:
            fault.mend(trial)
        after: list[Ended] = []
        while len(after) < MOST_AFTER and not (after and after[-1].code == 0):
            after.append(trial.crawl())
        verdict = judge(trial.folder, trial.server)
    finally:
        for step in reversed(trial.at_end):
            step()
    if after[-1].code:
        wrong.append(f"run {len(after)} after it ended with {after[-1].code}")
    if not verdict.is_exact:
        wrong.append(f"the archive: {verdict}")
    ended_early = 2 if known else 1  # the limit of the first run cuts it short as well
    if not fault.forgets and verdict.twice > ended_early * IN_FLIGHT:
        wrong.append(f"{verdict.twice} articles were asked for again")
    return Outcome(under, after, verdict, wrong)


def faults_of(fault: Fault, under: Ended, verdict: Verdict) -> list[str]:
    """What the run under a fault did not say, or said too much."""
    wrong = []
    if not under.struck:
        return [f"no fault, and exit code {under.code}"] if under.code else []
    if fault.may_miss and under.code == 0 and verdict.is_exact:
        return []
    if under.code != fault.code:
        wrong.append(f"exit code {under.code}, not {fault.code}")
    wrong += [f"the run said {word}" for word in ("Traceback", "Unhandled") if word in under.err]
    if fault.advice and not (len(under.complaints) == 1 and fault.advice in under.complaints[0]):
        wrong.append(f"{under.complaints} is not one line with {fault.advice!r}")
    return wrong
