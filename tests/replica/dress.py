"""The pages of the replica in other clothes: what a redesign may do to them over night."""

from __future__ import annotations

from zlib import crc32

from lxml import etree

DRESSES = ("site", "renamed", "plain")
"""As SITE.md has it; all class names changed, `article` a `div`; without any class."""


def redress(html: str, dress: str, *, stripped: bool = False) -> str:
    """The page in another dress; ``stripped``: also without head, its header before the content."""
    if dress not in DRESSES:
        raise ValueError(f"{dress!r} is none of {', '.join(DRESSES)}")
    if dress == "site" and not stripped:
        return html
    root = etree.HTML(html)
    if stripped:
        _strip(root)
    for element in root.iter("*"):
        names = str(element.attrib.pop("class", ""))
        if names and dress == "renamed":
            element.set("class", " ".join(_renamed(name) for name in names.split()))
    for element in list(root.iter("article")):
        element.tag = "div"
    return "<!doctype html>" + etree.tostring(root, encoding="unicode", method="html")


def _renamed(name: str) -> str:
    return f"x{crc32(name.encode()) % 9973}"


def _strip(root: etree._Element) -> None:
    for element in list(root.iter("meta", "title", "script")):
        # Other scripts are furniture of the body.
        if element.tag != "script" or "ld+json" in (element.get("type") or ""):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    body = root.find("body")
    assert body is not None
    for header in list(root.iter("header")):
        wrapper = header.getparent()
        assert wrapper is not None
        body.insert(0, wrapper)  # from where it stood
    for heading in list(root.iter("h6")):
        heading.tag = "div"
