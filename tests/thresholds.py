"""The numbers that rules of `newsbot.pages` are made of: does a page show each of them?

    python tests/thresholds.py [NAME ...]

Each constant is set to half and to double, and the pages of `corpus` are read again. A constant
that may be changed unnoticed is printed. `changed` sets one while it lasts: the source is run with
the other number, so that what was made of it (a regex, a copy in another module) has it too.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple, cast

import newsbot
from newsbot.errors import NotAnArticle
from newsbot.sites.site import Site

ROOT = Path(newsbot.__file__).parent
FILES = (*sorted((ROOT / "pages").glob("*.py")), ROOT / "sites" / "any_host.py")
ROOMS = ("pages", "sites.any_host", "pipelines", "reading")
"""What is imported anew, because it holds a constant or something made of one."""
FACTORS = (0.5, 2)
FETCHED_AT = datetime(2026, 9, 22, 22, 40, tzinfo=UTC)


class Threshold(NamedTuple):
    """A number that a module names."""

    module: str
    name: str
    value: float
    file: Path

    def __str__(self) -> str:
        return f"{self.module.removeprefix('newsbot.')}.{self.name}"

    def times(self, factor: float) -> float:
        value = self.value * factor
        return max(int(value), 0) if isinstance(self.value, int) else value


class Page(NamedTuple):
    """A page to read, and what reads it: given the modules as they are now."""

    name: str
    read: Callable[[], object]


def thresholds() -> list[Threshold]:
    """Every numeric constant at the top of a module."""
    return [
        Threshold(_module_of(file), target.id, cast("float", node.value.value), file)
        for file in FILES
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and type(node.value.value) in {int, float}
        for target in node.targets
        if isinstance(target, ast.Name)
    ]


def _module_of(file: Path) -> str:
    return ".".join(("newsbot", *file.relative_to(ROOT).with_suffix("").parts))


@contextmanager
def changed(threshold: Threshold, factor: float) -> Iterator[None]:
    """With another number in that module, and in all that was made of it."""
    names = [name for name in sys.modules if _is_read_anew(name)]
    before = {name: sys.modules.pop(name) for name in names}
    finder = _Finder(threshold, threshold.times(factor))
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _is_read_anew(name)]:
            del sys.modules[name]
        for name, module in before.items():
            sys.modules[name] = module
            parent, _, own = name.rpartition(".")
            setattr(sys.modules[parent], own, module)


def _is_read_anew(name: str) -> bool:
    return any(f"{name}.".startswith(f"newsbot.{room}.") for room in ROOMS)


class _Finder(MetaPathFinder):
    def __init__(self, threshold: Threshold, value: float) -> None:
        self._threshold, self._value = threshold, value

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._threshold.module:
            return None
        file = str(self._threshold.file)
        loader = _Loader(fullname, file)
        loader.name_, loader.value_ = self._threshold.name, self._value
        return spec_from_file_location(fullname, file, loader=loader)


class _Loader(SourceFileLoader):
    name_: str
    value_: float

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(Path(self.path).read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == self.name_ for target in node.targets
            ):
                node.value = ast.copy_location(ast.Constant(self.value_), node.value)
        return compile(tree, self.path, "exec")


def article(name: str, html: str | bytes, url: str, site: Site | None = None) -> Page:
    def read() -> object:
        reading: Any = importlib.import_module("newsbot.reading")
        try:
            return asdict(reading.read(html, url=url, site=site, fetched_at=FETCHED_AT))
        except NotAnArticle as refused:
            return refused.problem
        except (StopIteration, AssertionError) as error:
            return repr(error)

    return Page(name, read)


def readings(pages: Sequence[Page]) -> list[object]:
    return [page.read() for page in pages]


def noticed_by(
    threshold: Threshold, factor: float, pages: Sequence[Page], plain: Sequence[object]
) -> str | None:
    """The name of the first page that is read otherwise with the other number."""
    with changed(threshold, factor):
        for page, right in zip(pages, plain, strict=True):
            if page.read() != right:
                return page.name
    return None


def main() -> None:
    from pages.corpus import corpus

    wanted = sys.argv[1:]
    pages = corpus()
    plain = readings(pages)
    print(f"{len(pages)} pages", flush=True)
    for threshold in thresholds():
        if wanted and not any(name in str(threshold) for name in wanted):
            continue
        found = [noticed_by(threshold, factor, pages, plain) for factor in FACTORS]
        told = ", ".join(
            f"x{factor} {by or 'UNNOTICED'}" for factor, by in zip(FACTORS, found, strict=True)
        )
        print(f"{threshold} = {threshold.value}: {told}", flush=True)


if __name__ == "__main__":
    main()
