"""Articles: whether each is read whole, by which witnesses, and as lists and feeds tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsbot.doctor import collected
from newsbot.doctor.collected import Answer
from newsbot.doctor.description import FORMS_OF_DATES, line_of
from newsbot.doctor.findings import Finding, good, note, wrong
from newsbot.doctor.list_findings import advice_without_page
from newsbot.doctor.visit import entries_of
from newsbot.errors import NotAnArticle
from newsbot.pages.article import ArticlePage
from newsbot.pages.document import Document, parse
from newsbot.pages.times import is_announcement, read_time
from newsbot.reading import read
from newsbot.text.likeness import alike

if TYPE_CHECKING:
    from newsbot.items import Article
    from newsbot.pages.layout import Layout
    from newsbot.pages.lexicon import Lexicon
    from newsbot.pages.line import Line
    from newsbot.sites.site import Site

_MINUTE = timedelta(minutes=1)
_TOLD = ("title", "published_at", "body")
"""The fields whose witnesses the table tells; the page has those of all."""
_NEAR = 4
"""Lines around a headline in which its time is looked for."""
_SHORT = 40
"""Characters; headings of blocks and times are no longer."""
_TIME = len("23.09.2026 01:37:00")
_FEWEST = 3
"""Articles in a row below a heading that make it one of a titled block."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it is read, or why it is not, beside the page that it was read from."""

    answer: Answer
    layout: Layout | None = None
    article: Article | None = None
    problem: str | None = None

    @property
    def lines(self) -> list[str]:
        """The page's own text, as a reader sees it."""
        return [line.text for line in self.layout.outline.lines] if self.layout else []

    @property
    def witnesses(self) -> dict[str, str]:
        """Field -> the part of the page that served it."""
        return self.article.evidence.sources if self.article is not None else {}


def read_article(answer: Answer, site: Site) -> Reading:
    """An answer read as newsbot would read it in a crawl; it raises nothing."""
    if not answer.is_page:
        return Reading(answer, problem=answer.problem or f"status {answer.status}")
    layout = ArticlePage(Document(parse(answer.text)), site, url=answer.url).layout
    try:
        article = read(
            answer.body,
            url=answer.url,
            site=site,
            fetched_at=answer.fetched_at,
            charset=answer.declared,
        )
    except NotAnArticle as refused:
        return Reading(answer, layout, problem=refused.problem)
    return Reading(answer, layout, article)


def look_at_articles(
    readings: Sequence[Reading], lists: Sequence[Answer], site: Site, edition: str
) -> Iterator[Finding]:
    """The findings about the articles of one edition; `lists` are its lists and feeds."""
    told = _told(lists, site)
    if not readings and not told and any(each.is_page for each in lists):
        yield wrong(f"{edition}: articles", "three of them", "no list or feed names any")
    for reading in readings:
        yield from _look_at_one(reading, told, site)
    whole = [reading for reading in readings if reading.article is not None]
    if whole:
        yield from _look_at_blocks(whole, site, edition)
        yield from _look_at_classes(whole, site, edition)
        yield from _look_at_furniture(whole, site, edition)


def _look_at_one(
    reading: Reading, told: Mapping[str, tuple[str, datetime | None]], site: Site
) -> Iterator[Finding]:
    answer, article = reading.answer, reading.article
    subject = f"{answer.edition}: article"
    expected = "title, time and text, as the lists tell of it"
    if article is None:
        found = f"{answer.url} is not read: {reading.problem}"
        yield wrong(subject, expected, found, _what_to_change(reading, site))
        return
    subject = f"{answer.edition}: {article.section or 'article'} {article.id}"
    title, time = told.get(article.id, ("", None))
    announces = is_announcement(site, article.section, article.section_name)
    if article.published_at is None and not announces:
        yield _without_time(subject, expected, reading, site)
    elif title and not alike(title, article.title or ""):
        found = f"the title «{article.title}», in the list «{title}»"
        yield note(subject, expected, found, line_of(site, "Classes.title"))
    elif time is not None and not announces and not _is_at(article.published_at, time):
        found = f"the time {article.published_at}, in list or feed {time.isoformat()}"
        yield note(subject, expected, found)
    else:
        when = article.published_at or f"announces {article.event_at}"
        served = ", ".join(
            f"{name} by {reading.witnesses[name]}" for name in _TOLD if name in reading.witnesses
        )
        found = f"«{article.title}», {when}, {len(article.body or '')} characters; {served}"
        yield good(subject, expected, found)
    disputed = [*article.evidence.disagreements]
    if disputed:
        yield note(subject, "all witnesses agree", f"they do not on {', '.join(disputed)}")


def _told(lists: Sequence[Answer], site: Site) -> dict[str, tuple[str, datetime | None]]:
    """Id -> the title and the time that lists and feeds tell; a clock without a day tells none."""
    told: dict[str, tuple[str, datetime | None]] = {}
    for answer in sorted(lists, key=lambda each: each.role != collected.FEED):
        for entry in entries_of(answer, site):
            has_day = entry.time is not None and len(entry.time) > len("00:00:00")
            time = read_time(entry.time, answer.fetched_at) if has_day else None
            told.setdefault(entry.address.id, (entry.title, time))
    return told


