"""`scrapy report`: one HTML page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

from newsbot.guards.html_page import html_page, shown, styled
from newsbot.ledger.overview import Failure
from newsbot.ledger.runs import Run
from newsbot.report import charts
from newsbot.report.holdings import Archive, Period
from newsbot.report.summary import duration, share

_SECTIONS = 14
_Values = list[Any]
"""Of (day or section, articles)."""


def render(
    archive: Archive,
    runs: Sequence[Run],
    now: datetime,
    address: Callable[[Failure], str | None],
) -> str:
    """The page; `runs` newest first, `now` in Kyiv's time, `address` of an article on its site."""
    style = files("newsbot.report").joinpath("page.css").read_text(encoding="utf-8")
    parts = (
        *_head(archive, runs, now),
        *_alarm(runs),
        *_days(archive),
        *_sections(archive),
        *_coverage(archive),
        *_latency(archive),
        *_failures(archive, address),
        *_gaps(archive),
        *_runs(runs),
    )
    title = f"newsbot: the archive on {now:%Y-%m-%d}"
    return html_page(title, parts, head=styled(style))


def _head(archive: Archive, runs: Sequence[Run], now: datetime) -> Iterator[str]:
    yield f'<header><h1>The archive</h1><p class="soft">as of {now:%d.%m.%Y %H:%M}, Kyiv time</p>'
    last = runs[0] if runs else None
    facts = [
        ("articles", f"{archive.articles}", ""),
        ("still to be read", f"{archive.waiting}", ""),
        ("cannot be read", f"{len(archive.failures)}", "bad" if archive.failures else ""),
        ("gaps", f"{len(archive.gaps)}", "bad" if archive.gaps else ""),
    ]
    if last is not None:
        state = "bad" if last.exit_code or last.state == "killed" else "good"
        alarm = ", alarm" if last.has_alarm else ""
        facts.append(("last run", f"{last.id}: {last.state}{alarm}", state))
    yield '<dl class="facts">'
    for label, value, kind in facts:
        yield f'<div><dt>{label}</dt><dd class="{kind}">{shown(value)}</dd></div>'
    yield f"</dl>{_period(archive.period)}</header>"


def _period(period: Period) -> str:
    units = "months" if period.is_of_months else "days"
    return (
        f'<p class="note">Charts: {period.since} to {period.until}, by {units}; another period: '
        "<code>scrapy report --since 2026-01-01 --until 2026-03-31</code></p>"
    )


def _alarm(runs: Sequence[Run]) -> Iterator[str]:
    judged = next((run for run in runs if run.report and run.report["pages"]["articles"]), None)
    if judged is None or judged.report is None or not judged.has_alarm:
        return
    alarm = judged.report["alarm"]
    if alarm["acknowledged"]:
        return
    yield '<section class="alarm"><h2 class="bad">Alarm</h2>'
    yield f"<p>{shown(alarm['sentence'])}, since run {int(alarm['since'])}.</p><ul>"
    yield from (f"<li>{_cell(_Link(page, page))}</li>" for page in alarm["pages"])
    yield (
        '</ul><p class="note">If the site is to look like this: '
        f"<code>scrapy runs {judged.id} --acknowledge</code></p></section>"
    )


def _section(name: str, title: str, note: str, *parts: str) -> Iterator[str]:
    yield f'<section aria-labelledby="h-{name}"><h2 id="h-{name}">{escape(title)}</h2>'
    yield f'<p class="note">{escape(note)}</p>'
    yield from parts
    yield "</section>"


