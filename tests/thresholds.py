"""The numbers that rules of `newsbot.pages` are made of, and a way to read with other ones.

`changed` sets one while it lasts: the source is run with the other number, so that what was made of
it (a regex, a copy in another module) has it too. `tests/pages/test_thresholds.py` has a proof for
each.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import newsbot

ROOT = Path(newsbot.__file__).parent
FILES = (*sorted((ROOT / "pages").glob("*.py")), ROOT / "sites" / "any_host.py")
ROOMS = ("pages", "sites.any_host", "pipelines", "reading")
"""What is imported anew, because it holds a number or something made of one."""


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
        return int(value) if isinstance(self.value, int) else value


def thresholds() -> list[Threshold]:
    """Every number that a module names, and nothing made of several."""
    return [
        Threshold(_module_of(file), name, value.value, file)
        for file in FILES
        for node in ast.parse(file.read_text("utf-8")).body
        for name, value in _named(node)
        if isinstance(value, ast.Constant) and isinstance(value.value, int | float)
    ]


def unnamed() -> set[tuple[str, float]]:
    """Numbers above two in the code itself, where nobody finds them, and their modules."""
    return {
        (_module_of(file).removeprefix("newsbot."), node.value)
        for file in FILES
        for function in ast.parse(file.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and abs(node.value) > 2
    }


def _named(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for part, value in zip(target.elts, node.value.elts, strict=True):
                    if isinstance(part, ast.Name):
                        yield part.id, value


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
            for name, value in _named(node):
                if name == self.name_ and isinstance(value, ast.Constant):
                    value.value = self.value_
        return compile(tree, self.path, "exec")
