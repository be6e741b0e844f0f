"""Whether a finished crawl did its work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsbot.interrupt import STOPPED

_REASONS = frozenset(
    {
        "finished",
        "max_articles",
        "shutdown",
        "budget",
        "closespider_timeout",
        "closespider_itemcount",
        "closespider_pagecount",
    }
)
"""Finish reasons of a run that did its work, or that a person ended, now or by a setting."""

_FEW = 3
"""New pages that are no article before it is a sign: a headline may come before its text."""

ALARM = "newsbot/alarm"
"""The stat that holds the sentence of an alarm."""

_LAYOUT = "has the layout changed? 'scrapy doctor' looks at the site, and names what to change"


def problem_of(stats: Mapping[str, Any]) -> str | None:
    """Why a run could not do its work, or what it raises the alarm for; None where all is well."""
    reason = stats.get("finish_reason")
    if failure := stats.get("newsbot/failure"):
        return str(failure)
    failed_feeds = sum(
        count for name, count in stats.items() if name.startswith("feedexport/failed_count/")
    )
    if failed_feeds:
        return f"{failed_feeds} feed(s) could not be stored: see the log"
    if reason is None:
        return STOPPED
    if reason not in _REASONS:
        return f"the run ended early: {reason}"
    if damage := stats.get("newsbot/damage"):
        return str(damage)
    if alarm := stats.get(ALARM):
        return str(alarm)
    if raised := stats.get("pages/raised"):
        return f"code failed at {raised} page(s): see the errors in the log"
    if "replay/finished" in stats:
        return None  # what was kept may be anything
    if reason == "finished" and not _fetched(stats):
        return "nothing could be fetched: see the log for the reason"
    exported = stats.get("item_scraped_count", 0)
    well = exported + stats.get("articles/unchanged", 0)
    problems = stats.get("pages/not_article", 0) - stats.get("pages/not_article_again", 0)
    if problems >= (_FEW if stats.get("ledger/has_articles") else 1) and not well:
        return f"none of {problems} pages could be read as an article: {_LAYOUT}"
    if stats.get("listings/empty") and not exported:
        return f"no list showed an article: {_LAYOUT}"
    return None


def _fetched(stats: Mapping[str, Any]) -> int:
    """How many pages came, robots.txt left out."""
    answers = sum(stats.get(f"downloader/response_status_count/{code}", 0) for code in (200, 304))
    return int(answers - stats.get("robotstxt/response_status_count/200", 0))
