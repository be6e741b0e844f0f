"""Numbers that tell where on a page something stands."""

from __future__ import annotations

from typing import Any

from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from pages.numbers.asking import (
    DATE,
    HEAD,
    TEXTS,
    TITLE,
    P,
    Proof,
    body,
    document,
    fill,
    headline_of,
    inside,
    layout,
    link,
    of,
    outline,
    words,
)

SOURCE = "https://example.org/the-harvest-of-the-year"
SENTENCE = "The gardeners say so in a sentence that is surely long enough."
LABEL = "<p>Реклама</p>"


# Advertising


def _labelled(box: str) -> int:
    """How many lines a label in a box takes with it, itself included."""
    page = outline(f"<h1>{TITLE}</h1>{box}")
    scope = range(1, len(page.lines))
    found = of("advertising").labelled_advertising(page, words(), scope, headline_of(page))
    return len(found)


def _linked(lines: int) -> str:
    return "<p><a href='/x'>Buy seeds</a></p>" * lines


# Titled blocks


def _blocks(html: str) -> Any:
    return of("blocks").find_blocks(outline(html), words(), "uk")


def _chapters(lines: int) -> int:
    """The blocks of a page whose only heading opens a chapter, behind so many short lines."""
    return len(_blocks(f"<div>{P[0]}{fill(lines)}<p>Ще за темою</p>{P[1]}</div>"))


def _heading_in(wrappers: int) -> int:
    heading = inside(wrappers, "<p>Останнє</p>")
    (block,) = _blocks(f"<div>{heading}<ul><li>{link(5)}</li><li>{link(6)}</li></ul></div>")
    return len(block.links)


def _row_of(lines: int) -> int:
    row = f"<div>{fill(lines)}<p>{link(5)}</p></div>"
    (block,) = _blocks(f"<div><p>Останнє</p>{row}</div>")
    return len(block.links)


# Headline


def _marked_headline(before: int) -> bool:
    others = "".join(f"<h1>Another headline of number {number}</h1>" for number in range(before))
    page = layout(f"{others}<h1 class='article-content-title'>{TITLE}</h1>", INTERFAX)
    return bool(page.headline.title == TITLE)


def _dated_headline(lines: int) -> bool:
    """Whether the second headline is taken for the date so many lines behind it."""
    other, own = f"<h1>Harvests of the world</h1>{P[0]}", f"<h1>{TITLE}</h1>{fill(lines)}"
    page = layout(f"{other}{own}<p>{DATE}</p>{P[1]}")
    return bool(page.headline.title == TITLE)


def _unclosed_headline(size: int) -> bool:
    """Whether of an `h1` that holds so much text only the first line is the headline."""
    page = layout(f"<h1>{TITLE}<div>{'x' * size}</div></h1><p>{DATE}</p>{P[0]}")
    return bool(page.headline.title == TITLE)


def _headline_by_title(text: str) -> bool:
    page = layout(f"<title>{text}</title><div>{text}</div><p>{DATE}</p>{P[0]}")
    return page.headline is not None


# Fields


def _minutes_above(lines: int) -> int | None:
    page = outline(f"<p>5 min read</p>{fill(lines)}<h1>{TITLE}</h1>")
    lines_of = headline_of(page).lines
    found: int | None = of("fields").reading_minutes(page, words(), lines_of, lines_of.stop, ())
    return found


def _section_above(labels: int) -> str | None:
    page = outline(f"<p>Політика</p>{'<p>Інтерфакс-Україна</p>' * labels}<h1>{TITLE}</h1>")
    found: str | None = of("fields").section_label(page, words(), headline_of(page).lines, ())
    return found


def _tags_behind(lines: int) -> int:
    trail = f"<p>Джерело: {SOURCE}</p>" * lines
    page = outline(f"{P[0]}{trail}<p><a href='/news/tag/5.html'>Apples</a></p>")
    return len(of("fields").tags(page, words(), range(1), (), "uk"))


