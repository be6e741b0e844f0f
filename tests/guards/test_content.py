"""Encodings, heavy markup, and what pages ask of robots: the pure parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.reading import read_article
from hostile.held import holds
from hostile.pages import TEXT as ARTICLE_TEXT
from hostile.pages import article
from newsbot.guards import weight
from newsbot.guards.charset import encoding_of
from newsbot.guards.weight import MOST_ATTRIBUTES, MOST_TAGS, too_heavy
from newsbot.items import Article
from newsbot.pages.document import parse
from newsbot.pages.indexing import robots_wishes
from replica import Replica

TEXT = "<html><head><meta name=x></head><body><p>Верховна Рада ухвалила закон. Їжак, ґанок, єнот. "
PAGE = TEXT * 5
DECLARED = [None, "utf-8", "windows-1251", "koi8-u", "iso-8859-1", "bogus", "hex", "idna", "utf-7"]


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "windows-1251",
        "koi8-u",
        "iso8859-5",
        "cp866",
    ],
)
def test_the_bytes_tell_the_encoding(encoding: str, declared: str | None) -> None:
    body = PAGE.encode(encoding, "replace")
    found = encoding_of(body, declared)
    assert found is not None
    assert body.decode(found) == body.decode(encoding)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u"])
def test_a_few_words_are_enough(encoding: str) -> None:
    assert encoding_of("<h1>Новини дня</h1>".encode(encoding)) == encoding


def test_a_few_broken_bytes_are_still_utf8() -> None:
    assert encoding_of(PAGE.encode() + b"\xff\xfe", "utf-8") == "utf-8"
    assert encoding_of(PAGE.encode() + b"\xed\xa0\x80", None) == "utf-8"


def test_no_text_at_all() -> None:
    assert encoding_of(b"\x89PNG\r\n" + bytes(range(256)) * 50) is None
    assert encoding_of("café".encode("latin-1"), "iso-8859-1") == "iso8859-1"


@given(st.binary(max_size=400), st.sampled_from(DECLARED))
def test_any_bytes(body: bytes, declared: str | None) -> None:
    encoding = encoding_of(body, declared)
    if encoding is not None:
        body.decode(encoding, "replace")


# Heavy markup


def attributes(count: int, form: str = "a{}", wrap: str = "<div {}>") -> bytes:
    body = wrap.format(" ".join(form.format(number) for number in range(count)))
    return b"<html><body>" + body.encode() + b"<p>x</p>" * 100


@pytest.mark.parametrize(
    "form", ["a{}", "a{}=''", 'a{}=">"', "a{}='<a >'", "<{}", "={}", "a{}=x/", "{}/"]
)
def test_too_many_attributes(form: str) -> None:
    assert "attributes" in (too_heavy(attributes(8_000, form)) or "")


@pytest.mark.parametrize(
    "hidden", ['"\'>"', "'\">'", '"=>\'>"', "'='>", '"= \'>"', "''/>=\">\"", "x'='>'", "==\"='"]
)
@pytest.mark.parametrize("start", ["", "<p title='", '<p title="'])
def test_quotes_in_quotes_hide_no_attributes(start: str, hidden: str) -> None:
    """A `>` behind the other kind of quotes ends no tag either."""
    parts = [f"x{n}={hidden} " + " ".join(f"a{n}b{m}" for m in range(40)) for n in range(400)]
    body = f"<html><body>{start}<div {' '.join(parts)}>".encode() + b"<p>x</p>" * 100
    if too_heavy(body) is None:
        assert not holds(parse, body)


HEAVY = b"<div " + b" ".join(b"b%d=%080d" % (n, n) for n in range(MOST_ATTRIBUTES + 1)) + b">"
"""Refused, and read in no time all the same."""
LOOP = "for(i=0;i<n.length;i++)s+=n[i];"
"""Of a minified script: `<n.length;i++)s+=n[i];for(i=0;i` looks like a tag without an end."""


@pytest.mark.parametrize(
    "wrap",
    [
        "<script>{}</script>",
        "<SCRIPT type='text/javascript'>{}</Script >",
        "<script><!--\n{}\n//--></script>",
        "<script><!-- document.write('<script>{}</script>') --></script>",
        "<style>{}</style>",
        "<!-- {} -->",
        "<title>{}</title>",
    ],
)
@pytest.mark.parametrize("times", [3_000, MOST_TAGS + 1])
def test_what_is_no_markup_weighs_nothing(wrap: str, times: int) -> None:
    record = read_article(article(start=wrap.format(LOOP * times)).encode())
    assert isinstance(record, Article), record
    assert record.body == "\n\n".join(ARTICLE_TEXT)


@pytest.mark.parametrize("start", ["<script>", "<style>", "<!--", "<script><!-- <script></script>"])
def test_a_script_without_end_is_harmless(start: str) -> None:
    """The rest of the page is script for the parser as well."""
    tag = attributes(9_000)
    body = start.encode() + b"<b>" * (MOST_TAGS + 1) + tag
    assert too_heavy(body) is None
    root = parse(body)
    assert not [element for element in root.iter() if element.tag in {"b", "div"}]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script></script>{}",
        "<script/>{}</script>",
        "<script x='></script>'></script>{}",
        "<script></scripts></script>{}</script>",
        "<script>'<a b=\"'</script>{}\"",
        '<script><!-- <script></script> <a b="--></script>{}">',
        "<script><!--></script>{}--></script>",
        "<scr\0ipt>'<a b=\"'</script>{}\"",
        "<script\x0b>{}</script>",
        "<p title='<script>'>{}</script>",
        "</p title='<script>'>{}</script>",
        "<!-- <script> -->{}</script>",
        "<!--><script></script>{}-->",
        "<!-- --!>{}-->",
        "<! <script> >{}</script>",
        "<? <!-- >{}-->",
        "</ <script>{}</script>",
        "<style><script></STYLE>{}</script>",
        "<textarea><!--</textarea>{}-->",
        "<title><a b='</title>{}'>",
        "<p a=\x0b'>{}'>",
    ],
)
def test_a_script_hides_no_markup(hidden: str) -> None:
    start, _, end = f"<p>{hidden}".encode().partition(b"{}")
    assert "attributes" in (too_heavy(start + HEAVY + end + b"<p>x") or "")
    many = b"<b>" * (MOST_TAGS + 1)
    assert "tags" in (too_heavy(start + many + end) or "")


BITS = """
    <script> </script> <script/> <script_x=/> </Script_> </script/ <script <style> </style>
    <title> </title_> <textarea> </textarea> <xmp> </xmp> <noframes> </noframes> <iframe> </iframe>
    <plaintext> <noscript> <svg> <table> <select> <template> <p> </p> </html>
    <!-- --> --!> <!--> <!---> - ! " ' <a_b=" <a_b=' <a_b= </b_c=" </ < > /> / = _ x <!x_ <?y_
    "> '> =" =' ="> ><script> ><script_a=">"> ><!--<script>
