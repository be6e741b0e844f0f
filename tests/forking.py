"""Runs of `scrapy`, each in a process of its own that need not import everything again.

A server that has imported Scrapy and newsbot forks for each run. A start is three quarters of what
a short crawl costs, and the same each time; tests of the start itself use a new interpreter.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pkgutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from multiprocessing import forkserver, reduction
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import IO, Any

import pytest
import scrapy.commands
import scrapy.downloadermiddlewares
import scrapy.spidermiddlewares

import newsbot
import newsbot.settings

_PATH = os.environ.get("PYTHONPATH")
_STARTING = Lock()
"""Of two that start the server at once, one would take the path of the other for the usual one."""
_PACKAGES = (newsbot, scrapy.commands, scrapy.downloadermiddlewares, scrapy.spidermiddlewares)
_MODULES = (
    "encodings.idna",
    "scrapy.cmdline",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.crawler",
    "scrapy.dupefilters",
    *(
        f"scrapy.extensions.{name}"
        for name in ("closespider", "corestats", "logcount", "logstats", "memdebug", "memusage")
    ),
    *(f"scrapy.extensions.{name}" for name in ("remote_control", "spiderstate", "telnet")),
    "scrapy.robotstxt",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "tldextract",
)
"""What a crawl imports when it begins."""


class Started:
    """A run under way: what the tests need of `subprocess.Popen`."""

    def __init__(self, process: ForkServerProcess, stdout: IO[str], stderr: IO[str]) -> None:
        self._process = process
        self.stdout = stdout
        self.stderr = stderr

    @property
    def pid(self) -> int:
        pid = self._process.pid
        assert pid is not None
        return pid

    @property
    def returncode(self) -> int | None:
        """None while it runs; minus the number of the signal that ended it."""
        return self._process.exitcode

    def poll(self) -> int | None:
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(["scrapy"], timeout)
        return self._process.exitcode

    def communicate(self, timeout: float = 100) -> tuple[str, str]:
        """What it still has to say on both streams, until its end. One that hangs is killed."""
        with ThreadPoolExecutor(2) as pool:
            texts = [pool.submit(stream.read) for stream in (self.stdout, self.stderr)]
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
            out, err = (text.result() for text in texts)
        for stream in (self.stdout, self.stderr):
            stream.close()
        return out, err


class _Inherited:
    """A file descriptor that goes along to the new process."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __getstate__(self) -> Any:
        return reduction.DupFd(self.number)

    def __setstate__(self, copy: Any) -> None:
        self.number = copy.detach()


def start_scrapy(
    words: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    prepare: Callable[[], object] | None = None,
) -> Started:
    """Starts `scrapy` with these words in a folder.

    `prepare` (one that can be pickled) is called in the new process before the command.
    """
    ours, theirs = zip(os.pipe(), os.pipe(), strict=True)
    with _STARTING:
        server = _server()
    process = server.Process(
        target=_scrapy,
        args=(words, str(folder), dict(environment), *map(_Inherited, theirs), prepare),
        daemon=True,
    )
    process.start()
    for number in theirs:
        os.close(number)
    out, err = (os.fdopen(number, encoding="utf-8") for number in ours)
    return Started(process, out, err)


def run_scrapy(
    words: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    timeout: float = 100,
    prepare: Callable[[], object] | None = None,
) -> tuple[int, str, str]:
    """Runs `scrapy` to its end: its exit code, and what it wrote to stdout and stderr."""
    if environment.get("PYTHONPATH") != _PATH:  # another newsbot than this one
        assert prepare is None, "a run that is not forked cannot be prepared"
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout, done.stderr
    process = start_scrapy(words, folder, environment, prepare)
    out, err = process.communicate(timeout)
    code = process.returncode
    assert code is not None
    return code, out, err


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    names = [name for package in _PACKAGES for name in _modules(package)]
    # Itself too: what it imports, pytest above all, takes a third of a short run.
    context.set_forkserver_preload([*names, *_MODULES, __name__, "warmed"])
    with pytest.MonkeyPatch.context() as patch:  # where the server of Python 3.11 finds `warmed`
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        forkserver.ensure_running()
    return context


def _modules(package: ModuleType) -> Iterator[str]:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield module.name


def _scrapy(
    words: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    out: _Inherited,
    err: _Inherited,
    prepare: Callable[[], object] | None,
) -> None:
    """What the forked process does: as `python -m scrapy` from that folder."""
    for number, stream in ((1, out), (2, err)):
        os.dup2(stream.number, number)
        os.close(stream.number)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    importlib.reload(newsbot.settings)  # it reads the environment when it is imported
    sys.path.insert(0, folder)
    sys.argv = ["scrapy", *words]
    if prepare is not None:
        prepare()
    # Of one that was forked too, all processes would share the file descriptors.
    assert "twisted.internet.reactor" not in sys.modules
    from scrapy.cmdline import execute

    execute()
