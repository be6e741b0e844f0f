"""An invented article as it leaves `pages/`, and as it enters the feed."""

from __future__ import annotations

from typing import Any

from newsbot.items import Article, Evidence, Image, Link, Paragraph

PAGE = "https://interfax.com.ua/news/economic/1208142.html"


def raw_article(**changes: Any) -> Article:
    """What the page reader hands to the pipelines."""
    evidence = Evidence(
        paragraphs=[
            Paragraph("Сади Полтавщини дали вдвічі більше яблук, ніж торік."),
            Paragraph("Джем варитимуть до листопада."),
        ],
        published=[("visible", "01:12 23.09.2026")],
    )
    fields: dict[str, Any] = {
        "id": "1208142",
        "url": PAGE,
        "site": "interfax.com.ua",
        "language": "uk",
        "section": "economic",
        "section_name": "Економіка",
        "title": "Врожай яблук подвоївся",
        "reading_minutes": 1,
        "images": [Image("https://media.interfax.com.ua/media/images/2026/09/sad.jpg", "Сад")],
        "related": [Link("Груші", "https://interfax.com.ua/news/economic/1208140.html")],
        "latest": [Link("Сливи", "https://interfax.com.ua/news/general/1208143.html")],
        "tags": ["Сади"],
        "fetched_at": "2026-09-22T22:40:00+00:00",
        "edition": "uk",
        "evidence": evidence,
    }
    return Article(**{**fields, **changes})


def finished_article(**changes: Any) -> Article:
    """What the pipelines hand to the feed."""
    fields: dict[str, Any] = {
        "published_at": "2026-09-23T01:12:00+03:00",
        "published_raw": "01:12 23.09.2026",
        "body": "Сади Полтавщини дали вдвічі більше яблук, ніж торік.\n\nДжем варитимуть.",
        "content_hash": "0" * 64,
    }
    return raw_article(**{**fields, **changes})
