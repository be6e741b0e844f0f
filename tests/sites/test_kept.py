"""What belongs to a text although it stands apart from it, or is mostly links."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import BODY, FETCHED_AT, RAIL, TEXTS, TITLE, URL, WHEN, page

HOST = URL.split("/")[2]
HEAD = f"<h1>{TITLE}</h1>{WHEN}"


def paragraphs(inner: str) -> list[str]:
    return (newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT).body or "").split("\n\n")


NOTES = (
    "The union counts only orchards of more than two hectares.",
    "Jam, 1990, page 12",
)
MARKED = "".join(
    f"<p>{text} <sup id='ref{n}'><a href='#note{n}'>{n}</a></sup></p>"
    for n, text in enumerate(TEXTS)
)


@pytest.mark.parametrize(
    "form",
    [
        "<li id='note{n}'><p>{note} <a href='#ref{n}'>↩</a></p></li>",
        "<div><a id='note{n}' href='{url}#ref{n}'>{n}</a><div><p>{note}</p></div></div>",
    ],
)
def test_notes_below_a_text_to_which_its_marks_lead(form: str) -> None:
    notes = "".join(form.format(n=n, note=note, url=URL) for n, note in enumerate(NOTES))
    found = paragraphs(
        f"<article>{HEAD}{MARKED}<div class='notes'><ol>{notes}</ol></div></article>{RAIL}"
    )
    assert [each.split(" ↩")[0] for each in found[3:]] == [*NOTES]


def test_what_leads_nowhere_back_is_no_note() -> None:
    about = "<div><p>The union was founded in 1890.</p><p>It tells all <a href='#top'>about pears</a>.</p></div>"
    assert paragraphs(f"<article>{HEAD}{MARKED}{about}</article>{RAIL}")[3:] == []


LINKS = {
    "https://trees.example.com/a": "Trees of the world",
    "https://gardens.example.net/b": "The gardener's year",
    "https://pears.example.co.uk/c": "All about pears",
}


def entries(links: dict[str, str]) -> str:
    return "".join(f"<li><a href='{url}'>{text}</a>, 2025</li>" for url, text in links.items())


def between(inner: str) -> str:
    first, *rest = (f"<p>{text}</p>" for text in TEXTS)
    return f"<article>{HEAD}{first}{inner}{''.join(rest)}</article>{RAIL}"


def test_a_list_that_leads_to_the_sites_of_others_is_one_of_sources() -> None:
    found = paragraphs(between(f"<ul>{entries(LINKS)}</ul>"))
    assert found == [TEXTS[0], *(f"{text}, 2025" for text in LINKS.values()), *TEXTS[1:]]


@pytest.mark.parametrize(
    "host",
    [f"https://{HOST}", "", f"https://{HOST.replace('www', 'sport')}", "https://www.facebook.com"],
)
def test_a_list_that_leads_within_the_site_or_to_a_channel_is_no_text(host: str) -> None:
    own = {f"{host}/news/story-number-{n}": text for n, text in enumerate(LINKS.values())}
    assert paragraphs(between(f"<ul>{entries(own)}</ul>")) == [*TEXTS]


def test_the_site_of_a_country_is_owned_before_the_last_two_names() -> None:
    url = "https://www.example.co.uk/news/2026/09/22/apple-harvest-doubled-1234567"
    html = page(between(f"<ul>{entries(LINKS)}</ul>"))
    body = newsbot.read(html, url=url, fetched_at=FETCHED_AT).body or ""
    assert "Trees of the world" in body
    assert "All about pears" not in body


def test_a_paragraph_that_is_one_link_calls_for_something() -> None:
    inner = "<p><a href='https://apps.example.com/'>Get the app of our newspaper now!</a></p>"
    assert paragraphs(between(inner)) == [*TEXTS]


def test_the_last_lines_of_a_text_may_lead_to_shops() -> None:
    shops = "".join(
        f"<p>{n}. Apple press, <a href='{url}'>Shop {n}</a>, $8</p>" for n, url in enumerate(LINKS)
    )
    found = paragraphs(f"<article>{HEAD}{BODY}{shops}</article>{RAIL}")
    assert found == [*TEXTS, *(f"{n}. Apple press, Shop {n}, $8" for n in range(3))]


AD = "<div class='advert'>Buy our pears</div>"


def test_a_paragraph_with_an_advert_in_its_wrapper_looks_as_the_others_do() -> None:
    texts = [f"{text} So it was in {year}." for year in (2024, 2025, 2026) for text in TEXTS]
    parts = [
        f"<div class='part'><div><p>{text}</p></div>{'' if n != 4 else AD}</div>"
        for n, text in enumerate(texts)
    ]
    assert paragraphs(f"{HEAD}<section>{''.join(parts)}</section>{RAIL}") == texts


def test_a_box_with_an_advert_looks_otherwise() -> None:
    box = f"<div class='part'><aside><p>Pears are later this year than they were in the last one.</p></aside>{AD}</div>"
    texts = [f"<div class='part'><div><p>{text}</p></div></div>" for text in TEXTS]
    texts.insert(1, box)
    assert paragraphs(f"{HEAD}<section>{''.join(texts)}</section>{RAIL}") == [*TEXTS]


def test_a_table_between_paragraphs_may_have_a_box_of_its_own() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{n}00 t</td></tr>" for n, name in enumerate(LINKS.values())
    )
    box = f"<div><div>In tons</div><table>{rows}</table></div>"
    table = "\n".join(f"{name}\t{n}00 t" for n, name in enumerate(LINKS.values()))
    assert paragraphs(between(box)) == [TEXTS[0], table, *TEXTS[1:]]


COLUMNS = "<div id='page'><div id='{0}'>{1}</div><div id='{2}'>{3}</div></div>"
ASIDE = "<p>The gardener who writes this page has had an orchard since 1990.</p><p>Ask about pears, too.</p>"


def test_two_columns_have_names_of_their_own() -> None:
    columns = COLUMNS.format("main", HEAD + BODY, "side", ASIDE)
    assert paragraphs(columns) == [*TEXTS]


def test_chapters_have_names_for_links_to_them() -> None:
    chapters = "".join(
        f"<section id='{name}'><h3>On {name}</h3><p>{text}</p></section>"
        for name, text in zip(("apples", "jam", "bees"), TEXTS, strict=True)
    )
    assert [each for each in paragraphs(HEAD + chapters) if each in TEXTS] == [*TEXTS]


@pytest.mark.parametrize(
    "form", ["<header>{0}<p>{1}</p></header>", "{0}<div class='summary'><h2>{1}</h2></div>"]
)
def test_a_standfirst_is_set_apart_above_the_text(form: str) -> None:
    standfirst = "Apples are plenty this year, and schools will have them all for nothing."
    more = "".join(f"<p>{text} So it was in {year}.</p>" for year in (2024, 2025) for text in TEXTS)
    inner = f"<article>{form.format(HEAD, standfirst)}<div>{BODY}{more}</div></article>{RAIL}"
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    assert article.lead == standfirst
    assert (article.body or "").split("\n\n")[:3] == [*TEXTS]


def test_a_long_standfirst_right_behind_the_headline_needs_no_stop() -> None:
    standfirst = "The union of gardeners counted apples in all orchards of the region and found twice as many as ever before"
    more = "".join(f"<p>{text} So it was in {year}.</p>" for year in (2024, 2025) for text in TEXTS)
    header = f"<header><h1>{TITLE}</h1><p>{standfirst}</p>{WHEN}</header>"
    inner = f"<article>{header}<div>{BODY}{more}</div></article>"
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    assert article.lead == standfirst


SHORT = "Schools will have them for nothing"


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        (f"<div class='teaser-box'>{SHORT}</div>", SHORT),
        (f"<p class='byline-box'>{SHORT}</p>", SHORT),
        ("<p>Schools will have many for nothing</p>", None),
        (f"<figure><img src='/a.jpg'><figcaption>{SHORT}</figcaption></figure>", None),
    ],
)
def test_what_the_head_says_of_a_page_is_its_standfirst_however_short(
    line: str, lead: str | None
) -> None:
    about = f"<meta name='description' content='{SHORT}.'>"
    inner = f"<article><header>{HEAD}{line}</header><div>{BODY}</div></article>"
    article = newsbot.read(page(inner, head=about), url=URL, fetched_at=FETCHED_AT)
    assert article.lead == lead
    assert (article.body or "").split("\n\n") == [*TEXTS]


def test_a_headline_that_the_head_says_three_times_is_no_standfirst() -> None:
    about = f"<meta name='description' content='{TITLE}'>"
    inner = f"<article>{HEAD}<div class='share'>{TITLE}</div><div>{BODY}</div></article>"
    assert newsbot.read(page(inner, head=about), url=URL, fetched_at=FETCHED_AT).lead is None


def test_a_standfirst_above_other_articles_begins_the_text_below_them() -> None:
    rows = "".join(
        f"<div class='post'><h3><a href='/2026/a-story-of-jam-{1234567 + n}'>A story of jam, part {n}</a></h3>"
        f"<p>The jam of year {n} was sweet and sold out before the winter came.</p></div>"
        for n in range(5)
    )
    standfirst = "Apples are plenty this year, and schools will have them all for nothing."
    more = "".join(f"<p>{text} So it was in {year}.</p>" for year in (2024, 2025) for text in TEXTS)
    above = f"<header>{HEAD}<p>{standfirst}</p></header><div>{rows}</div>"
    inner = f"<article>{above}<div class='text'>{BODY}{more}</div></article>"
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    assert article.lead == standfirst
    assert (article.body or "").split("\n\n")[:3] == [*TEXTS]


def test_a_first_paragraph_in_a_column_that_looks_like_the_others_opens_the_text() -> None:
    first, rest = TEXTS[0], TEXTS[1:]
    more = "".join(f"<p>{text} So it was in {year}.</p>" for year in (2024, 2025) for text in rest)
    inner = (
        f"<div id='article'><div class='head'>{HEAD}</div>"
        f"<div class='column'><span class='inner'><p>{first}</p></span></div>"
        f"<div class='column'>{''.join(f'<p>{text}</p>' for text in rest)}{more}</div></div>{RAIL}"
    )
    article = newsbot.read(page(inner), url=URL, fetched_at=FETCHED_AT)
    assert article.lead is None
    assert (article.body or "").split("\n\n")[:3] == [*TEXTS]


def test_on_a_described_site_only_what_is_marked_is_a_standfirst() -> None:
    rest = [
        *TEXTS[1:],
        *(f"{text} So it was in {year}." for year in (2024, 2025) for text in TEXTS),
    ]
    inner = (
        f"<div><h1>{TITLE}</h1><p>10:15 22.09.2026</p><div class='intro'><p>{TEXTS[0]}</p></div>"
        f"<div>{''.join(f'<p>{text}</p>' for text in rest)}</div></div>"
    )
    url = "https://en.interfax.com.ua/news/general/1234567.html"
    article = newsbot.read(page(inner), url=url, fetched_at=FETCHED_AT)
    assert article.lead is None
    assert (article.body or "").split("\n\n") == [TEXTS[0], *rest]
