"""The sites of which a description exists."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import Site

SITES: tuple[Site, ...] = (INTERFAX,)
_OWNERS = {
    host: site
    for site in SITES
    for edition in site.editions.values()
    for host in (edition.host, *edition.other_hosts)
}


def site_of(url: str) -> Site:
    """The description of the site that owns the host of `url`, else the generic one."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return GENERIC
    return _OWNERS.get(host, GENERIC)
