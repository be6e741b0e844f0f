"""What a page's microdata (`itemprop`, schema.org) say of its article."""

from __future__ import annotations

from lxml import etree

from newsbot.pages.document import Element, clean_text
from newsbot.pages.metadata import Metadata, readable

_PROPERTIES = etree.XPath(".//*[@itemprop]")
_MOST = 300
"""Elements with `itemprop`; a list of articles may have thousands."""
_KINDS = ("Article", "Posting", "Report")
"""How the types of articles end, after all of which schema.org puts nothing more."""


def read_microdata(headline: Element) -> Metadata | None:
    """The microdata about the article of `headline`, None where there is none.

    What stands in another item's scope (an author, a picture, an article in a list) is not read.
    """
    scope = _article_around(headline)
    if scope is None:
        return None
    found: list[Element] = _PROPERTIES(scope)[:_MOST]  # type: ignore[assignment,index]
    metadata = Metadata("microdata", is_article=True)
    for element in found:
        owner = _scope_of(element)
        names = (element.get("itemprop") or "").split()
        if owner is scope:
            _take(metadata, names, element)
        elif "name" in names and _is_author(owner, scope):
            _add(metadata.authors, _value(element))
    return metadata


def _take(metadata: Metadata, names: list[str], element: Element) -> None:
    for name in names:
        if name == "headline":
            metadata.title = metadata.title or _value(element)
        elif name == "datePublished":
            metadata.published = metadata.published or _value(element)
        elif name == "dateModified":
            metadata.modified = metadata.modified or _value(element)
        elif name == "articleSection":
            metadata.section_name = metadata.section_name or _value(element)
        elif name == "author" and element.get("itemscope") is None:
            _add(metadata.authors, _value(element))


def _add(names: list[str], name: str | None) -> None:
    if name and "://" not in name and name not in names:
        names.append(name)


def _value(element: Element) -> str | None:
    """What a property says: for machines where it does, else as printed."""
    for attribute in ("content", "datetime", "value"):
        if value := element.get(attribute):
            return readable(value)
    return clean_text(element) or None


def _scope_of(element: Element) -> Element | None:
    """The item that a property belongs to."""
    around = element.iterancestors()
    return next((each for each in around if each.get("itemscope") is not None), None)


def _article_around(headline: Element) -> Element | None:
    """The nearest scope around the headline that is an article's."""
    for element in headline.iterancestors():
        if (element.get("itemtype") or "").rstrip("/").endswith(_KINDS):
            return element
    return None


def _is_author(owner: Element | None, scope: Element) -> bool:
    return (
        owner is not None
        and "author" in (owner.get("itemprop") or "").split()
        and _scope_of(owner) is scope
    )
