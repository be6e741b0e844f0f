"""Numbers that tell what a line, a name or a statement is."""

from __future__ import annotations

import importlib
import json
from string import ascii_lowercase
from typing import Any

from parsel import Selector

from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import INTERFAX
from pages.numbers.asking import (
    DATE,
    HEAD,
    TEXTS,
    TITLE,
    Proof,
    document,
    fill,
    inside,
    layout,
    line,
    of,
    outline,
    read,
    words,
)

WORDS = tuple(f"{letter}ardenerships" for letter in "abcdefghi")


def _free(text: str, flags: int = 0) -> bool:
    return bool(of("prose").is_free(line(text, flags=flags), words(), "uk"))


def _signs(text: str) -> bool:
    return bool(of("prose").is_tail(line(text), words(GENERIC)))


def _points(count: int) -> bool:
    """Whether so many words and a stop around a long link are the label of it."""
    link = f"<a href='/news/1'>{' '.join(WORDS).capitalize()}</a>"
    html = f"<p>{'It is ' + 'as ' * (count - 3)}{link} is.</p>"
    return bool(of("prose").is_pointer(outline(html).lines[0]))


def _ends_a_look_for_the_date(text: str) -> bool:
    return bool(of("prose").opens_text(line(text)))


def _has_many_attributes(size: int) -> bool:
    """Whether a tag that libxml2 reads for minutes is read, in a page of so many bytes."""
    tag = "<a " + " ".join(f"b{number}=1" for number in range(1200)) + ">"
    root = of("document").parse(f"<body>{tag}{'x' * (size - len(tag))}</body>")
    return root.find(".//a") is not None


def _script(text: str) -> Any:
    return of("json_ld").read_json_ld([text])


def _articles(count: int) -> str:
    return json.dumps([{"@type": "NewsArticle", "headline": "x"}] * count)


def _authors(count: int) -> int:
    names = [f"Author {number}" for number in range(count)]
    text = json.dumps({"@type": "NewsArticle", "headline": "x", "author": names})
    return len(_script(text)[0].metadata.authors)


def _microdata(before: int) -> str | None:
    properties = '<i itemprop="keywords">x</i>' * before
    page = document(
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1>{TITLE}</h1>'
        f'{properties}<meta itemprop="datePublished" content="{DATE}"></article>'
    )
    found = of("microdata").read_microdata(page.headlines[0])
    return None if found is None else found.published


def _entries(html: str) -> Any:
    url = "https://interfax.com.ua/news/latest.html"
    return of("listing").ListingPage(Selector(html), INTERFAX, url=url).entries


def _link(number: int, text: str = "An article") -> str:
    return f'<a href="/news/political/{number}.html">{text}</a>'


def _feed(count: int) -> int:
    items = "".join(
        f"<item><title>x</title><link>https://interfax.com.ua/news/general/{number}.html</link></item>"
        for number in range(1, count + 1)
    )
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    return len(of("rss").read_rss(feed, INTERFAX, "https://interfax.com.ua/news/last.rss"))


def _menus(count: int) -> int:
    known = of("lexicon").Lexicon(INTERFAX)
    for number in range(count):
        known.is_worth_reading(f"a menu {number}")
    return len(known._menus)


def _menu(size: int) -> int:
    known = of("lexicon").Lexicon(INTERFAX)
    known.is_worth_reading("x" * size)
    return len(known._menus)


def _names(count: int) -> int:
    known = of("lexicon").Lexicon(INTERFAX)
    for number in range(count):
        known.marks(f"name-{number}")
    assert len(known.known_marks) == len(known._name_marks)
    return len(known.known_marks)


def _longest_heading(around: int) -> int:
    heading = max(words().headings, key=len)
    html = f"<div><p>{'—' * around}{heading}</p></div>"
    return len(of("blocks").find_blocks(outline(html), words(), "uk"))


def _is_time(names: str) -> bool:
    return bool(words().marks(names) & of("line").TIME)


def _time_of(html: str) -> str | None:
    found: str | None = _entries(html)[0].time
    return found


def _disguised(text: str) -> bool:
    return bool(of("disguise").Disguise(INTERFAX)._value("x", text) != text)


NOTICE = "Матеріал недоступний"


def _wholly(title: str, text: str) -> object:
    return of("notices").is_notice(words(), (title,), text, proven=True)


def _notice(before: int, size: int = 1400) -> bool:
    phrase = "access denied"
    text = ("x " * size)[:before] + phrase + (" x" * size)[: size - before - len(phrase)]
    return bool(of("notices").is_notice(words(), [], text, proven=False))


