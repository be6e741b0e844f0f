"""What a finished crawl amounts to, as an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.commands.complaints import complain
from newsbot.errors import EXIT_FAILED
from newsbot.report.problem import problem_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def exit_code(crawler: Crawler) -> int:
    """0, or 1 where the run could not do its work; then one line on stderr says why."""
    problem = problem_of(crawler.stats.get_stats())
    if problem is None:
        return 0
    return complain(problem, EXIT_FAILED, crawler.settings)
