"""The words and addresses of a site, prepared once for comparing with every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsbot.pages import line
from newsbot.sites.any_host import AnyHost
from newsbot.sites.site import Site
from newsbot.sites.urls import Addresses, ArticleAddress
from newsbot.text.ads import AdPhrases
from newsbot.text.clean import fold
from newsbot.text.language import TOLD_APART

__all__ = ["ArticleAddress", "Lexicon", "lexicon", "site_addresses"]

_prepared: dict[int, Lexicon] = {}
_MOST_CLASSES = 5000
"""Classes and values of `class` whose meaning is remembered; of 165 pages the richest had 476."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DIGEST = re.compile(
    r"(?<![A-Za-z0-9])(?=[a-f]*[0-9])(?!ad[0-9]*(?![a-z0-9]))[0-9a-f]{6,}(?![A-Za-z0-9])"
)
"""A number in hexadecimal, by which builders tell elements apart: `3ad41f7` is no advertisement."""
_PART_HIDDEN = ("overflow", "label")
"""Words of names such as `overflow-hidden`, which tell of a part: the rest of it is shown."""
_TEASERS = frozenset({"teaser", "teasers"})
"""What rows of other articles are called, and in German systems the standfirst too."""
_OF_PARTS = re.compile(r"(?:^|[^a-z])(?:with|without|has)(?![a-z])", re.IGNORECASE)
"""The words of names such as `entry-content with-share` and `has-sidebar` behind which parts are
named that an element has or has not."""
_ENTRY = re.compile(r"(?:^|\s)(?:hentry|h-entry|type-post|post-[0-9]+)(?:\s|$)")
"""Of an entry of a blog, whose other names are its categories and tags: `tag-video`."""
LONGEST_NAMES = 500
"""Characters of a `class` attribute that are read; 80 of 108,494 on 165 real pages had more."""
_AROUND = 20
"""Characters of punctuation and space around a heading, which folding takes away."""
_DIGIT = re.compile("[0-9]")
_COUNT = re.compile(r"\W*[0-9]+\W*")
_LONGEST_MINUTES = 60
"""Characters of a line that states the reading time."""
_LONGEST_DIVIDERS = 200
"""Characters of a line of headings and labels; ten of them have fewer."""
_LONGEST_MENU = 10_000
_MOST_MENUS = 200
"""The menus of a site are the same on every page: so many are remembered, none longer than that."""
_LONGEST_BLOCK = 5000
"""Characters of a titled block; more is a menu."""
_LONGEST_OPENING = 120
"""Characters of a line that are folded to see how it begins."""
_PICTURE = frozenset({"foto", "image", "img", "photo", "pic", "picture"})
_DESCRIPTION = frozenset({"desc", "description", "legend"})
_COPYRIGHT = re.compile(r"\W*(?:\([CcСс]\)\s*[0-9A-ZА-ЯЄІЇҐ]|[Cc]opyright\s+(?:©|\(c\)|[0-9]{4}))")
"""Read as printed, as folding takes the brackets. A small letter behind it: an item of a list."""


