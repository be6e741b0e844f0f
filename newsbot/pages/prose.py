"""What a line is, as far as the line itself tells: a sentence, a label, a bar of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsbot.pages.date_shapes import COMPLETE, posted
from newsbot.pages.document import HEADINGS
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import AUTHOR, FIGURE, HEADER, NAVIGATION, PROSE, TAGS, TIME, Line
from newsbot.text.clean import fold

SHORT = 40
"""Characters; a shorter line outside of a paragraph is a label or a button."""
LONG = 100
"""Characters of a line that is prose without a full stop: no label or headline is that long."""
CERTAIN = 60
"""Characters of a sentence that counts as text of the article also outside of its container."""
_SHORTEST = 12
"""Characters of a sentence of few words; «Share.» is none."""
_LONGEST_PHRASE = 80
"""Characters of a line that may be one of the phrases of the site; a longer one is not folded."""
LONGEST_LABEL = 120
"""Characters of a line with a date, a byline or a section beside the text; more is prose."""
ENDS = (
    ".",
    "!",
    "?",
    "…",
    ":",
    ";",
    "»",
    "”",
    "“",
    '"',
    ")",
    "。",
    "」",
    "！",
    "？",
    "）",
    "।",
    "။",
    "؟",
    "۔",
    "።",
    "։",
    "។",
)
_WIDE_STOPS = ("。", "！", "？")
"""How sentences of Chinese and Japanese end, which say as much in half as many characters.

