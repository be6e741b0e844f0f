"""Text: clean paragraphs become the body; every other text of the record is cleaned too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.errors import Dropped
from newsbot.text.clean import clean, clean_line

if TYPE_CHECKING:
    from newsbot.items import Article


class TextPipeline:
    """Joins the paragraphs with one empty line. An article left without text is dropped."""

    def process_item(self, item: Article) -> Article:
        clean_item(item)
        if not item.body:
            raise Dropped("no text is left of it")
        return item


def clean_item(item: Article) -> None:
    """Sets the body of `item` from its paragraphs, and cleans its other texts."""
    paragraphs = [clean(paragraph.text) for paragraph in item.evidence.paragraphs]
    item.body = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    item.title = _line(item.title)
    item.lead = clean(item.lead) or None if item.lead else None
    item.section_name = _line(item.section_name)
    item.published_raw = _line(item.published_raw)
    item.authors = [name for name in map(_line, item.authors) if name]
    item.tags = [tag for tag in map(_line, item.tags) if tag]
    for image in item.images:
        image.caption = _line(image.caption)
        image.credit = _line(image.credit)
    for link in (*item.related, *item.latest):
        link.title = _line(link.title) or ""


def _line(text: str | None) -> str | None:
    """`text` on one line, None for nothing."""
    if not text:
        return None
    return clean_line(text) or None
