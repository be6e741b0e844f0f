"""The small fields around an article's text: reading time, authors, section, tags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from newsbot.pages.bylines import OF_AUTHOR, is_called_author, is_person
from newsbot.pages.document import HEADINGS
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import AUTHOR, FIGURE, NAVIGATION, SECTION, Line
from newsbot.pages.outline import Outline
from newsbot.pages.prose import LONGEST_LABEL
from newsbot.text.clean import fold

_NEAR = 12
"""Lines before and after the headline to look at."""
_LABELS = 4
"""Lines above a headline that name the agency, the section and the time, in two lines or one."""
_DIGIT = re.compile("[0-9]")
_SEPARATORS = re.compile(r"\s*[,|•·;]\s*|\s{2,}")
_ADDRESS = re.compile("https?://")
_LONGEST_NAME = 60
"""Characters of an author behind his label; more is a sentence with a colon."""
_BEHIND = 8
"""Lines behind the text to look for tags and authors in."""


def reading_minutes(
    outline: Outline, lexicon: Lexicon, headline: range, first: int, dates: Collection[int]
) -> int | None:
    """The reading time between the headline and the line `first`, else above the headline."""
    lines = outline.lines
    after = range(headline.stop, min(first, headline.stop + _NEAR))
    before = range(max(0, headline.start - _NEAR), headline.start)
    for at in (*after, *before):
        line = lines[at]
        if line.flags & NAVIGATION or len(line.text) > LONGEST_LABEL:
            continue
        if not any(map(str.isdigit, line.text)):
            continue
        if not lexicon.is_described and at - 1 not in headline and at and _heads(lines[at - 1]):
            continue
        minutes = _stated(line, lexicon, dated=at in dates)
        if minutes is not None:
            return minutes
    return None


def _heads(line: Line) -> bool:
    """Whether a line is the linked title of another article, to which what follows belongs."""
    return line.all_linked and line.element.tag in HEADINGS


def _stated(line: Line, lexicon: Lexicon, *, dated: bool) -> int | None:
    """The reading time in a line that may have more than that: share buttons, a date."""
    minutes = lexicon.minutes(line.text)
    if minutes is not None:
        return minutes
    texts = [line.bare, *(text for text, anchor in line.runs() if anchor is None)]
    texts += [part for text in texts for part in _SEPARATORS.split(text)]
    if dated:
        texts.append(re.sub(r"^.*\d{1,2}[.:/]\d{2,4}\D*?(?=\d+\s*\D+$)", "", line.spaced))
    for text in texts:
        minutes = lexicon.minutes(text)
        if minutes is not None:
            return minutes
    return None


def authors(
    outline: Outline, lexicon: Lexicon, headline: range, first: int, last: int
) -> list[str]:
    """The names in a byline: in one with a class that says so, or behind «Автор:».

    On a site nobody described those above a text count before those below it, where the authors of
    other articles may stand: none behind the first linked heading is of this one.
    """
    names: list[str] = []
    labelled: list[str] = []
    described = lexicon.is_described
    lines = outline.lines
    for at in range(max(0, headline.start - _NEAR), min(len(lines), last + _BEHIND)):
        line = lines[at]
        if at > last and not described and _is_title(line):
            break
        if line.flags & NAVIGATION or len(line.text) > LONGEST_LABEL:
            continue
        if line.flags & AUTHOR and not (at > last and names and not described):
            signed = [] if described else _linked_authors(line)
            names += signed or [_without_label(line.spaced, lexicon)]
        elif first <= at <= last:
            continue
        elif ":" in line.text and _without_label(line.text, lexicon) != line.text:
            labelled.append(_without_label(line.spaced, lexicon) or _name_below(lines, at))
    found = [name for name in names or labelled if name and fold(name) not in lexicon.labels]
    return list(dict.fromkeys(found))


def _name_below(lines: Sequence[Line], at: int) -> str:
    """The linked name below a label that is called after authors; '' where something else is."""
    below = lines[at + 1] if at + 1 < len(lines) and is_called_author(lines[at]) else None
    is_name = below and below.all_linked and below.element.tag not in HEADINGS
    return below.text if below and is_name and is_person(below.text) else ""


def _is_title(line: Line) -> bool:
    """Whether a line is a linked heading, and names no author."""
    is_heading = line.element.tag in HEADINGS and line.all_linked
    return is_heading and not line.flags & AUTHOR and not any(map(OF_AUTHOR.search, line.hrefs))


def _linked_authors(line: Line) -> list[str]:
    """What is linked as the author: a date, a section and remarks may stand in the same line.

    So may a role in the same link, in an element of its own; behind a blank the name goes on in it.
    """
    signed = [
        ((anchor.text or "").lstrip(), " ".join(text.split()))
        for text, anchor in line.runs()
        if anchor is not None and anchor.get("rel") == "author"
    ]
    return [own if own == own.rstrip() and is_person(own) else whole for own, whole in signed]


def _without_label(text: str, lexicon: Lexicon) -> str:
    label, colon, name = text.partition(":")
    if colon and fold(label) in lexicon.author_labels and len(name) < _LONGEST_NAME:
        return name.strip()
    return text


def section_link(
    outline: Outline, lexicon: Lexicon, headline: range, section: str, edition: str
) -> str | None:
    """The text of the link to the article's section above its headline, or with a class for it."""
    nearest = None
    lines = outline.lines
    for at in range(max(0, headline.start - _NEAR), min(len(lines), headline.stop + _NEAR)):
        line = lines[at]
        if len(line.links) != 1 or not line.all_linked or line.flags & NAVIGATION:
            continue
        if lexicon.addresses.section(line.hrefs[0], edition) != section:
            continue
        if line.flags & SECTION:
            return line.text
        if nearest is None and line.element.tag != "li":
            nearest = line.text
    return nearest


