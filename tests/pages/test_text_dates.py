"""The date of a page that prints none at its head, and what only looks like one."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from newsbot.items import Article
from sites.not_articles import BODY, FETCHED_AT, TEXTS, TITLE, page

URL = "https://www.example.org/news/apple-harvest-doubled-1234567"
"""It has no day in it."""
IN_KYIV = URL.replace("example.org", "example.ua")
"""A site whose clock is known."""
SIGN = "<meta property='og:type' content='article'>"
FIRST, *OTHERS = (f"<p>{text}</p>" for text in TEXTS)
REST = "".join(OTHERS)
DAY = "2026-09-22T00:00:00+03:00"


def read(inner: str, *, head: str = "", language: str = "en", url: str = URL) -> Article:
    html = page(f"<h1>{TITLE}</h1>{inner}", head=head)
    html = html.replace("lang='en'", f"lang='{language}'")
    return newsbot.read(html, url=url, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    "opening",
    [
        "(22.09.2026) ",
        "Sept. 22, 2026 -- ",
        "22 September 2026 (Orchard Press) — ",
        "POLTAVA, Sept. 22, 2026 (OP) — ",
        "Полтава. 22 вересня 2026. ОП – ",
        "POLTAVA, 2026-09-22 – ",
    ],
)
def test_a_text_may_open_with_its_day(opening: str) -> None:
    article = read(f"<p>{opening}{TEXTS[0]}</p>{REST}")
    assert article.published_at == DAY
    assert (article.body or "").startswith(opening.split()[0])


@pytest.mark.parametrize(
    ("inner", "language", "moment"),
    [
        (f"{BODY}<div>By Olena Sad on 22.09.2026, 10:15 | Orchards | 0 comments</div>", "en", "10:15"),
        (f"{BODY}<div>Posted on September 22, 2026</div>", "en", "00:00"),
        (f"{BODY}<div>22. September 2026 | 10:15</div><h3>Leserbriefe</h3>", "de", "10:15"),
        (f"{FIRST}<h5>22.09.2026</h5>{REST}", "en", "00:00"),
        (f"{FIRST}<div>2026.09.22 10:15 <a href='/op'>OP</a></div>{REST}", "en", "10:15"),
        (f"{BODY}<div>Publicado el 22/09/2026 10:15. Actualizado a 23/09/2026 00:01</div>", "es", "10:15"),
        (f"{BODY}<div>Publikacja: 22.09.2026 10:15</div>", "pl", "10:15"),
        (f"{BODY}<div>Publié le 22 septembre 2026 à 10h15, modifié le 22 septembre 2026 à 12h10</div>", "fr", "10:15"),
        (f"{BODY}<div>Publisert tirsdag 22. september 2026, kl. 10.15</div>", "no", "10:15"),
        (f"{FIRST}<div>Published 22 September 2026, 10:15</div>{REST}<ul><li>Fair of 27.09.2026</li></ul>", "en", "10:15"),
        (f"{BODY}<div>Опубліковано: 22.09.2026</div>", "en", "00:00"),
        (f"{BODY}<div>22.09.2026</div><h3>Comments</h3><div>23.09.2026</div>", "en", "00:00"),
    ],
)  # fmt: skip
def test_the_date_may_stand_with_the_text(inner: str, language: str, moment: str) -> None:
    article = read(inner, head=SIGN, language=language, url=IN_KYIV)
    assert article.published_at == f"2026-09-22T{moment}:00+03:00"
    assert "2026" not in (article.body or "")


@pytest.mark.parametrize(
    "inner",
    [
        f"{BODY}<div>Festival: 22.09.2026</div>",
        f"{BODY}<div>Updated 22.09.2026</div>",
        f"{BODY}<div>Letzte Aktualisierung am 22.09.2026</div>",
        f"{BODY}<div>21.09.2026</div><div>22.09.2026</div>",
        f"{BODY}<div>09/08/2026</div>",
        f"{BODY}<div>© Example, 22.09.2026</div>",
        f"{BODY}<div><a href='/news/story-number-7-of-many'>Pears are late</a> 22.09.2026</div>",
        f"{BODY}<div>22.09.2026, 10:15 – 11:45, Poltava</div>",
        f"<p>22 September 2026 — a day to remember, as growers of this region say.</p>{BODY}",
        f"<p>(21.09.2026) {TEXTS[0]}</p><p>(22.09.2026) {TEXTS[1]}</p>",
        f"{FIRST}<h5>Fair of 22.09.2026 in Poltava</h5>{REST}",
    ],
)
def test_what_only_looks_like_its_date_is_none(inner: str) -> None:
    assert read(inner, head=SIGN).published_at is None


def test_a_day_at_the_head_is_believed_before_one_in_the_text() -> None:
    article = read(f"<p>21 September 2026</p><p>(22.09.2026) {TEXTS[0]}</p>{REST}")
    assert (article.published_at or "").startswith("2026-09-21")


def test_links_in_sentences_do_not_make_a_menu_of_a_text() -> None:
    linked = "".join(
        f"<p>{text} <a href='/news/story-number-{n}-of-many'>Growers</a> said so.</p>"
        for n, text in enumerate(TEXTS)
    )
    inner = f"<div><h1>{TITLE}</h1></div><div><div>By Olena Sad</div><div>22 September 2026</div>{linked}</div>"
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    assert (article.published_at or "").startswith("2026-09-22")


@pytest.mark.parametrize("printed", ["2026年9月22日10:15", "2026년 9월 22일 10:15"])
def test_a_date_of_the_east_is_one(printed: str) -> None:
    assert read(f"<div>{printed}</div>{BODY}").published_at is not None


def test_a_stamp_beside_other_articles_is_none_of_this_one() -> None:
    more = "".join(f"<p>Story {n} of this list</p>" for n in range(8))
    box = f"<div><div><time datetime='2026-09-20T12:00:00Z'>a while since</time></div>{more}<a href='/news/pears-are-late-7654321'>Pears</a></div>"
    assert read(f"<div>{box}</div>{BODY}", head=SIGN).published_at is None


@pytest.mark.parametrize(
    "line",
    [
        "By Olena Sad, Orchard Press | September 22, 2026 | Updated: September 23, 2026 3:55am",
        "By Olena Sad | Posted 2026-09-22 Email Print",
        "By Olena M. Sad September 22, 2026 0",
        "Sept 22, 2026 - POLTAVA, Ukraine",
    ],
)
def test_a_byline_may_stand_beside_a_day(line: str) -> None:
    article = read(f"<div>{line}</div><div>{BODY}</div>", head=SIGN)
    assert article.published_at == DAY


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("22.09.2026 (os)", DAY),
        ("│2026年09月22日 Olena Sad│", DAY),
        ("最終更新日：2026年9月22日", None),
        ("Monday, 22 September 2026, 10:15 am until 11:45, Poltava", None),
    ],
)
def test_a_day_above_a_headline_may_have_something_beside_it(line: str, day: str | None) -> None:
    html = page(f"<div><div>{line}</div><h1>{TITLE}</h1>{BODY}</div>", head=SIGN)
    article = newsbot.read(html, url=URL, fetched_at=FETCHED_AT)
    assert article.published_at == day


@pytest.mark.parametrize(
    "line",
    ["By the union of gardeners it was on September 22, 2026", "Olena Sad, union | 2026-09-22"],
)
def test_other_words_beside_a_day_may_mean_anything(line: str) -> None:
    article = read(f"<div>{line}</div><div>{BODY}</div>", head=SIGN)
    assert article.published_at is None


@pytest.mark.parametrize(
    ("line", "host", "language", "day"),
    [
        ("05/09/2026 10:15", "example.org", "en", None),
        ("05.09.26 10:15", "example.org", "en", None),
        ("05/09/2026 10:15", "example.co.uk", "en", "2026-09-05"),
        ("05/09/2026 10:15", "example.org", "de", "2026-09-05"),
        ("22/09/2026 10:15", "example.org", "en", "2026-09-22"),
        ("09/22/2026 10:15", "example.org", "en", "2026-09-22"),
        ("09/22/2026 10:15", "example.co.uk", "en", "2026-09-22"),
        ("9/22/26 10:15am", "example.org", "en", "2026-09-22"),
        ("22-09-26 10:15", "example.cn", "zh", None),
        ("2026-09-22 10:15", "example.cn", "zh", "2026-09-22"),
    ],
)
def test_a_day_that_may_be_another_is_null_where_nothing_tells(
    line: str, host: str, language: str, day: str | None
) -> None:
    html = page(f"<h1>{TITLE}</h1><div>{line}</div><div>{BODY}</div>", head=SIGN)
    html = html.replace("lang='en'", f"lang='{language}'")
    url = f"https://{host}/news/apple-harvest-doubled-1234567"
    article = newsbot.read(html, url=url, fetched_at=FETCHED_AT)
    assert (article.published_at or "")[:10] == (day or "")
    assert article.published_raw == line


@pytest.mark.parametrize(
    ("stamp", "below", "day"),
    [
        ("05/09/2026 10:15:43", "Erstellt am: 09.05.2026", "2026-05-09"),
        ("05/09/2026 10:15:43", "", "2026-09-05T"),
        ("05/09/2026 10:15:43", "Erstellt am: 05.09.2026", "2026-09-05T11:15:43"),
        ("2026-09-05T10:15:43+02:00", "Erstellt am: 09.05.2026", "2026-09-05"),
    ],
)
def test_a_server_may_write_the_month_first_in_any_country(
    stamp: str, below: str, day: str
) -> None:
    """«11/01/2023» in the head was the 11th of January, under a text of 1 November."""
    head = f"{SIGN}<meta property='article:published_time' content='{stamp}'>"
    html = page(f"<h1>{TITLE}</h1><div>{BODY}<p>{below}</p></div>", head=head)
    url = "https://example.ch/news/apple-harvest-doubled-1234567"
    html = html.replace("lang='en'", "lang='de'")
    article = newsbot.read(html, url=url, fetched_at=FETCHED_AT)
    assert (article.published_at or "").startswith(day)


@pytest.mark.parametrize("told", ["12 January 2025", "Am 12. Januar 2026"])
def test_a_text_may_tell_of_another_day_than_a_stamp_of_two_readings(told: str) -> None:
    """The day of the story was that of its publication."""
    head = f"{SIGN}<meta property='article:published_time' content='05/09/2026 10:15:43'>"
    html = page(f"<h1>{TITLE}</h1><div>{BODY}<p>{told}</p></div>", head=head)
    html = html.replace("lang='en'", "lang='de'")
    url = "https://example.ch/news/apple-harvest-doubled-1234567"
    article = newsbot.read(html, url=url, fetched_at=FETCHED_AT)
    assert (article.published_at or "")[:10] == "2026-09-05"


def test_whose_clock_a_page_prints_is_known_or_only_its_day_is_told() -> None:
    printed = "September 21, 2026, 11:44 p.m."
    inner = f"<p>{printed}</p><div>{BODY}</div>"
    unknown, known = read(inner, head=SIGN), read(inner, head=SIGN, url=IN_KYIV)
    assert unknown.published_at == "2026-09-21T00:00:00+03:00"
    assert unknown.published_raw == known.published_raw == printed
    assert unknown.evidence.sources["zone"] == "unknown"
    assert known.published_at == "2026-09-21T23:44:00+03:00"
    german = read(inner, head=SIGN, language="de")
    assert german.published_at == "2026-09-22T00:44:00+03:00"
    stamped = read(inner + "<time datetime='2026-09-21T23:44:00-04:00'></time>", head=SIGN)
    assert stamped.published_at == "2026-09-22T06:44:00+03:00"
    assert read(f"<p>Today, 11:44</p><div>{BODY}</div>", head=SIGN).published_at is None


@pytest.mark.parametrize("place", [f"<p>{{}}</p><div>{BODY}</div>", f"{BODY}<div>{{}}</div>"])
@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("Posted: 22/09/2026 04:44:59 PM", "2026-09-22T16:44:59+03:00"),
        ("22.09.2026 4:44 p.m.", "2026-09-22T16:44:00+03:00"),
        ("Sept. 22, 2026 4:44pm EDT", "2026-09-22T23:44:00+03:00"),
        ("22.09.2026, 04:44 (CET)", "2026-09-22T06:44:00+03:00"),
        ("22.09.2026 04:44 GMT+1", "2026-09-22T06:44:00+03:00"),
        ("22.09.2026 04:44 IST", None),
        ("22.09.2026 04:44 West", "2026-09-22T04:44:00+03:00"),
    ],
)
def test_the_half_of_the_day_and_the_zone_are_read_with_the_time(
    printed: str, moment: str | None, place: str
) -> None:
    assert read(place.format(printed), head=SIGN, url=IN_KYIV).published_at == moment


STAMP = "2026-09-22T08:15:00+02:00"
NINE = "2026-09-22T09:15:00+03:00"


@pytest.mark.parametrize(
    ("stamp", "modified"),
    [
        (f"<time class='entry-date published' datetime='{STAMP}'>today</time>", None),
        (f"<time class='entry-date published updated' datetime='{STAMP}'>today</time>", NINE),
        (f"<abbr class='published' title='{STAMP}'>today</abbr>", None),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        f"<article><h1>{TITLE}</h1><p>{{}}</p>{BODY}</article>",
        f"<article><h1>{TITLE}</h1>{BODY}<p>Posted {{}}</p></article>",
        f"<article><header><h1>{TITLE}</h1></header><footer>{{}}</footer>{BODY}</article>",
    ],
)
def test_a_stamp_is_read_however_it_is_written(
    place: str, stamp: str, modified: str | None
) -> None:
    html = page(place.format(stamp), head=SIGN)
    article = newsbot.read(html, url=URL, fetched_at=FETCHED_AT)
    assert (article.published_at, article.modified_at) == (NINE, modified)
    assert article.body == "\n\n".join(TEXTS)


def test_an_abbreviation_is_no_stamp() -> None:
    inner = f"<p>By the <abbr title='Union of Gardeners since 2026-09-20'>UG</abbr></p>{BODY}"
    assert read(inner, head=SIGN).published_at is None


def test_a_footer_elsewhere_is_the_foot_of_the_page() -> None:
    foot = f"<footer><time datetime='{STAMP}'>today</time></footer>"
    inner = f"<div>{BODY}</div><header>Orchards</header>{foot}"
    assert read(inner, head=SIGN).published_at is None


@pytest.mark.parametrize(
    ("line", "language", "moment"),
    [
        ("by Olena Sad @olenasad September 22, 2026: 4:44 AM ET", "en", "11:44"),
        ("Written by Olena Sad in Orchards on 22 September 2026 at 04:44 AM EDT. Add A Comment", "en", "11:44"),
        ("Olena Sad, ORCHARD PRESS 4:44 a.m. EDT September 22, 2026", "en", "11:44"),
        ("September 22, 2026 @ 4:44 AM", "en", "04:44"),
        ("【2026.09.22】", "ja", "00:00"),
        ("│2026年09月22日 Olena Sad│", "ja", "00:00"),
        ("2026年9月22日 読了時間 3 分", "ja", "00:00"),
        ("苹果 2026年9月22日 04時44分", "ja", "04:44"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_date_at_the_head_is_none_of_it(
    line: str, language: str, moment: str
) -> None:
    inner = f"<div>{line}</div><div>{BODY}</div>"
    article = read(inner, head=SIGN, language=language, url=IN_KYIV)
    assert article.published_at == f"2026-09-22T{moment}:00+03:00"
    assert article.published_raw
    assert article.published_raw in line


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("22 September 2026, 16:45 to 17:45, Poltava", "en"),
        ("最終更新日：2026年9月22日", "ja"),
        ("原文(投稿日：2026/09/22)", "ja"),
        ("2026年9月22日公表", "ja"),
    ],
)
def test_what_stands_beside_a_date_may_say_that_it_is_another(line: str, language: str) -> None:
    inner = f"<div>{line}</div><div>{BODY}</div>"
    assert read(inner, head=SIGN, language=language, url=IN_KYIV).published_at is None


@pytest.mark.parametrize("stamp", ["1970-01-01T01:00:00+01:00", "0001-01-01T00:00:00"])
def test_a_stamp_of_no_time_hides_no_date_below_the_text(stamp: str) -> None:
    head = f"{SIGN}<meta property='article:published_time' content='{stamp}'>"
    article = read(f"{BODY}<div>Published 22.09.2026 10:15</div>", head=head, url=IN_KYIV)
    assert article.published_at == "2026-09-22T10:15:00+03:00"


@pytest.mark.parametrize("stamp", ["PT15M", "P1D"])
def test_how_long_something_lasts_is_no_date(stamp: str) -> None:
    lasts = f"<p><time datetime='{stamp}'>Baked at noon</time></p>"
    assert ("time", stamp) not in read(f"{lasts}{BODY}", head=SIGN).evidence.published
    dated = read(lasts.replace(stamp, "2026-09-22") + BODY, head=SIGN)
    assert ("time", "2026-09-22") in dated.evidence.published


@pytest.mark.parametrize(
    "line",
    [
        "<a>22 September 2026</a> <a>Olena Sad</a> <a>0</a>",
        "<span>September 22, 2026</span><span>Olena Sad</span><span>17</span>",
    ],
)
def test_a_number_beside_a_date_counts_remarks(line: str) -> None:
    assert read(f"<div>{line}</div>{BODY}", head=SIGN).published_at == DAY


@pytest.mark.parametrize("query", ["tag=early-red-apples", "cat=7654321", "author=7654321"])
def test_a_date_beside_lists_by_their_numbers_is_the_page_s_own(query: str) -> None:
    lists = (
        f"<div>Filed under: <a href='/?{query}'>Early red apples of the north and south</a></div>"
    )
    below = f"<div><div>Published: <a href='/?m=20260922'>22 September 2026</a></div>{lists}</div>"
    assert read(BODY + below, head=SIGN).published_at == DAY
    other = below.replace(f"/?{query}", "/?p=1234568")
    assert read(BODY + other, head=SIGN).published_at is None


@pytest.mark.parametrize(
    "changed",
    [
        "Letztes Update: 23.09.2026",
        "aktualisiert am 23.09.2026",
        "Última actualización: 23.09.2026",
    ],
)
def test_a_change_in_another_language_beside_the_day(changed: str) -> None:
    """«Veröffentlicht am … (Letztes Update: …)» told no day at all."""
    line = f"<div>Veröffentlicht am 22.09.2026 ({changed})</div>"
    article = read(f"{line}<div>{BODY}</div>", head=SIGN)
    assert article.published_at == DAY
