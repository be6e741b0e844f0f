"""Who may import whom (DESIGN.md), read from the source: imports for typing only count as well."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import newsbot

ROOT = Path(newsbot.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

MAY_IMPORT = {
    "errors": set[str](),
    "items": set[str](),
    "text": set[str](),
    "sites": {"items"},
    "pages": {"text", "items", "sites"},
    "memory": {"items"},  # what a spider may ask of the ledger, without naming it
    "spiders": {"pages", "sites", "items", "errors", "memory"},
    "pipelines": {"text", "items", "sites", "ledger", "errors"},
    "demo": set[str](),  # it must not learn the truth from the code that it tests
}
"""Part -> the other parts that it may import. A part that is not named here: all but the ends."""
ENDS = {"spiders", "commands", "demo"}
"""Parts that others must not import; `scrapy demo` is what the replica is there for."""
HANDED_OUT_BY_SCRAPY = {"parsel", "lxml", "twisted"}
"""What Scrapy's own interfaces return or take: its requirements, as good as declared."""


def part_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imports_of(file: Path) -> Iterator[str]:
    """The full name of everything that a module imports."""
    package = ["newsbot", *file.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def wrong_imports(file: Path) -> list[str]:
    part = part_of(file)
    allowed = MAY_IMPORT.get(part)
    wrong = []
    for name in imports_of(file):
        head, *rest = name.split(".")
        if head != "newsbot" or not rest or rest[0] == part or rest[0].startswith("__"):
            continue
        other = rest[0]
        if allowed is not None:
            right = other in allowed
        else:
            right = other not in ENDS or (part, other) == ("commands", "demo")
        if not right:
            wrong.append(name)
    return wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_keep_to_the_design(file: Path) -> None:
    assert not wrong_imports(file)


def test_parts_of_the_design_exist() -> None:
    assert set(MAY_IMPORT) | ENDS <= {part_of(file) for file in FILES}


def test_only_declared_packages_are_imported() -> None:
    pyproject = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))
    declared = {
        re.split(r"[^A-Za-z0-9_-]", requirement, maxsplit=1)[0].lower()
        for requirement in pyproject["project"]["dependencies"]
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
        for name in foreign - HANDED_OUT_BY_SCRAPY
        if not declared & {dist.lower() for dist in distributions.get(name, [name])}
    }
    assert not undeclared
