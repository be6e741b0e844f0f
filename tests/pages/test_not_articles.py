"""What is served at an article's address and is none; and articles that only sound like it."""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

from dataclasses import replace

import pytest
from parsel import Selector

from newsbot.pages.article import ArticlePage
from newsbot.sites.interfax import INTERFAX
from pages.reading import article_of, page_of
from pages.shaped_page import render
from pages.shapes import URL, Shape, Story

ROWS = "".join(
    f"<div class='article'><div><span>12:{number:02}</span></div><h2><a href='/news/general/{number}"
    f".html'>Новина номер {number}</a></h2><p>Короткий переказ новини, щоб було що почитати.</p></div>"
    for number in range(1, 20)
)
BLOCK = (
    "<h3>ОСТАННЄ</h3><ul><li><a href='/news/general/5.html'>П’ята</a></li>"
    "<li><a href='/news/general/6.html'>Шоста</a></li></ul>"
)
PAGES = {
    "nginx": "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1>"
    "</center><hr><center>nginx</center></body></html>",
    "cloudflare challenge": "<title>Just a moment...</title><h1>interfax.com.ua</h1><h2>Checking if the "
    "site connection is secure</h2><p>interfax.com.ua needs to review the security of your connection "
    "before proceeding.</p>",
    "cloudflare error": "<title>interfax.com.ua | 521: Web server is down</title><h1>Web server is down "
    "Error code 521</h1><div>2025-04-26 01:25:10 UTC</div><h2>What happened?</h2><p>The web server is "
    "not returning a connection.</p><p>Cloudflare Ray ID: 8a1 Performance &amp; security by Cloudflare</p>",
    "ddos-guard": "<title>DDoS-Guard</title><h1>Checking your browser before accessing interfax.com.ua"
    "</h1><p>This process is automatic. Your browser will redirect shortly.</p>",
    "maintenance": "<title>Технічні роботи</title><h1>Технічні роботи</h1><p>Сайт тимчасово недоступний. "
    "Спробуйте оновити сторінку пізніше.</p>",
    "maintenance in the frame": "<h1>Сайт на технічному обслуговуванні</h1><p>Ведуться технічні роботи, "
    "спробуйте пізніше, будь ласка.</p>" + BLOCK,
    "maintenance ru": "<h1>Технические работы</h1><p>Сайт временно недоступен, попробуйте позже.</p>",
    "not found": "<title>404</title><h1>Сторінку не знайдено</h1><p>Можливо, її перенесено або "
    "вилучено.</p>" + BLOCK,
    "captcha": "<h1>Підтвердіть, що ви не робот</h1><p>Введіть символи з малюнка, щоб продовжити.</p>",
    "login": "<h1>Увійдіть, щоб читати далі</h1><p>Ця сторінка доступна лише передплатникам сайту.</p>",
    "consent": "<h1>Ми цінуємо вашу приватність</h1><p>Ми та наші партнери зберігаємо файли cookie на "
    "пристрої. Ви можете погодитися або відмовитися.</p>",
    "list": f"<h1>Останні новини</h1>{ROWS}",
    "tag": f"<h1>Зерно та його експорт</h1>{ROWS}",
    "menu": "<nav><ul><li><h1><a href='/news/political.html'>Політика</a></h1></li></ul></nav>",
    "about": "<h1>Про агентство</h1><p>Агентство працює з 1992 року і має сорок кореспондентів.</p>",
    "empty body": f"<h1>Заголовок є, а тексту ще немає</h1><div>04:25 26.04.2025</div>{BLOCK}",
    "only advertising": "<h1>Заголовок є, а тексту ще немає</h1><div>04:25 26.04.2025</div><div>"
    "<p>РЕКЛАМА</p><p>UKR.NET- новини з усієї України</p>"
    f"<p>Читайте також: <a href='/news/general/5.html'>П’ята</a></p></div>{BLOCK}",
    "a number for a headline": "<h1>404</h1><div>04:25 26.04.2025</div><p>Текст, якого тут мало бути, "
    f"лежить тепер за іншою адресою, і сюди його вже не повернуть.</p>{BLOCK}",
    "no headline": f"<div>04:25 26.04.2025</div><p>Текст є, а заголовка редактор не лишив.</p>{BLOCK}",
}