Not a bracket or a quotation mark: short captions and titles end with one.
"""
_STOPS = (".", "!", "?", "…", "。")
_TITLE = 30
"""Characters in the links of a line; names of authors and sections have fewer."""
_SPOKEN = 6
"""Words around links that are more than the label of a pointer and a stop behind it."""
_NOTHING = FIGURE | NAVIGATION | TAGS
_WORDS = 4
"""Words of a label beside a date, which may end in a full stop as a sentence does."""
_CREDIT = re.compile(
    r"(?:(?:(?:фото|photo|foto|image|images|bild|picture|ілюстрація|иллюстрация|credit|quelle)"
    r"\s*[:/©]|©|(?:photos?|foto|фото) by\b|fot\.)\s*)+",
    re.IGNORECASE,
)
"""A label of a credit; «Фото: фото: …» has it twice."""
_CREDITED = re.compile(
    r"\b(?:archiv|symbol)?(?:photograph|photo|foto|фото|image|picture|bild(?:rechte|quelle)?|credit)s?\s?:"
    r"\s[^!?…:]{2,60}(?<!\.)$"
    r"|\((?:photo|foto|фото|fot|bild|снимка)\b[^!?…()]{2,60}\)$"
    r"|[.!?]\s(?:photo|foto|фото|image)s? by\s[^.!?…]{2,60}$"
    r"|[,.]\s?fot\.\s[^.!?…:]{2,60}$"
    r"|\s/\s(?:(?-i:[A-Z]{2,5})\s)?(?:photo|foto|фото)\b[^.!?…]{2,60}$",
    re.IGNORECASE,
)
"""How a caption ends that has its credit behind it."""
_OF_AGENCY = re.compile(r"\([A-Z]{2,5} (?:Photo|Video|Foto)\b[^()]{0,60}\)$")
"""How one ends that an agency hands out, however long it is."""
_OF_PHOTO = re.compile(
    r"\(?(?:(?:ілюстративн|иллюстративн|архівн|архивн)\w+ фото(?:графі[яї]|графи[яи])?"
    r"|фото (?:(?:ілюстративн|иллюстративн|архівн|архивн)\w+|(?:з|із|из) [^.!?]+"
    r"|прес-?служби\b[^.!?]*|пресс-?службы\b[^.!?]*))\.?\)?",
    re.IGNORECASE,
)
"""A line that tells only where a picture is from, without a colon."""
_LONGEST_CREDIT = 200
"""Characters; a paragraph that begins as a credit does is longer."""
_SIGNED = re.compile(
    r"(?:\((?:additional )?|additional )(?:reporting|writing|editing)\b[^.:]{0,20} by "
    r"(?-i:(?![a-z])\w)"
    r"|(?:reporting|writing|editing) by (?-i:(?![a-z])\w).*(?<![.!?])$"
    r"|to contact the (?:reporter|editor|author|writer)s?\b[^.:]{0,60}:"
    r"|[^\n]{0,200}(?<!\w)(?-i:(?![a-z\d])\w)\S{0,40} contributed to this (?:report|story)\b"
    r"[^.]{0,60}\.?$",
    re.IGNORECASE,
)
"""What a line below a text is like in which an agency names those who made it."""
_OF_HOUSE = re.compile(
    r"(?:tel(?:efon)?|phone|fax)\b[.:]?\s(?=[+(\d])[^!?]{5,120}(?<![.!?])\Z"
    r"|e-?mail\b:?\s\S{1,60}(?:@|\(at\))|original-content von:"
    r"|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed "
    r"(?:(?:here(?:in)?|in th(?:is|ese)\b[^.]{0,60}|by (?:the )?(?:author|contributor|writer)s?) )?"
    r"(?:are|do|may) [^.]{0,60}\b(?:author|writer|own|not necessarily)\b"
    r"|[^.!?]{0,80}\b(?:gibt|geben|spiegelt|spiegeln) nicht (?:unbedingt|zwingend|notwendigerweise)"
    r" die (?:meinung|ansicht|auffassung) (?:der|unserer) (?:redaktion|herausgeber)"
    r"|(?=[^.!?]{0,160}редакц)(?:думк|погляд|позиці|точка зору|мнени|взгляд|позици|точка зрения)"
    r"[^.!?]{0,60}\b(?:редакц|автор)[^.!?]{0,60}\b(?:може|можуть|может|могут) не "
    r"(?:збіга|співпада|відповіда|відобража|совпада|отража|соответств)"
    r"|(?:редакція|редакция) (?:\w+ )?не (?:завжди |всегда )?(?:нес(?:е|ет|ёт) (?:відпо|ответс)"
    r"|(?:поділя|разделя)\w+ (?:думк|погляд|позиці|точк|мнени|взгляд|позици))",
    re.IGNORECASE,
)
"""How lines below a text begin in which the house speaks: its numbers, and whose views it has."""
_FOLLOW = "Follow "
"""How the last line of a text begins that calls to a channel, of the author or the site."""
_REMARK = re.compile(r"\([^()]+\)")
_COUNTERS = re.compile(r"[^\W\d_]+(?:: ?\d+| \(\d+\))(?: [|•·] [^\W\d_]+(?:: ?\d+| \(\d+\)))+")
"""«Переглядів: 231 | Коментарі (0)»"""
_BETWEEN_INITIALS = re.compile(r"\s?[/,|]\s?")
_LONGEST_INITIALS = 3
_LONGEST_AGENCY = 6
"""Letters: «УНІАН» has five."""
_EDITED = re.compile(r"[(（【]?(?:原标题|图注|图片来源|图源|责任编辑|责编|作者|出品)\s?[:：︱|｜]")
"""What Chinese media say of a text in lines of its own: its title before, its editor, a picture."""
_HASHTAGS = re.compile(r"(?:[^\W\d]+: *)?(?:#\w+[ ,]*)+")
"""Hashtags and nothing else, behind a label or none."""


def is_free(line: Line, lexicon: Lexicon, edition: str) -> bool:
    """Whether a line is not plainly something else than text of an article."""
    flags = line.flags
    if flags & _NOTHING or (flags & (TIME | AUTHOR) and len(line.text) < LONGEST_LABEL):
        return False
    if not lexicon.is_described and posted(line.text) is not None:
        return False
    if flags & HEADER and line.element.tag not in PROSE:
        return not lexicon.is_described and is_certain(line)
    if len(line.text) < _LONGEST_PHRASE:
        folded = fold(line.text)
        if (
            not folded
            or folded in lexicon.no_text
            or lexicon.ad_phrases.is_no_text(line.text)
            or _HASHTAGS.fullmatch(line.text) is not None
            or _EDITED.match(line.text) is not None
            or lexicon.minutes(line.text) is not None
        ):
            return False
    return not (line.links and is_link_bar(line, lexicon, edition))


def is_link_bar(line: Line, lexicon: Lexicon, edition: str) -> bool:
    """Whether a line of links leads to tags, sections or share buttons only."""
    bare = line.bare
    if bare and (len(bare) > SHORT or fold(bare) not in lexicon.share_lines):
        return lexicon.minutes(bare) is not None
    addresses = lexicon.addresses
    return bool(bare) or all(
        addresses.is_tag(href, edition)
        or addresses.section(href, edition) is not None
        or "/share" in href
        for href in line.hrefs
    )


def is_pointer(line: Line) -> bool:
    """Whether most of a line stands inside links, and too little outside to be a sentence."""
    if not line.links or len(line.bare) >= LONG or 2 * len(line.bare) >= len(line.text):
        return False
    return not speaks(line)


def is_reference(line: Line, lexicon: Lexicon, edition: str) -> bool:
    """Whether a line leads to the sites of others only, as sources do, and to no channel.

    A paragraph that is one link calls for something: «Download our app».
    """
    channels, leaves = lexicon.ad_phrases.any_channel, lexicon.addresses.leaves
    if not line.links or (line.all_linked and line.element.tag == "p" and not line.breaks):
        return False
    return (
        line.element.tag in PROSE
        and all(leaves(href, edition) and not channels.search(href) for href in line.hrefs)
        and channels.search(fold(line.text)) is None
    )


def is_linked_title(lines: Sequence[Line], number: int, *, may_be_card: bool) -> bool:
    """Whether a line is hardly more than a link, with as much in it as a title has.

    Or, if it `may_be_card`, with other lines in the same link: a time, a title and more.
    """
    line = lines[number]
    if not line.links:
        return False
    if (
        may_be_card
        and line.all_linked
        and any(
            other is not line and other.links and other.links[0][0] is line.links[0][0]
            for other in lines[max(0, number - 1) : number + 2]
        )
    ):
        return True
    return len(line.text) - len(line.bare) >= _TITLE and is_pointer(line)


def speaks(line: Line) -> bool:
    """Whether a sentence begins before the links of a line, ends behind them and says more.

    Where it says little, it goes on in the link or from it: «As we wrote, prices fell.», where a
    pointer has a title there, which begins with a capital, or a colon before it.
    """
    if not line.text.endswith(_STOPS):
        return False
    first, *rest = line.runs()
    (opening, _), (linked, _) = (first, rest[0]) if line.links[0][1] else (("", None), first)
    ending = rest[-1][0] if rest and rest[-1][1] is None else ""
    begins = any(map(str.isalpha, opening))
    if linked.lstrip()[:1].islower() and ":" not in opening:
        return begins or any(map(str.isalpha, ending))
    if begins and opening.rstrip().endswith(","):
        return True
    words = sum(any(map(str.isalpha, word)) for word in line.bare.split())
    return begins and bool(ending) and words >= _SPOKEN


def is_sentence(line: Line) -> bool:
    """Whether a line is prose: long, or ended as a sentence."""
    return len(line.bare) >= LONG or _is_ended(line, SHORT)


def is_certain(line: Line) -> bool:
    """Whether a line is prose wherever it stands."""
    return _is_ended(line, CERTAIN)


def _is_ended(line: Line, shortest: int) -> bool:
    """Whether a line of so many characters ends as a sentence does."""
    size = len(line.bare)
    if size < shortest:
        return 2 * size >= shortest and line.text.endswith(_WIDE_STOPS)
    return _ends(line)


def _ends(line: Line) -> bool:
    """Whether a line ends as a sentence does, or has the mark of a note behind its end."""
    if line.text.endswith(ENDS):
        return True
    if not line.links or not line.bare.endswith(_STOPS):
        return False
    *_, (last, anchor) = line.runs()
    return anchor is not None and not any(map(str.isalpha, last))


def is_brief(line: Line) -> bool:
    """Whether a line may be a sentence of few words."""
    text = line.bare
    if text.endswith(":") and len(text) < LONG:
        return False
    return len(text) >= SHORT or (len(text) >= _SHORTEST and text.endswith(ENDS))


def sentences_in(lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """Those of some lines that are sentences, with their line breaks read as blanks."""
    found: set[int] = set()
    at = 0
    while at < len(numbers):
        end = at + 1
        while (
            end < len(numbers)
            and lines[numbers[end]].breaks == 1
            and numbers[end] == numbers[end - 1] + 1
        ):
            end += 1
        paragraph = numbers[at:end]
        if any(is_sentence(lines[number]) for number in paragraph) or (
            end - at > 1 and _is_sentence_together(lines[number] for number in paragraph)
        ):
            found.update(paragraph)
        at = end
    return found


def _is_sentence_together(lines: Iterable[Line]) -> bool:
    """Whether short lines, one below the other, make up a sentence."""
    text = " ".join(line.bare for line in lines)
    return len(text) >= SHORT and text.endswith(ENDS)


def is_tail(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line at the end of a text belongs to what follows it, or names the author."""
    text = line.text
    if len(text) < SHORT and text.endswith(":"):
        return True
    if line.element.tag in HEADINGS and not is_sentence(line):
        return True
    if not lexicon.is_described and (
        _SIGNED.match(text) or _OF_HOUSE.match(text) or _is_remnant(text, lexicon)
    ):
        return True
    if text.startswith(_FOLLOW) and lexicon.ad_phrases.any_channel.search(fold(text)):
        return True
    label, colon, name = text.partition(":")
    return bool(colon) and len(name) < SHORT and fold(label) in lexicon.author_labels


