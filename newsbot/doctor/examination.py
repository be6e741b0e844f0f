"""All answers in, all findings out: the same for a visit and for a folder that one has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsbot.doctor import collected, list_findings
from newsbot.doctor.article_findings import Reading, look_at_articles, read_article
from newsbot.doctor.findings import Finding, Verdict

if TYPE_CHECKING:
    from newsbot.doctor.collected import Answer
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
        readings = [
            read_article(answer, site) for answer in own if answer.role == collected.ARTICLE
        ]
        examination.readings.extend(readings)
        examination.findings.extend(_of_lists(own, site, agent))
        examination.findings.extend(look_at_articles(readings, _lists(own), site, edition))
        examination.findings.extend(_of_charset(own))
    return examination


def _lists(own: Sequence[Answer]) -> list[Answer]:
    return [
        each for each in own if each.role in {collected.LIST, collected.SECOND_PAGE, collected.FEED}
    ]


def _of_lists(own: Sequence[Answer], site: Site, agent: str) -> Iterator[Finding]:
    first = next((each for each in own if each.role == collected.LIST), None)
    unchanged = None
    for each in own:
        match each.role:
            case collected.ROBOTS:
                yield from list_findings.look_at_robots(each, site, agent)
            case collected.LIST:
                yield from list_findings.look_at_list(each, site)
            case collected.SECOND_PAGE if first is not None:
                yield from list_findings.look_at_second_page(each, first, site)
            case collected.FEED:
                yield from list_findings.look_at_feed(each, site)
            case collected.TAG:
                yield from list_findings.look_at_tag(each, site)
            case collected.PAST_THE_END:
                yield from list_findings.look_past_the_end(each, _lists(own)[:2], site)
            case collected.UNCHANGED:
                unchanged = each
    yield from list_findings.look_at_sections(_lists(own), site)
    if first is not None and first.is_page:
        yield from list_findings.look_at_unchanged(unchanged, first)


def _of_charset(own: Sequence[Answer]) -> Iterator[Finding]:
    """The first page of each kind with another encoding: one says it for all of its kind."""
    told: set[str] = set()
    for each in own:
        if each.is_page and each.role != collected.ROBOTS and each.role not in told:
            findings = list(list_findings.look_at_charset(each))
            if findings:
                told.add(each.role)
            yield from findings
