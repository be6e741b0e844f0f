"""Addresses of a site: what is an article, and the one form in which each is asked for first.

Interfax-Ukraine prints the same article under many addresses: with and without `www`, with a
trailing dot in the host, with doubled slashes, tracking parameters, fragments, as an AMP twin,
under any of its hosts and sections, and with any tag behind the section
(`/news/election/<tag>/<id>.html`). All of them fold into one.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from newsbot.sites.site import Edition, Site

_SLASHES = re.compile("/{2,}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ESCAPE = re.compile("%([0-9a-fA-F]{2})")
_UNRESERVED = re.compile("[A-Za-z0-9._~-]")
_LEFT_AS_IT_IS = "/%:@!$&'()*+,;=~-._"
_UNSAFE = re.compile(rf"[^A-Za-z0-9{re.escape(_LEFT_AS_IT_IS)}]")
_CACHE_SIZE = 20_000
_LONGEST = 300
"""Characters of an address that is remembered."""


class ArticleAddress(NamedTuple):
    """Where an article is: (site, `id`) is its key, `edition` where it was found."""

    edition: str
    id: str
    section: str
    url: str
    """The form that is asked for first."""
    found: str = ""
    """The address as it was found, without what never tells articles apart."""

    @property
    def path(self) -> str:
        """Of the address as it was found: it is asked for at whatever host serves the edition."""
        return "/" + (self.found or self.url).split("/", 3)[3]


class _Place(NamedTuple):
    """An address of the site, taken apart."""

    edition: Edition
    base: str
    """What comes before the path."""
    path: str
    query: str


class Addresses:
    """Reads the links of a site; a mirror's own host comes beside those that it stands for."""

    def __init__(self, site: Site) -> None:
        self._paths = site.paths
        self._editions = site.editions
        self._article = re.compile(site.paths.article or "(?!)", re.IGNORECASE)
        self._section = re.compile(site.paths.section or "(?!)", re.IGNORECASE)
        self._tag = re.compile(site.paths.tag or "(?!)", re.IGNORECASE)
        self._hosts: dict[str, list[Edition]] = {}
        for edition in site.editions.values():
            hosts = {edition.host, *edition.other_hosts, urlsplit(edition.origin).netloc}
            for host in filter(None, hosts):
                self._hosts.setdefault(host.lower(), []).append(edition)
        self._known: dict[tuple[str, str, str], ArticleAddress | None] = {}
        self._known_place = lru_cache(maxsize=4096)(self._read_place)

    def edition_of(self, url: str) -> str | None:
        """The edition whose place `url` (absolute) is in, or None."""
        place = self._place(url, "", "")
        return place and place.edition.code

    def canonical(self, href: str, base: str) -> str | None:
        """`href`, found on the page `base`, as an absolute address of the site, or None.

        It is on the edition's own host. The fragment goes, the query stays: a list may need it.
        """
        place = self._place(href, self.edition_of(base) or "", base)
        if place is None:
            return None
        return place.edition.base + place.path + (f"?{place.query}" if place.query else "")

    def article(self, href: str, edition: str, base: str = "") -> ArticleAddress | None:
        """The article that `href` leads to, or None.

        `edition` is that of the page on which the link stands; `base` that page's address, needed
        only for links without a leading slash.
        """
        if href.startswith(("http://", "https://")):
            base = ""  # whatever it is: the same address is then read once
        key = (edition, base, href)
        try:
            return self._known[key]
        except KeyError:
            pass
        found = self._read_article(href, edition, base)
        if len(self._known) >= _CACHE_SIZE:
            self._known.clear()
        if len(href) < _LONGEST:
            self._known[key] = found
        return found

    def section(self, href: str, edition: str) -> str | None:
        """The section whose list `href` leads to, or None."""
        place = self._place(href, edition, "")
        match = place and self._section.fullmatch(place.path)
        return match["section"].lower() if match else None

    def is_tag(self, href: str, edition: str) -> bool:
        place = self._place(href, edition, "")
        return place is not None and self._tag.fullmatch(place.path) is not None

    def leaves(self, href: str, edition: str) -> bool:
        """Whether a link leads to the site of somebody else."""
        return _SCHEME.match(href) is not None and self._place(href, edition, "") is None

    # Lists

    def list_name(self, url: str) -> str | None:
        """What the paths of all pages of a list are made of; None for a list without pages."""
        paging, place = self._paths.paging, self._place(url, "", "")
        return paging.name(place.path) if paging is not None and place is not None else None

    def page_number(self, url: str, today: date) -> int:
        """The number of a list's page, 1 for the first."""
        paging, place = self._paths.paging, self._place(url, "", "")
        return paging.number(place.path, today) if paging is not None and place is not None else 1

    def list_page(self, edition: str, path: str, number: int, today: date) -> str:
        """The address of page `number` of the list that has this name, or `path` for its first."""
        paging = self._paths.paging
        page = path if paging is None else paging.page(path, number, today)
        return self._editions[edition].base + page

    def following(self, url: str) -> str | None:
        """The address of the page after the page `url` of a list, None where it has no pages."""
        paging, place = self._paths.paging, self._place(url, "", "")
        after = paging.following(place.path) if paging is not None and place is not None else None
        return place.base + after if place is not None and after is not None else None

    def _read_article(self, href: str, edition: str, base: str) -> ArticleAddress | None:
        place = self._place(href, edition, base)
        match = place and self._article.fullmatch(place.path)
        if not place or not match:
            return None
        groups = {name: (text or "").lower() for name, text in match.groupdict().items()}
        groups["edition"] = place.edition.code
        found = place.base + place.path
        plain = self._paths.plain.format(**groups)
        return ArticleAddress(
            edition=place.edition.code,
            id=self._paths.key.format(**groups),
            section=groups.get("section", ""),
            url=place.base + plain if plain else found,
            found=found,
        )

    def _place(self, href: str, code: str, base: str) -> _Place | None:
        """Where `href`, found on a page of the edition `code`, leads; None off the site."""
        read = self._known_place if len(href) < _LONGEST else self._read_place
        return read(href, code, base)

    def _read_place(self, href: str, code: str, base: str) -> _Place | None:
        href = href.strip().partition("#")[0]
        if href.startswith("/") and not _names_host(href):
            if not base and code not in self._editions:
                return None
            origin = urlsplit(base or self._editions[code].base)
            # Steps upwards are not gone: no link of the site has any.
            href = f"{origin.scheme}://{origin.netloc}/{href.lstrip('/')}"
        elif not href.startswith("//") and not _SCHEME.match(href):
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
        if host not in self._hosts:
            host = host.removeprefix("www.")
        return self._within(host, parts.path, parts.query, self._editions.get(code))

    def _within(self, host: str, path: str, query: str, preferred: Edition | None) -> _Place | None:
        """The edition that a path on a host belongs to: that of the longest prefix.

        Of several editions at one place it is `preferred`, or else the first.
        """
        path = folded_path(path)
        editions = self._hosts.get(host, ())
        found = [each for each in editions if f"{path}/".startswith(f"{each.prefix}/")]
        if not found:
            return None
        longest = max(len(each.prefix) for each in found)
        nearest = [each for each in found if len(each.prefix) == longest]
        edition = preferred if preferred in nearest else nearest[0]
        base = edition.base if edition.origin else f"https://{host}{edition.prefix}"
        return _Place(edition, base, path[longest:] or "/", query)


def folded_path(path: str) -> str:
    """`path` with single slashes, and each letter escaped that has to be, in capitals."""
    path = _SLASHES.sub("/", path) or "/"
    if "%" in path:
        path = _ESCAPE.sub(_unescaped, path)
    if _UNSAFE.search(path):
        path = quote(path, safe=_LEFT_AS_IT_IS, errors="replace")
    return path


def _unescaped(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if _UNRESERVED.fullmatch(letter) else match[0].upper()


def _names_host(href: str) -> bool:
    """Whether an address that begins with slashes has a host between them: «//news/..» has none."""
    return href.startswith("//") and "." in href[2:].partition("/")[0]
