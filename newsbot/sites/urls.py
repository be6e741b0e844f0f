"""Addresses of the site: what is an article, and the one form in which each is written.

Interfax-Ukraine prints the same article under many addresses: with and without `www`, with a
trailing dot in the host, with doubled slashes, tracking parameters, fragments, as an AMP twin,
under a second host of the same edition, and with any tag behind the section
(`/news/election/<tag>/<id>.html`). All of them fold into one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

_ARTICLE = re.compile(
    # A tag may stand before the number: no step upwards, and not behind a year, as in a calendar.
    r"/+news/+(?!tag/|[0-9_-]+/+[^/]+/)([a-z0-9][a-z0-9_-]{0,63})/+"
    r"(?:(?!(?:\.|%2e){1,2}/)[^/?#]+/+)?"
    r"([1-9][0-9]{0,11})(?:-amp)?\.html",
    re.IGNORECASE,
)
_SECTION = re.compile(r"/+news/+([a-z][a-z-]{0,63})\.html", re.IGNORECASE)
_TAG = re.compile(r"/+news/+tag/+[^/?#]+\.html", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CACHE_SIZE = 20_000


class ArticleAddress(NamedTuple):
    """An article's own address; with the site, `id` is the key of the article."""

    edition: str
    id: str
    section: str
    url: str


class Addresses:
    """Reads the links of a site whose editions live on different hosts.

    `hosts` maps `host[:port]` to the code of the edition that it serves, `bases` a code to the
    `scheme://host[:port]` of the edition's canonical addresses.
    """

    def __init__(self, hosts: Mapping[str, str], bases: Mapping[str, str]) -> None:
        self._hosts = {host.lower(): code for host, code in hosts.items()}
        self._bases = dict(bases)
        self._articles: dict[tuple[str, str], ArticleAddress | None] = {}

    def edition_of(self, url: str) -> str | None:
        """The edition whose host `url` (absolute) is on, or None."""
        place = self._place(url, "", "")
        return place and place[0]

    def canonical(self, href: str, base: str) -> str | None:
        """`href`, found on the page `base`, as an absolute address of the site, or None.

        The fragment goes, the query stays: a listing may need it.
        """
        edition = self.edition_of(base)
        place = self._place(href, edition or "", base)
        if place is None:
            return None
        edition, path, query = place
        path = re.sub("^/{2,}", "/", path) or "/"
        return self._bases[edition] + path + (f"?{query}" if query else "")

    def article(self, href: str, edition: str, base: str = "") -> ArticleAddress | None:
        """The article that `href` leads to, or None.

        `edition` is that of the page on which the link stands; `base` that page's address, needed
        only for links without a leading slash.
        """
        key = (edition, href)
        try:
            return self._articles[key]
        except KeyError:
            pass
        found = self._read_article(href, edition, base)
        if len(self._articles) >= _CACHE_SIZE:
            self._articles.clear()
        if len(href) < 300:
            self._articles[key] = found
        return found

    def section(self, href: str, edition: str) -> str | None:
        """The section whose list `href` leads to, or None."""
        place = self._place(href, edition, "")
        match = place and _SECTION.fullmatch(place[1])
        return match[1].lower() if match and match[1] not in {"latest", "last"} else None

    def is_tag(self, href: str, edition: str) -> bool:
        place = self._place(href, edition, "")
        return place is not None and _TAG.fullmatch(place[1]) is not None

    def _read_article(self, href: str, edition: str, base: str) -> ArticleAddress | None:
        if ".html" not in href and ".html" not in href.lower():
            return None
        place = self._place(href, edition, base)
        if place is None:
            return None
        edition, path, _ = place
        match = _ARTICLE.fullmatch(path)
        if match is None:
            return None
        section, number = match[1].lower(), match[2]
        if section == "tag":
            return None
        url = f"{self._bases[edition]}/news/{section}/{number}.html"
        return ArticleAddress(edition, number, section, url)

    def _place(self, href: str, edition: str, base: str) -> tuple[str, str, str] | None:
        """(edition, path, query) of `href`, or None where it leaves the site."""
        href = href.strip().partition("#")[0]
        if href.startswith("/") and (not href.startswith("//") or _ARTICLE.match(href)):
            if edition not in self._bases:
                return None
            path, _, query = href.partition("?")
            return edition, path, query
        if not href.startswith("//") and not _SCHEME.match(href):
            if not base:
                return None
            href = urljoin(base, href)
        try:
            parts = urlsplit(href)
            port = parts.port
        except ValueError:
            return None
        if parts.scheme not in {"http", "https", ""} or "@" in parts.netloc or not parts.hostname:
            return None
        host = parts.hostname.rstrip(".")
        if port not in {None, 80, 443} or f"{host}:{port}" in self._hosts:
            host = f"{host}:{port}"
        code = self._hosts.get(host) or self._hosts.get(host.removeprefix("www."))
        if code is None:
            return None
        return code, parts.path or "/", parts.query