# Pictures


def _among(wrappers: int) -> bool:
    image = inside(wrappers, "<img src='/x.jpg'>")
    page = outline(f"<div><p>a</p>{image}<p>b</p></div><p>c</p>")
    return bool(of("images")._stands_among(page.pictures[0], page, {0, 1}))


def _pictures(count: int) -> int:
    images = "".join(f"<img src='/{number}.jpg'>" for number in range(count))
    page = outline(f"<h1>{TITLE}</h1><p>a</p>{images}<p>b</p>")
    scope = range(len(page.lines))
    found = of("images").article_images(page, words(), scope, (), "https://example.org/", TITLE)
    return len(found)


# Text


def _main(html: str) -> set[str]:
    """The letters of the homes of the main part."""
    page = outline(html, GENERIC)
    homes = of("main_part").Homes(page)
    part = of("main_part").find_main_part(
        page, homes, range(len(page.lines)), (), (), is_described=True
    )
    found = part.homes | part.beside
    return {line.text[0] for at, line in enumerate(page.lines) if homes.of(at) in found}


def _home(name: str, letter: str, sentences: int, first: int = 10) -> str:
    return f"<section class='{name}'>{_paragraphs(letter, sentences, first)}</section>"


def _paragraphs(letter: str, sentences: int, first: int = 10) -> str:
    """Each with a number, as a sentence that stands there twice counts once."""
    return "".join(f"<p>{letter}. {first + n} {SENTENCE}</p>" for n in range(sentences))


def _together(depth: int, names: str) -> bool:
    """Whether two homes are of one text, so far below what holds both."""
    one, other = (inside(depth, P[at] + P[at + 1], names) for at in (0, 2))
    page = outline(f"<main>{one}<hr>{other}</main>", GENERIC)
    homes = of("main_part").Homes(page)
    return bool(homes.cluster(homes.of(0)) == homes.cluster(homes.of(2)))


def _is_dated_by_its_address(size: int) -> bool:
    """Whether a text of so many characters is an article, where only its address has a day."""
    html = f"<h1>{TITLE}</h1><div><p>{'x' * size}.</p></div>"
    page = of("layout").find_layout(document(html), GENERIC, "https://example.org/2026/09/22/name/")
    return of("refusal").problem_of(page) is None


def _is_whole(size: int, teaser: int = 0, path: str = "news/1234566") -> bool:
    """Whether a text of so many characters is an article, before teasers and without a date."""
    rows = "".join(
        f"<div><h3><a href='/a-story-{1234567 + row}'>A story</a></h3><p>{'y' * teaser}.</p></div>"
        for row in range(10 if teaser else 0)
    )
    html = f"<h1>{TITLE}</h1><div><p>{'x' * size}.</p></div><main>{rows}</main>"
    page = of("layout").find_layout(document(html), GENERIC, f"https://example.org/{path}")
    return of("refusal").problem_of(page) is None


def _is_walled(lines: int) -> bool:
    """Whether an opening with a wall is refused, so many lines of an offer before it."""
    offer = "".join(f"<div>Offer {number}</div>" for number in range(lines))
    html = f"<article><h1>{TITLE}</h1>{P[0]}</article>{offer}<div>For subscribers only</div>"
    page = of("layout").find_layout(document(html), GENERIC, "https://example.org/news/1234566")
    return bool(of("other_kinds").is_closed(page, 2000))


def _framed(sentences: int) -> bool:
    """Whether a form with so many paragraphs is read."""
    return bool(outline(f"<form>{''.join(P[:sentences])}</form>", GENERIC).lines)


def _is_shown(times: float) -> bool:
    """Whether a hidden text is read that is so many times longer than the one that is shown."""
    text = f"{'x' * 99}."
    html = f"<div class='article-body' style='display:none'><p>{text}</p></div>"
    hidden = [element for element, _ in outline(html, GENERIC).hidden]
    return of("hidden").hidden_text(hidden, len(text) / times) is not None


