"""What commands share that read the ledger: where it is, what they say when it cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsbot.commands.complaints import problems_told
from newsbot.errors import ConfigurationError, RunError
from newsbot.ledger.opening import ledger_path

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.commands import ScrapyCommand


def ledger_of(command: ScrapyCommand) -> Path:
    """The ledger's file. Raises ConfigurationError."""
    assert command.settings is not None
    path = ledger_path(command.settings)
    if path is None:
        raise ConfigurationError("NEWSBOT_LEDGER is empty: such runs are not remembered")
    return path


@contextmanager
def ledger_problems_told(command: ScrapyCommand) -> Iterator[None]:
    """What goes wrong in its block, be it in the ledger, ends it: one line, and the exit code."""
    with problems_told(command):
        try:
            yield
        except sqlite3.Error as error:
            raise RunError(f"the ledger could not be read ({error}); try again") from error
