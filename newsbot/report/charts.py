"""Charts as inline SVG. Colours come from the page's style sheet, which knows light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from math import ceil, log10

_WIDTH, _HEIGHT = 720, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 20, 28
_ROW = 28
_LETTER = 14.5
"""Width of one where the text is largest: on a narrow screen, see page.css."""
_MOST_TICKS = 7


def _svg(name: str, title: str, words: str, width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}" '
        f'xmlns="http://www.w3.org/2000/svg">\n<title id="{name}-t">{escape(title)}</title>\n'
        f'<desc id="{name}-d">{escape(words)}</desc>\n' + "\n".join(parts) + "\n</svg>"
    )


def top_of(highest: float) -> float:
    """A round number not below the highest value, for the end of an axis: its half is round too."""
    if highest <= 2:
        return 2
    unit: float = 10.0 ** (ceil(log10(highest)) - 1)
    return next(step * unit for step in (1, 2, 4, 6, 8, 10) if step * unit >= highest - 1e-9)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u2009") if value == int(value) else f"{value:g}"


def _grid(top: float) -> Iterator[str]:
    for part in (0, 0.5, 1):
        y = _y(part * top, top)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield (
            f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
            f"{_number(part * top)}</text>"
        )


def _y(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM)


def _days(days: Sequence[date], xs: Sequence[float]) -> Iterator[str]:
    """Under the axis; a row of firsts of months is one of months."""
    are_months = len(days) > 1 and all(day.day == 1 for day in days)
    form = "%m.%y" if are_months else "%d.%m"
    step = max(1, ceil(len(days) / _MOST_TICKS))
    for place in range(0, len(days), step):
        yield (
            f'<text class="tick" x="{xs[place]:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">'
            f"{days[place]:{form}}</text>"
        )


def columns(
    name: str, title: str, values: Sequence[tuple[date, int]], *, style: str = "one"
) -> str:
    """One column a day."""
    top = top_of(max((value for _, value in values), default=0))
    room = (_WIDTH - _LEFT - _RIGHT) / max(1, len(values))
    width = min(room * 0.78, 36)
    xs = [_LEFT + room * (place + 0.5) for place in range(len(values))]
    parts = list(_grid(top))
    for x, (day, value) in zip(xs, values, strict=True):
        y = _y(value, top)
        parts.append(
            f'<rect class="{style}" x="{x - width / 2:.1f}" y="{y:.1f}" width="{width:.1f}" '
            f'height="{_HEIGHT - _BOTTOM - y:.1f}" rx="1.5"><title>{day}: {value}</title></rect>'
        )
    parts += _days([day for day, _ in values], xs)
    total, most = sum(value for _, value in values), max((value for _, value in values), default=0)
    words = f"{total} in {len(values)} days, at most {most} a day."
    return _svg(name, title, words, _WIDTH, _HEIGHT, parts)


def bars(name: str, title: str, values: Sequence[tuple[str, int]]) -> str:
    """One bar a row, with its label and its value."""
    longest = max((value for _, value in values), default=1) or 1
    left = round(max((len(label) for label, _ in values), default=0) * _LETTER) + 12
    height = _ROW * len(values) + 8
    parts = []
    for place, (label, value) in enumerate(values):
        y = _ROW * place + 4
        width = max(1.0, value / longest * (_WIDTH - left - 100))
        parts.append(
            f'<text class="label" x="{left - 10}" y="{y + 17}" text-anchor="end">'
            f"{escape(label)}</text>"
            f'<rect class="one" x="{left}" y="{y + 2}" width="{width:.1f}" height="{_ROW - 9}" '
            f'rx="1.5"/><text class="label" x="{left + width + 8:.1f}" y="{y + 17}">'
            f"{_number(value)}</text>"
        )
    words = "; ".join(f"{label} {value}" for label, value in values[:5]) + "."
    return _svg(name, title, words, _WIDTH, height, parts)


def lines(
    name: str, title: str, days: Sequence[date], series: Sequence[tuple[str, str, Sequence[float]]]
) -> str:
    """Lines of (label, style, values) over the same days."""
    top = top_of(max((max(values) for _, _, values in series if values), default=0))
    room = (_WIDTH - _LEFT - _RIGHT) / max(1, len(days))
    xs = [_LEFT + room * (place + 0.5) for place in range(len(days))]
    parts = list(_grid(top))
    for label, style, values in series:
        points = " ".join(
            f"{x:.1f},{_y(value, top):.1f}" for x, value in zip(xs, values, strict=True)
        )
        parts.append(f'<polyline class="line {style}" points="{points}"/>')
        parts += [
            f'<circle class="{style}" cx="{x:.1f}" cy="{_y(value, top):.1f}" r="3">'
            f"<title>{day}, {escape(label)}: {value:.0f}</title></circle>"
            for day, x, value in zip(days, xs, values, strict=True)
        ]
    parts += _days(days, xs)
    last = ", ".join(f"{label} {values[-1]:.0f}" for label, _, values in series if values)
    return _svg(name, title, f"On the last day: {last}.", _WIDTH, _HEIGHT, parts)


def small(name: str, title: str, values: Sequence[float]) -> str:
    """A share over time, from nothing to all, in the height of a line of text."""
    width, height = 240, 40
    room = width / max(1, len(values))
    xs = [room * (place + 0.5) for place in range(len(values))]
    ys = [height - 5 - value * (height - 10) for value in values]
    parts = [f'<line class="grid" x1="0" x2="{width}" y1="{y}" y2="{y}"/>' for y in (5, height - 5)]
    if len(values) > 1:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
        parts.append(f'<polyline class="line one" points="{points}"/>')
    if values:
        parts.append(f'<circle class="one" cx="{xs[-1]:.1f}" cy="{ys[-1]:.1f}" r="3"/>')
    words = f"Lowest {min(values, default=0):.0%}, last {values[-1] if values else 0:.0%}."
    return _svg(name, title, words, width, height, parts)
