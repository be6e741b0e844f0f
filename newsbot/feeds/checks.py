"""Feeds that cannot be: found before anything is fetched."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    MarshalItemExporter,
    PickleItemExporter,
    XmlItemExporter,
)

from newsbot.errors import ConfigurationError, RunError
from newsbot.feeds.jsonlines import FlushingJsonLinesExporter
from newsbot.feeds.placing import PlacedFile
from newsbot.items import RECORD_FIELDS

_OF_PYTHON = (MarshalItemExporter, PickleItemExporter)
_ONE_DOCUMENT = (JsonItemExporter, XmlItemExporter)
_RARE = "\U0001f33e"
"""A character that only Unicode has; headlines have such ones now and then."""


def is_lines(options: Mapping[str, Any], exporter: type[object]) -> bool:
    """Whether a feed has the records of the archive, one a line: a later run finds them again."""
    is_whole = options["fields"] == [*RECORD_FIELDS] and "postprocessing" not in options
    return is_whole and issubclass(exporter, FlushingJsonLinesExporter)


def check_format(options: Mapping[str, Any], exporter: type[BaseItemExporter]) -> None:
    """Raises ConfigurationError for a format that only Python reads, or cannot hold every text."""
    if issubclass(exporter, _OF_PYTHON):
        raise ConfigurationError(
            f"the format {options['format']} cannot hold a record that others could read; "
            "take jsonlines, json, csv or xml"
        )
    errors = options["item_export_kwargs"].get("errors")
    if issubclass(exporter, XmlItemExporter):
        errors = "xmlcharrefreplace"
    encoding = options["encoding"] or "utf-8"
    try:
        found = _RARE.encode(encoding, errors or "strict")
    except (LookupError, UnicodeError):
        found = None
    if found is None or (issubclass(exporter, JsonLinesItemExporter) and found != _RARE.encode()):
        raise ConfigurationError(
            f"the encoding {encoding} cannot hold every text that a feed of {options['format']} "
            "gets; take utf-8, or for a table in Excel utf-8-sig"
        )


def check_goes_on(
    storage: PlacedFile, options: Mapping[str, Any], exporter: type[BaseItemExporter]
) -> None:
    """Raises ConfigurationError where a file that is there cannot be gone on with."""
    if storage.end is None:
        return
    path = storage.target
    if issubclass(exporter, _ONE_DOCUMENT):
        raise ConfigurationError(
            f"the feed {path} is there already, and nothing can be added to a finished "
            f"{options['format']} document; overwrite it with -O, or name another file"
        )
    if issubclass(exporter, CsvItemExporter) and "postprocessing" not in options:
        _check_columns(path, options)


def _check_columns(path: Path, options: Mapping[str, Any]) -> None:
    fields, kwargs = options["fields"], options["item_export_kwargs"]
    if not fields or not kwargs.get("include_headers_line", True):
        return
    wanted = list(fields.values() if isinstance(fields, Mapping) else fields)
    with path.open("rb") as file:
        line = file.readline().decode(options["encoding"] or "utf-8", errors="replace")
    delimiter = kwargs.get("delimiter", ",")
    if next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), []) != wanted:
        raise ConfigurationError(
            f"the feed {path} has other columns than this run would add to it; "
            "overwrite it with -O, or name another file"
        )


def check_named_once(path: Path, others: Iterable[Path]) -> None:
    """Raises ConfigurationError."""
    if path.resolve() in {other.resolve() for other in others}:
        raise ConfigurationError(
            f"the feed {path} is named twice; it is the default feed already, "
            "or -o and -O name it both"
        )


def check_writable(path: Path) -> None:
    """Raises RunError, and leaves no empty file behind."""
    if path.is_fifo():  # opening it would wait for a reader, for ever
        raise ConfigurationError(
            f"the feed {path} is a named pipe; write to another program with -o -:jsonlines | ..."
        )
    existed = path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
        if not existed:
            path.resolve().unlink()  # a link that somebody made for the feed stays
    except OSError as error:
        raise RunError(
            f"the feed {path} cannot be written ({error.strerror}); "
            "free or change the folder, or name another with -o or NEWSBOT_DATA_DIR"
        ) from error