""".split()  # noqa: SIM905 - a list would take fifty lines


@given(st.lists(st.sampled_from([*BITS, None]), max_size=8), st.sampled_from(BITS))
def test_the_parser_meets_nothing_that_was_not_weighed(bits: list[str | None], last: str) -> None:
    parts = [
        HEAVY if bit is None else bit.replace("_", " ").encode() for bit in (*bits, None, last)
    ]
    body = b"<html><body>" + b"".join(parts)
    if too_heavy(body) is None:
        most = max(len(element.attrib) for element in parse(body).iter("*"))
        assert most <= MOST_ATTRIBUTES


def test_scripts_are_not_read_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are most of a large page, and have stretches in which no tag ends."""
    read: list[bytes] = []
    monkeypatch.setattr(weight, "_weighed", read.append)
    data = """{'a': "b c", "d": 'https://example.com/e?f=g', "h": "<p class='i'>j"}, """ * 1000
    parts = [f"<script>{data}</script>", f"<script>{LOOP * 2000}</script>", "<p title='a > b'>"]
    assert too_heavy("<p>x</p>\n".join(parts * 3).encode()) is None
    assert not read


def test_too_many_tags() -> None:
    assert too_heavy(b"<b>" * (MOST_TAGS + 1)) == f"{MOST_TAGS + 1} tags"


