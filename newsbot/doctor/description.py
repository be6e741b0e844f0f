"""Where in the project a site's description says something: the file and the line to change."""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import newsbot
from newsbot.sites.site import Site

if TYPE_CHECKING:
    from types import ModuleType

FORMS_OF_DATES = "newsbot/text/dates/forms.py"
_HOME = Path(newsbot.__file__).parent.parent


def line_of(site: Site, what: str) -> str:
    """`newsbot/sites/interfax.py:52` for `Paths.latest` or `Site.blocks` of a description.

    The line of that part where it leaves `what` out; words where no file holds the description.
    """
    module = _module_of(site)
    if module is None:
        return f"{what} in the description of {site.name or 'the site'}"
    path = Path(inspect.getsourcefile(module) or "")
    shown = path.relative_to(_HOME) if path.is_relative_to(_HOME) else path
    return f"{shown.as_posix()}:{_line(ast.parse(inspect.getsource(module)), what)}"


def _module_of(site: Site) -> ModuleType | None:
    """The module that makes a description, known by its name: a mirror's is another object."""
    for name, module in sys.modules.items():
        if name.startswith("newsbot.sites.") and any(
            isinstance(value, Site) and value.name == site.name and key.isupper()
            for key, value in vars(module).items()
        ):
            # What a module only imports is made elsewhere.
            source = inspect.getsource(module)
            if f'name="{site.name}"' in source:
                return module
    return None


def _line(tree: ast.Module, what: str) -> int:
    owner, _, keyword = what.partition(".")
    named = {
        target.id: node.lineno
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    part = 1
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id == owner:
            part = node.lineno
            for given in node.keywords:
                if given.arg == keyword:
                    value = given.value
                    return named[value.id] if isinstance(value, ast.Name) else value.lineno
    return part
