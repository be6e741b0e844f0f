"""Articles of 2016 to 2022, of some 110 sites, from the tests of Postlight's parser.

For each site its authors wrote down where the text stands and what of it to leave out, as CSS
selectors; titles and times are what their tests expect. Captions that are no `figcaption`, and what
no selector leaves out, are in the texts: no reader can have all of them right in every word.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import html as markup

from benchmarks.corpus import Page, as_utf8
from newsbot.pages.document import clean_text

_NO_NEWS = {
    "biorxiv.org",
    "bookwalker.jp",
    "clinicaltrials.gov",
    "genius.com",
    "github.com",
    "jvndb.jvn.jp",
    "pastebin.com",
    "twitter.com",
    "wikipedia.org",
    "www.elecom.co.jp",
    "www.oreilly.co.jp",
    "www.reddit.com",
    "www.youtube.com",
}
_FILE = re.compile(r"""['"`](?:\./)?(fixtures/[^'"`]+\.html)['"`]""")
_ADDRESS = re.compile(r"""\b(?:url|uri)\s*=\s*['"`](http[^'"`]+)['"`]""")
_EXPECTED = re.compile(
    r"""assert\.(?:equal|strictEqual)\(\s*(title|date_published|author),\s*"""
    r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`\\$]*`)"""
)
_NO_NAME = re.compile(r"[^\w ,.'’-]|\d|www\.")
_BETWEEN_NAMES = re.compile(r", | and ")
_META = re.compile(rb"""<meta\b[^>]*>""", re.IGNORECASE)
_PREFIXED = re.compile(rb"""\bname(?==["']?(?:og|article|fb|al):)""")
_NO_TEXT = "script, style, noscript, template, svg, iframe, figure, button, form, h1"
_SHORTEST = 200
"""Characters; where a selector finds less, the site looks otherwise on this page."""
_MIDNIGHTS = {0, 4, 5, 7, 8, 15}
"""Hours of UTC at which a day begins in London, New York, Los Angeles and Tokyo."""


def postlight(package: Path) -> Iterator[Page]:
    seen = set()
    for tests in sorted((package / "src" / "extractors" / "custom").glob("*/index.test.js")):
        site, js = tests.parent.name, tests.read_text("utf-8")
        if site in _NO_NEWS:
            continue
        content = _block((tests.parent / "index.js").read_text("utf-8"), "content")
        chosen, left_out = (_list(content, name) for name in ("selectors", "clean"))
        cases = list(_FILE.finditer(js))
        starts = [0, *(case.end() for case in cases)]
        ends = [*(case.start() for case in cases[1:]), len(js)]
        for case, start, end in zip(cases, starts, ends, strict=False):
            file = package / case[1]
            addresses = _ADDRESS.findall(js, start, case.start()) or _ADDRESS.findall(
                js, start, end
            )
            if file in seen or not addresses or not file.exists():
                continue
            seen.add(file)
            expected = {
                name: ast.literal_eval(text if text[0] != "`" else repr(text[1:-1]))
                for name, text in _EXPECTED.findall(js, case.end(), end)
            }
            html = _META.sub(_as_it_was, file.read_bytes())
            text = _text(html, chosen, left_out)
            yield Page(
                f"{site}.{file.stem}",
                html,
                addresses[-1],
                _fetched_at(file.stem),
                text if len(text) > _SHORTEST else None,
                expected.get("title"),
                _time(expected.get("date_published")),
                site=site,
                authors=_names(expected.get("author")),
            )


def _names(expected: str | None) -> list[str] | None:
    """The names in a byline; None where it holds more than these, as addresses and dates."""
    if expected is None or _NO_NAME.search(expected):
        return None
    return _BETWEEN_NAMES.split(expected)


def _as_it_was(tag: re.Match[bytes]) -> bytes:
    """A tag before that parser renamed its attributes, which it does before it saves a page."""
    return _PREFIXED.sub(b"property", re.sub(rb"\bvalue(?==)", b"content", tag[0]))


def _fetched_at(name: str) -> str:
    """The moment in milliseconds that most files are named by; the last of them is of 2022."""
    if re.fullmatch(r"\d{13}", name):
        return datetime.fromtimestamp(int(name) / 1000, UTC).isoformat()
    return "2022-10-01T00:00:00+00:00"


def _time(expected: str | None) -> str | None:
    """A time; None where it may be the midnight that stands for a day: of which is not known."""
    try:
        moment = datetime.fromisoformat(expected or "")
    except ValueError:
        return None
    if moment.minute == moment.second == 0 and moment.hour in _MIDNIGHTS:
        return None
    return moment.isoformat()


def _text(html: bytes, chosen: Sequence[Any], left_out: Sequence[Any]) -> str:
    """The text at the first of some places of which each part is there; '' where none is.

    A place is a selector, or several whose elements are put together as they follow on the page.
    Blanks are those of the page: with one around each link a text in Japanese is another.
    """
    page = markup.document_fromstring(as_utf8(html), parser=markup.HTMLParser(encoding="utf-8"))
    for place in chosen:
        parts = [_select(page, css) for css in ([place] if isinstance(place, str) else place)]
        if not all(parts):
            continue
        found = {element for part in parts for element in part}
        outer = {each for each in found if found.isdisjoint(each.iterancestors())}
        for css in (*(css for css in left_out if isinstance(css, str)), _NO_TEXT):
            for element in _select(page, css):
                if element not in outer:
                    element.drop_tree()
        texts = (clean_text(each) for each in page.iter() if each in outer)
        return "\n\n".join(filter(None, texts))
    return ""


def _select(page: markup.HtmlElement, css: str) -> list[Any]:
    """Elements; none for a selector that only the browser of that parser understands."""
    try:
        found: list[Any] = page.cssselect(css)
    except SyntaxError:
        return []
    return found


def _block(js: str, name: str) -> str:
    """The object or list under a name, without comments."""
    found = re.search(rf"\b{name}:\s*(?=[\[{{])", js)
    if found is None:
        return ""
    kept: list[str] = []
    depth = 0
    for token in re.findall(
        r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|.", js[found.end() :], re.DOTALL
    ):
        if token.startswith("//"):
            continue
        kept.append(token)
        depth += (token in "[{(") - (token in "]})")
        if not depth:
            break
    return "".join(kept)


def _list(content: str, name: str) -> list[Any]:
    found: list[Any] = ast.literal_eval(_block(content, name) or "[]")
    return found
