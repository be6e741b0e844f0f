"""Addresses of a site of which no description exists."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from newsbot.sites.urls import ArticleAddress

_NUMBER = re.compile(r"(?<!\d)\d{5,12}(?!\d)")
"""Fewer digits are a year, a day or a page of a list."""
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DAY_OF_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/[^/]*[^\W\d_]{2}")
"""A day as parts of a path, and a name behind it: without one it leads to all of the day."""
_DAY_AND_COUNT = re.compile(r"/((?:19|20)\d\d)-(\d\d)-(\d\d)-\d+/?")
"""A day and the number of the article on it, at the end of a path."""
_SLUG = re.compile(r"[^\W\d_][-_]++[^\W_]++[-_]++\w")
"""Three words of a title, joined. What is read is not read again: all links of a page come here."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|cmp|cmpid|ref|source")
_TAG = re.compile(
    r"/(?:tags?|topics?|labels?|keywords?|theme|tema|tegi?|search)(?:/|$)", re.IGNORECASE
)
_OF_LISTS = re.compile(r"\?(?:author|author_name|cat|category_name|m|paged|tag)=")
"""How WordPress asks for its lists where addresses have no names (`WP::$public_query_vars`)."""
_COUNTRY, _KIND = len("ua"), len("com")
"""Letters of the last two parts of a host, where who owns it stands before both."""
_LONGEST = 2000
"""Characters of an address; one that is longer is no link to an article."""


class AnyHost:
    """Reads the addresses of whatever host: `newsbot.sites.urls.Addresses` without a description.

    What stands for the edition is the host. An address tells nothing surely here, so the page's own
    is taken as it is; a link leads to an article where it has a number or a title in it.
    """

    def edition_of(self, url: str) -> str | None:
        """The host of `url` (absolute), or None."""
        place = _place(url, "")
        return place and place[0]

    def canonical(self, href: str, base: str) -> str | None:
        """`href`, found on the page `base`, as an absolute address of the same host, or None."""
        host = self.edition_of(base)
        place = _place(href, base)
        return place[2] if place is not None and place[0] == host else None

    def article(self, href: str, edition: str, base: str = "") -> ArticleAddress | None:
        """The page's own address where `edition` is empty, else the article `href` leads to."""
        place = _place(href, base or (f"https://{edition}/" if edition else ""))
        if place is None:
            return None
        host, path, url = place
        number = _number_in(path)
        is_named = bool(number) or _has_slug(path)
        if edition and (host != edition or not is_named or _OF_LISTS.search(path)):
            return None
        name = number or hashlib.sha256(path.rstrip("/").encode()).hexdigest()[:16]
        return ArticleAddress(host, name, "", url, url)

    def section(self, href: str, edition: str) -> str | None:  # noqa: ARG002 - as `Addresses` has it
        """None: which part of an address is a section is not known."""
        return None

    def following(self, url: str) -> str | None:  # noqa: ARG002
        """None: how the pages of a list are numbered is not known."""
        return None

    def is_tag(self, href: str, edition: str) -> bool:
        place = _place(href, f"https://{edition}/")
        return place is not None and _TAG.search(place[1]) is not None

    def leaves(self, href: str, edition: str) -> bool:
        """Whether a link leads to the site of somebody else."""
        place = _place(href, f"https://{edition}/")
        return place is not None and _owner(place[0]) != _owner(edition)


def _owner(host: str) -> str:
    """The part of the name of a host that somebody owns: `example.com`, `example.com.ua`."""
    names = host.split(".")
    has_kind = len(names[-1]) == _COUNTRY and len(names[-2:][0]) <= _KIND
    return ".".join(names[-2 - has_kind :])


@lru_cache(maxsize=4096)
def _place(href: str, base: str) -> tuple[str, str, str] | None:
    """(host without `www.`, path, whole address without fragment and tracking) of a link."""
    if len(href) > _LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    netloc = host if port in {None, 80, 443} else f"{host}:{port}"
    path, query = parts.path or "/", ""
    if parts.query:
        pairs = parts.query.split("&")
        kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
        query = f"?{'&'.join(kept)}" if kept else ""
    url = "".join(f"{parts.scheme}://{netloc}{path}{query}".split())
    return netloc.removeprefix("www."), path + query, url


def _has_slug(path: str) -> bool:
    """Whether the last part of a path has a title in it."""
    return _SLUG.search(path.rstrip("/").rpartition("/")[2]) is not None


def _number_in(path: str) -> str | None:
    """The long number, no day, that tells an article: the last in the path, else in the query.

    There a number that is all of a value goes first: «id=44233864&cid=post_4380645».
    """
    path, _, query = path.partition("?")
    number = _last_number(path)
    if number is None and query:
        values = (pair.partition("=")[2] for pair in query.split("&"))
        found = map(_last_number, (*filter(str.isdecimal, values), query))
        number = next(filter(None, found), None)
    return number


def _last_number(text: str) -> str | None:
    for number in reversed(_NUMBER.findall(text)):
        if not _DAY.fullmatch(number):
            return str(number)
    return None


def day_in(url: str) -> date | None:
    """The day that an address names as the one of an article.

    `/2026/09/22/apple-harvest`, `/news/apple-harvest/2026-09-22-14`.
    """
    path = urlsplit(url).path
    found = _DAY_OF_PATH.search(path) or _DAY_AND_COUNT.fullmatch(
        path[path.rstrip("/").rfind("/") :]
    )
    try:
        return date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        return None