def _is_remnant(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is a mark of the end, counts visits and remarks, dates the last change, or
    signs with initials and agencies: «aja/PAP», «(mit dpa)».
    """
    if len(text) >= CERTAIN:
        return False
    if not any(map(str.isalnum, text)) or _COUNTERS.fullmatch(text) is not None:
        return True
    if all(map(_is_initials, _BETWEEN_INITIALS.split(text.strip("()[]. ").removeprefix("mit ")))):
        return True
    return lexicon.modified.match(text) is not None and COMPLETE.search(text) is not None


def _is_initials(text: str) -> bool:
    loud = text.isupper() and len(text) <= _LONGEST_AGENCY
    return text.isalpha() and (loud or (text.islower() and len(text) <= _LONGEST_INITIALS))


def is_credit(line: Line) -> bool:
    """Whether a line says who made a picture: it alone, or as the end of a caption."""
    if credit_of(line.text) is not None:
        return True
    text = line.text
    if len(text) <= SHORT and _OF_PHOTO.fullmatch(text) is not None:
        return True
    if text.endswith(_STOPS):
        return False
    if len(text) <= _LONGEST_CREDIT and _CREDITED.search(text) is not None:
        return True
    return text.endswith(")") and _OF_AGENCY.search(text) is not None


def credit_of(text: str) -> str | None:
    """Whom a line names that says who made a picture; None for any other line."""
    label = _CREDIT.match(text) if len(text) <= _LONGEST_CREDIT else None
    return text[label.end() :] if label is not None else None


def is_remark(line: Line) -> bool:
    """Whether a line is a remark in brackets, as «(Updated)» before a text."""
    return line.element.tag in PROSE and _REMARK.fullmatch(line.text) is not None


def is_heading_matter(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line before the text repeats the section or the headline."""
    if len(line.text) >= LONGEST_LABEL:
        return False
    folded = fold(line.text)
    return folded in lexicon.section_names or folded.startswith("#")


def is_text(line: Line, lexicon: Lexicon, edition: str) -> bool:
    """Whether a line is text, as far as the line itself tells."""
    if not is_free(line, lexicon, edition):
        return False
    if line.element.tag in PROSE or line.element.tag == "table":
        return True
    if line.all_linked:
        return False
    return len(line.text) >= SHORT or line.text.endswith(ENDS)


def opens_text(line: Line) -> bool:
    """Whether a line after the headline is where the text begins."""
    if line.flags & TIME:
        return False
    return len(line.text) > LONGEST_LABEL or (
        len(line.text) > SHORT and line.text.endswith((".", "!", "?", "…"))
    )


def is_more_than_label(text: str) -> bool:
    """Whether a text is too much of a sentence to stand beside a date."""
    return len(text.split()) > _WORDS and text.rstrip().endswith((".", "!", "?", "…", ";"))
