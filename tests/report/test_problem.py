"""What a run's numbers amount to."""

from __future__ import annotations

import pytest

from newsbot.report.problem import problem_of

GOOD = {"downloader/response_status_count/200": 5, "item_scraped_count": 3}


@pytest.mark.parametrize(
    "reason",
    [
        "finished",
        "max_articles",
        "shutdown",
        "budget",
        "closespider_timeout",
        "closespider_itemcount",
        "closespider_pagecount",
    ],
)
def test_a_run_that_ended_as_it_was_told(reason: str) -> None:
    assert problem_of({**GOOD, "finish_reason": reason}) is None


@pytest.mark.parametrize("reason", ["closespider_errorcount", "memusage_exceeded", "cancelled"])
def test_a_run_that_something_ended(reason: str) -> None:
    assert reason in (problem_of({**GOOD, "finish_reason": reason}) or "")


@pytest.mark.parametrize(
    ("counts", "is_well"),
    [
        ({"pages/not_article": 3}, False),
        ({"pages/not_article": 2}, True),
        ({"pages/not_article": 3, "pages/not_article_again": 1}, True),
        ({"pages/not_article": 3, "item_scraped_count": 1}, True),
        ({"pages/not_article": 3, "articles/unchanged": 1}, True),
    ],
)
def test_pages_that_are_no_articles(counts: dict[str, int], is_well: bool) -> None:
    stats = {"downloader/response_status_count/200": 5, "finish_reason": "finished"}
    problem = problem_of({**stats, "ledger/has_articles": True, **counts})
    assert (problem is None) is is_well


def test_a_run_that_was_stopped_at_once() -> None:
    assert "next run" in (problem_of({}) or "")
