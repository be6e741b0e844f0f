"""The step that strips advertising."""

from __future__ import annotations

from scrapy.crawler import Crawler

from articles import raw_article
from newsbot.items import Paragraph
from newsbot.pipelines.ads import AdsPipeline
from pipelines.crawlers import counts


def test_what_the_page_and_the_text_strip_is_counted_together(crawler: Crawler) -> None:
    item = raw_article()
    item.evidence.paragraphs = [
        Paragraph("Перше речення."),
        Paragraph("РЕКЛАМА"),
        Paragraph("Читайте також: Груші цього року дрібні", linked=True),
        Paragraph("Реклама яблук подорожчала, кажуть садівники."),
    ]
    item.evidence.stripped = {"container": 2, "label": 1}
    kept = AdsPipeline(crawler).process_item(item).evidence.paragraphs
    assert [paragraph.text for paragraph in kept] == [
        "Перше речення.",
        "Реклама яблук подорожчала, кажуть садівники.",
    ]
    assert counts(crawler, "ads/") == {"ads/label": 2, "ads/insert": 1, "ads/container": 2}
