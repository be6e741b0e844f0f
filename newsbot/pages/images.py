"""The pictures of an article and their captions."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice
from typing import TypeAlias
from urllib.parse import urljoin

from newsbot.items import Image
from newsbot.pages.document import Element, clean_text
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import BODY, CAPTION, FIGURE, IMAGE, NAVIGATION, Picture
from newsbot.pages.outline import Outline
from newsbot.pages.prose import credit_of
from newsbot.text.clean import clean_line, fold

_PIXEL = {"0", "1", "2"}
_ABSOLUTE = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?/[!\"$-:<=>@-Z\\^-~]*")
"""An address in ASCII without query or fragment, which `urljoin` would give back as it is."""
_ADDRESSES = ("src", "data-src", "data-original")
_OF_LATE = ("data-src", "data-lazy-src", "data-original", "src")
"""The same where pictures may be loaded late: then `src` is what is shown in their place."""
_NO_ADDRESS = re.compile(r"[^./]*\Z|.*[\s{}\[\]]")
"""What else pages note beside a picture that is not loaded late: a number, a template."""
_DEEPEST = 6
"""Elements around an image in which its caption or its neighbours are looked for."""
_MOST = 500
"""Images of a page that are looked at."""
_MOST_BLOCKS = 10
"""Elements of a caption: an article in its place has more."""
_SMALL = re.compile(r"[1-4]?\d(?:px)?")
"""Pixels, fewer than fifty: of a sign to click at, or a portrait."""
_SIGNS = re.compile(
    r"(?<![a-z])(?:avatars?|emojis?|favicon|gravatars?|icons?|spinner|sprites?)(?![a-z])"
    r"|Icons?(?![a-z])|(?<![a-z])placeholders?(?:[./_]|-\d)|(?:lazyload|spacer)\.|/[a-z]\.gif\Z"
    r"|/advertisements?/|/logos?/[^/]*\.(?:gif|png)\Z|(?<!\d)(?:([2-9]\d)x\1\.|1x1\.(?:gif|png)\Z)"
)
"""Words of the addresses of what is no picture of anything, names of dots, and small squares.

