"""What commands share that read the ledger: where it is, what they say when it cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsbot.commands.complaints import complain
from newsbot.errors import EXIT_FAILED, ConfigurationError, RunError
from newsbot.ledger.opening import ledger_path

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.commands import ScrapyCommand


@contextmanager
def ledger_of(command: ScrapyCommand) -> Iterator[Path]:
    """The ledger's file. What goes wrong with it ends the block: one line, and the exit code."""
    settings = command.settings
    assert settings is not None
    try:
        path = ledger_path(settings)
        if path is None:
            raise ConfigurationError("NEWSBOT_LEDGER is empty: such runs are not remembered")
        yield path
    except RunError as error:
        command.exitcode = complain(str(error), error.exit_code, settings)
    except sqlite3.Error as error:
        text = f"the ledger could not be read ({error}); try again"
        command.exitcode = complain(text, EXIT_FAILED, settings)
