"""Where the time of an article is taken from, on a page full of times."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest
from lxml import etree

import newsbot
from newsbot.items import Article
from pages.reading import article_of
from replica import Replica, Story
from replica.dress import DRESSES, redress
from thinned import thinned

REPLICA = Replica()
DATED = [
    story
    for story in REPLICA.stories.values()
    if story.content.published_known and not story.content.published_raw
]
FETCHED_AT = datetime(2026, 9, 22, 22, 40, tzinfo=UTC)
CLOCK = "01:38 23.09.2026"
URL = "https://interfax.com.ua/news/general/700001.html"
TITLE = "Млин на Росі знову меле жито"
DAY = "22 вересня 2026"
OWN = "09:12 22.09.2026"
TEXT = (
    "<p>Старий млин на річці Рось відновив роботу після двох років тиші, каже громада.</p>"
    "<p>Перші мішки борошна роздали школам, решту продадуть на ярмарку восени.</p>"
)


def with_clock(html: str, place: str) -> str:
    """The page with its time below the headline and a clock above it."""
    root = etree.HTML(html)
    article, time, headline = (
        next(each for each in root.iter(tag) if name in (each.get("class") or "").split())
        for tag, name in (
            ("article", "article-content-view"),
            ("div", "article-time"),
            ("h1", "article-content-title"),
        )
    )
    time.tail = None
    headline.addnext(time)
    clock = etree.Element("div")
    clock.text = CLOCK
    if place == "before the article":
        article.addprevious(clock)
    else:
        head = etree.Element("div")
        next(root.iter("body")).insert(0, head)
        if place == "in the head of the page":
            for name in ("latest", "political", "economic", "general"):
                link = etree.SubElement(head, "a", href=f"/news/{name}.html")
                link.text = name
        head.append(clock)
    return etree.tostring(root, encoding="unicode", method="html")


@pytest.mark.parametrize(
    ("dress", "place"),
    thinned(product(DRESSES, ["in the head of the page", "alone", "before the article"]), 4),
)
def test_a_clock_above_the_headline_is_no_time_of_an_article(dress: str, place: str) -> None:
    wrong = []
    for story in DATED:
        html = REPLICA.respond(story.edition, story.path, {}).body.decode()
        page = redress(with_clock(html, place), dress, stripped=True)
        article = newsbot.read(page, url=f"https://{story.host}{story.path}", fetched_at=FETCHED_AT)
        if (article.event_at or article.published_at) != moment_of(story):
            wrong.append((story.id, story.trap, article.published_raw))
    assert not wrong, f"{len(wrong)} of {len(DATED)}"
    assert len(DATED) > 60


def moment_of(story: Story) -> str:
    return (story.event or story.published).isoformat()


def page(above: str, below: str = TEXT, *, top: str = "", after: str = "") -> Article:
    return article_of(
        f"<html><body>{top}<div><div>{above}<div>{below}</div></div></div>{after}</body></html>",
        URL,
    )


def printed(article: Article) -> str | None:
    return dict(article.evidence.published).get("visible")


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (f"<div>{OWN}</div><h1>{TITLE}</h1>", OWN),
        (f"<h1>{TITLE}</h1><div>{OWN}</div>", OWN),
        (f"<h1>{TITLE}</h1><div><span>09:12</span><br><span>22.09.2026</span></div>", OWN),
        (f"<div>INTERFAX-UKRAINE{OWN}</div><h1>{TITLE}</h1>", OWN),
        (f"<h1>{TITLE}</h1><div>09:1222.09.2026</div>", OWN),
        (f"<div>00:00 22.09.2026</div><h1>{TITLE}</h1>", "00:00 22.09.2026"),
        # the nearest in the tree, before the nearest on paper
        (
            f"<div>22.09.2026 08:00</div><div><h1>{TITLE}</h1><p>Громада</p><p>{OWN}</p></div>",
            OWN,
        ),
        (f"<div><h1>{TITLE}</h1><p>{DAY}</p></div><p>08:00 21.09.2026</p>", DAY),
        # the first in the article
        (f"<p>{OWN}</p><h1>{TITLE}</h1><p>Початок: 10:00 23.09.2026</p>", OWN),
    ],
)
def test_the_printed_time(above: str, expected: str) -> None:
    assert printed(page(above)) == expected


ROW = '<div><a href="/news/general/70000{}.html">Вітряк чекає на вітер</a><span>{}</span></div>'


@pytest.mark.parametrize(
    "neighbour",
    [
        ROW.format(2, "08:00 22.09.2026"),
        ROW.format(2, "08:00, 22.09.2026") + ROW.format(3, "07:00, 22.09.2026"),
        '<div><a href="/news/general/700002.html">Вітряк</a></div><div>08:00, 22.09.2026</div>',
        "<ul><li>08:00 22.09.2026<p><a href='/news/general/700002.html'>Вітряк</a></p></li></ul>",
        '<a href="/news/general/700002.html">08:00 22.09.2026 Вітряк на горі чекає на вітер</a>',
        ROW.format(2, '<time datetime="2026-09-22T05:00Z">08:00 22.09.2026</time>'),
    ],
)
@pytest.mark.parametrize("place", ["above", "below", "behind"])
def test_the_times_of_neighbours_are_not_the_article_s(neighbour: str, place: str) -> None:
    """An AMP page prints none of its own; its list does."""
    headline = f"<h1>{TITLE}</h1><p>1 хв читати</p>"
    if place == "above":
        article = page(neighbour + headline)
    elif place == "below":
        article = page(headline + neighbour)
    else:
        article = page(headline, "<p>Меле.</p>" + TEXT, after=neighbour)
    assert article.evidence.published == []


def test_a_clock_among_the_links_of_the_page_s_head_is_no_time_of_an_article() -> None:
    links = "".join(f"<a href='/news/{name}.html'>{name}</a> " for name in ("a", "b", "c", "d"))
    article = article_of(
        f"<html><body><div>{links}<div>{CLOCK}</div></div><h1>{TITLE}</h1><p>1 хв читати</p>{TEXT}"
        "</body></html>",
        URL,
    )
    assert article.evidence.published == []


def test_a_stamp_stands_with_the_headline() -> None:
    article = page(
        f"<h1>{TITLE}</h1><p><time datetime='2026-09-22T06:12:30Z'>учора</time></p>"
        "<p>Оновлено: <time datetime='2026-09-22T07:00:00Z'>10:00 22.09.2026</time></p>",
        top="<div><time datetime='2026-09-22T20:59Z'>23:59</time></div>",
        after="<div><time datetime='2026-09-22T05:00Z'>08:00</time></div>",
    )
    assert dict(article.evidence.published)["time"] == "2026-09-22T06:12:30Z"
    assert dict(article.evidence.modified)["time"] == "2026-09-22T07:00:00Z"


@pytest.mark.parametrize("label", ["Оновлено: ", "<b>Оновлено:</b> ", "(оновлено "])
def test_a_line_with_two_stamps_says_of_one_that_it_is_of_the_change(label: str) -> None:
    """Both were of it, and the first was believed."""
    article = page(
        f"<h1>{TITLE}</h1><p>Додано <time datetime='2026-09-22T06:12:30Z'>учора</time> "
        f"{label}<time datetime='2026-09-22T07:00:00Z'>10:00 22.09.2026</time></p>"
    )
    assert dict(article.evidence.published)["time"] == "2026-09-22T06:12:30Z"
    assert dict(article.evidence.modified)["time"] == "2026-09-22T07:00:00Z"


@pytest.mark.parametrize("attribute", ["class='updated'", "itemprop='dateModified'"])
def test_a_stamp_of_a_change_is_one(attribute: str) -> None:
    article = page(
        f"<h1>{TITLE}</h1><p><time {attribute} datetime='2026-09-22T07:00Z'>10:00</time></p>"
    )
    assert "time" not in dict(article.evidence.published)
    assert dict(article.evidence.modified)["time"] == "2026-09-22T07:00Z"


@pytest.mark.parametrize("tag", ["div", "header", "p"])
@pytest.mark.parametrize("clock", [CLOCK, "01:38<br>23.09.2026", "Середа, 23 вересня 2026, 01:38"])
def test_a_clock_above_a_page_without_a_time_is_no_time_of_an_article(tag: str, clock: str) -> None:
    """As AMP pages are: better no time than that of the fetch."""
    head = f"<{tag}><span>{clock}</span></{tag}>"
    text = f"<div><div><h1>{TITLE}</h1><div>{TEXT}</div></div><h3>ОСТАННЄ</h3></div>"
    assert article_of(f"<body>{head}{text}</body>", URL).published_at is None
    nested = f"<body><div>{head}<div><div>{text}</div></div></div></body>"
    assert article_of(nested, URL).published_at is None


@pytest.mark.parametrize("agency", ["Інтерфакс-Україна", "<a href='/'>Інтерфакс-Україна</a>", ""])
@pytest.mark.parametrize(
    "section", ["Пресанонси", "<a href='/news/press-announcement.html'>Пресанонси</a>"]
)
@pytest.mark.parametrize("time", [OWN, "<span>09:12</span><span>22.09.2026</span>"])
@pytest.mark.parametrize("form", ["{} {} {}", "{}<br>{}<br>{}", "<p>{} {}</p><p>{}</p>"])
def test_an_announcement_is_told_by_the_name_of_its_section_in_whatever_line(
    agency: str, section: str, time: str, form: str
) -> None:
    """Its address may name another one, and what it prints is the time of the event."""
    above = f"<div>{form.format(agency, section, time)}</div>"
    article = page(f"{above}<h1>{TITLE}</h1>")
    assert (article.section, article.section_name) == ("general", "Пресанонси")
    assert (article.published_at, article.event_at) == (None, "2026-09-22T09:12:00+03:00")