def _streamed(parts: int) -> int:
    """How many of so many parts that came late are put in their places."""
    places = "".join(f'<template id="B:{part:x}"></template>' for part in range(parts))
    late = "".join(f'<div hidden id="S:{part:x}">x</div>' for part in range(parts))
    return len(outline(places + late, GENERIC).lines)


def _is_home(lines: int) -> bool:
    page = outline(f"<div>{'a line<br>' * lines}</div>")
    return bool(of("main_part").Homes(page)._is_home(page.lines[0].element))


def _beside(between: int) -> bool:
    page = outline(f"<section>{inside(between, '<article><p>a</p></article>')}</section>")
    article, section = page.lines[0].element.getparent(), page.spans
    outer = next(each for each in section if each.tag == "section")
    return outer in of("main_part")._around(article)


def _behind_a_block(sentences: int) -> bool:
    """Whether a text of other looks behind a block is the article's."""
    block = "<p>Related</p><ul><li><a href='/another-story-of-apples-7654321'>Another</a></li></ul>"
    behind = _home("b", "B", sentences)
    return "B. " in body(f"<div class='a'><p>A. {SENTENCE}</p></div>{block}{behind}")


def _behind_a_box(sentences: int) -> bool:
    """Whether paragraphs right behind a block in a box are of the text around it."""
    block = "<div><p>Related</p><p><a href='/another-story-of-apples-7654321'>Another</a></p></div>"
    behind = "".join(f"<p>B. {SENTENCE}</p>" for _ in range(sentences))
    before = "".join(f"<div class='a{number}'><p>A. {SENTENCE}</p></div>" for number in range(3))
    return "B. " in body(f"<section>{before}{block}<div class='b'>{behind}</div></section>")


def _under_names_of_furniture(sentences: int) -> bool:
    promo = "".join(f"<p>{number}. {SENTENCE}</p>" for number in range(sentences))
    plain = f"<div class='a'><p>Z. {SENTENCE}</p></div>"
    return "0. " in body(f"<div class='promo'>{promo}</div>{plain}")


def _is_teaser(paragraphs: int) -> bool:
    page = outline(f"<div class='teaser'>{''.join(P[:paragraphs])}</div>", GENERIC)
    return bool(of("standfirst").is_called_teaser(page, 1))


def _is_lead(said: str) -> bool:
    page = outline(f"<h2 class='subhead'>{said}</h2>{P[0]}{P[1]}", GENERIC)
    return bool(of("standfirst").called_lead(page, 0, [1, 2], TITLE))


def _source_behind(lines: int) -> bool:
    page = f"{HEAD}<div class='article-content'>{P[0]}</div>{fill(lines)}<p>Джерело: {SOURCE}</p>"
    return layout(page, INTERFAX).text.source_url is not None


def _short_text(lines: int) -> bool:
    """Whether a text of three words is found behind so many links."""
    links = "<div><a href='/x'>Home</a></div>" * lines
    page = layout(f"<h1>{TITLE}</h1>{links}<div>It rained today</div>")
    return bool(page.text.numbers)


def _pasted(place: str) -> int:
    again = f"<p>{place} – {TEXTS[0]}</p>"
    return len(layout(f"{HEAD}<div>{P[0]}{P[1]}{again}</div>").paragraphs)


# Lists and tables


def _is_list(rows: int, *, lines: int = 1, wrappers: int = 0) -> bool:
    """Whether rows of a linked title and so many lines are a list, with a line that is in none."""
    teasers = inside(wrappers, f"<p>{SENTENCE}</p>" * lines)
    titles = [f"<h2><a href='/a-story-{1234567 + row}'>A story</a></h2>" for row in range(rows)]
    html = "".join(f"<section>{title}{teasers}</section>" for title in titles)
    page = outline(f"{html}<p>{SENTENCE}</p>", GENERIC)
    content = [at for at, line in enumerate(page.lines) if not line.links]
    return bool(of("teasers").is_list(words(GENERIC), page, content, "example.org"))


