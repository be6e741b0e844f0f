"""JSON Lines that are whole on disk after every article."""

from __future__ import annotations

from collections.abc import Iterable
from io import BufferedWriter
from typing import Any

from scrapy.exporters import JsonLinesItemExporter

from newsbot.feeds.lines import check_uncut
from newsbot.feeds.records import record_of
from newsbot.items import RECORD_FIELDS, Article

_RECORD = list(RECORD_FIELDS)


class FlushingJsonLinesExporter(JsonLinesItemExporter):
    """Hands every line to the operating system at once: a killed process loses none of them."""

    def export_item(self, item: Any) -> None:
        if isinstance(self.file, BufferedWriter):  # neither packed nor a remote one
            check_uncut(self.file)
        super().export_item(item)
        self.file.flush()

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        """The whole record at once: Scrapy asks for every field of every link one by one."""
        if isinstance(item, Article) and self.fields_to_export == _RECORD:
            return record_of(item).items()
        fields: Iterable[tuple[str, Any]] = super().get_serialized_fields(
            item, default_value, include_empty
        )
        return fields


class PlacedJsonLinesExporter(FlushingJsonLinesExporter):
    """Lines that say last where the page stands among the kept ones that are read again.

    >>> line_without_place(b'{"id": "1", "place": 7}\\n')
    (7, b'{"id": "1"}\\n')
    """

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        yield from super().get_serialized_fields(item, default_value, include_empty)
        yield "place", item.evidence.place


def line_without_place(line: bytes) -> tuple[int, bytes]:
    """The place that a line says, and the line as it is in other feeds."""
    record, _, place = line.rpartition(b', "place": ')
    return int(place.rstrip(b"}\n")), record + b"}\n"
