"""The pictures of an article and their captions."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urljoin

from newsbot.items import Image
from newsbot.pages.document import Document, Element, clean_text, has_class
from newsbot.sites.site import Site
from newsbot.text.clean import clean, fold

_PIXEL = {"0", "1", "2"}


def article_images(
    document: Document,
    container: Element,
    skip: Collection[Element],
    site: Site,
    base: str,
    title: str,
    end: int | None,
) -> list[Image]:
    """The images in `container`, each address once, in page order.

    A `figcaption` is the caption; an `alt` only where it says something else than the headline.
    `end` is the position of the last line of the article: what comes after it belongs to others.
    """
    inside = {*container.iter("img")} if document.images else set()
    found: dict[str, Image] = {}
    for element in document.images:
        if element not in inside or (end is not None and _is_after(document, element, end, site)):
            continue
        url = _address(element, base)
        if url is None or url in found or _is_furniture(element, url, site, skip):
            continue
        found[url] = Image(url, _caption(element, title, site))
    return list(found.values())


def _is_after(document: Document, element: Element, end: int, site: Site) -> bool:
    if document.order[element] <= end or has_class(element, site.classes.image):
        return False
    return not any(
        ancestor.tag in {"figure", "article"} or has_class(ancestor, site.classes.body)
        for ancestor in element.iterancestors()
    )


def _address(element: Element, base: str) -> str | None:
    for name in ("src", "data-src", "data-original"):
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:"):
            try:
                url = urljoin(base, value)
            except ValueError:
                return None
            return url if url.startswith(("http://", "https://")) else None
    return None


def _is_furniture(element: Element, url: str, site: Site, skip: Collection[Element]) -> bool:
    """Whether it is advertising, a counter or a picture of a link."""
    if element.get("width") in _PIXEL or element.get("height") in _PIXEL:
        return True
    lowered = url.lower()
    if any(part in lowered for part in site.ads.image_paths):
        return True
    if has_class(element, site.classes.image):
        return False
    for ancestor in element.iterancestors():
        if ancestor in skip or ancestor.tag in {"nav", "footer", "noscript", "button"}:
            return True
        if has_class(ancestor, site.ads.classes):
            return True
        if ancestor.tag == "a" and _leads_elsewhere(ancestor):
            return True
    return False


def _leads_elsewhere(anchor: Element) -> bool:
    """Whether a link around an image goes to a page, not to the image in full size."""
    href = (anchor.get("href") or "").lower().partition("?")[0]
    return bool(href) and not href.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", "#"))


def _caption(element: Element, title: str, site: Site) -> str | None:
    for ancestor in element.iterancestors():
        if ancestor.tag == "figure":
            caption = ancestor.find(".//figcaption")
            if caption is not None and clean_text(caption):
                return clean_text(caption)
        if ancestor.tag in {"article", "body"}:
            break
    following = element.getnext()
    if following is not None and has_class(following, site.classes.caption):
        text = clean_text(following)
        if text:
            return text
    alt = clean(" ".join((element.get("alt") or "").split()))
    return alt if alt and fold(alt) != fold(title) else None
