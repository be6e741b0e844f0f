"""What a worker can be asked for, and the command of this project that does it.

An order lies in a database to which others may write as well: it is looked at again before its
words become those of a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

CRAWL, REPLAY, EXPORT = KINDS = ("crawl", "replay", "export")
_SOON = 1
"""Priority of a crawl: it comes before the kept pages of its site that wait to be read again."""


class Order(NamedTuple):
    kind: str
    args: dict[str, Any]
    """As JSON has them."""
    lock: str
    """Of the orders with one lock one is worked on at a time, in the order in which they came."""
    priority: int = 0

    @property
    def name(self) -> str:
        """For people; and of two with one name, only one waits."""
        return name_of(self.kind, self.args)


def crawl(spider: str, site: str, arguments: Mapping[str, str]) -> Order:
    """A run of a spider; `site` is what it takes the lease of."""
    return Order(CRAWL, {"spider": spider, "arguments": dict(arguments)}, site, _SOON)


def replay(spider: str, site: str, arguments: Mapping[str, str], file: Path) -> Order:
    """A file of kept pages is read again into the archive, under the lease of the site."""
    args = {"spider": spider, "arguments": dict(arguments), "file": str(file)}
    return Order(REPLAY, args, site)


def export(folder: Path) -> Order:
    """What was committed since the last time goes into the files of a folder."""
    return Order(EXPORT, {"folder": str(folder)}, f"export {folder}")


def name_of(kind: str, args: Mapping[str, Any]) -> str:
    """For people: `crawl interfax since=2026-11-01`."""
    arguments = args.get("arguments")
    given = arguments.items() if isinstance(arguments, dict) else ()
    parts = [args.get("spider"), args.get("file") or args.get("folder")]
    return " ".join(
        [kind, *(str(part) for part in parts if part), *(f"{name}={text}" for name, text in given)]
    )


def words_of(kind: str, args: Mapping[str, Any]) -> list[str]:
    """The words after `scrapy`. Raises ValueError where it is no order that was put here."""
    if kind == EXPORT:
        return ["export", "--to", _path(args, "folder")]
    spider, given = args.get("spider"), args.get("arguments")
    if not isinstance(spider, str) or not isinstance(given, dict) or not _is_word(spider):
        raise ValueError("it names no spider")
    arguments = []
    for name, text in given.items():
        if not name.isidentifier() or not isinstance(text, str):
            raise ValueError(f"{name!r} is no argument of a spider")
        arguments += ["-a", f"{name}={text}"]
    if kind == CRAWL:
        return ["crawl", *arguments, spider]
    if kind == REPLAY:
        file = _path(args, "file")
        return ["replay", "--into-archive", "--spider", spider, *arguments, file]
    raise ValueError(f"{kind!r} is nothing that a worker does")


def _path(args: Mapping[str, Any], name: str) -> str:
    path = args.get(name)
    if not isinstance(path, str) or not path.startswith("/"):
        raise ValueError(f"its {name} is no absolute path")
    return path


def _is_word(text: str) -> bool:
    return text.replace("-", "_").isidentifier() and not text.startswith("-")