def _refusal_of_advertising(lines: int) -> object:
    """Why so many invitations, and nothing else, are no article: few are looked at before."""
    page = "".join(
        f"<p>Підписуйтесь на наш канал у Telegram, випуск {number} цього року.</p>"
        for number in range(lines)
    )
    return read(f"{HEAD}<div class='article-content'>{page}</div>", INTERFAX)


def _place(size: int) -> bool:
    any_host: Any = importlib.import_module("newsbot.sites.any_host")
    return any_host._place("https://example.org/" + "x" * (size - 20), "") is not None


def _run(size: int) -> int:
    """The lines that headings in one line become; the first is divided from the others."""
    labels = " ".join(["<b>Реклама</b>"] * (size // 8))
    return len(outline(f"<div>{labels}</div>").lines)


def _announced(text: str, description: str) -> bool:
    return bool(of("announced").is_announced(text, "", description))


def _share(found: int) -> bool:
    """Whether a text is announced that has so many of twenty words."""
    names = [f"{letter}apple" for letter in "abcdefghijklmnopqrst"]
    return _announced(" ".join(names[:found]), " ".join(names))


def _names_headline(common: int, words: int) -> bool:
    """Whether an address says a headline of so many words, so many of which it has."""
    title = [f"{letter}ardening" for letter in ascii_lowercase[:words]]
    url = f"https://example.org/{'-'.join(title[:common])}"
    return bool(of("slug").names_headline(url, " ".join(title)))


def _headline_by_words(words: int) -> bool:
    """Whether a line with half of the so many words of the page's title is the headline."""
    title = [f"{letter}ardening" for letter in ascii_lowercase[:words]]
    said = " ".join([*title[::2], *(f"{word}s" for word in title[1::2])])
    page = layout(
        f"<title>{' '.join(title)}</title><div>{said}</div><p>{DATE}</p><p>{TEXTS[0]}</p>"
    )
    return page.headline is not None


PROOFS = {
    "headline._FEWEST": Proof(
        lambda: [_headline_by_words(count) for count in (4, 8)], [False, True]
    ),
    "announced._FEWEST": Proof(
        lambda: [_announced("Rain.", " ".join(WORDS[:count])) for count in (4, 9)], [True, False]
    ),
    "announced._LEAST": Proof(lambda: [_share(3), _share(6)], [False, True]),
    "announced._STEM": Proof(
        lambda: [
            _announced(text, " ".join(WORDS)) for text in ("aardening bardening", "aapril baker")
        ],
        [True, False],
    ),
    "any_host._LONGEST": Proof(lambda: [_place(1500), _place(3000)], [True, False]),
    "date_shapes.LONGEST": Proof(
        lambda: [of("date_shapes").looks_dated(line(DATE + " " + "x" * n)) for n in (50, 110)],
        [True, False],
    ),
    "prose._WORDS": Proof(
        lambda: [of("prose").is_more_than_label(text) for text in ("a b c.", "a b c d e f.")],
        [False, True],
    ),
    "disguise._WORDS_IN_A_SENTENCE": Proof(
        lambda: [_disguised("apple pear plum"), _disguised("apple pear plum nut fig date")],
        [False, True],
    ),
    "document._LARGE": Proof(
        lambda: [_has_many_attributes(150_000), _has_many_attributes(300_000)], [True, False]
    ),
    "fields._LONGEST_NAME": Proof(
        lambda: [
            of("fields")._without_label("Автор: " + "x" * n, words()) == "x" * n for n in (40, 90)
        ],
        [True, False],
    ),
    "indexing._LONGEST": Proof(
        lambda: [of("indexing").robots_wishes([], " " * n + "noindex").keep for n in (3500, 7500)],
        [False, True],
    ),
    "json_ld._LONGEST_JSON": Proof(
        lambda: [len(_script(_articles(1) + " " * n)) for n in (150_000, 300_000)], [1, 0]
    ),
    "json_ld._MOST_NODES": Proof(
        lambda: [len(_script(_articles(n))) for n in (350, 750)], [350, 500]
    ),
    "json_ld._MOST_VALUES": Proof(lambda: [_authors(35), _authors(75)], [35, 50]),
    "lexicon._AROUND": Proof(lambda: [_longest_heading(15), _longest_heading(30)], [1, 0]),
    "lexicon._LONGEST_BLOCK": Proof(
        lambda: [words().is_worth_reading("Останнє " + "x" * n) for n in (3500, 7500)],
        [True, False],
    ),
    "lexicon._LONGEST_DIVIDERS": Proof(
        lambda: [len(words().dividers("Реклама " * n)) for n in (19, 38)], [19, 0]
    ),
    "lexicon._LONGEST_MENU": Proof(lambda: [_menu(7500), _menu(15_000)], [1, 0]),
    "lexicon._LONGEST_MINUTES": Proof(
        lambda: [words().minutes("5 min read" + "." * n) for n in (35, 80)], [5, None]
    ),
    "lexicon.LONGEST_NAMES": Proof(
        lambda: [_is_time("x " * n + "article-time") for n in (200, 375)], [True, False]
    ),
    "lexicon._LONGEST_OPENING": Proof(
        lambda: [words().is_imprint('"' * n + "Всі права захищені") for n in (90, 180)],
        [True, False],
    ),
    "lexicon._MOST_CLASSES": Proof(lambda: [_names(3500), _names(7500)], [3500, 2500]),
    "lexicon._MOST_MENUS": Proof(lambda: [_menus(150), _menus(250)], [150, 50]),
    "listing._DEEPEST": Proof(
        lambda: [_time_of(f"<div><time>{DATE}</time>{inside(n, _link(5))}</div>") for n in (3, 7)],
        [DATE, None],
    ),
    "listing._MOST_ENTRIES": Proof(
        lambda: [len(_entries("".join(map(_link, range(1, n))))) for n in (2001, 4501)],
        [2000, 3000],
    ),
    "listing._MOST_LINKS": Proof(
        lambda: [_entries(_link(5, "") * n + _link(5))[0].title for n in (2, 6)], ["An article", ""]
    ),
    "listing._ROW": Proof(
        lambda: [
            _time_of(f"<div>{_link(5)}{'<b></b>' * n}<time>{DATE}</time></div>") for n in (40, 90)
        ],
        [DATE, None],
    ),
    "microdata._MOST": Proof(lambda: [_microdata(200), _microdata(450)], [DATE, None]),
    "notices._ENDING": Proof(
        lambda: [_wholly(NOTICE, TEXTS[0]), _wholly(f"{NOTICE} їм", TEXTS[0])], [True, False]
    ),
    "notices._HALF": Proof(
        lambda: [
            _wholly(TITLE, f"{NOTICE} всюди нині"),
            _wholly(TITLE, f"{NOTICE}, повідомили в архіві обласної"),
        ],
        [True, False],
    ),
    "notices._LONGEST": Proof(lambda: [_notice(10, 1000), _notice(10, 2200)], [True, False]),
    "notices._PROBE": Proof(lambda: [_notice(300), _notice(600)], [True, False]),
    "outline.MOST_LINES": Proof(
        lambda: [outline(fill(n)).is_endless for n in (15_000, 30_000)], [False, True]
    ),
    "outline._LONGEST_RUN": Proof(lambda: [_run(88), _run(160)], [11, 1]),
    "refusal._FEW": Proof(
        lambda: [_refusal_of_advertising(3), _refusal_of_advertising(6)],
        ["no body", "body: missing"],
    ),
    "prose.CERTAIN": Proof(
        lambda: [of("prose").is_certain(line("x" * n + ".")) for n in (45, 90)], [False, True]
    ),
    "prose.LONG": Proof(
        lambda: [of("prose").is_sentence(line("x" * n)) for n in (75, 150)], [False, True]
    ),
    "prose.LONGEST_LABEL": Proof(
        lambda: [_ends_a_look_for_the_date("x" * n) for n in (90, 180)], [False, True]
    ),
    "prose.SHORT": Proof(
        lambda: [of("prose").is_sentence(line("x" * n + ".")) for n in (30, 60)], [False, True]
    ),
    "prose._LONGEST_CREDIT": Proof(
        lambda: [of("prose").is_credit(line("Photo: " + "x" * n)) for n in (140, 300)],
        [True, False],
    ),
    "prose._LONGEST_INITIALS": Proof(lambda: [_signs("abc/de"), _signs("abcd/ef")], [True, False]),
    "prose._LONGEST_AGENCY": Proof(lambda: [_signs("ABCD/EF"), _signs("ABCDEFGH")], [True, False]),
    "prose._LONGEST_PHRASE": Proof(lambda: [_free("—" * 60), _free("—" * 120)], [False, True]),
    "prose._SHORTEST": Proof(
        lambda: [of("prose").is_brief(line(text)) for text in ("Sport..", "It rained all.")],
        [False, True],
    ),
    "prose._SPOKEN": Proof(lambda: [_points(4), _points(9)], [True, False]),
    "prose._TITLE": Proof(
        lambda: [
            of("prose").is_linked_title(
                outline(f"<p><a href='/1'>{'x' * n}</a></p>").lines, 0, may_be_card=True
            )
            for n in (20, 45)
        ],
        [False, True],
    ),
    "rss._MOST_ITEMS": Proof(lambda: [_feed(700), _feed(1500)], [700, 1000]),
    "slug._FEWEST": Proof(
        lambda: [_names_headline(count, count) for count in (4, 7)], [False, True]
    ),
    "slug._LEAST": Proof(lambda: [_names_headline(count, 12) for count in (5, 8)], [False, True]),
}