def section_label(
    outline: Outline, lexicon: Lexicon, headline: range, dates: Collection[int]
) -> str | None:
    """The name of a section right above the headline, whichever the article's address says.

    Only the agency's name and the time may stand between, or beside it in its line.
    """
    for at in range(headline.start - 1, max(-1, headline.start - 1 - _LABELS), -1):
        line = outline.lines[at]
        text = line.spaced
        name = _DIGIT.split(lexicon.site_label.sub("", text, count=1), maxsplit=1)[0].rstrip(" |,")
        if fold(name) in lexicon.section_names and not line.flags & NAVIGATION:
            return name
        if at not in dates and fold(text) not in lexicon.labels:
            return None
    return None


def tags(
    outline: Outline, lexicon: Lexicon, scope: range, skip: Collection[int], edition: str
) -> list[str]:
    """The texts of the links to tags in `scope` and right behind it."""
    found: list[str] = []
    for at in range(scope.start, min(len(outline.lines), scope.stop + _BEHIND)):
        line = outline.lines[at]
        is_behind = at >= scope.stop
        if at in skip or line.flags & NAVIGATION:
            if is_behind:
                break
        elif line.links:
            here = list(_tags_in(line, lexicon, edition))
            if (
                is_behind
                and not here
                and (found or not (_is_share(line) or _may_trail(line, lexicon)))
            ):
                break
            found += here
        elif is_behind and not _may_trail(line, lexicon):
            break
    return list(dict.fromkeys(found))


def _may_trail(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line may stand between a text and its tags: a source, a caption, a label."""
    return (
        bool(line.flags & FIGURE)
        or line.text.lower().startswith(lexicon.trailers)
        or lexicon.ad_phrases.is_no_text(line.text)
    )


def _is_share(line: Line) -> bool:
    return any("share" in href or _ADDRESS.match(href) for href in line.hrefs)


def _tags_in(line: Line, lexicon: Lexicon, edition: str) -> Iterator[str]:
    bare = line.bare
    if line.element.tag == "h1" or (
        bare and (len(bare) > LONGEST_LABEL or fold(bare) not in lexicon.share_lines)
    ):
        return
    for (anchor, _, _), text in zip(
        line.links, (text for text, link in line.runs() if link is not None), strict=True
    ):
        if lexicon.addresses.is_tag(anchor.get("href") or "", edition):
            name = " ".join(text.split())
            if name:
                yield name
