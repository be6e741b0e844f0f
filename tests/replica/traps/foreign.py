"""Special stories of the Russian and the English edition."""

from __future__ import annotations

from dataclasses import replace

from newsbot.demo.words import Tag
from replica.content import Block, Content, paragraph
from replica.story import Special, Story
from replica.traps.heads import glued_time


def _ru_advertising(_story: Story) -> Content:
    texts = (
        "Реклама на радио в прошлом году подорожала на 9%, следует из обзора отрасли.",
        "Последнее подобное повышение отмечали семь лет назад.",
        "«РЕКЛАМА» крупными буквами не раздражает половину опрошенных слушателей.",
        "Читать также советуют мелкий шрифт договора: условия размещения пишут именно там.",
    )
    return Content(blocks=tuple(paragraph(text) for text in texts), meta="og")


def _ru_ukrainian(_story: Story) -> Content:
    texts = (
        "Їжаки оселилися у дворі університетської бібліотеки, розповіли працівники закладу.",
        "Тварин вирішили не турбувати: для них облаштували щілину під парканом.",
    )
    return Content(blocks=tuple(paragraph(text) for text in texts))


def _ru_lines(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Расписание ночных троллейбусов меняется с понедельника:"),
            Block(
                "<ul><li>№1 — до полуночи;</li><li>№2&nbsp;— до 01:30.</li></ul>",
                "№1 — до полуночи;\n\n№2 — до 01:30.",
            ),
            Block("<p>Справки:<br>15-05;<br>15-06.</p>", "Справки:\n15-05;\n15-06."),
        ),
    )


def _en_glued(story: Story) -> Content:
    content = Content(
        blocks=(
            paragraph("KYIV. Sept 23 (Interfax-Ukraine) – Millers will meet in Lutsk in spring."),
            paragraph("Seventy companies from twelve countries have confirmed, organizers said."),
        ),
    )
    return replace(content, label_html="\n", time_html=glued_time(story))


def _en_advertising(_story: Story) -> Content:
    texts = (
        "Advertising on local radio rose by 9% last year, according to an industry survey.",
        "Latest figures show that two listeners in three remember a jingle for a week.",
        "More about the method is to be told at a conference in October.",
        '"ADVERTISING in capital letters does not put people off," the authors said.',
    )
    return Content(
        blocks=tuple(paragraph(text) for text in texts), meta="article", states_modified=True
    )


RUSSIAN = (
    Special(
        "about-advertising",
        "economic",
        "Реклама на радио подорожала: обзор отрасли",
        _ru_advertising,
        (Tag("Бюджет", "38"),),
    ),
    Special(
        "ukrainian-text",
        "general",
        "Їжаки оселилися у дворі бібліотеки",
        _ru_ukrainian,
        language="uk",
    ),
    Special("line-breaks", "general", "Ночные троллейбусы меняют расписание", _ru_lines),
)
ENGLISH = (
    Special("glued-label", "economic", "Millers' fair to be held in Lutsk in spring", _en_glued),
    Special(
        "about-advertising",
        "economic",
        "Advertising on local radio rises by 9%",
        _en_advertising,
        (Tag("Budget", "38"),),
    ),
)
