"""What ends a run, with the exit code of `scrapy crawl` for it, and what ends one page or item."""

from __future__ import annotations

from collections.abc import Iterable

from scrapy.exceptions import DropItem, IgnoreRequest

EXIT_FAILED = 1
"""The run could not do its work."""
EXIT_USAGE = 2
"""Arguments or configuration are wrong."""
EXIT_BUSY = 75
"""Another run is active (EX_TEMPFAIL of sysexits.h)."""


class RunError(Exception):
    """Ends the run. The message names the thing and says what to do; no traceback is shown."""

    exit_code = EXIT_FAILED


class ArgumentError(RunError):
    """A spider argument cannot be understood."""

    exit_code = EXIT_USAGE

    def __init__(self, name: str, value: object, takes: str) -> None:
        super().__init__(f"argument {name!r}: {value!r} is not understood; it takes {takes}")
        self.name = name


class UnknownArgumentError(RunError):
    """There is no spider argument of this name."""

    exit_code = EXIT_USAGE

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"there is no argument {name!r}; known are {', '.join(known)}")
        self.name = name


class ConfigurationError(RunError):
    """A setting or a file that a setting names cannot be used."""

    exit_code = EXIT_USAGE


class OptionError(RunError):
    """What a command was given on its command line names nothing that it could work on."""

    exit_code = EXIT_USAGE


class ArchiveError(RunError):
    """There is no archive where one is said to be, or it cannot be read."""


class BusyError(RunError):
    """Another run works on the same data folder."""

    exit_code = EXIT_BUSY


class NotAnArticle(ValueError):  # noqa: N818 - a public name, and no mistake of the caller
    """A page is not surely an article, whole; `problem` says why in a few words."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"not an article: {problem}")
        self.problem = problem


class LedgerError(RunError):
    """The ledger cannot answer: raised by the statement that failed, and by every later one.

    "Unknown" would be no answer: everything would be fetched and written again.
    """


class PagesError(RunError):
    """A page cannot be kept: raised for that one, and for all later ones."""


class Postponed(IgnoreRequest):
    """A request was not sent because the run is ending, or must keep away from the host now.

    Nothing is wrong with its page: it stays queued for the next run, and counts as no failure.
    """


class Unreadable(IgnoreRequest):
    """A page came that is no text, cut short, or too much for a parser."""


class NotModified(IgnoreRequest):
    """The site says that a page is as it was: nothing to read."""


class Dropped(DropItem):
    """Dropped by a pipeline; the message says why. What became of it is logged with its outcome."""

    def __init__(self, message: str) -> None:
        super().__init__(message, log_level="DEBUG")


class NotWanted(Dropped):
    """Dropped though nothing is wrong with it; `kind` as in `newsbot.outcomes.NotWanted`."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


class SameAsKnown(Dropped):
    """Dropped because the archive has this revision."""


class Doubted(Dropped):
    """Dropped because it lacks most of what the archive has; a second look later may confirm it."""


def reason_of(error: BaseException | None) -> str:
    """Why a download failed, in words: Twisted hides the reason in a list of failures."""
    cause = error.__cause__ if error is not None else None
    inner = getattr(cause, "reasons", None) or getattr(error, "reasons", None) or ()
    words = "; ".join(failure.getErrorMessage() for failure in inner)
    return words or str(error) or type(error).__name__
