"""The report of a run, out of Scrapy's stats, the collector and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsbot.report.collector import Collector

VERSION = 1
"""Of the report's JSON; raised when a key changes its meaning."""
STEPS = ("download", "pages", "parse", "pipelines", "feed", "ledger")

_STATUS = "downloader/response_status_count/"


def numbers(
    stats: Mapping[str, Any], collector: Collector, seconds: Mapping[str, float]
) -> dict[str, Any]:
    """What was counted while the run went on. docs/run-report.md explains every number."""
    coverage = collector.coverage
    steps = {name: round(seconds.get(name, 0.0), 3) for name in STEPS}
    return {
        "version": VERSION,
        "reason": stats.get("finish_reason"),
        "seconds": round(stats.get("elapsed_time_seconds") or 0.0, 1),
        "pages": {
            "fetched": stats.get("response_received_count", 0),
            "lists": stats.get("listings/pages", 0),
            "articles": coverage.articles,
            "not_modified": stats.get(f"{_STATUS}304", 0),
            "not_article": stats.get("pages/not_article", 0),
            "failed": stats.get("pages/failed", 0),
            "by_status": _group(stats, _STATUS),
        },
        "articles": {
            name: stats.get(f"articles/{name}", 0)
            for name in ("new", "changed", "unchanged", "failed", "outside", "elsewhere")
        },
        "sections": dict(collector.sections.most_common()),
        "published": {"from": collector.first, "to": collector.last},
        "fields": coverage.as_json() if coverage.articles else {},
        "blocks": _blocks(stats),
        "disagreements": dict(coverage.disagreements.most_common()),
        "dates_unread": _group(stats, "dates/unread/"),
        "dates_ahead": _group(stats, "dates/ahead/"),
        "stripped": _group(stats, "ads/"),
        "dropped": _group(stats, "validation/"),
        "bytes": {
            "received": stats.get("downloader/response_bytes", 0),
            "sent": stats.get("downloader/request_bytes", 0),
        },
        "steps": steps,
        "slowest": max(steps, key=lambda name: steps[name]) if any(steps.values()) else None,
        "errors": stats.get("log_count/ERROR", 0) + stats.get("log_count/CRITICAL", 0),
        "sample": collector.sample.as_json(),
    }


def _group(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """The stats below a prefix, without it, the greatest first."""
    counts = {
        name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix)
    }
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


def _blocks(stats: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    blocks: dict[str, dict[str, int]] = {}
    for name, count in _group(stats, "blocks/").items():
        block, _, state = name.partition("/")
        blocks.setdefault(block, {"found": 0, "missing": 0})[state] = count
    return blocks
