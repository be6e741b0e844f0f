"""Where an export goes: its ending or its scheme says what is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsbot.errors import ConfigurationError, OptionError

if TYPE_CHECKING:
    from newsbot.archive.archive import Entry
    from newsbot.archive.to_lines import Fields

KINDS = (
    "x.jsonl, x.jsonl.gz, x.jsonl.zst, x.csv, x.sqlite, x.parquet, x.parquet/ (a folder of "
    "months), x/ (a folder of day files), postgresql://..."
)
_LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst")
_SCHEMES = ("postgresql://", "postgres://")
_ALL_FIELDS = "has tables of its own form, with all fields: leave --fields out"


class Target(Protocol):
    def write(self, entry: Entry) -> None: ...

    def finish(self) -> None:
        """All of it is in its place, and on disk, when this returns."""

    def abandon(self) -> None:
        """Nothing is left behind."""


def target_of(to: str, fields: Fields, *, overwrite: bool) -> Target:
    """Opens what `to` names.

    Raises OptionError where it cannot be, ConfigurationError where a package is missing, and what
    its own library raises where it cannot be written.
    """
    if to.startswith(_SCHEMES):
        return _postgres(to, fields, overwrite=overwrite)
    if "://" in to:
        raise OptionError(f"--to {to.partition('://')[0]}://...: it takes {KINDS}")
    path = Path(to).expanduser()
    if to.endswith(_LINES):
        from newsbot.archive.to_lines import LinesFile

        return LinesFile(path, fields, overwrite=overwrite)
    if to.endswith(".csv"):
        from newsbot.archive.to_csv import CsvFile

        return CsvFile(path, fields, overwrite=overwrite)
    if to.endswith(".sqlite"):
        if fields is not None:
            raise OptionError(f"{to} {_ALL_FIELDS}")
        from newsbot.archive.to_sqlite import SqliteFile

        return SqliteFile(path, overwrite=overwrite)
    if to.rstrip("/").endswith(".parquet"):
        return _parquet(path, fields, is_folder=to.endswith("/"), overwrite=overwrite)
    if to.endswith("/") or not path.suffix:
        from newsbot.archive.to_lines import DayFiles

        return DayFiles(path, fields, overwrite=overwrite)
    raise OptionError(f"--to {to}: it takes {KINDS}")


def _parquet(path: Path, fields: Fields, *, is_folder: bool, overwrite: bool) -> Target:
    try:
        from newsbot.archive.to_parquet import MonthFiles, ParquetFile
    except ImportError as error:
        raise _missing("a .parquet file", "pyarrow", "parquet") from error
    kind = MonthFiles if is_folder else ParquetFile
    return kind(path, fields, overwrite=overwrite)


def _postgres(to: str, fields: Fields, *, overwrite: bool) -> Target:
    try:
        from newsbot.archive.to_postgres import PostgresTables
    except ImportError as error:
        raise _missing("a postgresql:// address", "psycopg", "postgres") from error
    if fields is not None:
        raise OptionError(f"PostgreSQL {_ALL_FIELDS}")
    if overwrite:
        raise OptionError(
            "an export to PostgreSQL goes on with what is there: leave --overwrite out; to begin "
            "anew, DROP SCHEMA newsbot_archive CASCADE"
        )
    return PostgresTables(to)


def _missing(what: str, package: str, extra: str) -> ConfigurationError:
    return ConfigurationError(
        f"{what} needs the package {package}, which is not installed: "
        f"pip install 'newsbot[{extra}]'"
    )
