"""What commands share that read the ledger: where it is, what they say when it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.commands.complaints import problems_told
from newsbot.errors import ConfigurationError, RunError
from newsbot.ledger.beside import read_errors
from newsbot.ledger.database import damaged, tells_damage
from newsbot.ledger.opening import ledger_place

if TYPE_CHECKING:
    from scrapy.commands import ScrapyCommand
    from scrapy.settings import BaseSettings


def ledger_of(command: ScrapyCommand) -> Path | str:
    """The ledger's file, or the address of its database. Raises ConfigurationError."""
    assert command.settings is not None
    place = ledger_place(command.settings)
    if place is None:
        raise ConfigurationError("NEWSBOT_LEDGER is empty: such runs are not remembered")
    return place


def shared_ledger_of(command: ScrapyCommand, who: str) -> str:
    """The address of the database that several machines share. Raises ConfigurationError."""
    place = ledger_of(command)
    if not isinstance(place, str):
        raise ConfigurationError(
            f"{who} works with a ledger that machines share, and {place} is a file; "
            "name a database with NEWSBOT_LEDGER=postgresql://..."
        )
    return place


@contextmanager
def reading_ledger(settings: BaseSettings) -> Iterator[None]:
    """Raises RunError in place of what a database raises in its block."""
    try:
        yield
    except read_errors() as error:
        said = " ".join(str(error).split())
        place = ledger_place(settings)
        if isinstance(place, Path) and tells_damage(error):
            raise RunError(damaged(place, said)) from error
        raise RunError(f"the ledger could not be read ({said}); try again") from error


@contextmanager
def ledger_problems_told(command: ScrapyCommand) -> Iterator[None]:
    """What goes wrong in its block, be it in the ledger, ends it: one line, and the exit code."""
    assert command.settings is not None
    with problems_told(command), reading_ledger(command.settings):
        yield
