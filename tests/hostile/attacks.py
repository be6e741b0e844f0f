"""The table of hostile and broken articles: what each sends, and what must come of it."""

from __future__ import annotations

import gzip
import json
import socket
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import brotli

from hostile.pages import TEXT, TITLE, article, links, related
from hostile.server import Raw, chunk, endless, head, raw, reset

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MB = 1024 * 1024
BODY = "\n\n".join(TEXT)
GOOD: dict[str, Any] = {"title": TITLE, "body": BODY, "published_at": "2026-09-22T10:15:00+03:00"}
ESCAPE = "\x1b]0;owned\x07\x1b[31m"


@dataclass(frozen=True)
class Attack:
    """One hostile article."""

    name: str
    send: bytes | Raw
    """The response, head and all, or who sends it."""
    record: Mapping[str, Any] | None = None
    """Fields of its record; None: it is not exported."""
    log: str = ""
    """What its line in the log says; '' for a record without one."""
    requests: int = 1
    late: bool = False
    """Whether it comes after the healthy articles, else before them."""


def page(text: str | bytes, status: str = "200 OK", **headers: object) -> bytes:
    """A well-formed response."""
    body = text if isinstance(text, bytes) else text.encode()
    return head(status, Content_Length=len(body), **headers) + body


def notice(title: str, text: str) -> bytes:
    """A page with status 200 that is no article."""
    return page(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"
    )


def redirect(location: str, status: str = "302 Found") -> bytes:
    return page(b"", status, Location=location)


def hops(count: int) -> Raw:
    """Redirects so many times to its own address, then sends the article."""
    left = iter(range(count))

    def speak(connection: socket.socket) -> None:
        arrived = next(left, None) is None
        connection.sendall(page(WHOLE) if arrived else redirect("#on"))

    return speak


WHOLE = article().encode()
NOT = "Not exported"
HALF = WHOLE[: WHOLE.index("За словами".encode())]
PACKED = gzip.compress(WHOLE)
ZEROS = 200 * MB
BOMBS: Mapping[str, Callable[[], bytes]] = {
    "gzip": lambda: deflated(31),
    "deflate": lambda: deflated(15),
    "br": lambda: brotli.compress(ZEROS * b"0", quality=1),
    "zstd": lambda: zstd.compress(ZEROS * b"0"),
}


