"""Why a page is no readable article."""

from __future__ import annotations

import re

from newsbot.pages.announced import is_announced
from newsbot.pages.identity import other_article
from newsbot.pages.layout import Layout
from newsbot.pages.line import AUTHOR, DOUBTED, FIGURE, NAVIGATION, REMARK
from newsbot.pages.notices import is_notice
from newsbot.pages.other_kinds import (
    is_called_list,
    is_closed,
    is_left_over,
    is_of_another_kind,
)
from newsbot.pages.prose import LONGEST_LABEL, is_certain, is_credit
from newsbot.pages.slug import is_called, is_filed_among, names_headline
from newsbot.pages.teasers import is_list
from newsbot.pages.text_dates import is_date
from newsbot.pages.values import ADDRESS, VISIBLE, published_of, reading_minutes_of, title_of
from newsbot.text.ads import strip_ads
from newsbot.text.clean import fold
from newsbot.text.dense import size_of

_OF_ARTICLES = "related"
"""The titled block that no other page has; the latest news stand beside any text."""
_FULL_NAME = re.compile(r"[^\W\d_a-zа-яіїєґ][\w.’'-]+ (?:[\w.’'-]+ )?[^\W\d_a-zа-яіїєґ][\w’'-]+")
_BY = ("By ", "by ", "Автор", "Von ", "Par ", "Por ")
_LONG = 400
"""Characters of sentences; of a page that is gone, or not for everybody, less is said."""
_WHOLE = 2000
"""Characters of sentences that need nothing else to be an article on a site nobody described."""
_ENOUGH = 1000
"""The same, at an address that looks like that of an article.

What was left of 352 such pages without their texts said more on two.
"""
_OUTWEIGHS = 2
"""How many times more is said in a text than in the list of other articles behind it."""
_FEW = 4
"""Paragraphs; of so few, all may be advertising."""


def problem_of(layout: Layout) -> str | None:
    """Why this is no readable article, in a few words; None when it is one."""
    if layout.place.address is None:
        return "not the address of an article"
    if layout.outline.is_endless:
        return "more lines than any article has"
    title = title_of(layout).value
    if layout.headline is None or not title or not any(map(str.isalpha, title)):
        return "no headline"  # «404» is none
    other = other_article(
        layout.document,
        layout.described,
        is_own=layout.place.is_own,
        is_other=layout.place.is_other,
        is_front=layout.place.is_front,
        title=title,
    )
    if other is not None:
        kind = "a front page" if layout.place.is_front(other) else "the page of another article"
        return f"{kind}, {other:.200}"
    if _is_front(layout):
        return f"a front page, {layout.place.url:.200}"
    if not _has_text(layout):
        return "no body"
    if not _is_its_own(layout, title):
        return "a text that says nothing of what the headline says"
    if _is_notice(layout, title):
        return "an outage or challenge page"
    if _is_list(layout):
        return "a list of articles"
    if not layout.lexicon.is_described and (said := _says_itself(layout, title)):
        return said
    if not _has_signs(layout):
        return "nothing that tells an article from another page"
    return None


def _says_itself(layout: Layout, title: str) -> str | None:
    """What else a page of a site that nobody described is, by what it says or shows of itself."""
    if is_called_list(layout):
        return "a list of articles"
    if is_of_another_kind(layout, title):
        return "a product, a recipe, a vacancy or a post of a forum"
    names = layout.lexicon.other_folders
    is_about = is_called(layout.place.url, names) and not _is_dated(layout)
    if is_about or fold(title) in layout.lexicon.other_titles:
        return "a page about the site"
    if is_closed(layout, _WHOLE):
        return "the opening of a text that is not for everybody"
    if is_left_over(layout, _LONG):
        return "no text but what stands beside one"
    return None


def _is_front(layout: Layout) -> bool:
    """Whether a page was found where front pages are, and says nothing to the contrary."""
    document = layout.document
    return (
        not (document.canonical or document.stated("og:url"))
        and not any(metadata.is_article for metadata in layout.metadata)
        and layout.place.is_front(layout.place.url)
    )


def _has_text(layout: Layout) -> bool:
    paragraphs = layout.paragraphs
    return len(paragraphs) > _FEW or bool(strip_ads(paragraphs, layout.lexicon.ad_phrases)[0])


