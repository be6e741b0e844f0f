"""The words and addresses of a site, prepared once for comparing with every page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsbot.pages.blocks import Headings
from newsbot.sites.site import Site
from newsbot.text.clean import fold
from newsbot.text.urls import Addresses
from newsbot.text.urls import ArticleAddress as ArticleAddress

_prepared: dict[int, Lexicon] = {}


class Lexicon:
    """A `Site`, folded and compiled."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.addresses = site_addresses(site)
        self.headings = Headings.of(site.blocks)
        self.ad_labels = frozenset(map(fold, site.ads.labels))
        self.heading_words = self.headings.words | {label.split()[0] for label in self.ad_labels}
        self.source_labels = tuple(map(fold, site.source_labels))
        self.modified_labels = tuple(map(fold, site.modified_labels))
        self.labels = frozenset(map(fold, site.labels))
        self.site_label = re.compile(
            r"\s*(?:" + "|".join(map(re.escape, site.labels)) + r")[\s,.|:–—-]*", re.IGNORECASE
        )
        self.share_lines = frozenset(map(fold, site.share_lines))
        self.reading_time = tuple(map(re.compile, site.reading_time))
        self.not_articles = tuple(map(fold, site.not_articles))
        self.ad_hosts = frozenset(site.ads.hosts)


def lexicon(site: Site) -> Lexicon:
    """The lexicon of `site`, made at its first use."""
    known = _prepared.get(id(site))
    if known is None or known.site is not site:
        known = _prepared[id(site)] = Lexicon(site)
    return known


def site_addresses(site: Site) -> Addresses:
    """The reader of links for `site`; a mirror's own host comes beside those it stands for."""
    hosts: dict[str, str] = {}
    for code, edition in site.editions.items():
        for host in (edition.host, *edition.other_hosts, urlsplit(edition.base).netloc):
            hosts.setdefault(host, code)
    return Addresses(hosts, {code: edition.base for code, edition in site.editions.items()})
