"""The spider arguments in the help of a command: Scrapy only says that there may be some."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyHelpFormatter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

_COLUMN = 18
"""Where the sentences begin, behind the longest name."""


class _KeptLines(ScrapyHelpFormatter):
    """Text of several lines stays as it is."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" not in text:
            return super()._fill_text(text, width, indent)
        return "\n".join(self._wrapped(line, width) for line in text.splitlines())

    def _wrapped(self, line: str, width: int) -> str:
        name, _, sentence = line.partition(" ")
        rest = " " * _COLUMN
        first = f"    {name}".ljust(_COLUMN)
        return textwrap.fill(sentence, width, initial_indent=first, subsequent_indent=rest)


def show_arguments(parser: argparse.ArgumentParser, names: Iterable[str] | None) -> None:
    """Lets `--help` name these spider arguments; all of them where `names` is None."""
    # Only now: Scrapy imports the modules of all commands, whichever is run.
    from newsbot.spiders.arguments import TAKES

    parser.formatter_class = _KeptLines
    lines = (f"{name} {TAKES[name]}" for name in names or TAKES)
    parser.add_argument_group("Spider arguments", "\n".join(lines))