def test_pages_are_light() -> None:
    replica = Replica(40, page_bytes=150_000)
    for path in replica.paths("uk"):
        assert too_heavy(replica.respond("uk", path, {}).body) is None, path
    assert too_heavy(attributes(MOST_ATTRIBUTES - 1)) is None
    assert too_heavy(b'<img src="data:image/png;base64,' + b"A" * 500_000 + b'">') is None


@pytest.mark.parametrize(
    "body",
    [
        b"<a b='\"" * 9000 + b"x" * 900_000,
        b"<a b=\"'" * 9000 + b"x" * 900_000,
        (b"<a" + b" " * 100) * 9000,
        b"= '" * 300_000,
        b"<a" * 9999 + b"x" * 900_000,
        b"<a" * 499 + b' x="' + b"x" * 900_000 + b'"',
        b"<a " + b"b" * 900_000,
        b"<a " * 9999 + b"b" * 900_000,
        b"='" + b" " * 1_000_000,
        (b"<div " + b" ".join(b"a%d=''" % n for n in range(499)) + b">") * 200,
        (b"<div " + b" ".join(b"a%d='>'" % n for n in range(499)) + b">") * 200,
        b"<script>" * 120_000,
        b"<script></script>" * 60_000,
        b"<script><!--" * 80_000,
        b"<script><!--<script>" + b"</script><script>" * 60_000,
        b"<script>" + b"<!-- -->" * 120_000,
        b"<script>" + b"<" * 1_000_000,
        b"<!--" * 250_000,
        b"<!--" + b"-" * 1_000_000,
        b"<!---->" * 140_000,
        b"<title>" + b"</titl" * 160_000,
        b"</a " * 250_000,
        b"<b>" * 330_000,
        b"<" * 1_000_000,
    ],
)
def test_looking_at_the_weight_is_cheap(body: bytes) -> None:
    assert not holds(too_heavy, body)


@pytest.mark.parametrize("count", [MOST_ATTRIBUTES, 9000])
def test_what_passes_is_cheap_to_parse(count: int) -> None:
    tag = b"<div " + b" ".join(b"%x" % (n + 0xA000) for n in range(count)) + b">"
    body = b"<html><body>" + tag * max(1, min(1_000_000 // len(tag), MOST_TAGS))
    if too_heavy(body) is not None:
        body = tag  # alone, it is short enough to pass
    if too_heavy(body) is None:
        assert not holds(parse, body)


# X-Robots-Tag and <meta name="robots">


@pytest.mark.parametrize(
    ("headers", "meta", "keep", "follow"),
    [
        ([], "", True, True),
        ([], "index, follow", True, True),
        ([], "noindex", False, True),
        ([], "NOINDEX,NOFOLLOW", False, False),
        ([], "noindex nofollow", False, False),
        ([], "none", False, False),
        ([], "noarchive, max-snippet:0", True, True),
        (["noindex"], "", False, True),
        (["noindex, nofollow"], "", False, False),
        (["nofollow", "noindex"], "", False, False),
        (["none"], "all", False, False),
        (["newsbot: noindex"], "", False, True),
        (["NewsBot: NoIndex"], "", False, True),
        (["otherbot: noindex, nofollow"], "", True, True),
        (["otherbot: noindex", "nofollow"], "", True, False),
        (["nofollow, otherbot: noindex"], "", True, False),
        (["otherbot: noindex, newsbot: nofollow"], "", True, False),
        (["unavailable_after: 25 Jun 2030 15:00:00 GMT, nofollow"], "", True, False),
        (["max-snippet:-1, noindex"], "", False, True),
        (["googlebot-news: none"], "", True, True),
    ],
)
def test_wishes(headers: list[str], meta: str, keep: bool, follow: bool) -> None:
    assert robots_wishes(headers, meta) == (keep, follow)


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=60))
def test_any_wishes(headers: list[str], meta: str) -> None:
    robots_wishes(headers, meta)
