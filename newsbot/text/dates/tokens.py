"""Text in, shape out: the normalisation and the one pass of the tokeniser.

The *shape* of a text is one letter a token. `words` lists the letters of words; numbers have

    t clock time   `Clock`                D date with year  (year text, month, day)
    d «26.04»      (first, second): day and month, or an hour and minutes with a dot
    n one or two digits   y 1900..2099   b any other number   e epoch seconds   (all: their text)

and beside them stand `X` an unknown capitalised word, `x` any other unknown word, `V` a counter or
reading time that has been recognised as such, `E` a pictogram, and `,` a break after a word
(punctuation, or digits glued to it). Every other separator leaves no trace.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, timedelta, timezone
from html import unescape
from typing import Any, NamedTuple

from newsbot.text.dates.words import Word

# A dateline with its labels is under 100 characters; markup may indent it by a few thousand.
RAW_LIMIT = 4096
TEXT_LIMIT = 200

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_STRESS = "\u0300\u0301"
_QUOTES = "'\"`\u00b4\u02b9\u02bb-\u02bd\u02c8\u05f3\u2018-\u201f\u2032\u2033\u2035\ua78c"
_FOLD: dict[int, str] = {
    **{0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)},  # the full-width forms
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-"),
    0x2236: ":",
    0xA789: ":",
    0x2044: "/",
}
_EASTERN = re.compile(
    r"(?<!\d)((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]"
    r"(?: ?\([^\W\d_]\)| ?星期[一二三四五六日天])?"
    r"(?:,? ?(\d{1,2}) ?[時时시点點] ?(\d{1,2}) ?[分분])? ?"
)
"""«2026年9月22日(火) 10時15分»: in Chinese, Japanese and Korean, and never another day."""
_ODD = re.compile(f"[{_INVISIBLE}{_STRESS}{_QUOTES}]")
_FOLDED = re.compile(f"[{''.join(map(chr, _FOLD))}]")
_COMPOSED = (
    ("и\u0306", "й"),
    ("И\u0306", "Й"),
    ("і\u0308", "ї"),
    ("І\u0308", "Ї"),
    ("е\u0308", "ё"),
    ("Е\u0308", "Ё"),
)

_CYRILLIC = "асеіорхукмнтвѕј"
_LATIN = "aceiopxykmhtbsj"
_TO_CYRILLIC = str.maketrans(_LATIN + "\u03bf\u03b1\u03c1\u03b9", _CYRILLIC + "оарі")
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

# Contiguous: whatever matches nothing else is `junk`, and junk ends the reading. Every repetition
# is bounded or over one class of characters, so the pass is linear.
_TOKEN = re.compile(
    r"""[ ]?(?:
    (?P<meridiem> [AaPp]\.[ ]?[Mm]\b\.? )
  | (?P<zone> (?:[Gg][Mm][Tt]|[Uu][Tt][Cc]) (?:[ ]?[+-][0-9]{1,2}(?::?[0-9]{2})?)? (?!\w) )
  | (?P<word> [^\W\d_]+ )
  | (?P<time>
      [0-9]{1,2}:[0-9]{2} (?: :[0-9]{2} (?:
        \.[0-9]{1,9}(?!\.)
        | ,(?:[0-9]{3}|(?<=[Tt][0-9]{2}:[0-9]{2}:[0-9]{2},)[0-9]{1,9})(?![0-9.]) )? )?
      (?: (?=[0-9]{2}\.[0-9]{2}\.[0-9]{4}(?![0-9])) | (?![0-9:]) )
      (?: [ ]?[+-][0-9]{2}:?[0-9]{2}(?![0-9:-]|[./][0-9]) | [+-][0-9]{2}(?![0-9:-]|[./][0-9]) )?
    )
  | (?P<year_first>
      [0-9]{4} (?P<s1>[-./]) [0-9]{1,2} (?P=s1) [0-9]{1,2}
      (?: [Tt](?=[0-9]) | (?!(?P=s1)?[0-9]) )
    )
  | (?P<day_first>
      [0-9]{1,2} (?P<s2>[-./]) [0-9]{1,2} (?P=s2) (?:[0-9]{4}|[0-9]{2})
      (?: (?=[0-9]{2}:[0-9]{2}(?![0-9])) | (?!(?P=s2)?[0-9]) )
    )
  | (?P<dotted> [0-9]{1,2}[./][0-9]{2} (?![./]?[0-9]) )
  | (?P<compact> [0-9]{8} (?:[Tt]?[0-9]{4}(?:[0-9]{2}(?:[.,][0-9]{1,9})?)?)? (?![0-9])
      (?:[+-][0-9]{2}:?[0-9]{2}(?![0-9:]))? )
  | (?P<number> [0-9]+ (?:,[0-9]{1,3}(?![0-9:.]))? )
  | (?P<decimal> (?<=[0-9])[.:](?=[0-9]) )
  | (?P<separator> [][,;:.|/\\()<>«»‹›·•●∙‧~…→-][][ ,;:.|/\\()<>«»‹›·•●∙‧~…→-]* )
  | (?P<time_sign> [\u231a\u23f0-\u23f3\U0001f4c5\U0001f4c6\U0001f550-\U0001f567\U0001f5d3] )
  | (?P<pictogram> [\u2300-\u23ff\u25a0-\u27bf\U0001f300-\U0001faff] )
  | (?P<junk> . )
  )""",
    re.VERBOSE | re.DOTALL,
)


class Clock(NamedTuple):
    """A time of day as printed, to the second; `offset` where the text gives one with it."""

    hour: int
    minute: int
    second: int = 0
    offset: timezone | None = None


class Tokens(NamedTuple):
    """The shape of a text, and for every letter of it the value that was read."""

    shape: str
    values: list[Any]


def normalise(text: str) -> str:
    """One line without invisible characters, accents and quotes, in ASCII punctuation.

    Empty when the text is too long to be a date. Digits of other scripts stay what they are, and
    are no digits to the tokeniser; only the full-width forms of ASCII are folded.
    """
    if len(text) > RAW_LIMIT:
        return ""
    text = " ".join(text.split()).replace(" @ ", " ")
    if len(text) > TEXT_LIMIT:
        return ""
    if "&" in text:
        text = " ".join(unescape(text).split())
    if not text.isascii():
        # й and ї as two characters: NFC of these letters alone, since real NFC takes quadratic
        # time over a run of combining characters.
        if "\u0306" in text or "\u0308" in text:
            for pair, letter in _COMPOSED:
                text = text.replace(pair, letter)
        if _FOLDED.search(text):
            text = text.translate(_FOLD)
        text = _EASTERN.sub(_western, text).rstrip()
    return _ODD.sub("", text)


def _western(found: re.Match[str]) -> str:
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute:0>2} " if hour else " ")


def tokenise(text: str, words: Mapping[str, Word]) -> Tokens | None:
    """Tokens of a normalised text; None when something in it never stands beside a date."""
    reader = _Reader(words)
    shape, values = reader.shape, reader.values
    for match in _TOKEN.finditer(text):
        group = match.lastindex
        if group == _WORD:
            # Most tokens are words that need no second look; the rest pay for a method call.
            word = words.get(match[_WORD].lower())
            if word is not None and word.kind not in _CONTEXTUAL:
                shape.append(word.kind)
                values.append(word.value)
                continue
        if group is None or not _READERS[group](reader, match[group], match):
            return None
    return Tokens("".join(shape), values)


_WORD = _TOKEN.groupindex["word"]
# Kinds of words whose reading depends on what stands before them.
_CONTEXTUAL = frozenset("!vkRGHq")
# Kinds after which punctuation, or a number without a space, is a break worth keeping.
_WORDS = frozenset("xXlgBKTUEVv")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:( ?)([+-])(\d\d):?(\d\d)?)?", re.ASCII
)
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[Tt]?(\d\d)(\d\d)(\d\d)?)?(?:[.,]\d+)?(?:([+-])(\d\d):?(\d\d))?",
    re.ASCII,
)


class _Reader:
    """Turns the matches of `_TOKEN` into letters and values; each method says whether to go on."""

    __slots__ = ("shape", "values", "words")

    def __init__(self, words: Mapping[str, Word]) -> None:
        self.words = words
        self.shape: list[str] = []
        self.values: list[Any] = []

    def _put(self, kind: str, value: Any) -> bool:
        self.shape.append(kind)
        self.values.append(value)
        return True

    def _put_number(self, kind: str, value: Any, match: re.Match[str]) -> bool:
        if self.shape and self.shape[-1] in _WORDS and match[0][0] != " ":
            self._put(",", None)
        return self._put(kind, value)

    def word(self, token: str, match: re.Match[str]) -> bool:
        word = _look_up(token, self.words)
        before = self.shape[-1] if self.shape else ""
        if word is None:
            known = token[0].isupper() and not (before in "tp" and _may_be_zone(token, match))
            return self._put("X" if known else "x", token)
        kind = word.kind
        if kind == "!":
            return False
        if kind == "v":
            return self._put_count()
        if before and ((kind in "kRGH" and before in "yD") or (kind == "q" and before == "n")):
            return True
        return self._put(kind, word.value)

    def _put_count(self) -> bool:
        """«1 254 перегляди», «2 хв читати»: the numbers before the word are no part of a date."""
        shape, values = self.shape, self.values
        kind = "v"
        if len(shape) > 1 and shape[-1] == "u" and shape[-2] in "nyb":
            del shape[-1], values[-1]
        if shape and shape[-1] in "nyb":
            kind = "V"
            thousands = len(values[-1]) == 3
            del shape[-1], values[-1]
            if thousands and shape and shape[-1] in "nb" and len(values[-1]) <= 3:
                del shape[-1], values[-1]
        return self._put(kind, None)

    def time(self, token: str, match: re.Match[str]) -> bool:
        if len(token) <= 5:
            hour, _, minute = token.partition(":")
            clock = Clock(int(hour), int(minute))
        else:
            parts = _CLOCK.fullmatch(token)
            if parts is None:
                return False
            offset = None
            if sign := parts[5]:
                iso = match.start() > 0 and match.string[match.start() - 1] in "Tt"
                # «10:00-12:00» is a range; behind an ISO date, or as « -0500», it is an offset.
                if sign == "-" and not iso and (not parts[4] or ":" in token[-3:]):
                    return False
                offset = _offset(sign, parts[6], parts[7])
                if offset is None:
                    return False
            clock = Clock(int(parts[1]), int(parts[2]), int(parts[3] or 0), offset)
        return _is_time(clock) and self._put_number("t", clock, match)

    def year_first(self, token: str, match: re.Match[str]) -> bool:
        year, month, day = token.rstrip("Tt").replace("/", "-").replace(".", "-").split("-")
        return self._put_number("D", (year, int(month), int(day)), match)

    def day_first(self, token: str, match: re.Match[str]) -> bool:
        day, month, year = token.replace("/", ".").replace("-", ".").split(".")
        # «1.2.25» is a version or a score; years of two digits come with two digits everywhere.
        if len(year) == 2 and len(day + month) != 4:
            return False
        return self._put_number("D", (year, int(month), int(day)), match)

    def dotted(self, token: str, match: re.Match[str]) -> bool:
        first, second = token.replace("/", ".").split(".")
        return self._put_number("d", (int(first), int(second)), match)

    def compact(self, token: str, match: re.Match[str]) -> bool:
        parts = _COMPACT.fullmatch(token)
        if parts is None:
            return False
        year, month, day = parts[1], int(parts[2]), int(parts[3])
        if not ("1900" <= year < "2100" and 1 <= month <= 12 and 1 <= day <= 31):
            return token.isdecimal() and self._put_number("b", token, match)
        self._put_number("D", (year, month, day), match)
        if not parts[4]:
            return token.isdecimal()
        offset = _offset(parts[7], parts[8], parts[9]) if parts[7] else None
        if parts[7] and offset is None:
            return False
        clock = Clock(int(parts[4]), int(parts[5]), int(parts[6] or 0), offset)
        return _is_time(clock) and self._put("t", clock)

    def number(self, token: str, match: re.Match[str]) -> bool:
        length = len(token)
        kind = "b"
        if length <= 2:
            kind = "n"
        elif length == 4 and "1900" <= token < "2100":
            kind = "y"
        elif length in (10, 13) and token.isdecimal():
            kind = "e"
        return self._put_number(kind, token, match)

    def zone(self, token: str, _match: re.Match[str]) -> bool:
        digits = token[3:].strip().replace(":", "")
        if not digits:
            return self._put("z", UTC)
        hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
        offset = _offset(digits[0], hours, minutes)
        return offset is not None and self._put("z", offset)

    def meridiem(self, token: str, _match: re.Match[str]) -> bool:
        return self._put("p", "am" if token[0] in "aA" else "pm")

    def separator(self, _token: str, _match: re.Match[str]) -> bool:
        if self.shape and self.shape[-1] in _WORDS:
            self._put(",", None)
        return True

    def pictogram(self, _token: str, _match: re.Match[str]) -> bool:
        return self._put("E", None)

    def time_sign(self, _token: str, _match: re.Match[str]) -> bool:
        return True

    def stop(self, _token: str, _match: re.Match[str]) -> bool:
        return False


_READERS: Mapping[int, Callable[[_Reader, str, re.Match[str]], bool]] = {
    _TOKEN.groupindex[group]: read
    for group, read in {
        "meridiem": _Reader.meridiem,
        "zone": _Reader.zone,
        "word": _Reader.word,
        "time": _Reader.time,
        "year_first": _Reader.year_first,
        "day_first": _Reader.day_first,
        "dotted": _Reader.dotted,
        "compact": _Reader.compact,
        "number": _Reader.number,
        "decimal": _Reader.stop,
        "separator": _Reader.separator,
        "time_sign": _Reader.time_sign,
        "pictogram": _Reader.pictogram,
        "junk": _Reader.stop,
    }.items()
}


def _look_up(token: str, words: Mapping[str, Word]) -> Word | None:
    """A word of the table, also when letters of the other alphabet stand in it."""
    lower = token.lower()
    return (
        words.get(lower)
        or words.get(lower.translate(_TO_CYRILLIC))
        or words.get(lower.translate(_TO_LATIN))
    )


def _may_be_zone(token: str, match: re.Match[str]) -> bool:
    """After a time, «IST» and «(Лондон)» may say which clock it is, so they are no bystanders."""
    start = match.start()
    in_brackets = start > 0 and match.string[start - 1] == "("
    return in_brackets or (token.isascii() and token.isupper() and len(token) <= 5)


def _is_time(clock: Clock) -> bool:
    return clock.hour < 24 and clock.minute < 60 and clock.second < 60


def _offset(sign: str, hours: str, minutes: str | None) -> timezone | None:
    delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if delta > timedelta(hours=14) or int(minutes or 0) > 59:
        return None
    return timezone(-delta if sign == "-" else delta)
