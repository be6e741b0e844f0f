"""A page with made-up text in its own markup: whoever reads it wrongly will do so again.

Markup stays as it is, byte for byte, broken where it was broken; so do the words by which a page
is read (those of the site's description, months, days), addresses of articles, dates and times.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from newsbot.text.dates.vocabulary import KNOWN_LANGUAGES, vocabulary
from newsbot.text.made_up import MadeUp, words_of

if TYPE_CHECKING:
    from newsbot.sites.site import Site

_TOKENS = re.compile(
    r"(?P<comment><!--.*?-->|<!\[.*?\]>)"
    r"|(?P<start><(?P<name>script|style)\b[^>]*>)(?P<inside>.*?)(?P<end></(?P=name)\s*>)"
    # A quote is one only behind «=», as for a parser: else a stray one would take text for a tag.
    r"""|(?P<tag><[a-z/!?](?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+>|<[^>]*>)"""
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?P<is>\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+)"""
    r"|[^\x00-\x7f]+"  # text in a broken tag
)
_JSON_STRING = re.compile(r'"(?P<inside>(?:[^"\\]|\\.)*)"(?P<key>\s*:)?')
_ADDRESS = re.compile(
    r"(?:https?:)?//[^\s\"'<>]+|(?<=[\s,])/[^\s\"'<>,]+|^/[^\s\"'<>,]+", re.IGNORECASE
)
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|[^\x00-\x7f]+")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}(?=$|[?#])")
_ADDRESSES = frozenset(
    {"href", "src", "srcset", "action", "poster", "data-src", "data-srcset", "data-href",
     "data-original", "imagesrcset"}
)  # fmt: skip
_TEXTS = frozenset({"alt", "title", "placeholder", "aria-label", "label", "summary", "value"})
_NEVER = frozenset(
    {"class", "id", "style", "rel", "type", "lang", "media", "sizes", "datetime", "property",
     "name", "itemprop", "itemtype", "role", "charset", "http-equiv", "width", "height", "d"}
)  # fmt: skip
_TECHNICAL = frozenset(
    {"robots", "googlebot", "viewport", "generator", "theme-color", "referrer", "og:type",
     "og:locale", "twitter:card", "format-detection"}
)  # fmt: skip
"""Names of meta tags whose content is no text."""
_UNREAD = ("data-", "on")
"""With what the names of attributes begin that nobody reads, but for the addresses above."""
_WORDS_IN_A_SENTENCE = 4
"""An attribute with as many is taken for text, whatever its name."""
_KINDS = frozenset({"@context", "@type", "@language", "inLanguage"})
"""Names in JSON whose strings are no text."""
_PAGES_OWN = frozenset({"фото", "photo", "foto"})
"""Words that `newsbot.pages` knows without a description."""


class Disguise:
    """Replaces the text of pages of one site."""

    def __init__(self, site: Site) -> None:
        self._made_up = MadeUp(kept_words(site))
        self._hosts = {
            host
            for edition in site.editions.values()
            for host in (edition.host, *edition.other_hosts, _host(edition.origin))
        }

    def page(self, html: str) -> str:
        """A page, or a piece of one."""
        return _TOKENS.sub(self._token, html)

    def text(self, text: str) -> str:
        """Text with the addresses in it."""
        done: list[str] = []
        at = 0
        for found in _ADDRESS.finditer(text):
            done += self._made_up.text(text[at : found.start()]), self.address(found[0])
            at = found.end()
        return "".join((*done, self._made_up.text(text[at:])))

    def address(self, url: str) -> str:
        """An address; those of the site's own pages keep all but what is percent-encoded."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return url
        if parts.scheme not in {"", "http", "https"}:
            return self._made_up.text(url) if parts.scheme in {"mailto", "tel"} else url
        start = len(url) if not parts.netloc else url.index(parts.netloc) + len(parts.netloc)
        host, path = (url[:start], url[start:]) if parts.netloc else ("", url)
        path = _ESCAPED.sub(self._escaped, path)
        # «//news/general/1.html», as the site has it, names no host.
        if "." not in parts.netloc or _host(url) in self._hosts:
            return host + path
        ending = _EXTENSION.search(path)
        stop = ending.start() if ending else len(path)
        return host + self._made_up.text(path[:stop]) + path[stop:]

    def _escaped(self, found: re.Match[str]) -> str:
        try:
            text = unquote(found[0], errors="strict")
        except UnicodeDecodeError:
            return found[0]
        other = self._made_up.text(text)
        return quote(other) if found[0][0] == "%" else other

    def _token(self, found: re.Match[str]) -> str:
        if found["comment"]:
            return self._made_up.text(found[0])
        if found["start"]:
            return self.tag(found["start"]) + self._script(found) + found["end"]
        return self.tag(found[0]) if found["tag"] else self.text(found[0])

    def _script(self, found: re.Match[str]) -> str:
        """JSON-LD is read; of other scripts nobody reads anything."""
        if found["name"].lower() == "style":
            return found["inside"]
        return self._json(found["inside"]) if "json" in found["start"].lower() else ""

    def tag(self, tag: str) -> str:
        """The texts and addresses in the attributes of a tag."""
        stated = {
            each["name"].lower(): each["value"].strip("\"'").lower()
            for each in _ATTRIBUTE.finditer(tag)
            if each["value"]
        }
        names = {stated.get("name"), stated.get("property"), stated.get("itemprop")}
        is_technical = bool(names & _TECHNICAL) or "http-equiv" in stated

        def replaced(found: re.Match[str]) -> str:
            value = found["value"]
            if value is None:
                return self._made_up.text(found[0])
            mark = value[0] if value[0] in "\"'" else ""
            inside = value[len(mark) : len(value) - len(mark)]
            name = found["name"].lower()
            if not (name == "content" and is_technical):
                inside = self._value(name, inside)
            return f"{found['name']}{found['is']}{mark}{inside}{mark}"

        return _ATTRIBUTE.sub(replaced, tag)

    def _value(self, name: str, value: str) -> str:
        if name in _NEVER:
            return value
        if name in _ADDRESSES:
            return re.sub(r"[^\s,]+", lambda found: self.address(found[0]), value)
        is_text = name in _TEXTS or name == "content" or not value.isascii()
        is_text = is_text or name.startswith(_UNREAD)
        if is_text or len(value.split()) >= _WORDS_IN_A_SENTENCE:
            return self.text(value)
        return value

    def _json(self, text: str) -> str:
        """JSON, whole or broken: its strings, but for names and what they say of kinds."""
        key = ""

        def replaced(found: re.Match[str]) -> str:
            nonlocal key
            if found["key"]:
                key = found["inside"]
                return found[0]
            if key in _KINDS:
                return found[0]
            try:
                inside = json.loads(f'"{found["inside"]}"', strict=False)
            except ValueError:
                return f'"{self.page(found["inside"])}"'
            return json.dumps(self.page(inside), ensure_ascii=found[0].isascii())

        return _JSON_STRING.sub(replaced, text)


def _texts_of(value: object) -> Iterator[str]:
    """All texts of a description but the names of classes and the forms of addresses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inside in value.values():
            yield from _texts_of(inside)
    elif isinstance(value, tuple | frozenset):
        for inside in value:
            yield from _texts_of(inside)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in {"classes", "paths", "origin"}:
                yield from _texts_of(getattr(value, each.name))


def kept_words(site: Site) -> frozenset[str]:
    """The words by which pages of a site are read."""
    dates = vocabulary(tuple(sorted(KNOWN_LANGUAGES)))
    return _PAGES_OWN.union(*map(words_of, (*_texts_of(site), *dates)))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.") if url else ""
