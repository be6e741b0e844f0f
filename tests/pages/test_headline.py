"""Which of the texts of a page is its headline, and how much of it."""

from __future__ import annotations

import pytest

from newsbot.items import Article
from newsbot.pages.document import Document, parse
from newsbot.text.likeness import alike
from newsbot.text.titles import readings
from pages.reading import article_of, body_of

URL = "https://interfax.com.ua/news/general/700001.html"
TITLE = "Млин на Росі знову меле жито"
KICKER = "Відбудова на Черкащині"
TEXT = (
    "<p>Старий млин на річці Рось відновив роботу після двох років тиші, каже громада.</p>"
    "<p>Перші мішки борошна роздали школам, решту продадуть на ярмарку восени.</p>"
)


def page(above: str, *, og: str = "", title: str = "", below: str = TEXT) -> Article:
    head = f"<title>{title or og}</title>" + (
        f'<meta property="og:title" content="{og}">' * bool(og)
    )
    time = "<div>09:12 22.09.2026</div>"
    html = (
        f"<html><head>{head}</head><body><div>{above}{time}<div>{below}</div></div></body></html>"
    )
    return article_of(html, URL)


@pytest.mark.parametrize(
    ("above", "og", "title", "expected"),
    [
        # the h1 most like the stated titles
        (f"<h1>Політика і село</h1><h1>{TITLE}</h1>", TITLE, "", TITLE),
        (
            f"<h1>{TITLE}</h1><h1>Коротко про головне</h1>",
            "Знову меле жито млин на Росі",
            "",
            TITLE,
        ),
        (f"<h1>{TITLE}</h1>", "Зовсім інші слова про те саме", "", TITLE),
        # the names at the ends of a stated title are no part of it
        (f"<h1>Новини</h1><h2>{TITLE}</h2>", f"{TITLE} | Вісті — Село", "", TITLE),
        (f"<h1>Новини</h1><h2>{TITLE}</h2>", f"Село: {TITLE} - Вісті", "", TITLE),
        # a breadcrumb is no headline, though it repeats one
        (f"<nav><ol><li><h1>{TITLE}</h1></li></ol></nav><h2>{TITLE}</h2>", TITLE, "", TITLE),
        (
            f"<nav><h1>{TITLE}</h1></nav><header><h2><b>{KICKER}</b> <i>{TITLE}</i></h2></header>",
            f"{KICKER}: {TITLE}",
            "",
            f"{KICKER}: {TITLE}",
        ),
        # a subheading is none, where no h1 is left
        (f"<li><h1>{TITLE}</h1></li><h2>{TITLE}</h2><p>Про громаду.</p>", TITLE, "", TITLE),
        # a kicker is no headline, though the title begins with it
        (f"<p>{KICKER}</p><h1>{TITLE}</h1>", TITLE, f"{KICKER}: {TITLE}", TITLE),
        (f"<p>{KICKER}</p><h2>{TITLE}</h2>", TITLE, f"{KICKER}: {TITLE}", TITLE),
        # it belongs to the title where the page states it so, and is printed above it
        (f"<p>{KICKER}</p><h1>{TITLE}</h1>", f"{KICKER}: {TITLE}", "", f"{KICKER}: {TITLE}"),
        (f"<p>Село</p><h1>{TITLE}</h1>", f"{KICKER}: {TITLE}", "", TITLE),
        (
            f"<h1><span>{KICKER}</span><span>{TITLE}</span></h1>",
            f"{KICKER}. {TITLE} | Вісті",
            "",
            f"{KICKER}. {TITLE}",
        ),
        # and does not, where the page states the rest
        (f"<h1><span>{KICKER}</span> <span>{TITLE}</span></h1>", TITLE, "", TITLE),
        # typography is kept as printed
        ("<h1>Комбайн «Рось» — об’їхав поле</h1>", 'Комбайн "Рось" - об\'їхав поле', "", None),
    ],
)
def test_the_headline(above: str, og: str, title: str, expected: str | None) -> None:
    article = page(above, og=og.replace('"', "&quot;"), title=title.replace('"', "&quot;"))
    assert article.title == (expected or "Комбайн «Рось» — об’їхав поле")


def test_nothing_above_a_subheading_is_lost() -> None:
    """A heading in the text is not the headline, though it is the only one with words of it."""
    article = page(
        f"<nav><h1>{TITLE}</h1></nav><h2>{TITLE}</h2>",
        og=TITLE,
        below=f"{TEXT}<h3>Млин на Росі меле жито</h3>{TEXT.replace('млин', 'вітряк')}",
    )
    assert article.title == TITLE
    assert body_of(article)[0].startswith("Старий млин")


def test_a_taken_in_kicker_is_no_text() -> None:
    article = page(f"<p>{KICKER}</p><h1>{TITLE}</h1>", og=f"{KICKER}: {TITLE}")
    assert len(body_of(article)) == 2


@pytest.mark.parametrize("name", ["Interfax-Ukraine", "Інтерфакс-Україна", "Події"])
def test_the_names_of_site_and_section_are_no_kickers(name: str) -> None:
    """The time between them and the headline would go with them."""
    above = f"<div>{name}</div><div>08:11 22.09.2026</div><h1>{TITLE}</h1>"
    article = page(above, title=f"{name} | {TITLE}")
    assert article.title == TITLE
    assert article.published_raw == "08:11 22.09.2026"


def test_a_title_that_lost_its_end_is_none() -> None:
    """It is compared with every heading of the page, and would take seconds of a large one."""
    lost = f"{TITLE} {'слово ' * 1000}"
    document = Document(parse(f"<title>{lost}</title><h1>{TITLE}</h1>"))
    assert document.title is None
    assert readings(lost) == []
    assert not alike("слово " * 1000 + "Зовсім інша назва", "Зовсім інша назва")
    assert page(f"<h1>{TITLE}</h1>", og=lost).title == TITLE


def test_a_paragraph_in_the_headline_is_it() -> None:
    """The parser ends a heading where a paragraph begins in it."""
    menu = "<h3>Реклама у нас</h3><div>Журнал</div>"
    differs = TITLE.replace("меле", "змелює")
    article = page(f"{menu}<h1><p>{TITLE}</p></h1>", og=differs)
    assert article.title == TITLE
    assert TITLE not in (article.body or "")
    assert page(f"<h1></h1>{TEXT}<h1>{TITLE}</h1>").title == TITLE
