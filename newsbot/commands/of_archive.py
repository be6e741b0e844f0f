"""What commands share that look into the archive: moments as people write them, lines left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsbot.commands.complaints import complain
from newsbot.errors import OptionError
from newsbot.guards.log import printable

if TYPE_CHECKING:
    from scrapy.commands import ScrapyCommand

    from newsbot.archive.archive import Archive


def tell_skipped(command: ScrapyCommand, archive: Archive) -> None:
    """Names what was left out: the first such line, and how many there are."""
    assert command.settings is not None
    if archive.skipped_count:
        first = archive.skipped[0]
        text = (
            f"left out: {archive.skipped_count} lines that hold no article; the first is line "
            f"{first.line} of {first.file} ({first.why})"
        )
        complain(text, 0, command.settings)


def moment_of(option: str, text: str | None) -> datetime | None:
    """The moment that an option names, in any form that the site prints. Raises OptionError."""
    # Only now: Scrapy imports the modules of all commands, whichever is run.
    from newsbot.pages.times import read_time

    if text is None:
        return None
    moment = read_time(text, datetime.now(UTC))
    if moment is None:
        raise OptionError(
            f"{option}: {printable(text)!r} is not understood; it takes a date, such as "
            "2026-04-26, '26.04.2026 04:25' or 'вчора'"
        )
    return moment
