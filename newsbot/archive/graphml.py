"""The graph of the links as GraphML: http://graphml.graphdrawing.org/"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from newsbot.archive.links import Link, Links
from newsbot.archive.threads import Threads
from newsbot.items import Article

_NODE = ("title", "url", "language", "section", "published_at", "thread")
_EDGE = {"block": "string", "position": "int", "first_seen": "string"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not have, however they are written."""


def write_graph(file: IO[str], links: Links, threads: Threads) -> int:
    """Articles are nodes, links are edges; what is linked and not archived is a node without data.

    Holds the ids of all nodes. The number of links.
    """
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name in _NODE:
        file.write(_key(name, "node", "string"))
    for name, kind in _EDGE.items():
        file.write(_key(name, "edge", kind))
    file.write('<graph edgedefault="directed">\n')
    nodes = set()
    for article in links.articles():
        nodes.add((article.site, article.id))
        file.write(_node(article, threads))
    count = 0
    for count, link in enumerate(links, 1):  # noqa: B007 - how many there were
        for key in (link.source, link.target):
            if (link.site, key) not in nodes:
                nodes.add((link.site, key))
                data = _data("thread", threads.of(link.site, key))
                file.write(f"<node id={_name(link.site, key)}>{data}</node>\n")
        file.write(_edge(link))
    file.write("</graph>\n</graphml>\n")
    return count


def _key(name: str, owner: str, kind: str) -> str:
    return f'<key id="{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'


def _node(article: Article, threads: Threads) -> str:
    values = {name: getattr(article, name, None) for name in _NODE}
    values["thread"] = threads.of(article.site, article.id)
    return f"<node id={_name(article.site, article.id)}>{_all(values.items())}</node>\n"


def _edge(link: Link) -> str:
    ends = f"source={_name(link.site, link.source)} target={_name(link.site, link.target)}"
    return f"<edge {ends}>{_all((name, getattr(link, name)) for name in _EDGE)}</edge>\n"


def _all(values: Iterable[tuple[str, object]]) -> str:
    return "".join(_data(name, value) for name, value in values)


def _data(name: str, value: object) -> str:
    return "" if value is None else f'<data key="{name}">{escape(_clean(str(value)))}</data>'


def _name(site: str, key: str) -> str:
    return quoteattr(_clean(f"{site}/{key}"))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