class Lexicon:
    """A `Site`, folded and compiled."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.addresses = site_addresses(site)
        self.headings = {fold(text): name for name, texts in site.blocks.items() for text in texts}
        self.longest_heading = max(map(len, self.headings), default=0) + _AROUND
        self.heading_openings = frozenset(text[:2] for text in self.headings) | frozenset(
            text[:2].lower() for texts in site.blocks.values() for text in texts
        )
        self.is_described = bool(site.editions)
        languages = {edition.language for edition in site.editions.values()}
        self.latin_is_english = bool(languages) and languages <= TOLD_APART
        """Whether Latin letters tell the language of a text."""
        self.ad_phrases = AdPhrases.of(**site.ads.phrases)
        self.source_labels = frozenset(map(fold, site.source_labels))
        self.source_openings = tuple(map(str.lower, site.source_labels))
        self.longest_source = max(map(len, self.source_openings), default=0)
        self.trailers = tuple(map(str.lower, (*site.modified_labels, *site.source_labels)))
        """How the lines between a text and its tags begin."""
        self.modified = _any_of(site.modified_labels)
        self.author_labels = tuple(map(fold, site.author_labels))
        self.labels = frozenset(map(fold, site.labels))
        self.site_label = re.compile(
            r"\s*(?:" + "|".join(map(re.escape, site.labels)) + r")[\s,.|:–—-]*", re.IGNORECASE
        )
        self.share_lines = frozenset(map(fold, site.share_lines))
        self._comments = frozenset(map(fold, site.comment_headings))
        self.no_text = self.share_lines | self.labels
        """Whole lines that are never text of an article."""
        self._imprint = tuple(map(fold, site.imprint))
        self.section_names = frozenset(
            fold(name) for names in site.section_names.values() for name in names.values()
        )
        self.reading_time = tuple(map(re.compile, site.reading_time))
        # The longer first: some hold others.
        self.not_articles = tuple(sorted(map(fold, site.not_articles), key=len, reverse=True))
        self.challenges = tuple(map(fold, site.challenges))
        self.other_titles = frozenset(map(fold, site.other_titles))
        self.other_folders = frozenset(site.other_folders)
        self.consents = tuple(map(fold, site.consents))
        self.walls = re.compile("|".join(re.escape(fold(text)) for text in site.walls) or "(?!)")
        texts = sorted((*self.headings, *map(fold, site.ads.labels)), key=len, reverse=True)
        divider = "|".join(map(re.escape, texts)) or "(?!)"
        self._divider = re.compile(divider)
        self._needles = tuple(
            text.lower()
            for text in (
                *(text for texts in site.blocks.values() for text in texts),
                *(f"{label}:" for label in site.source_labels),
                *site.ads.labels,
            )
        )
        self._dividers = re.compile(rf"\W*(?:(?:{divider})\W*)+")
        self._furniture = site.classes.furniture
        self._remarks = site.classes.remarks
        self._named = _class_marks(site)
        self._name_marks: dict[str, int] = {}
        self.labels_follow = site.ads.labels_follow
        self._menus: dict[str, bool] = {}
        self.known_marks: dict[str, int] = {}

    def dividers(self, text: str) -> list[str]:
        """The headings of titled blocks and labels of advertising that a text is made of.

        [] where it has anything else.
        """
        if len(text) > _LONGEST_DIVIDERS:
            return []
        folded = fold(text)
        return self._divider.findall(folded) if self._dividers.fullmatch(folded) else []

    def is_imprint(self, text: str) -> bool:
        """Whether a line begins as those at the foot of every page do."""
        if _COPYRIGHT.match(text):
            return True
        return fold(text[:_LONGEST_OPENING]).startswith(self._imprint)

    def is_over_comments(self, text: str) -> bool:
        """Whether a heading is that of what readers wrote: «Коментарі (12)»."""
        return len(text) <= self.longest_heading and fold(_COUNT.sub("", text)) in self._comments

    def is_worth_reading(self, text: str) -> bool:
        """Whether a menu or footer with this text may hold a titled block or the source."""
        known = self._menus.get(text)
        if known is None:
            folded = " ".join(text.split()).lower()
            known = len(folded) <= _LONGEST_BLOCK and any(map(folded.__contains__, self._needles))
            if len(text) <= _LONGEST_MENU:
                if len(self._menus) >= _MOST_MENUS:
                    self._menus.clear()
                self._menus[text] = known
        return known

    def is_article(self, href: str) -> bool:
        """Whether a link leads to an article, in whatever edition."""
        return any(self.addresses.article(href, code) for code in self.site.editions)

    def marks(self, names: str) -> int:
        """What the value of a `class` attribute says, as bits of `newsbot.pages.outline`."""
        known = self.known_marks.get(names)
        if known is None:
            known = 0
            for name in names[:LONGEST_NAMES].split():
                mark = self._name_marks.get(name)
                known |= self._mark(name) if mark is None else mark
            if known & line.TAGS:
                known &= ~line.AD
            if known & line.DOUBTED and _ENTRY.search(names) is not None:
                known &= ~line.DOUBTED
            if len(names) <= LONGEST_NAMES:
                if len(self.known_marks) >= _MOST_CLASSES:
                    self.known_marks.clear()
                self.known_marks[names] = known
        return known

    def _mark(self, name: str) -> int:
        """What one class says: by itself, and by the words that it is made of."""
        mark = self._named.get(name, 0)
        words = set(words_of_names(_OF_PARTS.split(name, maxsplit=1)[0]))
        if not words.isdisjoint(_PART_HIDDEN):
            words.discard("hidden")
        if furniture := self._furniture & words:
            mark |= line.TEASER if furniture <= _TEASERS else line.FURNITURE
        of_picture = bool(self._remarks) and _describes_picture(words)
        if of_picture or not self._remarks.isdisjoint(words):
            mark |= line.REMARK
        if len(self._name_marks) >= _MOST_CLASSES:
            self._name_marks.clear()
        self._name_marks[name] = mark
        return mark

    def minutes(self, text: str) -> int | None:
        """The reading time that a text states, and nothing else."""
        if len(text) > _LONGEST_MINUTES or _DIGIT.search(text) is None:
            return None
        folded = fold(text)
        for pattern in self.reading_time:
            match = pattern.fullmatch(folded)
            if match:
                return int(match[1])
        return None


def lexicon(site: Site) -> Lexicon:
    """The lexicon of `site`, made at its first use."""
    known = _prepared.get(id(site))
    if known is None or known.site is not site:
        known = _prepared[id(site)] = Lexicon(site)
    return known


def site_addresses(site: Site) -> Addresses | AnyHost:
    """The reader of links for `site`; a mirror's own host comes beside those it stands for."""
    return Addresses(site) if site.editions else AnyHost()


def words_of_names(names: str) -> Iterator[str]:
    """The words of names such as `c-newsletterBox__title`, in lower case."""
    return map(str.lower, _WORD.findall(_DIGEST.sub("", names)))


def _describes_picture(words: set[str]) -> bool:
    """Whether an element is called `image-description`, `img-desc` or the like."""
    return not (_PICTURE.isdisjoint(words) or _DESCRIPTION.isdisjoint(words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some words; nothing where there are none."""
    either = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _class_marks(site: Site) -> dict[str, int]:
    classes = site.classes
    marks = dict.fromkeys(site.ads.classes, line.AD)
    for names, bit in (
        (classes.body, line.BODY),
        (classes.lead, line.LEAD),
        (classes.time, line.TIME),
        (classes.author, line.AUTHOR),
        (classes.tags, line.TAGS),
        (classes.section, line.SECTION),
        (classes.title, line.TITLE),
        (classes.image, line.IMAGE),
        (classes.block, line.BLOCK),
        (classes.caption, line.CAPTION),
    ):
        for name in names:
            marks[name] = marks.get(name, 0) | bit
    return marks
