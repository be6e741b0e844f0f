"""Who wrote an article of a site that nobody described: the names in what a page calls authors.

What stands there may be anything: several names in one, an agency, a role, a place, an address, the
name of the site. What is no name, or not surely one, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from unicodedata import normalize
from urllib.parse import urlsplit

from newsbot.pages.line import NAVIGATION, SEPARATORS, Line
from newsbot.pages.outline import Outline
from newsbot.pages.prose import LONGEST_LABEL
from newsbot.text.clean import fold

_ABOVE = 2
"""Lines above the headline in which a byline may stand."""
_LONGEST_BYLINE = 1000
"""Characters; twenty people have some four hundred."""
_LONGEST = 60
"""Characters of a name; more is a sentence."""
_MOST_WORDS = 6
OF_AUTHOR = re.compile(
    r"(?:\A|/)(?:(?:authors?|autor)-(?=[^\W\d_])"
    r"|(?:(?:blog-?)?authors?|bylines?|by|staff|contributors?|correspondents?|journalists?"
    r"|reporters?|columnists?|writers?|bloggers?|editors?|autor(?:en|es|e|i|in|zy)?|auteurs?"
    r"|journalistes?"
    r"|redakteure?|verfasser|avtor[iy]?|redactores?)/(?=[^/?#]))",
    re.IGNORECASE,
)
"""A folder of an address that leads to an author."""
_LABEL = re.compile(
    r"\W*(?:(?:written|posted|published|reported|story|text|words|article)\s+)?"
    r"(?:(?:more|all)\s+(?:stories|articles|posts)\s+)?"
    r"(?:(?:by|von|par|por|door|(?-i:[Aa][fv])|автор[аиы]?|авторка)\b\s*:?\s+(?=\w)(?!de[nr]\b)|(?:authors?|autor(?:en)?)\s*:)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?<!\w)(?:by|von|par|por|door|автор[аиы]?|авторка):?\s*\Z|\A\W*(?-i:[Aa][fv]):?\s*\Z",
    re.IGNORECASE,
)
"""«En del av …», «Foto av …»: in Danish and Swedish what is of somebody is not by him."""
_OPEN = re.compile(r",?\s*(?:and|und|et|og|och|en|y|e|та|і|й|и|&)?")
"""What stands between two names."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BETWEEN = re.compile(r"[,;|•·]|\s[/–—-]\s")
_AND = re.compile(r",?\s+(?:and|und|et|og|och|en|e|y|та|і|й|и|&)\s+")
_NO_LETTER = re.compile(r"[\d_@/\\:;|<>()\[\]{}\"“”«»„!?*#=+%$€~^…●•·│｜丨／《》【】&]")
"""What no name has; «・» parts names in Japanese."""
_PARTS = re.compile(r"\w+")
_HOST = re.compile(r"\S+\.(?:[a-z]{2,}|[A-Z]{2,})")
_COMPANY = re.compile(r"\b(?:Inc|Ltd|LLC|GmbH|Corp|PLC)\b\.?")
_PARTICLES = frozenset(
    {"af", "al", "ap", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos"}
    | {"du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu", "zum", "zur"}
    | {"аль", "бен", "бін", "ван", "де", "дель", "ден", "дер", "ді", "ду", "ель", "ібн"}
    | {"ла", "ле", "тер", "фон", "цу"}
)
_BYLINES = frozenset({"af", "av", "von"})
"""Those that open bylines as well; «Le» and «Van» are names of people."""
_ROLES = frozenset(
    {"admin", "administrator", "anonymous", "author", "editor", "editors", "editorial", "guest"}
    | {"staff", "staff writer", "webmaster", "автор", "редактор"}
    | {"news wires", "newswires", "foreign staff", "our foreign staff", "our correspondent"}
    | {"contributor", "user", "guest author", "guest contributor"}
)
_NEWSROOM = frozenset(
    {"newsdesk", "newsroom", "redaccion", "redacción", "redacao", "redação", "redactie"}
    | {"redakce", "redakcja", "redaktion", "redazione", "rédaction", "редакция", "редакція"}
)
"""Words of what a newsroom is called, whatever its name beside them."""
_AUTHOR = re.compile(r"(?:author|autor|byline)s?(?:[-_]?names?)?(?![^\W_])", re.IGNORECASE)
_NO_PERSON = frozenset(
    {"all", "archive", "articles", "author", "bio", "contact", "email", "feed", "follow", "full"}
    | {"more", "page", "posts", "profile", "rss", "stories", "the", "view", "visit", "website"}
    | {"agency", "bureau", "college", "correspondent", "desk", "editor", "editors", "group"}
    | {"media", "institute", "magazine", "network", "news", "newsroom", "newswire", "post", "press"}
    | {"redaktion", "reporter", "reporters", "service", "staff", "team", "times", "today"}
    | {"university", "writer", "writers"}
)
"""Words of what stands beside a name: where somebody works, and what else of his there is."""


def names_in(texts: Iterable[str], others: Collection[str]) -> list[str]:
    """The names in some bylines, each once; `others` are names of the site, see `names_of_site`."""
    found: dict[str, str] = {}
    for text in texts:
        for name in _names(text):
            if squashed(name) not in others:
                found.setdefault(fold(name), name)
    return list(found.values())


def names_of_site(url: str, stated: Iterable[str]) -> frozenset[str]:
    """What a site may be called, as `names_in` compares it: by its host and by itself."""
    host = urlsplit(url).hostname or ""
    own = host.removeprefix("www.")
    texts = (host, own, *own.split(".")[:-1], *stated)
    return frozenset(filter(None, map(squashed, texts)))


def squashed(text: str) -> str:
    """The letters and digits of a name in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def bylines(outline: Outline, headline: range, first: int) -> list[str]:
    """The bylines around the headline, above the line `first`: links to authors, «By Jane Roe»."""
    named: list[str] = []
    for at in range(max(0, headline.start - _ABOVE), first):
        line = outline.lines[at]
        if at in headline or line.flags & NAVIGATION or len(line.text) > LONGEST_LABEL:
            continue
        named += _linked(line)
        if not named and (label := _LABEL.match(line.spaced)):
            named += _whole_names(line.spaced[label.end() :])
        if not named and _names_authors(line):
            named.append(line.spaced)
    return named


def is_byline(text: str) -> bool:
    """Whether a text begins as a byline does, and is no sentence."""
    return _LABEL.match(text) is not None and not text.endswith((".", "!", "?", "…"))


def is_called_author(line: Line) -> bool:
    """Whether a line stands in an element that is called after authors."""
    return _AUTHOR.search(line.element.get("class") or "") is not None


def _names_authors(line: Line) -> bool:
    """Whether a line is made of names of two words, in an element that is called after authors.

    A link in it has the name in its address: others say «Ver Perfil».
    """
    if not is_called_author(line):
        return False
    for text, anchor in line.runs():
        if anchor is not None and not _is_called(text, anchor.get("href") or ""):
            return False
    parts = (piece for part in _BETWEEN.split(line.spaced) for piece in _AND.split(part))
    return all(map(is_person, parts))


def _is_called(text: str, href: str) -> bool:
    """Whether an address ends in a name as addresses have them: «Ophélie» is `ophelie`."""
    name, own = (
        "".join(filter(str.isascii, squashed(normalize("NFKD", each))))
        for each in (text, _end_of(href))
    )
    return name == own != ""


def _end_of(href: str) -> str:
    return href.rstrip("/").rpartition("/")[2]


def _linked(line: Line) -> Iterator[str]:
    """The linked names in a line: links to authors, and what stands behind «by»."""
    is_signed = False
    for text, anchor in line.runs():
        if anchor is None:
            is_signed = _BY.search(text) is not None or (
                is_signed and _OPEN.fullmatch(text.strip()) is not None
            )
        elif _leads_to_author(text, anchor.get("href") or "") or (
            is_signed and is_person(text.strip(SEPARATORS))
        ):
            yield text


def _leads_to_author(text: str, href: str) -> bool:
    """Whether a link has a name, of two words or the one in its address, and leads to an author."""
    if OF_AUTHOR.search(href) is None:
        return False
    name = text.strip(SEPARATORS)
    own = squashed(_end_of(href))
    return is_person(name) or (squashed(name) == own and name.lower() not in _NO_PERSON)


def _whole_names(text: str) -> list[str]:
    """The byline that a text is, with nothing else but a name of two words in it."""
    if any(map(str.isdigit, text)) or text.endswith((".", ":", "!", "?")):
        return []
    first = _AND.split(text.split(",", 1)[0], maxsplit=1)[0]
    return [text] if len(first.split()) > 1 and is_person(first) else []


def _names(byline: str) -> Iterator[str]:
    """The names in a byline; behind the first may stand a role, a place or an employer."""
    if len(byline) > _LONGEST_BYLINE:
        return
    words = (word for word in byline.split() if "@" not in word)
    text = _BRACKETS.sub("", " ".join(words))
    if (label := _LABEL.match(text)) is not None:
        text = text[label.end() :]
    first, *_ = parts = _BETWEEN.split(text)
    loud = first.isupper()
    for number, part in enumerate(parts):
        pieces = _AND.split(part)
        if len(pieces) > 1 and not all(map(is_person, pieces)):
            pieces = [part]
        for piece in pieces:
            name = piece.strip(SEPARATORS).removeprefix("and ").removeprefix("und ")
            if _is_name(name) and (number == 0 or (is_person(name) and loud == name.isupper())):
                yield name


def _is_name(text: str) -> bool:
    words = text.split()
    half = len(words) // 2
    if not 1 < len(text) <= _LONGEST or len(words) > _MOST_WORDS or words[:half] == words[half:]:
        return False
    return (
        _NO_LETTER.search(text) is None
        and _HOST.fullmatch(text) is None
        and _COMPANY.search(text) is None
        and text.lower() not in _ROLES
        and _NEWSROOM.isdisjoint(_PARTS.findall(text.lower()))
        and " by " not in text.lower()
    )


def is_person(text: str) -> bool:
    """Whether a text is the name of a person as most are written: two words with capitals."""
    words = text.split()
    if len(words) <= 1 or not _NO_PERSON.isdisjoint(map(str.lower, words)):
        return False
    if words[-1].lower() in _BYLINES:  # «Debate Von», and the name in the next line
        return False
    # «d'Artagnan», «al-Sisi»
    return all(not word.islower() or word in _PARTICLES for word in words)
