"""An RSS feed in, its entries out: also from one that is no well-formed XML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree

from newsbot.pages.lexicon import lexicon
from newsbot.pages.listing import Entry
from newsbot.text.clean import clean, clean_line

if TYPE_CHECKING:
    from newsbot.sites.site import Site

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_MOST_ITEMS = 1000
"""Items of a feed that are read."""


def read_rss(body: bytes, site: Site, url: str) -> list[Entry]:
    """The articles of a feed in its order, each once.

    `body` is the feed as it came, `url` its address. Items without a link to an article are left
    out; a missing title is '', a missing date None. Entities are not resolved and nothing is loaded
    from elsewhere. Of bytes that are no feed: [].
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(body.strip(b"\x00 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    addresses = lexicon(site).addresses
    edition = addresses.edition_of(url) or ""
    entries: dict[str, Entry] = {}
    for count, item in enumerate(root.iter("{*}item", "{*}entry")):
        if count >= _MOST_ITEMS:
            break
        texts: dict[str, str] = {}
        for child in item:
            if isinstance(child.tag, str):
                name = child.tag.rpartition("}")[2].lower()
                texts.setdefault(name, "".join(child.itertext()).strip() or child.get("href") or "")
        for link in (texts.get("link"), texts.get("guid"), texts.get("id")):
            address = addresses.article(link, edition, url) if link else None
            if address is not None:
                time = texts.get("pubdate") or texts.get("published") or texts.get("date")
                entry = Entry(address, _plain(texts.get("title", "")), clean(time or "") or None)
                entries.setdefault(address.id, entry)
                break
    return list(entries.values())


def _plain(title: str) -> str:
    """A title without the tags and entities that feeds leave in it."""
    text = html.unescape(_TAG.sub("", html.unescape(title)))
    return clean_line(text)
