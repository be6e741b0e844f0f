"""One line for the person who must act, and the quiet mode, in which nothing else is printed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.log import configure_logging, get_scrapy_root_handler

from newsbot.commands.pipes import drop_unwritten
from newsbot.errors import EXIT_BUSY, EXIT_FAILED, EXIT_USAGE, OptionError, RunError
from newsbot.guards.log import printable
from newsbot.ledger.lock import make_private, no_data_folder
from newsbot.ledger.opening import data_dir
from newsbot.own_files import check_output

if TYPE_CHECKING:
    import argparse

    from scrapy.commands import ScrapyCommand
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

LOG_NAME = "newsbot.log"
"""The log of quiet runs, in the data folder."""


def complain(message: str, code: int, settings: BaseSettings) -> int:
    """Says what is wrong on stderr, also in the log where that is a file, and returns `code`.

    In quiet mode nobody is told that another run is active: that is no matter for a human.
    """
    busy = code == EXIT_BUSY
    where = ""
    if log := settings.get("LOG_FILE"):
        if get_scrapy_root_handler() is None:  # nothing has come so far that opens it
            with suppress(Exception):  # what of its settings is wrong is what is said
                configure_logging(dict(settings))
        logger.log(logging.INFO if busy else logging.ERROR, message)
        where = f" (log: {log})"
    if not (busy and settings.getbool("NEWSBOT_QUIET")):
        with suppress(OSError):  # whoever reads has gone, or has no room: the code still tells
            print(f"newsbot: {printable(message)}{where}", file=sys.stderr)
    return code


@contextmanager
def problems_told(command: ScrapyCommand) -> Iterator[None]:
    """What goes wrong in its block ends it: one line, and the exit code of the command."""
    assert command.settings is not None
    try:
        yield
    except RunError as error:
        command.exitcode = complain(str(error), error.exit_code, command.settings)
    except PermissionError as error:  # of whoever asks what there is in a closed folder
        sentence = f"{error.filename} cannot be read or written ({error.strerror})"
        command.exitcode = complain(sentence, EXIT_USAGE, command.settings)


@contextmanager
def writing(target: Path | str) -> Iterator[None]:
    """What cannot be written in its block is said of `target`: RunError in place of OSError."""
    try:
        yield
    except OSError as error:
        raise RunError(f"{target} cannot be written ({error.strerror})") from error


def send_log_to_file(settings: BaseSettings) -> None:
    """For quiet mode: the log goes to a file, of the data folder where no other is named."""
    if settings.get("LOG_FILE"):
        return
    path = data_dir(settings).absolute() / LOG_NAME
    try:
        make_private(path.parent)
    except OSError as error:
        sys.exit(complain(str(no_data_folder(path.parent, error)), EXIT_FAILED, settings))
    settings.set("LOG_FILE", str(path), priority="cmdline")


def check_log(command: ScrapyCommand) -> None:
    """Ends the command with a sentence where its log cannot be written: Scrapy opens it soon."""
    assert command.settings is not None
    path = command.settings.get("LOG_FILE")
    if not path:
        return
    try:
        check_output(path, command.settings)
        Path(path).open("ab").close()
    except OptionError as error:
        command.settings.set("LOG_FILE", None, priority="cmdline")
        sys.exit(complain(str(error), error.exit_code, command.settings))
    except OSError as error:
        command.settings.set("LOG_FILE", None, priority="cmdline")
        sentence = (
            f"the log {path} cannot be written ({error.strerror}); "
            "free or change the folder, or name another file with --logfile"
        )
        sys.exit(complain(sentence, EXIT_FAILED, command.settings))


def only_errors(command: ScrapyCommand, opts: argparse.Namespace) -> None:
    """Of a command that prints what it found itself, unless its log was asked for."""
    assert command.settings is not None
    if not opts.loglevel and not opts.logfile:
        command.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")
    check_log(command)


def is_log_writable(settings: BaseSettings) -> bool:
    """Whether another line fits into the log; where there is room for one, it gets an empty one."""
    path = settings["LOG_FILE"]
    if not path:
        return True
    try:
        with Path(path).open("ab") as file:
            file.write(b"\n")
    except OSError:
        return False
    return True


def give_up_log() -> OSError | None:
    """Why the log could not be written to its end, where it could not be; nothing tries again."""
    failure = None
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.FileHandler) and handler.stream is not None:
            failure = drop_unwritten(handler.stream) or failure
    return failure
