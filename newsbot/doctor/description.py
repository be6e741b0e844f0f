"""Where in the project a site's description says something: the file and the line to change."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from newsbot.sites.site import Site

FORMS_OF_DATES = "newsbot/text/dates/forms.py"


def line_of(site: Site, what: str) -> str:
    """`newsbot/sites/interfax.py:52` for `Paths.latest` or `Site.blocks` of a description.

    The line of that part where it leaves `what` out; words where no file holds the description.
    """
    module = _module_of(site)
    if module is None:
        return f"{what} in the description of {site.name or 'the site'}"
    shown = module.__name__.replace(".", "/")
    return f"{shown}.py:{_line(ast.parse(_source(module)), what)}"


def _module_of(site: Site) -> ModuleType | None:
    """The module that makes a description, known by its name: a mirror's is another object."""
    for name, module in sys.modules.items():
        if name.startswith("newsbot.sites.") and f'name="{site.name}"' in _source(module):
            return module
    return None


def _source(module: ModuleType) -> str:
    """What a module is made of, also one in an egg; '' where nobody has it."""
    loader = getattr(module.__spec__, "loader", None)
    found = getattr(loader, "get_source", None)
    return (found(module.__name__) if found is not None else None) or ""


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
