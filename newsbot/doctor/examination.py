"""All answers in, all findings out: the same for a visit and for a folder that one has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsbot.doctor import answers, lists
from newsbot.doctor.articles import Reading, look_at_articles, read_article
from newsbot.doctor.findings import Finding, Verdict

if TYPE_CHECKING:
    from newsbot.doctor.answers import Answer
    from newsbot.sites.site import Site


@dataclass(frozen=True, slots=True)
class Examination:
    """What the doctor found, and the articles that were read for it."""

    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    @property
    def wrong(self) -> list[Finding]:
        return [each for each in self.findings if each.verdict is Verdict.WRONG]


def examine(found: Sequence[Answer], site: Site, agent: str) -> Examination:
    """Looks at all answers; `agent` is the name by which robots.txt calls newsbot."""
    examination = Examination()
    for edition in dict.fromkeys(answer.edition for answer in found):
        own = [answer for answer in found if answer.edition == edition]
        readings = [read_article(answer, site) for answer in own if answer.role == answers.ARTICLE]
        examination.readings.extend(readings)
        examination.findings.extend(_of_lists(own, site, agent))
        examination.findings.extend(look_at_articles(readings, _lists(own), site, edition))
        examination.findings.extend(_of_charset(own))
    return examination


def _lists(own: Sequence[Answer]) -> list[Answer]:
    return [each for each in own if each.role in {answers.LIST, answers.SECOND_PAGE, answers.FEED}]


def _of_lists(own: Sequence[Answer], site: Site, agent: str) -> Iterator[Finding]:
    first = next((each for each in own if each.role == answers.LIST), None)
    unchanged = None
    for each in own:
        match each.role:
            case answers.ROBOTS:
                yield from lists.look_at_robots(each, site, agent)
            case answers.LIST:
                yield from lists.look_at_list(each, site)
            case answers.SECOND_PAGE:
                assert first is not None, "it is asked for behind the first"
                yield from lists.look_at_second_page(each, first, site)
            case answers.FEED:
                yield from lists.look_at_feed(each, site)
            case answers.TAG:
                yield from lists.look_at_tag(each, site)
            case answers.PAST_THE_END:
                yield from lists.look_past_the_end(each, _lists(own)[:2], site)
            case answers.UNCHANGED:
                unchanged = each
    yield from lists.look_at_sections(_lists(own), site)
    if first is not None and first.is_page:
        yield from lists.look_at_unchanged(unchanged, first.edition)


def _of_charset(own: Sequence[Answer]) -> Iterator[Finding]:
    """The first page of each kind with another encoding: one says it for all of its kind."""
    told: set[str] = set()
    for each in own:
        if each.is_page and each.role != answers.ROBOTS and each.role not in told:
            findings = list(lists.look_at_charset(each))
            if findings:
                told.add(each.role)
            yield from findings
