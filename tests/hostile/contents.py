"""Attacks in what a page holds: its charset, its data."""

from __future__ import annotations

import json

from hostile.attack import (
    ESCAPE,
    GOOD,
    NOT,
    WHOLE,
    Attack,
    notice,
    page,
)
from hostile.pages import TEXT, TITLE, article


def charsets() -> list[Attack]:
    """The same article, in whatever bytes and whatever is said of them."""

    def said(charset: str, in_truth: str, *, header: str | None = None) -> bytes:
        kind = "text/html" + (f"; charset={header}" if header else "")
        return page(article(charset=charset).encode(in_truth), Content_Type=kind)

    bare = article().replace('<meta charset="utf-8">', "").encode("windows-1251")
    return [
        Attack("windows-1251", said("windows-1251", "windows-1251"), record=GOOD),
        Attack("windows-1251, unsaid", page(bare, Content_Type="text/html"), record=GOOD),
        Attack(
            "windows-1251, header lies",
            said("windows-1251", "windows-1251", header="utf-8"),
            record=GOOD,
            log="as it says",
        ),
        Attack(
            "UTF-8, header lies",
            said("utf-8", "utf-8", header="windows-1251"),
            record=GOOD,
            log="as it says",
        ),
        Attack("UTF-8, meta lies", said("koi8-u", "utf-8"), record=GOOD, log="as it says"),
        Attack("KOI8-U", said("koi8-u", "koi8-u"), record=GOOD),
        Attack("KOI8-U, meta lies", said("windows-1251", "koi8-u"), record=GOOD, log="as it says"),
        Attack("UTF-16", said("utf-16", "utf-16"), record=GOOD),
        Attack("UTF-16, unsaid", said("utf-8", "utf-16-le"), record=GOOD),
        Attack("UTF-8 with a mark", said("utf-8", "utf-8-sig"), record=GOOD),
        Attack("an unknown charset", said("x-mac-klingon", "utf-8", header="bogus"), record=GOOD),
        Attack("UTF-7", said("utf-7", "utf-8", header="utf-7"), record=GOOD),
        Attack("NUL bytes", page(WHOLE.replace(b"<p>", b"\0<p>\0")), record=GOOD),
        Attack(
            "lone surrogates",
            page(WHOLE.replace(b"</p>", b" \xed\xa0\x80</p>")),
            record={"title": TITLE},
        ),
        Attack(
            "invalid UTF-8",
            page(WHOLE.replace(b"</p>", b" \xff\xfe\xc3</p>")),
            record={"title": TITLE},
        ),
        Attack(
            "a picture as HTML", page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200), log="Not "
        ),
        Attack(
            "a picture",
            page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200, Content_Type="image/png"),
            log="no text",
        ),
        Attack(
            "a type with an escape",
            page(b"GIF89a", Content_Type=f"image/gif{ESCAPE}"),
            log=r"\x1b]0;owned\x07",
        ),
        Attack("a PDF", page(b"%PDF-1.7\n" + WHOLE, Content_Type="application/pdf"), log="no text"),
        Attack(
            "entities",
            page(article(title="&#1059;ряд ухвалив програму відбудови&nbsp;мостів")),
            record=GOOD,
        ),
        Attack(
            "homoglyphs",
            page(article(title="Уpяд ухвaлив пpогpaму (латинські p, a)")),
            record={"title": "Уpяд ухвaлив пpогpaму (латинські p, a)"},
        ),
        Attack(
            "escapes in the text",
            page(
                article(
                    title=f"Мости {ESCAPE} відбудують", paragraphs=(*TEXT, f"{ESCAPE}\u202eabc")
                )
            ),
            record={},
        ),
    ]


def data() -> list[Attack]:
    """Pages whose data lie, or are too much."""

    def ld(text: str) -> bytes:
        return page(article(head=f'<script type="application/ld+json">{text}</script>'))

    other = {
        "@type": "NewsArticle",
        "headline": "Зовсім інша стаття про зовсім інше",
        "articleBody": "Інший текст.",
        "url": "https://evil.example/news/political/1.html",
        "datePublished": "1999-01-01T00:00:00Z",
    }
    return [
        Attack("JSON-LD broken", ld('{"@type": "NewsArticle", "headline": '), record=GOOD),
        Attack("JSON-LD about another", ld(json.dumps(other)), record=GOOD),
        Attack("JSON-LD huge", ld(json.dumps([other] * 2000)), record=GOOD),
        Attack("JSON-LD deep", ld("[" * 100_000 + "]" * 100_000), record=GOOD),
        Attack("JSON-LD deep objects", ld('{"@graph":' * 50_000 + "1" + "}" * 50_000), record=GOOD),
        Attack(
            "JSON-LD numbers",
            ld('{"@type":"NewsArticle","datePublished":' + "9" * 6000 + "}"),
            record=GOOD,
        ),
        Attack(
            "JSON-LD of odd types",
            ld('{"@type":["NewsArticle",1,null],"headline":{"a":[]},"image":[[[1]]],"author":7}'),
            record=GOOD,
        ),
        Attack("no date", page(article(time=None)), record={"title": TITLE, "published_at": None}),
        Attack(
            "date in the future",
            page(article(time=("10:15", "22.09.2126"))),
            record={"title": TITLE, "published_at": None},
            log="Unreadable",
        ),
        Attack(
            "date that is none",
            page(article(time=("99:99", "45.13.2026"))),
            record={"title": TITLE, "published_at": None},
            log="Unreadable",
        ),
        Attack("outage page", notice("Сайт тимчасово недоступний", "Технічні роботи"), log=NOT),
        Attack("challenge page", notice("Checking your browser", "Please wait"), log=NOT),
        Attack("error page", notice("Fatal error", "Warning: mysql_connect()"), log=NOT),
        Attack("404 in the template", page(article("Сторінку не знайдено")), log=NOT),
        Attack(
            "no text in the template", page(article(paragraphs=("Матеріал недоступний.",))), log=NOT
        ),
        Attack(
            "a wall in the template",
            page(article(paragraphs=("Лише для передплатників.",))),
            log=NOT,
        ),
        Attack("noindex by header", page(article(), X_Robots_Tag="noindex"), log="noindex"),
        Attack(
            "noindex by meta",
            page(article(head='<meta name="robots" content="none">')),
            log="noindex",
        ),
        Attack(
            "noindex for others",
            page(article(), X_Robots_Tag="otherbot: noindex, nofollow"),
            record=GOOD,
        ),
        Attack("500", page(b"", "500 Oops"), log="Not fetched (status 500)", requests=2),
        Attack("status 999", page(b"", "999 No"), log="Not fetched (status 999)"),
        Attack("404", page(b"", "404 Not Found"), log="Not fetched (status 404)"),
    ]
