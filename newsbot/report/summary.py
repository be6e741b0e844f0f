"""A report in a few lines for a terminal: at the end of a run and for `scrapy runs ID`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_SECTIONS = 8
_FIELDS_A_LINE = 5


def headline(report: Mapping[str, Any]) -> str:
    """One line that says how the run went."""
    articles = report["articles"]
    counts = ", ".join(
        f"{articles[name]} {name}" for name in ("new", "changed", "unchanged", "failed")
    )
    run = f"Run {report['run']}" if report.get("run") else "Run"
    return f"{run}: {counts} articles in {duration(report['seconds'])} ({report['reason']})"


def lines_of(report: Mapping[str, Any], *, full: bool = False) -> Iterator[str]:
    """The report, one fact a line; `full` with every field and step."""
    yield headline(report)
    yield from _where(report)
    yield from _pages(report)
    yield from _coverage(report, full=full)
    yield from _steps(report, full=full)
    yield from _remarks(report, full=full)


def _where(report: Mapping[str, Any]) -> Iterator[str]:
    for feed in report["feeds"]:
        if feed["articles"] or not feed["is_default"]:
            how = "" if feed["overwrites"] else "added "
            yield _row("written", f"{how}{feed['articles']} to {feed['uri']}")
    if report["sections"]:
        sections = list(report["sections"].items())
        named = ", ".join(f"{name} {count}" for name, count in sections[:_SECTIONS])
        others = sum(count for _, count in sections[_SECTIONS:])
        yield _row("sections", named + (f", others {others}" if others else ""))
    if elsewhere := report["articles"].get("elsewhere"):
        yield _row("elsewhere", f"{elsewhere} of other editions, left to their runs")
    published = report["published"]
    if published["from"]:
        yield _row("published", f"{_minute(published['from'])} to {_minute(published['to'])}, Kyiv")


def _pages(report: Mapping[str, Any]) -> Iterator[str]:
    pages = report["pages"]
    parts = [f"{pages['fetched']} fetched", f"{pages['lists']} lists"]
    parts += [
        f"{pages[name]} {words}"
        for name, words in (
            ("not_modified", "not modified"),
            ("not_article", "no article"),
            ("failed", "failed"),
        )
        if pages[name]
    ]
    yield _row("pages", ", ".join(parts) + f", {size(report['bytes']['received'])}")


def _coverage(report: Mapping[str, Any], *, full: bool) -> Iterator[str]:
    count = report["pages"]["articles"]
    if not count:
        return
    fields = {name: part["filled"] / count for name, part in report["fields"].items()}
    if not full:
        texts = [f"{name} {share(value)}" for name, value in fields.items()]
        for start in range(0, len(texts), _FIELDS_A_LINE):
            yield _row("filled" if not start else "", ", ".join(texts[start:][:_FIELDS_A_LINE]))
    else:
        for name, part in report["fields"].items():
            sources = ", ".join(f"{source} {n}" for source, n in part["sources"].items())
            yield _row("filled", f"{name:<16}{share(fields[name]):>5}  {sources}")
    for block, states in report["blocks"].items() if full else ():
        yield _row("block", f"{block}: found {states['found']}, missing {states['missing']}")
    for key, words in (
        ("disagreements", "differing"),
        ("dates_unread", "unread"),
        ("dates_ahead", "ahead"),
        ("stripped", "stripped"),
        ("dropped", "refused"),
    ):
        if report.get(key):
            yield _row(words, ", ".join(f"{name} {n}" for name, n in report[key].items()))


def _steps(report: Mapping[str, Any], *, full: bool) -> Iterator[str]:
    slowest = report["slowest"]
    if slowest is None:
        return
    steps = report["steps"]
    if full:
        yield _row("seconds", ", ".join(f"{name} {value:.2f}" for name, value in steps.items()))
    pages = report["pages"]["fetched"] or report["pages"]["articles"] or 1  # kept ones are read
    own = max((name for name in steps if name != "download"), key=lambda name: steps[name])
    yield _row(
        "slowest",
        f"{slowest}; a page took {1000 * steps['download'] / pages:.0f} ms to come and "
        f"{1000 * sum(steps[name] for name in steps if name != 'download') / pages:.1f} ms to "
        f"work on, most of it {own}",
    )


def _remarks(report: Mapping[str, Any], *, full: bool) -> Iterator[str]:
    for gap in report["gaps"]:
        yield _row("gap", gap["sentence"])
    for notice in report["notices"]:
        yield _row("notice", notice["sentence"])
    for note in report["notes"]:
        yield _row("note", note)
    warnings = report["warnings"]
    if warnings["count"]:
        yield _row("warnings", f"{warnings['count']}, {report['errors']} errors")
    for text in warnings["first"] if full else ():
        yield _row("", text)
    if report["alarm"]:
        state = " (acknowledged)" if report["alarm"]["acknowledged"] else ""
        yield _row("ALARM", report["alarm"]["sentence"] + state)
        for finding in report["alarm"]["findings"] if full else ():
            yield _row("", finding["sentence"])
        for page in report["alarm"]["pages"]:
            yield _row("look at", page)
        if not state:
            yield _row("", f"if it is to be so: scrapy runs {report['run']} --acknowledge")
    elif report.get("problem"):
        yield _row("problem", report["problem"])


def _row(label: str, text: str) -> str:
    return f"{label:<10} {text}"


def duration(seconds: float) -> str:
    """`8 s`, `3 min 20 s`, `2 h 05 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def size(count: int) -> str:
    """A number of bytes as people read it."""
    value = float(count)
    for unit in ("bytes", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit != "MB" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def share(value: float) -> str:
    """A share as percentage: `100%` and `0%` only where it is so."""
    if 0 < value < 0.01:
        return "<1%"
    if 0.99 < value < 1:
        return "99%"
    return f"{value:.0%}"


def _minute(stamp: str) -> str:
    return stamp[:16].replace("T", " ")
