"""What a finished crawl amounts to, as an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.commands.complaints import complain
from newsbot.errors import EXIT_FAILED

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_REASONS = frozenset({"finished", "max_articles", "shutdown", "budget", "closespider_timeout"})
"""Finish reasons of a run that did its work, or that a person ended."""

_FEW = 3
"""New pages that are no article before it is a sign: a headline may come before its text."""


def exit_code(crawler: Crawler) -> int:
    """0, or 1 where the run could not do its work; then one line on stderr says why."""
    problem = _problem(crawler)
    if problem is None:
        return 0
    return complain(problem, EXIT_FAILED, crawler.settings)


def _problem(crawler: Crawler) -> str | None:
    stats = crawler.stats.get_stats()
    reason = str(stats.get("finish_reason", "unfinished"))
    if failure := stats.get("newsbot/failure"):
        return str(failure)
    failed_feeds = sum(
        count for name, count in stats.items() if name.startswith("feedexport/failed_count/")
    )
    if failed_feeds:
        return f"{failed_feeds} feed(s) could not be stored: see the log"
    if reason not in _REASONS:
        return f"the run ended early: {reason}"
    if reason == "finished" and not _fetched(stats):
        return "nothing could be fetched: see the log for the reason"
    exported = stats.get("item_scraped_count", 0)
    problems = stats.get("pages/not_article", 0) + stats.get("validation/dropped", 0)
    problems -= stats.get("pages/not_article_again", 0)
    if problems >= (_FEW if stats.get("articles/known_at_start") else 1) and not exported:
        return f"none of {problems} pages could be read as an article: has the layout changed?"
    if stats.get("listings/empty") and not exported and not stats.get("articles/known"):
        return "no list showed an article: has the layout changed?"
    return None


def _fetched(stats: dict[str, Any]) -> int:
    """How many pages came, robots.txt left out."""
    answers = sum(stats.get(f"downloader/response_status_count/{code}", 0) for code in (200, 304))
    return int(answers - stats.get("robotstxt/response_status_count/200", 0))
