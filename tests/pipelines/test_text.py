"""The step that makes clean text of paragraphs."""

from __future__ import annotations

import pytest
from scrapy.exceptions import DropItem

from articles import raw_article
from newsbot.items import Image, Link, Paragraph
from newsbot.pipelines.text import TextPipeline


def test_paragraphs_become_the_body() -> None:
    item = raw_article(
        title="  Врожай\u00a0яблук\u200b\nподвоївся ",
        lead="\u00a0",
        section_name="",
        tags=["Сади\u00ad", "\u200b", ""],
        authors=["  Дарина   Лозова "],
        images=[
            Image("https://example.org/1.jpg", " "),
            Image("https://example.org/2.jpg", "Сад\n"),
        ],
        related=[Link(" Груші\u00a0дрібні ", "https://interfax.com.ua/news/general/1.html")],
    )
    item.evidence.paragraphs = [
        Paragraph(" Перший\u00a0абзац. "),
        Paragraph("\u200b"),
        Paragraph("Другий\nрядок."),
        Paragraph("А\tБ\nВ\tГ"),
    ]
    item = TextPipeline().process_item(item)
    assert item.body == "Перший абзац.\n\nДругий\nрядок.\n\nА\tБ\nВ\tГ"
    assert item.title == "Врожай яблук подвоївся"
    assert item.lead is item.section_name is None
    assert (item.tags, item.authors) == (["Сади"], ["Дарина Лозова"])
    assert [image.caption for image in item.images] == [None, "Сад"]
    assert item.related[0].title == "Груші дрібні"


def test_typography_is_kept() -> None:
    text = "«Ми — “за”», - каже п’ять об'єднань і сім’я: 5–6 %, №5…"
    item = raw_article(title=text)
    item.evidence.paragraphs = [Paragraph(text)]
    item = TextPipeline().process_item(item)
    assert item.title == item.body == text


def test_an_article_without_text_is_dropped() -> None:
    item = raw_article()
    item.evidence.paragraphs = [Paragraph("\u200b "), Paragraph("")]
    with pytest.raises(DropItem, match="no text is left"):
        TextPipeline().process_item(item)
