"""How dates look in a line, before anybody knows what they mean."""

from __future__ import annotations

import re
from itertools import islice

from newsbot.pages.line import PROSE, SEPARATORS, TIME, Line
from newsbot.text.dates.vocabulary import OF_CHANGE, OF_PUBLICATION

LONGEST = 90
"""Characters of a line with a date: its label, the name of the agency and the reading time too."""
CLOCK = r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d|[./]\d)"
DAY = (
    r"(?<!\d)(?:(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}(?:-\d{2}-|\.\d{2}\.|/\d{2}/)\d{2})(?!\d)"
    r"|\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일])"
)
HOUR = re.compile(r"(?<!\d)\d{1,2}:\d{2}")
DATE = re.compile(
    DAY + r"|(?<!\d)\d{1,2}(?:-?го|st|nd|rd|th)?\s+[^\W\d_]{3,}"
    r"|(?<!\d)\d{1,2}\.\s*[^\W\d_]{3,}\.?\s+\d{4}"
    r"|[^\W\d_]{3,}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\b(?:сьогодні|вчора|позавчора|сегодня|вчера|позавчера|today|yesterday|тому|назад|ago)\b",
    re.IGNORECASE,
)
_HALF_AND_ZONE = (
    r"(?:\s?[ap]\.?m\b\.?)?(?-i:,?\s\(?(?:[ECMP][SD]?T|[CEW]ES?T|[BIJK]ST|AE[SD]T|PKT|MSK|МСК|UTC|GMT)\b"
    r"(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?)?"
)
"""What may stand behind a clock and changes what it says; a zone that is not read makes it null."""
FULL = re.compile(
    rf"{CLOCK}[\s,|•·–—-]*{DAY}|{DAY}(?:[\s,|•·–—-]|\bо\b|\bв\b|\bat\b)*{CLOCK}{_HALF_AND_ZONE}"
    r"|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
PLAIN = re.compile(r"[0-9]{1,2}:[0-9]{2} [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
"""The site's own form, about which there is nothing to find out."""
DIGIT = re.compile("[0-9]")
GLUED = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?=\d{1,2}[./]\d{1,2}[./]\d{4})")
_MONTH = r"[^\W\d_]{3,}\.?"
_YEAR = r"(?:19|20)\d{2}(?!\d)"
_DAY_OF_YEAR = (
    rf"(?:(?<!\d)\d{{1,2}}(?:\. ?|[/-])\d{{1,2}}(?:\. ?|[/-]){_YEAR}"
    rf"|(?<!\d){_YEAR}(?:-\d{{2}}-|\.\d{{2}}\.|/\d{{2}}/)\d{{2}}(?!\d)"
    rf"|(?<!\d){_YEAR} ?[年년] ?\d{{1,2}} ?[月월] ?\d{{1,2}} ?[日일]"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})"
)
_BETWEEN = r"(?:[\s,:@|•·–—-]|\b(?:о|об|в|at|um|à|kl|року|р|года|г|пн|вт|ср|чт|пт|сб|нд|вс)\b\.?)*"
_HOUR = r"(?:(?<!\d)\d{1,2}[:.h]\d{2}(?::\d{2})?(?!\d|[./]\d)|\d{1,2}[時时시点點] ?\d{1,2}[分분])"
COMPLETE = re.compile(
    rf"(?:{_HOUR}{_HALF_AND_ZONE}[\s,|•·–—-]*)?(?P<day>{_DAY_OF_YEAR})(?:{_BETWEEN}{_HOUR}{_HALF_AND_ZONE})?",
    re.IGNORECASE,
)
"""A day with its year, and the time beside it if there is one."""
_NAME = r"[^\W\d_a-zа-яіїєґ][\w’'-]*"
_BRACKETS = r"\([^()]{2,30}\)"
OPENING = re.compile(
    rf"(?:\((?P<alone>{_DAY_OF_YEAR})\)"
    rf"|{_NAME}(?: {_NAME}){{0,2}}[,.] ?(?P<placed>{_DAY_OF_YEAR})[.,]?"
    rf" ?(?:{_BRACKETS}|{_NAME}\.?)? ?(?:--|[–—-])"
    rf"|(?P<signed>{_DAY_OF_YEAR})[.,]? ?(?:{_BRACKETS} ?(?:--|[–—])|--))\s"
)
"""«(22.09.2026) …», «Kyiv, 22 September 2026 (Agency) — …», «Sept. 22, 2026 -- …».

A day and one dash may open a sentence as well: «22 September 2026 — a day to remember».
"""
_POSTED = re.compile(
    r"(?:this (?:entry|post) was (?:posted|published)|dieser (?:eintrag|beitrag) (?:wurde|ist)"
    r"|der (?:eintrag|beitrag) wurde(?= am [^!?]{0,60} uhr veröffentlicht)"
    r"|esta entrada fue|cette entrée a été|questa voce è stata|ten wpis został"
    r"|dit bericht (?:is|werd)|(?:цей )?(?:за|до)пис (?:(?:був|було) )?(?:опубл|оприл|розміщ)\w+"
    r"|(?:эта )?запись (?:была )?(?:опубл|разм)\w+)\s",
    re.IGNORECASE,
)
"""How systems of blogs begin the line in which they say of an entry when and where it stands."""


def posted(text: str) -> str | None:
    """The date in a line that says of the whole entry when it was posted, and is no text."""
    if _POSTED.match(text) is None:
        return None
    opening = text[:LONGEST]
    if OF_PUBLICATION.search(opening) is None or OF_CHANGE.search(opening) is not None:
        return None
    found = COMPLETE.search(opening)
    return found[0] if found is not None else None


def looks_dated(line: Line) -> bool:
    """Whether a line is short and has a date and a time."""
    if len(line.text) > LONGEST or DIGIT.search(line.text) is None:
        return False
    text = GLUED.sub(r"\1 ", line.spaced)
    return FULL.search(text) is not None or bool(HOUR.search(text) and DATE.search(text))


def date_part(line: Line) -> str | None:
    """The day with its year, and its time, that is all of one part of a line, and of no other.

    In a bar of parts each says something of its own: the kind of text, the day, the place.
    """
    if len(line.parts) < 2 or OF_CHANGE.search(line.text) is not None:
        return None
    found = [
        whole[0] for part in line.parts if (whole := COMPLETE.fullmatch(part.strip(SEPARATORS)))
    ]
    return found[0] if len(found) == 1 else None


def parted_from_day(line: Line) -> list[Line]:
    """A text in no paragraph and the day before it, as two lines; any other line as it is.

    The day is all of the first element there, or of the one behind a picture. Bold type is of the
    text.
    """
    block = line.element
    if block.tag in PROSE or len(line.text) <= LONGEST or (block.text and block.text.strip()):
        return [line]
    first = next(islice(block, 1), None)
    if first is not None and first.tag in {"img", "a"}:
        first = first.getnext()
    if first is None or first.tag not in {"span", "time", "small"} or first.text != line.parts[0]:
        return [line]
    day, *parts = line.parts
    if COMPLETE.fullmatch(day.strip()) is None:
        return [line]
    text = " ".join("".join(parts).split())
    links = [(anchor, start - 1, end - 1) for anchor, start, end in line.links]
    return [
        Line(day.strip(), block, line.flags, line.breaks),
        Line(text, block, line.flags & ~TIME, 0, parts, links),
    ]