@pytest.mark.parametrize("name", PAGES)
def test_it_is_no_article(name: str) -> None:
    page = page_of(f"<html><body>{PAGES[name]}</body></html>", URL)
    assert page.problem is not None
    with pytest.raises(ValueError, match="not an article"):
        page.article("2026-09-22T22:40:00+00:00")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Сторінку не знайдено", "Можливо, її видалено або перенесено за іншою адресою."),
        ("Страница не найдена", "К сожалению, запрашиваемая страница не существует."),
        ("Помилка 404", "На жаль, такої сторінки немає."),
        ("Внутрішня помилка сервера", "Ми вже знаємо про неї та працюємо над нею."),
        (Story().title, "Матеріал недоступний."),
        (Story().title, "Материал недоступен."),
        (Story().title, "Новину видалено."),
        (Story().title, "Увійдіть, щоб читати далі."),
        (Story().title, "Лише для передплатників."),
        (Story().title, "This article is for subscribers only."),
        (Story().title, "Please enable JavaScript to view this page."),
        (Story().title, "Завантаження..."),
        (Story().title, "Ми використовуємо файли cookie. Погоджуюся."),
    ],
)
def test_a_notice_in_the_template_of_articles_is_none(title: str, text: str) -> None:
    """With the time, the reading time and the blocks that only an article has."""
    story = replace(Story(), title=title, paragraphs=(text,), source=None)
    assert page_of(render(story, Shape()), URL).problem is not None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Технічні роботи на сайті реєстру триватимуть до ранку",
            "Сайт буде тимчасово недоступний, попередили в раді.",
        ),
        ("Сайт реєстру не працює", "Сайт тимчасово недоступний, повідомляє прес-служба реєстру."),
        ("Суд закрив реєстр", "Доступ заборонено до кінця року, ідеться в рішенні суду."),
        ("Captcha для реєстру", "Книжки замовлятимуть лише люди, пообіцяли в раді."),
    ],
)
def test_a_short_article_about_an_outage_is_one(title: str, text: str) -> None:
    story = replace(Story(), title=title, paragraphs=(text,), source=None)
    assert article_of(render(story, Shape()), URL).body == text


@pytest.mark.parametrize(
    "url", ["https://interfax.com.ua/news/tag/22746.html", "https://x.org/", ""]
)
def test_the_address_of_no_article(url: str) -> None:
    assert page_of(render(Story(), Shape()), url).problem == "not the address of an article"


@pytest.mark.parametrize(
    "title",
    [
        "Сайт міськради тимчасово недоступний через технічні роботи",
        "Captcha набридла: опитування користувачів",
        "Service unavailable: what a failed data centre taught the city",
        "Cloudflare пояснив збій: «502 Bad Gateway» бачили мільйони",
    ],
)
@pytest.mark.parametrize("names", ["site", "renamed"])
def test_an_article_about_outages_is_one(title: str, names: str) -> None:
    story = replace(Story(), title=title)
    assert article_of(render(story, Shape(names=names)), URL).title == title


@pytest.mark.parametrize("head", ["other", "broken"])
def test_metadata_of_another_article_is_not_believed(head: str) -> None:
    article = article_of(render(Story(), Shape(head=head)), URL)
    assert article.title == Story().title
    assert [source for source, _ in article.evidence.published] == ["visible"]


def test_a_site_without_such_phrases_has_no_such_pages() -> None:
    site = replace(INTERFAX, not_articles=(), challenges=())
    page = ArticlePage(Selector(render(Story(), Shape())), site, url=URL)
    assert page.problem is None
