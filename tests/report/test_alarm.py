"""The alarm: on the first run after a redesign, and never without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from newsbot.report.alarm import Verdict
from report.made import REDESIGNS, Design, History, Page, Pages, headless, renamed, undated
from thinned import thinned


def runs(pages: Pages, seed: int, count: int = 50, largest: int = 60) -> Iterator[list[int]]:
    """Article numbers, grouped into runs of very different size; many have none at all."""
    dice = Random(seed)
    numbers = list(pages.numbers)
    for _ in range(count):
        size = dice.choice((0, 0, 1, 2, 3, 5, 8, dice.randint(0, largest)))
        if dice.random() < 0.5:
            first = dice.randrange(len(numbers))  # neighbours in time, as cron meets them
            yield [numbers[(first + step) % len(numbers)] for step in range(size)]
        else:
            yield dice.sample(numbers, size)


def read(pages: Pages, numbers: list[int], design: Design | None = None) -> list[Page]:
    return [pages.read(number, design) for number in numbers]


@pytest.mark.parametrize("seed", thinned(range(4), 4))
def test_never_in_fifty_unchanged_runs(seed: int, pages: Pages, tmp_path: Path) -> None:
    history = History(tmp_path / "ledger.sqlite")
    for numbers in runs(pages, seed):
        verdict = history.run(read(pages, numbers))
        assert not verdict.findings, (len(numbers), verdict.sentence)


def fifty(history: History, pages: Pages, design: Design, *, at: int, size: int) -> list[Verdict]:
    """Fifty runs; from run `at` on the site has another design, which is acknowledged at once."""
    verdicts = []
    for place, numbers in enumerate(runs(pages, seed=7), 1):
        if place == at:
            numbers = pages.numbers[:size]
        verdict = history.run(read(pages, numbers, design if place >= at else None))
        verdicts.append(verdict)
        if verdict.findings:
            history.acknowledge()
    return verdicts


@pytest.mark.parametrize("design", thinned(REDESIGNS, 4), ids=lambda design: design.__name__)
def test_one_redesign_in_fifty_runs_raises_one_alarm(
    design: Design, pages: Pages, tmp_path: Path
) -> None:
    verdicts = fifty(History(tmp_path / "ledger.sqlite"), pages, design, at=31, size=12)
    raised = [place for place, verdict in enumerate(verdicts, 1) if verdict.findings]
    assert raised == [31], [verdict.sentence for verdict in verdicts if verdict.findings]
    assert len(verdicts[30].pages) == 3
    assert all(page.startswith("https://interfax.com.ua/news/") for page in verdicts[30].pages)


def with_past(pages: Pages, tmp_path: Path, count: int = 30) -> History:
    history = History(tmp_path / "ledger.sqlite")
    for numbers in runs(pages, seed=3, count=count):
        history.run(read(pages, numbers))
    return history


def test_what_is_said(pages: Pages, tmp_path: Path) -> None:
    verdict = with_past(pages, tmp_path).run(read(pages, pages.numbers[:12], undated))
    assert verdict.sentence.startswith("has the layout changed? published_at was filled in ")
    verdict = with_past(pages, tmp_path / "other").run(read(pages, pages.numbers[:12], headless))
    assert verdict.sentence.startswith(
        "has the layout changed? 12 of 12 pages could not be read as articles"
    )


def test_it_goes_on_until_the_layout_is_understood_again(pages: Pages, tmp_path: Path) -> None:
    history = with_past(pages, tmp_path)
    first = history.run(read(pages, pages.numbers[:12], undated))
    since = history.ledger.run_id
    assert first.findings
    for start in range(20, 80, 6):
        verdict = history.run(read(pages, pages.numbers[start : start + 6], undated))
        assert verdict.findings
        told = verdict.as_json()
        assert told is not None
        assert told["since"] == since
    assert not history.run([]).findings, "a run without articles cannot tell"
    assert not history.run(read(pages, pages.numbers[:8])).findings, "mended"
    assert history.run(read(pages, pages.numbers[:8], undated)).findings, "and broken again"


def test_three_pages_are_too_few_but_not_three_runs_of_them(pages: Pages, tmp_path: Path) -> None:
    history = with_past(pages, tmp_path)
    raised = [
        bool(history.run(read(pages, pages.numbers[start : start + 3], undated)).findings)
        for start in (0, 3, 6)
    ]
    assert raised[0] is False
    assert raised[2] is True


def test_without_a_past_nothing_is_compared(pages: Pages, tmp_path: Path) -> None:
    history = History(tmp_path / "ledger.sqlite")
    assert not history.run(read(pages, pages.numbers[:60], renamed)).findings
    assert not history.run(read(pages, pages.numbers[60:90], renamed)).findings


def test_a_slow_decline_is_seen(pages: Pages, tmp_path: Path) -> None:
    history = with_past(pages, tmp_path)
    dice = Random(5)
    for step in range(40):
        numbers = dice.sample(pages.numbers, 20)
        broken = round(20 * step / 40)
        batch = [
            *read(pages, numbers[:broken], undated),
            *read(pages, numbers[broken:]),
        ]
        if history.run(batch).findings:
            assert 0.2 <= step / 40 <= 0.6
            return
    pytest.fail("a field that is lost little by little was never missed")


def test_a_list_that_shows_nothing_any_more(pages: Pages, tmp_path: Path) -> None:
    history = History(tmp_path / "ledger.sqlite")
    for _ in range(4):
        assert not history.run([]).findings
    verdict = history.run([], lists={"uk /news/latest.html": [0, 0]})
    assert "the list uk /news/latest.html shows no article" in verdict.sentence
    assert history.run([], lists={"uk /news/latest.html": [0, 0]}).findings
    assert not history.run([]).findings
    # A list that was never seen before, or is often empty, says nothing.
    assert not history.run([], lists={"uk /news/land.html": [0, 0]}).findings


def test_other_sources_are_a_notice_that_is_said_once(pages: Pages, tmp_path: Path) -> None:
    def plain(html: str) -> str:
        return html.replace("article-content", "text-block")

    history = with_past(pages, tmp_path)
    verdict = history.run(read(pages, pages.numbers[:30], plain))
    assert [notice.metric for notice in verdict.notices] == ["source:body:class"]
    assert not verdict.findings
    assert not history.run(read(pages, pages.numbers[:30], plain)).notices