def deflated(window_bits: int) -> bytes:
    """One block of zeros again and again. The end that it lacks is never reached."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    first = packer.compress(b"<p>") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b"0" * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (ZEROS // MB)


def bombs() -> list[Attack]:
    """200 MB in a few kB, packed when they are sent."""

    def send(pack: Callable[[], bytes], coding: str) -> Raw:
        return lambda connection: connection.sendall(page(pack(), Content_Encoding=coding))

    unpacked = "during decompression"
    return [
        *(Attack(f"{name} bomb", send(pack, name), log=unpacked) for name, pack in BOMBS.items()),
        Attack(
            "gzip in gzip",
            send(lambda: gzip.compress(deflated(31)), "gzip, gzip"),
            log=unpacked,
        ),
    ]


def cut() -> list[Attack]:
    """Pages that end too early. They are asked for again, and never exported."""
    chunked = head(Transfer_Encoding="chunked")
    return [
        Attack(
            "cut before its length",
            raw(head(Content_Length=len(WHOLE)), HALF),
            log="Not fetched",
            requests=2,
        ),
        Attack(
            "reset in the middle",
            reset(head(Content_Length=len(WHOLE)), HALF),
            log="Not fetched",
            requests=2,
        ),
        Attack("chunks that stop", raw(chunked, chunk(HALF)), log="Not fetched", requests=2),
        Attack("no length, cut", raw(head(), HALF), log="cut short", requests=2),
        Attack("no length, whole", raw(head(), WHOLE), record=GOOD),
        Attack(
            "length too short",
            raw(head(Content_Length=len(HALF)), WHOLE),
            log="cut short",
            requests=2,
            late=True,
        ),
        Attack(
            "packed, then cut",
            page(PACKED[: len(PACKED) // 2], Content_Encoding="gzip"),
            log="cut short",
            requests=2,
            late=True,
        ),
        Attack("not packed at all", page(WHOLE, Content_Encoding="gzip"), log="Not a gzipped file"),
        Attack("closed at once", raw(b""), log="Not fetched", requests=2),
        Attack("reset at once", reset(b""), log="Not fetched", requests=2),
        Attack("no HTTP", raw(b"SSH-2.0-OpenSSH_9.6\r\n" * 3), log="Not fetched", requests=2),
        Attack("empty page", page(b""), log="cut short", requests=2),
        Attack("a part of a page", page(HALF, "206 Partial Content"), log="(status 206)"),
        Attack("made by a proxy", page(WHOLE, "203 Non-Authoritative"), log="(status 203)"),
        Attack(
            "a byte a second",
            endless(head(Content_Length=len(WHOLE)), b"<", 60, pause=1.0),
            log="took longer than",
            requests=2,
        ),
        Attack(
            "a header a second",
            endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 8 * 60, pause=1.0),
            log="took longer than",
            requests=2,
        ),
        Attack(
            "endless headers",
            endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 8000 + b"\r\n", 400 * MB),
            log="Not fetched",
            requests=2,
        ),
    ]


def large() -> list[Attack]:
    """More than a page ever is."""
    return [
        Attack(
            "200 MB announced",
            endless(head(Content_Length=200 * MB), b"0" * 65_536, 200 * MB),
            log="larger than download max size",
        ),
        Attack(
            "200 MB in chunks",
            endless(head(Transfer_Encoding="chunked"), chunk(b"0" * 65_536), 200 * MB),
            log="larger than download max size",
        ),
        Attack("100,000 nested tags", page(article(end="<div>" * 100_000)), log="tags"),
        Attack(
            "100,000 closed tags",
            page(article(end="<b><i>" * 50_000 + "</i></b>" * 50_000)),
            log="tags",
        ),
        Attack(
            "an attribute of 1 MB",
            page(article(start=f'<div data-x="{"x" * (MB - 20_000)}"></div>')),
            record=GOOD,
        ),
        Attack(
            "100,000 attributes",
            page(article(start=f"<div {' '.join(f'a{n}' for n in range(100_000))}></div>")),
            log="attributes",
        ),
        Attack(
            "100,000 attributes, of a proxy",
            page(
                article(start=f"<div {' '.join(f'a{n}' for n in range(100_000))}></div>"),
                "203 Non-Authoritative",
            ),
            log="(status 203)",
        ),
        Attack(
            "50,000 links",
            page(article(end=links([f"/a/{n}" for n in range(50_000)]))),
            log="larger than",
        ),
        Attack(
            "10,000 characters of headline", page(article(title="Мости " * 1700)), log="title: 10"
        ),
        Attack("1 MB of headline", page(article(title="Ж" * 250_000)), log="title: "),
        Attack(
            "20,000 paragraphs", page(article(paragraphs=("Мости будують.",) * 20_000)), log="tags"
        ),
        Attack(
            "one word of 1 MB",
            page(article(paragraphs=(*TEXT, "ж" * 500_000))),
            record={"title": TITLE},
        ),
        Attack(
            "200,000 entities",
            page(article(end="<p>" + "&amp;" * 200_000 + "</p>")),
            record={"title": TITLE},
        ),
    ]


def redirects(trap: int) -> list[Attack]:
    """Where a redirect must not lead."""
    refused = "refused: "
    where = {
        "another site": "https://evil.example/news/political/1.html",
        "cloud metadata": "http://169.254.169.254/latest/meta-data/",
        "a service here": f"http://127.0.0.1:{trap}/admin",
        "a service here, by name": f"http://localhost:{trap}/admin",
        "a service here, as a number": f"http://2130706433:{trap}/",
        "a service here, in IPv6": f"http://[::1]:{trap}/",
        "a service here, mapped": f"http://[::ffff:127.0.0.1]:{trap}/",
        "without a scheme": f"//127.0.0.1:{trap}/admin",
        "a private network": "http://10.0.0.1/",
        "the real site": "https://interfax.com.ua/news/political/1.html",
        "punycode": "https://xn--80ak6aa92e.com/",
        "IDN": "https://інтерфакс.укр/",
    }
    attacks = [
        Attack(
            f"redirect to {name}", redirect(location.encode("utf-8").decode("latin-1")), log=refused
        )
        for name, location in where.items()
    ]
    other = {
        "a file": "file:///etc/passwd",
        "FTP": "ftp://127.0.0.1/",
        "data": "data:text/html,<h1>x</h1>",
    }
    attacks += [
        Attack(f"redirect to {name}", redirect(location), log="Not fetched (status 302)")
        for name, location in other.items()
    ]
    return [
        *attacks,
        Attack("a redirect loop", redirect("#again"), log="redirections", requests=6),
        Attack("a chain of redirects", hops(3), record=GOOD, requests=4),
        Attack("too long a chain of redirects", hops(9), log="redirections", requests=6),
        Attack("redirect to nowhere", page(b"", "302 Found"), log="Not fetched (status 302)"),
        Attack("redirect to JavaScript", redirect("javascript:alert(1)"), log="Not fetched"),
        Attack("redirect to no address", redirect("http://[::1"), log="Not fetched"),
        Attack("redirect with an escape", redirect("http://evil.example/" + ESCAPE), log=refused),
        Attack("300 choices", page(b"", "300 Multiple Choices"), log="300"),
        Attack(
            "meta refresh",
            page(
                article(
                    head=f'<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{trap}/">'
                )
            ),
            record=GOOD,
        ),
    ]


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


FAR = (
    "/news/political/" + "9" * 5000 + ".html",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<h1>x</h1>",
    "https://xn--80ak6aa92e.com/news/political/7000001.html",
    "https://інтерфакс.укр/news/political/7000002.html",
    "https://user:password@interfax.com.ua/news/political/7000003.html",
    "http://127.0.0.1:1/news/political/7000004.html",
    "//evil.example/news/political/7000005.html",
    "/news/calendar/2026/09/22.html",
    "/calendar?day=2026-09-22",
    "/news/political/../../../7000006.html",
    "/news/political/%2e%2e/7000007.html",
    "http://[::1]/news/political/7000008.html",
    "http://[bad/news/political/7000009.html",
)


def following() -> list[Attack]:
    """Links that must not be followed."""
    return [
        Attack(
            "links to everywhere", page(article(end=related(list(FAR)))), record={"title": TITLE}
        ),
        Attack(
            "links that must not be followed",
            page(article(end=related(["/news/political/7000011.html"])), X_Robots_Tag="nofollow"),
            record={"title": TITLE},
        ),
    ]


def all_attacks(trap: int) -> list[Attack]:
    return [*bombs(), *cut(), *large(), *redirects(trap), *charsets(), *data(), *following()]
