"""Who may import whom (DESIGN.md), read from the source: imports for typing only count as well."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import newsbot

ROOT = Path(newsbot.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
REPLICA = [
    file
    for file in sorted((Path(__file__).parent / "replica").rglob("*.py"))
    if not file.name.startswith("test_")
]

MAY_IMPORT = {
    "__init__": {"archive", "reading"},  # the public interface
    "interrupt": set[str](),
    "console": {"interrupt"},
    "errors": set[str](),
    "disk": set[str](),
    "stopwatch": set[str](),
    "items": set[str](),
    "outcomes": {"errors", "items"},
    "text": set[str](),
    "sites": {"errors", "items", "text"},
    "run": {"sites"},
    "pages": {"errors", "items", "text", "sites"},
    "guest": {"errors", "items", "sites", "run"},
    "guards": {"errors", "items", "text", "sites", "run", "ledger"},
    "ledger": {"errors", "disk", "items", "text", "outcomes", "run", "stopwatch"},
    "pagestore": {
        *("errors", "disk", "items", "text", "outcomes", "run", "stopwatch"),
        *("ledger", "guest", "guards"),
    },
    "pipelines": {"errors", "items", "text", "sites", "pages", "ledger", "run"},
    "spiders": {
        *("errors", "items", "text", "sites", "pages", "ledger", "outcomes", "run", "settings"),
    },
    "report": {
        *("interrupt", "errors", "items", "text", "outcomes", "run", "stopwatch"),
        *("ledger", "guest", "guards"),
    },
    "own_files": {"errors", "ledger"},
    "feeds": {
        *("own_files", "errors", "disk", "items", "text", "run", "stopwatch"),
        *("ledger", "guest", "pagestore"),
    },
    "reading": {"errors", "items", "guards", "sites", "pages", "pipelines"},
    "archive": {"errors", "disk", "items", "text", "sites", "guards", "ledger", "feeds"},
    "browse": {"errors", "items", "text", "sites", "feeds", "guards", "archive"},
    "doctor": {
        *("errors", "items", "text", "sites", "pages", "reading", "run"),
        *("feeds", "guards", "guest"),
    },
    "settings": {"items"},
    "cluster": {"interrupt", "errors", "ledger"},
    "commands": {
        *("interrupt", "errors", "items", "text", "settings", "sites", "pages", "reading"),
        *("feeds", "guards", "guest", "ledger", "pagestore", "report", "archive", "browse"),
        *("demo", "disk", "doctor", "run", "cluster", "own_files"),
        "spiders",
    },
    "demo": {"text"},  # the zone alone, see below
}
"""Room -> the other rooms that it may import. A room that is not named here may import none."""
HANDED_OUT_BY_SCRAPY = {"parsel", "lxml", "twisted", "backports"}
"""What Scrapy's own interfaces return or take, and how it unpacks zstd before Python 3.14: its
requirements, as good as declared."""
OF_LATER_PYTHONS = {"compression"}
"""Of the standard library, from 3.14 on."""
EXTRAS = ("warc", "postgres", "cluster", "parquet", "s3")
"""What `newsbot` imports only where it is installed."""


def part_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def _nodes(file: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(file.read_text("utf-8"))))


def imports_of(file: Path) -> Iterator[str]:
    """The full name of everything that a module imports."""
    package = ["newsbot", *file.relative_to(ROOT).parts[:-1]] if ROOT in file.parents else []
    for node in _nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def wrong_imports(file: Path) -> list[str]:
    part = part_of(file)
    allowed = MAY_IMPORT.get(part, set())
    heads = (name.split(".") for name in imports_of(file))
    others = {rest[0] for head, *rest in heads if head == "newsbot" and rest}
    return sorted(other for other in others - {part} - allowed if not other.startswith("__"))


NAMED_FOR_WHAT_THEY_STAND_FOR = {"commands", "spiders", "pipelines", "demo"}
"""Rooms with a file for each command, site or step: those have their name elsewhere, too."""


def test_a_reader_finds_a_thing_by_its_file_name() -> None:
    names = Counter(
        file.name
        for file in FILES
        if file.name != "__init__.py" and part_of(file) not in NAMED_FOR_WHAT_THEY_STAND_FOR
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_keep_to_the_design(file: Path) -> None:
    assert not wrong_imports(file)


DEMO = [file for file in FILES if part_of(file) == "demo"]
ZONE = "newsbot.text.dates.clock.KYIV"


@pytest.mark.parametrize("file", [*REPLICA, *DEMO], ids=lambda file: file.name)
def test_made_up_sites_do_not_learn_the_truth_from_the_code_that_reads_them(file: Path) -> None:
    names = [name for name in imports_of(file) if name.split(".")[0] == "newsbot"]
    assert all(name.startswith("newsbot.demo.") or name == ZONE for name in names), names


def test_parts_of_the_design_exist() -> None:
    assert set(MAY_IMPORT) | {"__init__"} == {part_of(file) for file in FILES}


def test_no_room_is_reached_from_itself() -> None:
    """What the table allows has no cycle."""
    order = TopologicalSorter(MAY_IMPORT)
    order.prepare()


def test_only_declared_packages_are_imported() -> None:
    pyproject = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))
    declared = {
        re.split(r"[^A-Za-z0-9_-]", requirement, maxsplit=1)[0].lower()
        for requirement in (
            *pyproject["project"]["dependencies"],
            *(
                requirement
                for extra in EXTRAS
                for requirement in pyproject["project"]["optional-dependencies"][extra]
            ),
        )
    }
    distributions = packages_distributions()
    foreign = {
        name.split(".")[0]
        for file in FILES
        for name in imports_of(file)
        if name.split(".")[0] not in {"newsbot", *sys.stdlib_module_names}
    }
    undeclared = {
        name
        for name in foreign - HANDED_OUT_BY_SCRAPY - OF_LATER_PYTHONS
        if not declared & {dist.lower() for dist in distributions.get(name, [name])}
    }
    assert not undeclared


SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|BEGIN|WITH)\s"
)
OTHER_SQL = {"archive/places.py", "archive/to_sqlite.py", "archive/to_postgres.py"}
"""Of tables that are no ledger: an archive's places while it is read, and what is exported."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_sql_is_in_the_ledger_only(file: Path) -> None:
    """Words in capitals at the start of a string: nothing else here begins with one."""
    if part_of(file) == "ledger" or file.relative_to(ROOT).as_posix() in OTHER_SQL:
        return
    assert not [text for text in _strings(file) if SQL.match(text)]


def test_the_sql_of_the_ledger_is_seen() -> None:
    seen = {file.name for file in FILES if any(map(SQL.match, _strings(file)))}
    assert {"ledger.py", "runs.py", "overview.py"} <= seen


def _strings(file: Path) -> list[str]:
    return [
        node.value
        for node in _nodes(file)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_no_module_is_too_long_to_be_of_one_concern() -> None:
    folders = (ROOT, ROOT.parent / "tests", ROOT.parent / "benchmarks")
    sizes = {
        str(file.relative_to(ROOT.parent)): len(file.read_text("utf-8").splitlines())
        for folder in folders
        for file in folder.rglob("*.py")
    }
    assert {file: size for file, size in sizes.items() if size > 400} == {}
