"""Text that belongs to an article, where names, copies, short sentences or links seem to say no."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import BODY, FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

NEVER = "<p>You are signed in now, and will hear of every apple that falls in the orchards.</p>"


def paragraphs(inner: str) -> list[str]:
    article = newsbot.read(page(inner, title=TITLE), url=URL, fetched_at=FETCHED_AT)
    return (article.body or "").split("\n\n")


@pytest.mark.parametrize("name", ["overflow-hidden", "field-label-hidden", "lg:overflow-x-hidden"])
def test_where_a_part_is_hidden_the_text_is_not(name: str) -> None:
    summary = f"<div><div><p>{TEXTS[0]} And {TEXTS[1]}</p></div></div>"
    inner = f"<h1>{TITLE}</h1>{WHEN}{summary}<main><div class='{name}'>{BODY}</div></main>"
    assert paragraphs(inner)[-len(TEXTS) :] == [*TEXTS]


def test_what_is_hidden_itself_is_no_text() -> None:
    hidden = f"<div class='visually-hidden'><p>{TEXTS[0].lower()}</p></div>"
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}{hidden}</div>") == [*TEXTS]


def test_a_paragraph_that_is_kept_from_screen_readers_is_seen() -> None:
    hidden = f"<p aria-hidden='true'>{TEXTS[1]}</p><div aria-hidden='true'>{NEVER}</div>"
    inner = f"<h1>{TITLE}</h1>{WHEN}<div><p>{TEXTS[0]}</p>{hidden}<p>{TEXTS[2]}</p></div>"
    assert paragraphs(inner) == [*TEXTS]


def test_a_page_behind_a_box_that_is_open_is_read() -> None:
    box = f"<div role='dialog' aria-hidden='false'><p>{NEVER}</p></div>"
    behind = f"<div aria-hidden='true'><h1>{TITLE}</h1>{WHEN}<div>{BODY}</div></div>"
    assert paragraphs(box + behind) == [*TEXTS]


def test_how_a_word_is_read_stands_in_its_line() -> None:
    said = [
        "農家の尹（ユン）さんは今年の春の天気と蜂に感謝していると話した。",
        "りんごの大半はジャムになり、残りは学校へ届けられるという。",
    ]
    ruby = "<ruby><rb>尹</rb><rp>（</rp><rt>ユン</rt><rp>）</rp></ruby>"
    body = "".join(f"<p>{text}</p>" for text in said).replace("尹（ユン）", ruby)
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{body}</div>") == said


def test_a_box_that_stands_there_for_two_screens_outweighs_no_text() -> None:
    said = "".join(
        f"<p>The grower of row {n} has told us a story of frost and rain.</p>" for n in range(6)
    )
    boxes = "".join(f"<div class='box {name}'>{said}</div>" for name in ("wide", "narrow"))
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}</div><div>{boxes}</div>") == [*TEXTS]


def test_sentences_of_chinese_and_japanese_need_half_as_many_characters() -> None:
    texts = [f"{n}番目の農家は春の天気と蜂に感謝していると話した。" for n in range(9)]
    body = "".join(f"<p>{text}</p>" for text in texts)
    about = "<section><p>この新聞は果樹園と農家のために二十年前から毎日りんごの話を届けている小さな新聞であり、誰でも読める。</p><p>About us</p></section>"
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{body}</div>{about}") == texts


def test_a_table_of_paragraphs_in_a_section_that_looks_like_that_of_the_text() -> None:
    asked = "".join(f"<p>{at}. {text}</p>" for at in range(4) for text in TEXTS)
    told = [f"Row {n} of the orchard is for the schools, as in all years before." for n in range(8)]
    row = f"<tr><th>Told</th><td>{''.join(f'<p>{text}</p>' for text in told)}</td></tr>"
    parts = f"<div class='part'>{asked}</div><h2>What they told us</h2><div class='part'><table>{row}</table></div>"
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}{parts}")[-len(told) :] == told


def test_a_short_caption_or_title_of_japanese_ends_with_a_bracket_or_a_quote() -> None:
    body = "".join(
        f"<p>{'りんごの大半はジャムになり、残りは学校へ届けられる。' * 3}</p>" for _ in range(3)
    )
    beside = "<div><p>果樹園で新しい無線機を使って通話試験を行う農家の皆さん（組合提供）</p><p>農家の願い「来年もこの果樹園で同じだけのりんごを実らせたい」</p></div>"
    found = paragraphs(f"<h1>{TITLE}</h1>{WHEN}<section>{beside}</section><div>{body}</div>")
    assert not [text for text in found if "果樹園" in text]


@pytest.mark.parametrize("heading", ["Related posts", "You might also like", "Related content"])
def test_what_stands_below_the_heading_of_other_posts_is_not_the_text(heading: str) -> None:
    rows = "".join(
        f"<div class='post'><h3><a href='/2026/0{n}/a-story-of-jam-{n}'>A story of jam, part {n}</a></h3>"
        f"<p>{' '.join(f'The jam of year {n}{at} was sweet and sold out before the winter came.' for at in range(9))}</p>"
        f"<a href='/2026/0{n}/a-story-of-jam-{n}'>More</a></div>"
        for n in range(1, 4)
    )
    inner = f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}</div><h3>{heading}</h3><div>{rows}</div>"
    assert paragraphs(inner) == [*TEXTS]


REMARKS = "".join(
    f"<div class='who'>Reader {n} / 22.09.2026</div><p>I have read that with much interest, and think that {n} trees are not enough for the whole of a village.</p>"
    for n in range(5)
)


@pytest.mark.parametrize("name", ["teaser_entry", "post-teaser"])
def test_a_text_that_is_called_a_teaser_as_its_headline_is_outweighs_what_readers_wrote(
    name: str,
) -> None:
    entry = f"<div class='{name}'><h2>{TITLE}</h2>{WHEN}{BODY}</div>"
    found = paragraphs(f"<div>{entry}<div><div>{REMARKS}</div></div></div>")
    assert found[: len(TEXTS)] == [*TEXTS]


LINKS = "".join(
    f"<div><a href='/news/story-number-{n}-of-many'>The story number {n} of this site</a></div>"
    for n in range(3)
)


@pytest.mark.parametrize(
    "heading",
    [
        "Related stories",
        "Mehr zum Thema",
        "Czytaj także",
        "Lee también",
        "Lire aussi",
        "Meistgelesen",
    ],
)
def test_a_block_of_other_articles_ends_a_text_in_any_language(heading: str) -> None:
    behind = f"<section><p>{NEVER}</p><p>{TEXTS[0].lower()}</p></section>"
    box = f"<div><div>{heading}</div>{LINKS}</div>"
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}<div>{BODY}{box}{behind}</div>") == [*TEXTS]


@pytest.mark.parametrize(("other", "is_text"), [("part", True), ("offer", False)])
def test_a_text_goes_on_behind_a_block_in_a_section_like_the_one_before(
    other: str, is_text: bool
) -> None:
    said = [f"{text} Row {row} of the trees is next." for row in range(2) for text in TEXTS]
    first, rest = ("".join(f"<p>{text}</p>" for text in part) for part in (said[:4], said[4:]))
    box = f"<section><div>Mehr zum Thema</div>{LINKS}</section>"
    behind = f"<div class='{other}'><div class='b'>{rest}</div></div>"
    inner = f"<div><div class='part'><div class='a'>{first}</div></div>{box}{behind}</div>"
    assert paragraphs(f"<h1>{TITLE}</h1>{WHEN}{inner}") == (said if is_text else said[:4])
