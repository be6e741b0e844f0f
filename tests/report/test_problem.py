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


def test_a_run_that_was_stopped_at_once() -> None:
    assert "next run" in (problem_of({}) or "")