def _is_at(printed: str | None, time: datetime) -> bool:
    return printed is not None and abs(datetime.fromisoformat(printed) - time) < _MINUTE


def _without_time(subject: str, expected: str, reading: Reading, site: Site) -> Finding:
    assert reading.article is not None
    raw = reading.article.published_raw
    if raw:
        return wrong(subject, expected, f"the time «{raw}» is not understood", FORMS_OF_DATES)
    near = "; ".join(f"«{text}»" for text in _near_the_headline(reading)) or "nothing like one"
    found = f"no time; near the headline stands {near}"
    return wrong(subject, expected, found, line_of(site, "Classes.time"))


def _near_the_headline(reading: Reading) -> list[str]:
    layout = reading.layout
    if layout is None or layout.headline is None:
        return []
    at = layout.headline.lines
    near = layout.outline.lines[max(0, at.start - _NEAR) : at.stop + _NEAR]
    texts = [line.text for line in near if any(map(str.isdigit, line.text))]
    return [text for text in texts if len(text) <= _SHORT and text != layout.headline.title]


def _what_to_change(reading: Reading, site: Site) -> str:
    problem = reading.problem or ""
    if not reading.answer.is_page:
        return advice_without_page(reading.answer, line_of(site, "Paths.article"))
    if "outage or challenge" in problem:
        return "try later; if the page is an article after all: " + line_of(
            site, "Site.not_articles"
        )
    if "headline" in problem:
        return line_of(site, "Classes.title")
    if "body" in problem:
        return line_of(site, "Classes.body")
    if "address" in problem:
        return line_of(site, "Paths.article")
    return "keep the page (scrapy savepage), and see newsbot/pages/refusal.py"


def _look_at_blocks(whole: Sequence[Reading], site: Site, edition: str) -> Iterator[Finding]:
    for name, headings in site.blocks.items():
        subject = f"{edition}: block {name}"
        expected = f"a heading such as «{headings[0]}»"
        having = [each for each in whole if each.article and each.article.evidence.blocks.get(name)]
        if having:
            links = sum(len(getattr(each.article, name)) for each in having)
            found = f"on {len(having)} of {len(whole)} pages; links: {links}"
            yield good(subject, expected, found)
            continue
        others = list(dict.fromkeys(text for each in whole for text in _other_headings(each)))
        instead = ", ".join(f"«{text}»" for text in others[:_EXAMPLES])
        found = "on no page" + (f"; articles stand below {instead}" if instead else "")
        yield wrong(subject, expected, found, line_of(site, "Site.blocks"))


def _other_headings(reading: Reading) -> Iterator[str]:
    """Lines that stand above a row of links to articles and are no known heading."""
    layout = reading.layout
    assert layout is not None
    lines, words = layout.outline.lines, layout.lexicon
    inside = layout.in_blocks
    for at, line in enumerate(lines):
        if at in inside or not line.text or len(line.text) > _SHORT or line.text[0].isdigit():
            continue
        if any(map(words.is_article, line.hrefs)):
            continue
        below = lines[at + 1 : at + 1 + _FEWEST]
        if len(below) == _FEWEST and all(_is_teaser(other, words) for other in below):
            yield line.text


def _is_teaser(line: Line, words: Lexicon) -> bool:
    """Whether a line is the title of an article, linked, with no more than a time beside it."""
    return len(line.bare) <= _TIME and any(map(words.is_article, line.hrefs))


def _look_at_classes(whole: Sequence[Reading], site: Site, edition: str) -> Iterator[Finding]:
    """Whether the class names of the description are still those of the pages."""
    subject = f"{edition}: class names"
    text = " ".join(reading.answer.text for reading in whole)
    gone = [
        f"{part} ({', '.join(names)})"
        for part in ("title", "body", "time")
        if (names := getattr(site.classes, part)) and not any(name in text for name in names)
    ]
    if gone:
        found = f"not on the pages: {'; '.join(gone)}; words and structure alone serve"
        yield note(subject, "those of the description", found, line_of(site, "Classes.title"))
    else:
        yield good(subject, "those of the description", "on the pages")


def _look_at_furniture(whole: Sequence[Reading], site: Site, edition: str) -> Iterator[Finding]:
    articles = [reading.article for reading in whole if reading.article is not None]
    if site.reading_time:
        subject, expected = f"{edition}: reading time", "«N хв читати» or its like"
        count = sum(article.reading_minutes is not None for article in articles)
        found = f"on {count} of {len(articles)} pages"
        if count:
            yield good(subject, expected, found)
        else:
            yield note(subject, expected, found, line_of(site, "Site.reading_time"))
    languages = sorted({article.language or "unknown" for article in articles})
    subject, expected = f"{edition}: language", f"mostly {site.editions[edition].language}"
    found = ", ".join(languages)
    if site.editions[edition].language in languages:
        yield good(subject, expected, found)
    else:
        yield note(subject, expected, found)
