"""Numbers that tell which of the dates on a page is the article's."""

from __future__ import annotations

from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from pages.numbers.asking import (
    DATE,
    HEAD,
    TITLE,
    P,
    Proof,
    fill,
    inside,
    layout,
    link,
    of,
    outline,
    words,
)

DAY = "22.09.2026"


def _date_above(lines: int) -> str | None:
    page = layout(f"<p>{DATE}</p>{fill(lines)}<h1>{TITLE}</h1>{P[0]}")
    found: str | None = page.dateline.published
    return found


def _date_far_up(wrappers: int) -> str | None:
    """The date above a headline in so many wrappers, beside a titled block."""
    article = inside(wrappers, f"<h1>{TITLE}</h1>{P[0]}")
    latest = f"<p>Останнє</p><ul><li>{link(5)}</li></ul>"
    page = layout(f"<div><p>{DATE}</p>{article}{latest}</div>", INTERFAX)
    found: str | None = page.dateline.published
    return found


def _date_beside(text: str) -> str | None:
    found: str | None = layout(f"<h1>{TITLE}</h1><p>{text} {DATE}</p>{P[0]}").dateline.published
    return found


def _is_bare(words_beside: int) -> bool:
    """Whether a date below a headline is read without so many words before it."""
    date = "22 September 2026, 10:15"
    page = layout(f"<h1>{TITLE}</h1><p>{'x ' * words_beside}{date}</p>{P[0]}")
    return bool(page.dateline.published == date)


def _date_beside_links(count: int) -> str | None:
    links = "".join(f"<a href='/{number}'>x</a> " for number in range(count))
    page = layout(f"<div><p>{DATE}</p><p>{links}</p></div><h1>{TITLE}</h1>{P[0]}")
    found: str | None = page.dateline.published
    return found


def _stamp_behind(others: int) -> str | None:
    stamps = "<time datetime='2020-01-01'>x</time>" * others
    own = "<time class='published' datetime='2026-09-22'>x</time>"
    page = layout(f"<h1>{TITLE}</h1><p>{stamps}{own}</p>{P[0]}")
    found: str | None = page.dateline.published_stamp
    return found


def _parts_of_date(count: int) -> int:
    page = outline(f"<div class='article-time'>{'<div>10:15</div>' * count}</div>")
    reader = of("dateline").DatelineReader(page, words(), (), bool, bool, ())
    return len(reader._dated(0, page.lines[0])[1])


def _changed_behind(lines: int) -> bool:
    text = f"<div class='article-content'>{P[0]}</div>"
    changed = f"<div>{'<i>x</i><br>' * lines}<p>Оновлено: {DATE}</p></div>"
    return layout(HEAD + text + changed, INTERFAX).dateline.modified is not None


def _date_in_row(lines: int) -> str | None:
    """The date behind a headline, in a box of so many lines that leads to another article."""
    link = "<p><a href='/news/pears-are-late-7654321'>Pears are late</a></p>"
    box = f"<div><div><p>{DATE}</p></div>{fill(lines - 2)}{link}</div>"
    found: str | None = layout(f"<h1>{TITLE}</h1>{box}{P[0]}").dateline.published
    return found


def _opens_dated(lines_above: int) -> bool:
    page = outline("".join((*P[:lines_above], f"<p>{DATE}</p>", P[3])))
    text = range(len(page.lines))
    return bool(of("text_dates").dated_opening(page, words(GENERIC), text, "en"))


def _date_below(lines: int, words: str = "", day: str = DATE) -> str | None:
    html = (
        f"<h1>{TITLE}</h1><div>{''.join(P)}</div><div>{fill(lines)}<div>{words} {day}</div></div>"
    )
    found: str | None = layout(html).dateline.published
    return found


PROOFS = {
    "dateline._FAR_UP": Proof(lambda: [_date_far_up(2), _date_far_up(3)], [DATE, None]),
    "dateline._FEW_LINKS": Proof(
        lambda: [_date_beside_links(3), _date_beside_links(5)], [DATE, None]
    ),
    "dateline._LONGEST_REST": Proof(
        lambda: [_date_beside("x " * 20), _date_beside("x " * 45)], [DATE, None]
    ),
    "dateline._MOST_IN_ROW": Proof(lambda: [_date_in_row(5), _date_in_row(9)], [None, DATE]),
    "dateline._MOST_PARTS": Proof(lambda: [_parts_of_date(4), _parts_of_date(8)], [4, 5]),
    "dateline._MOST_STAMPS": Proof(
        lambda: [_stamp_behind(35), _stamp_behind(75)], ["2026-09-22", "2020-01-01"]
    ),
    "dateline._NEAR": Proof(lambda: [_date_above(10), _date_above(22)], [DATE, None]),
    "layout._BEHIND": Proof(lambda: [_changed_behind(10), _changed_behind(22)], [True, False]),
    "text_dates._BEHIND": Proof(lambda: [_date_below(5), _date_below(11)], [DATE, None]),
    "text_dates._FIRST": Proof(lambda: [_opens_dated(1), _opens_dated(2)], [True, False]),
    "text_dates._LONGEST": Proof(
        lambda: [_date_below(0, "x" * 50), _date_below(0, "x" * 100)], [DATE, None]
    ),
    "text_dates._MONTHS": Proof(
        lambda: [_date_below(0, day=day) for day in ("11/09/2026", "22/09/2026")],
        [None, "22/09/2026"],
    ),
    "text_dates._WORDS_ALONE": Proof(
        lambda: [_date_below(0, "x " * 2, DAY), _date_below(0, "x " * 3, DAY)], [DAY, None]
    ),
    "text_dates._WORDS_AT_HEADLINE": Proof(
        lambda: [_is_bare(words_beside) for words_beside in (9, 12)], [True, False]
    ),
    "text_dates._WORDS_BESIDE": Proof(
        lambda: [_date_below(0, "x " * 6), _date_below(0, "x " * 12)], [DATE, None]
    ),
}
