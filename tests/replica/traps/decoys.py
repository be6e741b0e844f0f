"""Pages that answer 200 at the address of an article and are none."""

from __future__ import annotations

from newsbot.demo import furniture
from newsbot.demo.words import EDITIONS
from replica.content import Block, Content, paragraph
from replica.story import Special, Story

_OUTAGE = {
    "uk": ("Технічні роботи", "Сайт тимчасово недоступний. Спробуйте оновити сторінку пізніше."),
    "ru": ("Технические работы", "Сайт временно недоступен. Попробуйте обновить страницу позже."),
    "en": ("Maintenance", "The site is temporarily unavailable. Please try again later."),
}


def _outage(story: Story) -> Content:
    heading, text = _OUTAGE[story.edition]
    page = furniture.document(
        story.edition,
        f"  <title>{heading}</title>",
        f'<div class="outage"><h1>{heading}</h1><p>{text}</p><p>502 Bad Gateway</p></div>',
    )
    return Content(blocks=(), page=page)


def _challenge(_story: Story) -> Content:
    page = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="390"></head>
<body><div class="main-wrapper"><h1 class="zone-name-title">demo</h1>
<h2>Checking your browser before you proceed</h2>
<noscript><div class="h2">Enable JavaScript and cookies to continue</div></noscript>
<form id="challenge-form" action="?__chl=1" method="POST"></form></div></body></html>
"""
    return Content(blocks=(), page=page)


def _empty(_story: Story) -> Content:
    return Content(blocks=(Block("<p>&nbsp;</p>"), Block("<p></p>")), minutes=1)


def _no_headline(story: Story) -> Content:
    head = furniture.plain_head(EDITIONS[story.edition], EDITIONS[story.edition].agency)
    text = paragraph("Текст є, а заголовка немає: редактор зберіг чернетку.").html
    main = (
        '<article class="article article-content-view"><div class="article-time">'
        f'<span>10:00</span><span>01.01.2026</span></div><div class="article-content">{text}</div>'
        "</article>"
    )
    return Content(blocks=(), page=furniture.page(story.edition, head, main, ""))


UKRAINIAN = (
    Special(
        "outage",
        "general",
        "Посилання веде на сторінку про технічні роботи",
        _outage,
        article=False,
        relatives=0,
    ),
    Special(
        "challenge",
        "economic",
        "Посилання веде на перевірку браузера",
        _challenge,
        article=False,
        relatives=0,
    ),
    Special(
        "empty-body",
        "general",
        "Заголовок є, а тексту ще немає",
        _empty,
        article=False,
        relatives=0,
    ),
    Special(
        "no-headline",
        "political",
        "Чернетка без заголовка",
        _no_headline,
        article=False,
        relatives=0,
    ),
)
RUSSIAN = (
    Special(
        "outage",
        "general",
        "Ссылка ведет на страницу о технических работах",
        _outage,
        article=False,
        relatives=0,
    ),
)
ENGLISH = (
    Special(
        "outage",
        "general",
        "Link that leads to a maintenance page",
        _outage,
        article=False,
        relatives=0,
    ),
)
