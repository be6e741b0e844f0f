"""Robots.txt, lists and feeds: whether they say what newsbot expects of them."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.robotstxt import ProtegoRobotParser

from newsbot.doctor.collected import Answer
from newsbot.doctor.description import FORMS_OF_DATES, line_of
from newsbot.doctor.findings import Finding, good, note, wrong
from newsbot.doctor.visit import entries_of, listing
from newsbot.pages.document import Document, parse
from newsbot.pages.lexicon import lexicon
from newsbot.pages.listing import Entry
from newsbot.pages.notices import is_notice
from newsbot.pages.times import read_time
from newsbot.text.clean import clean_line

if TYPE_CHECKING:
    from newsbot.sites.site import Site

_GONE = (404, 410)
_EXAMPLES = 3
_NUMBERED = re.compile(r"\d{4,}")
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_KEEP_AWAY = "ask the owners of the site, and name them your USER_AGENT"
_GUARDED = frozenset({401, 403, 429, 451})
_SERVER_ERRORS = 500
_REFUSED = "refused: "
"""With what the problem of an answer begins that came, and is no page (`newsbot.guards`)."""


def look_at_robots(answer: Answer, site: Site, agent: str) -> Iterator[Finding]:
    """The findings about robots.txt; `agent` is the name by which it calls newsbot."""
    subject, expected = f"{answer.edition}: robots.txt", "the lists and articles are allowed"
    if answer.status in range(400, 500) and answer.status != 429:
        yield note(subject, expected, f"there is none (status {answer.status}): all is allowed")
        return
    if answer.status != 200:
        status = f"status {answer.status}: nothing may be fetched before it can be read"
        yield wrong(subject, expected, answer.problem or status, "try later")
        return
    rules = ProtegoRobotParser(answer.body, None)
    edition = site.editions[answer.edition]
    paths = [site.paths.latest, *site.paths.rss]
    forbidden = [path for path in paths if not rules.allowed(edition.base + path, agent)]
    if forbidden:
        yield wrong(subject, expected, f"it forbids {', '.join(forbidden)}", _KEEP_AWAY)
        return
    delay = rules.crawl_delay(agent)
    found = f"allowed; it asks for {delay:g} s between requests" if delay else "allowed"
    yield good(subject, expected, found)


def look_at_list(answer: Answer, site: Site) -> Iterator[Finding]:
    """The findings about the first page of the list of the newest."""
    subject, expected = f"{answer.edition}: list", "articles with titles and times, newest first"
    if _is_notice(answer, site):
        yield _notice(subject, expected, answer)
        return
    if not answer.is_page:
        yield _no_page(subject, expected, answer, line_of(site, "Paths.latest"))
        return
    page = listing(answer, site)
    if not page.entries:
        shapes = ", ".join(_numbered_links(answer)) or "no address with a number"
        found = f"no link to an article; it links to {shapes}"
        yield wrong(subject, expected, found, line_of(site, "Paths.article"))
        return
    yield from _look_at_times(subject, expected, answer, page.entries, page.rows, site)


def _look_at_times(
    subject: str,
    expected: str,
    answer: Answer,
    entries: Sequence[Entry],
    rows: Sequence[Entry],
    site: Site,
) -> Iterator[Finding]:
    if not rows:
        found = f"{len(entries)} articles, none with a time beside it"
        yield wrong(subject, expected, found, line_of(site, "Classes.time"))
        return
    unread = [
        row.time for row in rows if row.time and read_time(row.time, answer.fetched_at) is None
    ]
    untitled = sum(not row.title for row in rows)
    if unread:
        found = f"{len(unread)} of {len(rows)} times are not understood, such as «{unread[0]}»"
        yield _of_times(len(unread), len(rows))(subject, expected, found, FORMS_OF_DATES)
    elif untitled:
        yield note(subject, expected, f"{untitled} of {len(rows)} articles without a title")
    else:
        yield good(subject, expected, f"{len(rows)} articles; the first: «{rows[0].title}»")


def look_at_second_page(answer: Answer, first: Answer, site: Site) -> Iterator[Finding]:
    """The finding about the second page of the list, and the link to it on the first."""
    subject, expected = f"{answer.edition}: paging", "a link to a second page with other articles"
    change = line_of(site, "Paths.paging")
    if not first.is_page or not (known := {each.address.id for each in entries_of(first, site)}):
        return  # the list itself is what is wrong
    entries = entries_of(answer, site)
    fresh = [entry for entry in entries if entry.address.id not in known]
    if listing(first, site).next_page is None:
        others = _paging_links(first)
        if others or fresh:
            links = ", ".join(others) or "no page with a number"
            found = f"no link to {_path(answer.url)}; the list links to {links}"
            yield wrong(subject, expected, found, change)
        else:
            yield note(subject, expected, f"the list has one page, of {len(known)} articles")
    elif not answer.is_page:
        yield _no_page(subject, expected, answer, change)
    elif not fresh:
        found = f"{len(entries)} articles, all of them of the first page"
        yield wrong(subject, expected, found, change)
    else:
        yield good(subject, expected, f"{len(fresh)} other articles at {_path(answer.url)}")


def look_past_the_end(answer: Answer, before: Sequence[Answer], site: Site) -> Iterator[Finding]:
    """The finding about a page with a number that no list has."""
    subject, expected = f"{answer.edition}: past the end", "404, no article, or those of before"
    known = {entry.address.id for each in before for entry in entries_of(each, site)}
    fresh = {entry.address.id for entry in entries_of(answer, site)} - known
    if answer.status in _GONE:
        yield good(subject, expected, f"status {answer.status}")
    elif not answer.is_page:
        yield note(subject, expected, answer.problem or f"status {answer.status}")
    elif fresh:
        found = f"{len(fresh)} other articles: a list ends when nothing new comes"
        yield note(subject, expected, found)
    else:
        yield good(subject, expected, "nothing that is not on the pages before")


def look_at_feed(answer: Answer, site: Site) -> Iterator[Finding]:
    """The finding about a feed."""
    subject, expected = f"{answer.edition}: RSS", "articles with titles and times"
    change = line_of(site, "Paths.rss")
    if not answer.is_page:
        yield _no_page(subject, expected, answer, change)
        return
    entries = entries_of(answer, site)
    unread = [entry for entry in entries if read_time(entry.time, answer.fetched_at) is None]
    if not entries and _is_notice(answer, site):
        yield _notice(subject, expected, answer)
    elif not entries and not _FEED.search(answer.text):
        yield wrong(subject, expected, f"no feed at {answer.url}, but another page", change)
    elif not entries:
        yield wrong(subject, expected, "no link to an article", line_of(site, "Paths.article"))
    elif unread:
        found = (
            f"{len(unread)} of {len(entries)} times are missing or not understood, such as "
            f"«{unread[0].time or ''}»"
        )
        yield _of_times(len(unread), len(entries))(subject, expected, found, FORMS_OF_DATES)
    else:
        yield good(subject, expected, f"{len(entries)} articles")


def _of_times(unread: int, count: int) -> Callable[[str, str, str, str], Finding]:
    """A form of time has changed where most are not understood; of few, something is odd."""
    return wrong if 2 * unread >= count else note


def look_at_sections(found: Sequence[Answer], site: Site) -> Iterator[Finding]:
    """The finding about the sections of the articles that lists and feeds of an edition name."""
    sections = {
        entry.address.section: entry.address.url
        for answer in found
        for entry in entries_of(answer, site)
        if entry.address.section
    }
    unknown = {name: url for name, url in sections.items() if name not in site.section_names}
    if unknown and site.section_names:
        named = ", ".join(f"{name} ({url})" for name, url in sorted(unknown.items()))
        subject, expected = f"{found[0].edition}: sections", "those whose names are known"
        change = line_of(site, "Site.section_names")
        yield note(subject, expected, f"without a name: {named}", change)


def look_at_tag(answer: Answer, site: Site) -> Iterator[Finding]:
    """The finding about the list of a tag."""
    subject, expected = f"{answer.edition}: tag page", "a list of articles, not one itself"
    count = len(entries_of(answer, site))
    if count:
        yield good(subject, expected, f"{count} articles")
    else:
        found = answer.problem or f"status {answer.status}, no link to an article"
        yield note(subject, expected, found)


def look_at_unchanged(answer: Answer | None, first: Answer) -> Iterator[Finding]:
    """The finding about the list, asked for if it has changed since `first`.

    None where that cannot be asked, or was not: the visit may have ended before.
    """
    subject, expected = f"{first.edition}: conditional GET", "304 for a list that has not changed"
    if answer is None:
        if not first.validators:
            found = "no ETag and no Last-Modified: a list comes whole each time"
            yield note(subject, expected, found)
    elif answer.status == 304:
        yield good(subject, expected, "304")
    else:
        yield note(
            subject, expected, answer.problem or f"status {answer.status}: changed, or whole"
        )


def look_at_charset(answer: Answer) -> Iterator[Finding]:
    """The finding about a page whose encoding is not UTF-8, or not the one that it names."""
    subject, expected = f"{answer.edition}: charset", "UTF-8, as the pages say"
    declared, real = answer.declared, answer.encoding
    what = f"{_path(answer.url)} ({answer.role})"
    if real is None:
        yield wrong(subject, expected, f"the encoding of {what} cannot be told")
    elif not real.startswith("utf-8") or (declared or real).lower() not in {"utf-8", "utf8"}:
        says = f"and says {declared or 'nothing'}: read as {real}"
        if declared is not None and _is_same_encoding(declared, real):
            says = "as it says"
        found = f"{what} is in {real}, {says}"
        yield note(subject, expected, found)


def _is_same_encoding(one: str, other: str) -> bool:
    try:
        return codecs.lookup(one).name == codecs.lookup(other).name
    except LookupError:
        return False


def _no_page(subject: str, expected: str, answer: Answer, change: str) -> Finding:
    found = answer.problem or f"status {answer.status} at {answer.url}"
    return wrong(subject, expected, found, advice_without_page(answer, change))


def advice_without_page(answer: Answer, change: str) -> str:
    """What to do where no page came; `change` where the address is to blame."""
    problem = answer.problem or ""
    if answer.status in _GUARDED or "robots.txt" in problem:
        return _KEEP_AWAY
    if answer.status >= _SERVER_ERRORS or (not answer.status and not problem.startswith(_REFUSED)):
        return "try later"
    return change


def _is_notice(answer: Answer, site: Site) -> bool:
    document = Document(parse(answer.text))
    text = clean_line(" ".join(document.top.itertext()))  # type: ignore[arg-type]
    return is_notice(lexicon(site), [document.title], text, proven=False)


def _notice(subject: str, expected: str, answer: Answer) -> Finding:
    found = f"an outage or challenge page in its place (status {answer.status})"
    return wrong(subject, expected, found, f"try later; then {_KEEP_AWAY}")


def _numbered_links(answer: Answer) -> list[str]:
    """The most frequent forms of addresses with a long number, as «/stories/N»."""
    forms: Counter[str] = Counter()
    for href in answer.selector.css("a::attr(href)").getall():
        path = _path(href)
        if _NUMBERED.search(path):
            forms[re.sub(r"\d+", "N", path)] += 1
    return [form for form, _ in forms.most_common(_EXAMPLES)]


def _paging_links(answer: Answer) -> list[str]:
    """The addresses behind links that are called by the number of a page."""
    anchors = answer.selector.css("a")
    found = [
        anchor.attrib.get("href", "")
        for anchor in anchors
        if clean_line(anchor.xpath("string()").get() or "") in {"2", "3", ">", "»", "→"}
    ]
    return [href for href in dict.fromkeys(found) if href][:_EXAMPLES]


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
