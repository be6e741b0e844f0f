"""The sites of which a description exists."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Site

SITES: tuple[Site, ...] = (INTERFAX,)


def site_of(url: str) -> Site:
    """The description of the site that owns the host of `url`, else the generic one."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return GENERIC
    for site in SITES:
        if any(host in {each.host, *each.other_hosts} for each in site.editions.values()):
            return site
    return GENERIC
