"""JSON Lines that are whole on disk after every article."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import JsonLinesItemExporter


class FlushingJsonLinesExporter(JsonLinesItemExporter):
    """Hands every line to the operating system at once: a killed process loses none of them."""

    def export_item(self, item: Any) -> None:
        super().export_item(item)
        self.file.flush()
