"""Attacks in how a page is sent: bombs, pages cut short, floods, redirects."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Mapping

import brotli

from hostile.attack import (
    ESCAPE,
    GOOD,
    HALF,
    MB,
    PACKED,
    WHOLE,
    ZEROS,
    Attack,
    hops,
    page,
    redirect,
)
from hostile.pages import TEXT, TITLE, article, links
from hostile.server import Raw, chunk, endless, head, raw, reset

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

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