def _teasers(rows: int, size: int = 60) -> int:
    """How many of so many rows of a linked title and a sentence are teasers."""
    text = f"<p>{'x' * size}.</p>"
    html = "".join(
        f"<div><h3><a href='/a-story-{1234567 + row}'>A story</a></h3>{text}</div>"
        for row in range(rows)
    )
    page = outline(html, GENERIC)
    sentences = [at for at, line in enumerate(page.lines) if not line.links]
    homes = of("main_part").Homes(page)
    return len(of("teasers").teasers(page, words(GENERIC), homes, sentences, "example.org"))


def _is_linked(tenths: int) -> bool:
    """Whether a table holds data of whose text so many tenths are links."""
    linked, rest = "a" * 10 * tenths, "b" * (100 - 10 * tenths)
    row = f"<tr><td><a href='/x'>{linked}</a></td><td>{rest}</td></tr>"
    return len(outline(f"<table>{row}{row}</table>").lines) == 1


def _is_table(parts: int = 1, *, rows: int = 2) -> bool:
    row = f"<tr><td>{'<p>x</p>' * parts}</td><td>y</td></tr>"
    return len(outline(f"<table>{row * rows}<tr><td>z</table>").lines) == 1


PROOFS = {
    "advertising._DEEPEST": Proof(
        lambda: [_labelled(f"<div><p>Buy seeds</p>{inside(n, 'Реклама')}</div>") for n in (4, 9)],
        [2, 1],
    ),
    "advertising._LONGEST_AD": Proof(
        lambda: [_labelled(f"<div><p>{'x' * n}</p>{LABEL}</div>") for n in (200, 450)], [2, 1]
    ),
    "advertising._MOST_LABELS": Proof(
        lambda: [_labelled(f"<div><p>x</p>{LABEL * n}</div>") for n in (150, 300)], [150, 200]
    ),
    "advertising._MOST_LINES": Proof(
        lambda: [_labelled(f"<div>{_linked(n)}{LABEL}</div>") for n in (4, 9)], [5, 2]
    ),
    "blocks._DEEPEST": Proof(lambda: [_heading_in(8), _heading_in(18)], [2, 0]),
    "blocks._NEAR": Proof(lambda: [_chapters(20), _chapters(45)], [0, 1]),
    "blocks._ROW": Proof(lambda: [_row_of(12), _row_of(28)], [1, 0]),
    "standfirst._LONGEST": Proof(lambda: [_is_teaser(2), _is_teaser(4)], [True, False]),
    "standfirst._SHORTEST": Proof(lambda: [_is_lead("ab " * n) for n in (8, 14)], [False, True]),
    "source._BEHIND": Proof(lambda: [_source_behind(7), _source_behind(15)], [True, False]),
    "body._LIES": Proof(
        lambda: [_under_names_of_furniture(3), _under_names_of_furniture(6)], [False, True]
    ),
    "body._NEAR": Proof(lambda: [_short_text(7), _short_text(15)], [True, False]),
    "ending._OUTWEIGHS": Proof(lambda: [_behind_a_block(2), _behind_a_block(5)], [False, True]),
    "ending._GOES_ON": Proof(lambda: [_behind_a_box(2), _behind_a_box(4)], [False, True]),
    "copies._LONGEST_DATELINE": Proof(lambda: [_pasted("x" * 40), _pasted("x" * 90)], [2, 3]),
    "fields._BEHIND": Proof(lambda: [_tags_behind(5), _tags_behind(12)], [1, 0]),
    "fields._LABELS": Proof(lambda: [_section_above(2), _section_above(5)], ["Політика", None]),
    "fields._NEAR": Proof(lambda: [_minutes_above(8), _minutes_above(18)], [5, None]),
    "headline._LONGEST": Proof(
        lambda: [_unclosed_headline(700), _unclosed_headline(1500)], [False, True]
    ),
    "headline._MOST": Proof(lambda: [_marked_headline(70), _marked_headline(150)], [True, False]),
    "headline._NEAR": Proof(lambda: [_dated_headline(8), _dated_headline(18)], [True, False]),
    "headline._SHORTEST": Proof(
        lambda: [_headline_by_title(text) for text in ("Apple apple", "Apple and pear harvest")],
        [False, True],
    ),
    "images._DEEPEST": Proof(lambda: [_among(4), _among(9)], [True, False]),
    "images._MOST": Proof(lambda: [_pictures(350), _pictures(750)], [350, 500]),
    "streamed._MOST": Proof(lambda: [_streamed(350), _streamed(750)], [350, 500]),
    "hidden._OUTWEIGHS": Proof(lambda: [_is_shown(3), _is_shown(6)], [False, True]),
    "refusal._LONG": Proof(
        lambda: [_is_dated_by_its_address(size) for size in (300, 600)], [False, True]
    ),
    "refusal._OUTWEIGHS": Proof(
        lambda: [_is_whole(3000, 200), _is_whole(3000, 100)], [False, True]
    ),
    "refusal._ENOUGH": Proof(lambda: [_is_whole(700), _is_whole(1500)], [False, True]),
    "refusal._WHOLE": Proof(
        lambda: [_is_whole(size, path="growers") for size in (1500, 3000)], [False, True]
    ),
    "other_kinds._BEHIND": Proof(lambda: [_is_walled(3), _is_walled(8)], [True, False]),
    "outline._SENTENCES": Proof(lambda: [_framed(2), _framed(4)], [False, True]),
    "main_part._ALSO": Proof(
        lambda: [
            _main(f"{_home('a', 'A', 5)}<div>{_home('b', 'B', n)}</div>{_home('a', 'A', 5, 20)}")
            for n in (3, 6)
        ],
        [{"A"}, {"A", "B"}],
    ),
    "main_part._AROUND": Proof(
        lambda: [_main(f"<main>{_home('a', 'A', 20)}{_paragraphs('B', n)}</main>") for n in (3, 6)],
        [{"A"}, {"A", "B"}],
    ),
    "main_part._FEW": Proof(lambda: [_is_home(3), _is_home(6)], [False, True]),
    "main_part._NAMED": Proof(
        lambda: [_together(n, " class='part'") for n in (4, 9)], [True, False]
    ),
    "main_part._NAMELESS": Proof(lambda: [_together(n, "") for n in (2, 5)], [True, False]),
    "main_part._OUTWEIGHS": Proof(
        lambda: [_main(_home("a", "A", 4) + _home("b", "B", n)) for n in (5, 9)], [{"A"}, {"B"}]
    ),
    "main_part._WRAPPERS": Proof(lambda: [_beside(2), _beside(5)], [True, False]),
    "teasers._DEEPEST": Proof(
        lambda: [_is_list(6, wrappers=3), _is_list(6, wrappers=7)], [True, False]
    ),
    "teasers._FEWEST_TEASERS": Proof(lambda: [_teasers(2), _teasers(4)], [0, 4]),
    "teasers._LONGEST_TEASER": Proof(lambda: [_teasers(4, 200), _teasers(4, 450)], [4, 0]),
    "teasers._FEWEST_ROWS": Proof(lambda: [_is_list(3), _is_list(6)], [False, True]),
    "teasers._MOST_IN_ROW": Proof(
        lambda: [_is_list(6, lines=3), _is_list(6, lines=9)], [True, False]
    ),
    "tables._CELL_PARTS": Proof(lambda: [_is_table(4), _is_table(9)], [True, False]),
    "tables._FEWEST_ROWS": Proof(lambda: [_is_table(rows=1), _is_table(rows=3)], [False, True]),
    "tables._MOST_LINKED": Proof(lambda: [_is_linked(6), _is_linked(9)], [True, False]),
}