A story may be of advertisements, and «16x9» is a ratio.
"""
_PHOTOS = (".jpg", ".jpeg", ".webp")
"""How the address of a photograph ends, as hardly ever that of a sign."""
_NUMBER_OF_FILE = re.compile(r"[\d_.]|-.*-")
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)\Z", re.IGNORECASE)
_IN_FULL_SIZE = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", "#")

Said: TypeAlias = tuple[str | None, str | None]
"""A caption, and a credit."""


def article_images(
    outline: Outline,
    lexicon: Lexicon,
    scope: range,
    skip: Collection[int],
    base: str,
    title: str,
    authors: Collection[str] = (),
) -> list[Image]:
    """The images that stand before, between or right after the lines `scope`, in page order.

    Each address comes once. A `figcaption` is the caption; an `alt` only where it says something
    else than the headline. A caption or the line behind an image may say who made it. Lines in
    `skip` are titled blocks and labelled advertising. On a site nobody described a picture that is
    called as one of `authors` is his portrait.
    """
    found: dict[str, Image] = {}
    portraits = {*map(fold, authors)}
    captions: dict[Element, Said | None] = {}
    for picture in outline.pictures[:_MOST]:
        if not _is_inside(picture, scope) or _stands_among(picture, outline, skip):
            continue
        url = _address(picture.element, base, is_described=lexicon.is_described)
        if url is None or url in found or _is_furniture(picture, url, lexicon):
            continue
        said = _in_figure(picture, lexicon, captions)
        if not lexicon.is_described and _is_sign(picture, url, portraits, has_caption=bool(said)):
            continue
        caption, credit = said or _beside(picture.element, title, lexicon)
        at = picture.position
        if credit is None and at < len(outline.lines) and at not in skip:
            credit = credit_of(outline.lines[at].text)
        found[url] = Image(url, caption, credit or None)
    return list(found.values())


def _is_inside(picture: Picture, scope: range) -> bool:
    if picture.flags & NAVIGATION or picture.position < scope.start:
        return False
    if picture.position < scope.stop:
        return True
    # Behind the last line: a picture that closes the text, not one of the next thing on the page.
    return picture.position == scope.stop and bool(picture.flags & (BODY | FIGURE | IMAGE))


def _stands_among(picture: Picture, outline: Outline, skip: Collection[int]) -> bool:
    """Whether an image stands in an element all of whose lines are in `skip`."""
    if picture.position not in skip and picture.position - 1 not in skip:
        return False
    for ancestor, _ in zip(picture.element.iterancestors(), range(_DEEPEST), strict=False):
        span = outline.within(ancestor)
        if span:
            return all(at in skip for at in span)
    return False


def _address(element: Element, base: str, *, is_described: bool) -> str | None:
    for name in _ADDRESSES if is_described else _OF_LATE:
        value = (element.get(name) or "").strip()
        if name != "src" and _NO_ADDRESS.match(value):
            continue
        if _ABSOLUTE.fullmatch(value):
            return value
        if value and not value.startswith("data:"):
            try:
                url = urljoin(base, value)
            except ValueError:
                return None
            return url if url.startswith(("http://", "https://")) and " " not in url else None
    return None


def _is_furniture(picture: Picture, url: str, lexicon: Lexicon) -> bool:
    """Whether it is advertising, a counter or a picture of a link."""
    element = picture.element
    if element.get("width") in _PIXEL or element.get("height") in _PIXEL:
        return True
    lowered = url.lower()
    if any(part in lowered for part in lexicon.site.ads.image_paths):
        return True
    if picture.flags & IMAGE:
        return False
    return picture.anchor is not None and _leads_elsewhere(picture.anchor)


def _leads_elsewhere(anchor: Element) -> bool:
    """Whether a link around an image goes to a page, not to the image in full size."""
    href = (anchor.get("href") or "").lower().partition("?")[0]
    return bool(href) and not href.endswith(_IN_FULL_SIZE)


def _is_sign(picture: Picture, url: str, portraits: Collection[str], *, has_caption: bool) -> bool:
    """Whether a picture shows nothing of a story: one to click at, a drawn sign, an author."""
    element = picture.element
    address = url.partition("?")[0]
    if fold(element.get("alt") or "") in portraits:
        return True
    if has_caption and address.lower().endswith(_PHOTOS):
        return False  # a film may be called «Avatar»
    if address.lower().endswith(".svg") or _SIGNS.search(address):
        return True
    is_small = any(_SMALL.fullmatch(element.get(side) or "") for side in ("width", "height"))
    return is_small and not has_caption  # with one it is a ratio: 16 to 9


def _in_figure(
    picture: Picture, lexicon: Lexicon, known: dict[Element, Said | None]
) -> Said | None:
    """What the `figcaption` of a picture says; `known` is what others that share it have found."""
    if not picture.flags & FIGURE:
        return None
    for ancestor, _ in zip(picture.element.iterancestors(), range(_DEEPEST), strict=False):
        if ancestor not in known:
            known[ancestor] = _said_in(ancestor.find(".//figcaption"), lexicon)
        if (said := known[ancestor]) is not None:
            return said
        if ancestor.tag == "figure":
            break
    return None


def _said_in(figcaption: Element | None, lexicon: Lexicon) -> Said | None:
    text = clean_text(figcaption) if figcaption is not None else ""
    if figcaption is None or not text:
        return None
    parted = _parted(figcaption) if not lexicon.is_described else None
    return parted or _said(text, lexicon)


def _beside(element: Element, title: str, lexicon: Lexicon) -> Said:
    """What stands behind a picture as its caption, or instead of it."""
    following = element.getnext()
    if following is not None and lexicon.marks(following.get("class") or "") & CAPTION:
        text = clean_text(following)
        if text:
            return _said(text, lexicon)
    alt = clean_line(element.get("alt") or "")
    return _said(alt, lexicon) if alt and fold(alt) != fold(title) else (None, None)


def _said(text: str, lexicon: Lexicon) -> Said:
    """A caption, or who made the picture; '' where only that somebody did is said."""
    credit = credit_of(text)
    if credit is not None:
        return None, credit
    return (None if not lexicon.is_described and _is_file_name(text) else text), None


def _parted(figcaption: Element) -> Said | None:
    """The caption and the credit of a picture that stand in elements of their own."""
    blocks = list(islice(figcaption.iter("div", "p"), _MOST_BLOCKS + 1))
    if len(blocks) > _MOST_BLOCKS:
        return None
    inner = [each for each in blocks if each.find(".//div") is None and each.find(".//p") is None]
    texts = list(filter(None, map(clean_text, inner)))
    made_by = [credit for text in texts if (credit := credit_of(text)) is not None]
    if len(texts) == 1 or len(made_by) != 1:
        return None
    caption = " ".join(text for text in texts if credit_of(text) is None)
    return caption, made_by[0]


def _is_file_name(text: str) -> bool:
    """Whether what is said of a picture is what its file is called."""
    if "://" in text or _IMAGE_NAME.search(text):
        return True
    return text.isascii() and " " not in text and _NUMBER_OF_FILE.search(text) is not None
