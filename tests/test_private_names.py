"""What newsbot uses of Scrapy and Twisted that they do not document, and why.

A version that removes a name fails here, with the name and what it was for, not somewhere in a run.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import newsbot

ROOT = Path(newsbot.__file__).parent


class Borrowed(NamedTuple):
    owner: str
    name: str
    user: str
    """In `newsbot/`."""
    reason: str


_DOWNLOADER = "scrapy.core.downloader"
_FEEDS = "scrapy.extensions.feedexport.FeedExporter"
_HTTP = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
_ROBOTS = "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware"
BORROWED = [
    Borrowed(
        "scrapy.http.TextResponse",
        "_declared_encoding",
        "guards/content.py",
        "what a page says of its encoding, without the slow guess of `encoding`",
    ),
    Borrowed(_HTTP, "_pool", "guards/handler.py", "a spare connection, and the factory below"),
    Borrowed(
        "twisted.web.client.HTTPConnectionPool",
        "_factory",
        "guards/handler.py",
        "the only place where a connection can get a limit for the head of a response",
    ),
    Borrowed(
        "twisted.web._newclient.HTTP11ClientProtocol",
        "_parser",
        "guards/handler.py",
        "whether a connection reads the head of a response or its body",
    ),
    Borrowed(
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
        "_engine_started",
        "guards/redirect.py",
        "its warning that REFERER_ENABLED is off, which is meant so",
    ),
    Borrowed(_ROBOTS, "_parsers", "guest/robots.py", "the rules of a host, and who waits for them"),
    Borrowed(_ROBOTS, "_parserimpl", "guest/robots.py", "the parser that settings name"),
    Borrowed(_ROBOTS, "_default_useragent", "guest/robots.py", "for whom the rules are read"),
    Borrowed(_ROBOTS, "_robotstxt_useragent", "guest/robots.py", "for whom the rules are read"),
    Borrowed(_ROBOTS, "_stats", "guest/robots.py", "its counters go on"),
    Borrowed(
        "scrapy.extensions.throttle.AutoThrottle",
        "_response_downloaded",
        "guest/throttle.py",
        "after its every step the delay is lifted to what the site asked for",
    ),
    Borrowed(
        "scrapy.core.engine.ExecutionEngine",
        "_slot",
        "guest/brake.py",
        "whether a run is ending, and how much is under way",
    ),
    Borrowed(_FEEDS, "_get_uri_params", "feeds/exporter.py", "the path of a feed before it opens"),
    Borrowed(_FEEDS, "_get_storage", "feeds/exporter.py", "where a feed lies, before it opens"),
    Borrowed(_FEEDS, "_get_file", "feeds/exporter.py", "a feed that is handed to its storage"),
    Borrowed(_FEEDS, "_start_new_batch", "feeds/exporter.py", "which file a feed goes into"),
    Borrowed(_FEEDS, "_close_slot", "feeds/exporter.py", "a feed counts when it is stored"),
    Borrowed(
        "scrapy.exporters.XmlItemExporter",
        "_export_xml_field",
        "feeds/csv_xml.py",
        "nested values as elements",
    ),
    Borrowed(
        "scrapy.commands.BaseRunSpiderCommand",
        "_create_crawler",
        "commands/crawl.py",
        "the crawler, for its stats after the run",
    ),
    # Not private by name, but documented nowhere:
    Borrowed(
        "scrapy.core.scraper.Slot",
        "closing",
        "pagestore/replaying.py",
        "what ends a run waits for the article of a replay, too",
    ),
    Borrowed(
        "scrapy.core.scraper.Scraper",
        "signals",
        "pagestore/replaying.py",
        "no task for each who listens to a signal",
    ),
    Borrowed(f"{_DOWNLOADER}.Downloader", "slots", "guest/pace.py", "pauses; withdrawn requests"),
    Borrowed(f"{_DOWNLOADER}.Downloader", "per_slot_settings", "guest/pace.py", "a lasting delay"),
    Borrowed(f"{_DOWNLOADER}.Downloader", "get_slot_key", "guest/politeness.py", "whose pace"),
    Borrowed(f"{_DOWNLOADER}.Slot", "lastseen", "guest/pace.py", "a pause is a moment ahead"),
    Borrowed(f"{_DOWNLOADER}.Slot", "delay", "guest/pace.py", "the pace"),
    Borrowed(f"{_DOWNLOADER}.Slot", "jitter", "guest/pace.py", "no request before its time"),
    Borrowed(f"{_DOWNLOADER}.Slot", "queue", "guest/brake.py", "the requests that still wait"),
]


@pytest.mark.parametrize("each", BORROWED, ids=lambda each: f"{each.owner}.{each.name}")
def test_it_is_still_there(each: Borrowed) -> None:
    module, _, name = each.owner.rpartition(".")
    owner = getattr(importlib.import_module(module), name, None)
    assert owner is not None, f"{each.owner} is gone; {each.user} needs it for {each.reason}"
    is_there = hasattr(owner, each.name) or any(
        re.search(rf"\bself\.{each.name}\b[^=\n]*=[^=]", source_of(base))
        for base in owner.__mro__[:-1]
    )
    assert is_there, f"{each.owner} has no {each.name} now; {each.user}: {each.reason}"
    assert each.name in (ROOT / each.user).read_text("utf-8")


def test_there_are_no_others() -> None:
    found = set(private_names_of_others()) | set(private_names_of_bases())
    assert found == {each.name for each in BORROWED if each.name.startswith("_")}


OF_PYTHON = {"_replace", "_asdict", "_fields", "_exit"}
"""Documented: `NamedTuple`, `os._exit`."""
OF_LXML = {"_Element"}


def private_names_of_others() -> Iterator[str]:
    """Private names in the source of newsbot that it does not define."""
    trees = [ast.parse(file.read_text("utf-8")) for file in ROOT.rglob("*.py")]
    own = {name for tree in trees for name in defined(tree)} | OF_PYTHON | OF_LXML
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own:
                yield node.attr
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "getattr":
                words = (each.value for each in node.args if isinstance(each, ast.Constant))
                yield from (word for word in words if isinstance(word, str) and is_private(word))


def defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            yield node.attr


def private_names_of_bases() -> Iterator[str]:
    """Private names that a class of newsbot defines, or its methods use, and that a base has."""
    for module in pkgutil.walk_packages(newsbot.__path__, "newsbot."):
        for owner in vars(importlib.import_module(module.name)).values():
            if not inspect.isclass(owner) or owner.__module__ != module.name:
                continue
            source = source_of(owner)
            used = set(re.findall(r"\bself\.(_[a-z]\w*)|\bdef (_[a-z]\w*)", source))
            names = {name for pair in used for name in pair if name}
            for base in owner.__mro__[1:-1]:
                if base.__module__.partition(".")[0] in {"scrapy", "twisted"}:
                    text = source_of(base)
                    yield from (
                        name
                        for name in names
                        if re.search(rf"\bself\.{name}\b[^=\n]*=[^=]|\bdef {name}\b", text)
                    )


def source_of(owner: type) -> str:
    """As `inspect.getsource`, which parses the whole module for each of its classes."""
    return _classes_of(owner.__module__)[owner.__name__]


@cache
def _classes_of(module: str) -> dict[str, str]:
    text = inspect.getsource(importlib.import_module(module))
    lines = text.splitlines()
    return {
        node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef)
    }


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
