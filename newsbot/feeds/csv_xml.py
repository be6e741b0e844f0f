"""CSV and XML, which know no lists of objects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from scrapy.exporters import CsvItemExporter, XmlItemExporter


class CsvExporter(CsvItemExporter):
    """A list is JSON in its cell, as in the JSON Lines; null is an empty cell."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        if isinstance(value, list):
            return json.dumps(_plain(value), ensure_ascii=False)
        return super().serialize_field(field, name, value)


class XmlExporter(XmlItemExporter):
    """An object has an element for each of its fields; null is an empty element."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        return _plain(super().serialize_field(field, name, value))

    def _export_xml_field(self, name: str, serialized_value: Any, depth: int) -> None:
        value = "" if serialized_value is None else serialized_value
        super()._export_xml_field(name, value, depth)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