def _is_its_own(layout: Layout, title: str) -> bool:
    document = layout.document
    description = document.stated("og:description") or document.stated("description")
    announced = is_announced(_text(layout), title, description[0] if description else "")
    # A site may describe each page as itself, and a headline be a play on words.
    return announced or (not layout.lexicon.is_described and _said(layout) >= _WHOLE)


def _is_notice(layout: Layout, title: str) -> bool:
    titles = (title, layout.document.title)
    proven = _is_dated(layout) and _has_signs(layout)
    return is_notice(layout.lexicon, titles, _text(layout), proven=proven)


def _text(layout: Layout) -> str:
    lead = (layout.outline.lines[at].text for at in layout.text.lead)
    return " ".join((*lead, *(paragraph.text for paragraph in layout.paragraphs)))


def _is_list(layout: Layout) -> bool:
    assert layout.headline is not None
    if fold(layout.headline.title) in layout.lexicon.headings:
        return True
    text = layout.text
    if text.teasers and not _precedes(layout):
        return True
    return is_list(layout.lexicon, layout.outline, text.whole, layout.place.edition)


def _precedes(layout: Layout) -> bool:
    """Whether a text has a date or is long, and stands before the other articles of its page.

    A section may have an introduction, a front page a text at its foot. Above a long text may stand
    what is named as beside it: pictures with what they show.
    """
    text, lines = layout.text, layout.outline.lines
    said = _said(layout)
    beside = sum(len(lines[at].bare) for at in text.teasers)
    is_more = said >= _WHOLE and said > _OUTWEIGHS * beside
    if text.whole[0] > min(text.teasers):
        is_named = all(lines[at].flags & DOUBTED for at in text.teasers)
        return is_named and is_more and not layout.lexicon.is_described
    return _is_dated(layout) or is_more


def _has_sentences(layout: Layout) -> bool:
    return any(is_certain(layout.outline.lines[at]) for at in layout.text.whole)


def _has_signs(layout: Layout) -> bool:
    """Whether anything but a headline, a date and text says that this is an article."""
    assert layout.headline is not None
    return bool(
        (layout.headline.marked and layout.lexicon.is_described)
        or _has_blocks(layout)
        or any(metadata.is_article for metadata in layout.metadata)
        or reading_minutes_of(layout) is not None
        or layout.text.source_url is not None
        or _is_dated(layout)
        or (_has_sentences(layout) and _has_byline(layout))
        or (published_of(layout) and _said(layout) >= _LONG)
        or (not layout.lexicon.is_described and _is_long(layout))
    )


def _is_long(layout: Layout) -> bool:
    """Whether so much is said that a page of a site nobody described needs no other sign."""
    said, url = _said(layout), layout.place.url
    if said < _LONG or is_filed_among(url, layout.lexicon.other_folders):
        return False
    if said >= _WHOLE or (said >= _ENOUGH and layout.place.named(url) is not None):
        return True
    return names_headline(url, title_of(layout).value or "")


def _has_blocks(layout: Layout) -> bool:
    """Whether a titled block says it: on a site nobody described a menu may be called the same."""
    if not layout.lexicon.is_described:
        return _said(layout) >= _LONG and any(block.links for block in layout.blocks)
    related = any(block.name == _OF_ARTICLES for block in layout.blocks)
    return related or bool(layout.blocks and _has_sentences(layout))


def _is_dated(layout: Layout) -> bool:
    """Whether the page itself has a date: whatever stands at the address of an article has that.

    «22 грн» looks like one where nobody has described how dates look.
    """
    return any(
        source not in {ADDRESS, VISIBLE}
        or (source == VISIBLE and (layout.lexicon.is_described or is_date(text, layout.language)))
        for source, text in published_of(layout)
    )


def _said(layout: Layout) -> int:
    """The characters of the sentences of a text, as alphabets have them."""
    lines = (layout.outline.lines[at] for at in layout.text.whole)
    return sum(size_of(line.bare) for line in lines if is_certain(line))


def _has_byline(layout: Layout) -> bool:
    """Whether the full name of an author stands between headline and text, and is said to be one.

    One word may name whoever owns the page.
    """
    assert layout.headline is not None
    lines = layout.outline.lines[layout.headline.lines.stop : layout.text.whole[0]]
    return any(
        (line.flags & (AUTHOR | REMARK) or line.text.startswith(_BY))
        and not line.flags & (FIGURE | NAVIGATION)
        and len(line.text) < LONGEST_LABEL
        and not is_credit(line)
        and _FULL_NAME.search(line.text)
        for line in lines
    )
