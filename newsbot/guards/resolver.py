"""DNS answers: a public name that resolves to an address of this network is not followed.

Whoever controls a name of the site, or its DNS, could otherwise point the crawl at services that
only this machine can reach (server-side request forgery, DNS rebinding; OWASP, CWE-918).
"""

from __future__ import annotations

import functools
import ipaddress
import logging
from typing import TYPE_CHECKING

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twisted.internet.defer import Deferred

logger = logging.getLogger(__name__)

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class GuardedResolver(CachingThreadedResolver):
    """`TWISTED_DNS_RESOLVER`: Scrapy's, that refuses addresses which are not public.

    It lets everything pass until `guard` is called, so that `scrapy shell` works on a local server.
    The address that was checked is the one that is connected to.
    """

    _exempt: frozenset[str] | None = None

    def guard(self, exempt: Iterable[str]) -> None:
        """Refuses from now on, but for the host names in `exempt`."""
        self._exempt = frozenset(host.lower() for host in exempt)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        lookup = super().getHostByName(name, timeout)
        if self._exempt is not None and name.lower() not in self._exempt:
            lookup.addCallback(self._check, name)
        return lookup

    @staticmethod
    def _check(address: str, name: str) -> str:
        if not is_public(address):
            logger.warning("Refused: %s resolves to %s, which is no public address", name, address)
            raise DNSLookupError(f"{name} resolves to {address}, which is no public address")
        return address


@functools.lru_cache(maxsize=1024)
def is_public(address: str | ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is on the open internet: none of RFC 6890's special ones."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        embedded = known.ipv4_mapped or known.sixtofour
        if known in _NAT64:
            embedded = ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(embedded)
    return known.is_global and not known.is_multicast and not known.is_reserved
