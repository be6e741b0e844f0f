"""Runs of `scrapy`, each in a process of its own that need not import everything again.

A server that has imported Scrapy and newsbot forks for each run. A start is three quarters of what
a short crawl costs, and the same each time; tests of the start itself use a new interpreter.
"""

from __future__ import annotations

import multiprocessing
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType

import scrapy.commands
import scrapy.downloadermiddlewares
import scrapy.spidermiddlewares

import newsbot

_PATH = os.environ.get("PYTHONPATH")
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
    "tldextract",
)
"""What a crawl imports when it begins."""


def run_scrapy(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Runs `scrapy` with these words in a folder, to its end."""
    if environment.get("PYTHONPATH") != _PATH:
        return _run_anew(words, folder, environment, timeout)
    with tempfile.TemporaryDirectory() as streams:
        out, err = Path(streams, "out"), Path(streams, "err")
        process = _server().Process(
            target=_scrapy, args=(words, str(folder), dict(environment), str(out), str(err))
        )
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["scrapy", *words], timeout, err.read_text("utf-8"))
        texts = (path.read_text("utf-8") for path in (out, err))
        return subprocess.CompletedProcess(["scrapy", *words], process.exitcode, *texts)


def _run_anew(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        encoding="utf-8",
        check=False,
    )


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    names = [name for package in _PACKAGES for name in _modules(package)]
    # It reads the environment when it is imported.
    names.remove("newsbot.settings")
    context.set_forkserver_preload([*names, *_MODULES])
    return context


def _modules(package: ModuleType) -> Iterator[str]:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield module.name


def _scrapy(
    words: Sequence[str], folder: str, environment: Mapping[str, str], out: str, err: str
) -> None:
    """What the forked process does: as `python -m scrapy` from that folder."""
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.path.insert(0, folder)
    sys.argv = ["scrapy", *words]
    # Of one that was forked too, all processes would share the file descriptors.
    assert "twisted.internet.reactor" not in sys.modules
    from scrapy.cmdline import execute

    execute()