def _table(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: bool = True
) -> str:
    """A table; with `numbers` every column but the first is aligned to the right."""

    def row(cells: Sequence[object], tag: str) -> str:
        kind = ' class="n"' if numbers else ""
        scope = ' scope="col"' if tag == "th" else ""
        return "".join(
            f"<{tag}{scope}{kind if place else ''}>{_cell(cell)}</{tag}>"
            for place, cell in enumerate(cells)
        )

    body = "\n".join(f"<tr>{row(cells, 'td')}</tr>" for cells in rows)
    return (
        f'<div class="table"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{row(header, 'th')}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


class _Link(NamedTuple):
    text: str
    url: str | None


def _cell(value: object) -> str:
    if not isinstance(value, _Link):
        return shown(value)
    if value.url is None:
        return shown(value.text)
    return f'<a href="{shown(value.url)}" rel="noreferrer">{shown(value.text)}</a>'


def _details(table: str) -> str:
    return f"<details><summary>The numbers as a table</summary>{table}</details>"


def _by_edition(
    editions: Mapping[str, _Values], chart: Callable[[str, _Values], str]
) -> Iterator[str]:
    """A chart for each; where there are several, under their names."""
    for edition, values in editions.items():
        if len(editions) > 1:
            count = sum(number for _, number in values)
            yield f"<h3>{shown(edition or 'of no edition')}: {count}</h3>"
        yield f"<figure>{chart(edition, values)}</figure>"


def _days(archive: Archive) -> Iterator[str]:
    title = "Articles by day of publication"
    if not archive.days:
        yield from _section("days", title, "No article in this time.")
        return
    rows = [
        (edition, day, count)
        for edition, values in archive.days.items()
        for day, count in reversed(values)
    ]
    yield from _section(
        "days",
        title,
        "Kyiv's days. A day without a column is a gap or a quiet day.",
        *_by_edition(
            archive.days, lambda edition, values: charts.columns(f"days-{edition}", title, values)
        ),
        _details(_table(title, ("edition", "day", "articles"), rows)),
    )


def _sections(archive: Archive) -> Iterator[str]:
    if not archive.sections:
        return
    title = "Articles by section"
    rows = [
        (edition, section, count)
        for edition, values in archive.sections.items()
        for section, count in values
    ]
    yield from _section(
        "sections",
        title,
        "Of what was published in this time.",
        *_by_edition(
            archive.sections,
            lambda edition, values: charts.bars(f"sections-{edition}", title, _largest(values)),
        ),
        _details(_table(title, ("edition", "section", "articles"), rows)),
    )


def _largest(sections: list[tuple[str, int]]) -> list[tuple[str, int]]:
    others = sum(count for _, count in sections[_SECTIONS:])
    return [*sections[:_SECTIONS], *([("all others", others)] if others else [])]


def _coverage(archive: Archive) -> Iterator[str]:
    if not archive.coverage:
        return
    title = "How often each field is filled"
    figures = []
    for name, values in archive.coverage.items():
        chart = charts.small(f"f-{name}", f"{name} over time", [part for _, part, _ in values])
        last = share(values[-1][1])
        figures.append(
            f"<figure><figcaption><span>{escape(name)}</span><span>{last}</span></figcaption>"
            f"{chart}</figure>"
        )
    days = [(day, count) for day, _, count in next(iter(archive.coverage.values()))]
    rows = [
        (day, count, *(share(values[place][1]) for values in archive.coverage.values()))
        for place, (day, count) in enumerate(days)
    ]
    yield from _section(
        "coverage",
        title,
        "Share of the articles read on a day; the lower line is none, the upper one all of them.",
        f'<div class="fields">{"".join(figures)}</div>',
        _details(_table(title, ("day", "read", *archive.coverage), reversed(rows))),
    )


def _latency(archive: Archive) -> Iterator[str]:
    title = "Minutes from publication to the first fetch"
    if not archive.latency:
        note = "Nothing was published since the first run."
        yield from _section("latency", title, note)
        return
    days = [part.day for part in archive.latency]
    series = (
        ("half of the articles", "one", [part.median for part in archive.latency]),
        ("nine of ten", "two", [part.ninth for part in archive.latency]),
    )
    rows = [
        (part.day, part.articles, f"{part.median:.0f}", f"{part.ninth:.0f}")
        for part in reversed(archive.latency)
    ]
    yield from _section(
        "latency",
        title,
        "Of what was published since the first run, by day of publication.",
        '<p class="note"><span class="key one"></span>half came within '
        '<span class="key two"></span>nine of ten came within</p>',
        f"<figure>{charts.lines('latency', title, days, series)}</figure>",
        _details(_table(title, ("day", "articles", "half within", "nine of ten within"), rows)),
    )


def _failures(archive: Archive, address: Callable[[Failure], str | None]) -> Iterator[str]:
    title = "What could not be read"
    parts = []
    if any(count for _, count in archive.failed):
        chart = charts.columns("failed", "Failures by day", archive.failed, style="bad")
        parts.append(f"<figure>{chart}</figure>")
    if archive.failures:
        rows = [
            (
                _Link(f"{part.section} {part.id}".strip(), address(part)),
                part.edition,
                part.state,
                part.attempts,
                part.problem,
            )
            for part in archive.failures
        ]
        header = ("article", "edition", "state", "attempts", "problem")
        parts.append(
            _details(_table("Not read as of now, the newest", header, rows, numbers=False))
        )
    note = "Attempts that failed, by day of the run; each is tried again later."
    yield from _section("failures", title, note if parts else "Everything could be read.", *parts)


def _gaps(archive: Archive) -> Iterator[str]:
    title = "Gaps"
    if not archive.gaps:
        yield from _section("gaps", title, "None: every list was read back to what was known.")
        return
    rows = [(str(gap), gap.page, opened) for gap, opened in archive.gaps]
    table = _table(title, ("gap", "goes on at page", "open since"), rows, numbers=False)
    note = "Pages of lists that no run has read yet; the next run begins with them."
    yield from _section("gaps", title, note, table)


def _runs(runs: Sequence[Run]) -> Iterator[str]:
    rows = [_run(run) for run in runs]
    header = ("run", "ended", "exit", "took", "new", "changed", "unchanged", "failed")
    yield from _section(
        "runs",
        "Runs",
        "The newest first; `scrapy runs ID` shows all of one.",
        _details(_table("The last runs", header, rows)),
    )


def _run(run: Run) -> tuple[Any, ...]:
    counts = run.report["articles"] if run.report else {}
    took = "" if run.seconds is None else duration(run.seconds)
    alarm = ", alarm" if run.has_alarm else ""
    names = ("new", "changed", "unchanged", "failed")
    return (
        run.id,
        run.state + alarm,
        "" if run.exit_code is None else run.exit_code,
        took,
        *(counts.get(name, "") for name in names),
    )
