"""What stands above and around the body: times, headlines, leads, authors, meta data, language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import escape

from newsbot.demo.words import Tag
from newsbot.text.dates.clock import KYIV
from replica.content import Block, Content, Picture, paragraph
from replica.story import Special, Story, printed_time


def _texts(*texts: str) -> Content:
    return Content(blocks=tuple(paragraph(text) for text in texts))


def _wrong_lang(_story: Story) -> Content:
    content = _texts(
        "Ярмарок меду в суботу збере пасічників із шести областей, повідомляє міська рада.",
        "Гості зможуть покуштувати понад п’ятдесят сортів і дізнатися, як відрізнити підробку.",
    )
    return replace(content, lang="ru")


def glued_time(story: Story, label: str = "INTERFAX-UKRAINE") -> str:
    """A time whose label stands in the same text node, without a space between them."""
    return f'<div class="article-time">{label}{printed_time(story.published)}</div>'


def _glued_label(story: Story) -> Content:
    content = _texts(
        "Міжнародна виставка борошномельного обладнання пройде у Луцьку навесні.",
        "Участь підтвердили 70 компаній із дванадцяти країн.",
    )
    return replace(content, label_html="\n", time_html=glued_time(story))


def _unreadable_date(_story: Story) -> Content:
    content = _texts(
        "Архів оприлюднив листування архітектора, який проєктував міський театр.",
        "Дату публікації на сторінці записано словами, яких годинник не розуміє.",
    )
    html = '<div class="article-time"><span>пополудні</span> <span>на свято врожаю</span></div>'
    return replace(
        content, time_html=html, published_raw="пополудні на свято врожаю", published_known=False
    )


def _capitals(_story: Story) -> Content:
    content = _texts(
        "ТЕРМІНОВО: міський басейн відновлює роботу в понеділок, повідомляє міська рада.",
        "Абонементи, придбані до ремонту, діятимуть іще пів року.",
    )
    return replace(content, minutes=None)


def _foreign_jsonld(_story: Story) -> Content:
    content = _texts(
        "Шахісти з Рівного виграли командний турнір, не програвши жодної партії.",
        "Вирішальним став шостий тур, у якому суперники погодилися на три нічиї.",
    )
    return replace(content, meta="foreign")


def _broken_jsonld(_story: Story) -> Content:
    content = _texts(
        "Видавництво оголосило передплату на шеститомну енциклопедію ремесел.",
        "Перший том вийде взимку, останній — за три роки.",
    )
    return replace(content, meta="broken")


def _interview(_story: Story) -> Content:
    name = "Мирослава Дзвінка"
    turns = (
        "— Пані Мирославо, чому саме вітряки?",
        "— Бо їх видно звідусіль. Людина бачить вітряк і питає, хто тут живе.",
        "— Скільки їх лишилося в області?",
        "— Одинадцять. Шість ми вже обміряли, два відновили.",
        "— А гроші?",
        "— Гроші приходять після першого оберту крил. До того — лише терпіння.",
    )
    blocks = tuple(
        Block(f"<p><b>{escape(text)}</b></p>", text) if text.endswith("?") else paragraph(text)
        for text in turns
    )
    return Content(
        blocks=blocks,
        lead="Реставраторка Мирослава Дзвінка — про одинадцять вітряків, терпіння і те, чому"
        " крила мають обертатися.",
        authors=("Остап Верболіз", "Ніна Калинець"),
        picture=Picture(
            "https://media.interfax.com.ua/media/thumbs/images/2026/08/dzvinka.jpg", name, name
        ),
        meta="jsonld",
        states_modified=True,
        minutes=7,
    )


def _lead_paragraph(_story: Story) -> Content:
    lead = "Чому громада вирішила відмовитися від паперових квитків — колонка водія."
    return Content(
        blocks=(
            Block(f'<p class="lead">{lead}</p>'),
            paragraph(
                "Перший тиждень без паперу виявився гучним: валідатори пищали на весь салон."
            ),
            paragraph("На другий тиждень пасажири звикли, а я навчився розрізняти звуки."),
        ),
        lead=lead,
        lead_html="",
        authors=("Роман Очерет",),
        byline=False,
        meta="jsonld-utc",
        minutes=3,
    )


def _updated(story: Story) -> Content:
    content = _texts(
        "Міст через річку перекриють на дві ночі для випробувань, повідомляє міська рада.",
        "Оновлено графік об’їзду: автобуси йтимуть набережною.",
        "Випробування пройдуть із навантаженням 120 тонн.",
    )
    moment = (story.published + timedelta(minutes=25)).astimezone(KYIV)
    return replace(content, modified=moment, states_modified=True)


def _announcement(story: Story) -> Content:
    event = story.printed
    day, moment = f"{event:%d.%m.%Y}", f"{event:%H:%M}"
    return Content(
        blocks=(
            Block(
                f"<p>{day} о {moment} у прес-центрі відбудеться розмова про малі музеї."
                f"<br>Початок: <b>{moment} {day}</b></p>",
                f"{day} о {moment} у прес-центрі відбудеться розмова про малі музеї.\n"
                f"Початок: {moment} {day}",
            ),
            paragraph("Акредитація журналістів — за телефоном прес-центру до 17:00 напередодні."),
        ),
    )


SPECIALS = (
    Special("wrong-lang", "general", "Ярмарок меду збере пасічників шести областей", _wrong_lang),
    Special(
        "glued-label",
        "economic",
        "Виставка борошномельного обладнання пройде у Луцьку",
        _glued_label,
    ),
    Special(
        "unreadable-date",
        "general",
        "Архів оприлюднив листування архітектора театру",
        _unreadable_date,
    ),
    Special("capitals", "general", "МІСЬКИЙ БАСЕЙН ВІДНОВЛЮЄ РОБОТУ В ПОНЕДІЛОК", _capitals),
    Special(
        "foreign-jsonld", "sport", "Шахісти з Рівного виграли турнір без поразок", _foreign_jsonld
    ),
    Special(
        "broken-jsonld",
        "press-release",
        "Видавництво оголосило передплату на енциклопедію",
        _broken_jsonld,
    ),
    Special(
        "interview",
        "interview",
        'Мирослава Дзвінка: "Вітряк — це "маяк" степу, а не декорація"',
        _interview,
        (Tag("Відбудова", "відбудова"),),
    ),
    Special(
        "lead-paragraph",
        "general",
        "Тиждень без паперових квитків: нотатки водія",
        _lead_paragraph,
        (Tag("Міський транспорт", "міський_транспорт"),),
    ),
    Special("updated", "general", "Міст перекриють на дві ночі для випробувань", _updated),
    Special(
        "announcement",
        "press-announcement",
        "До відома: розмова про малі музеї в прес-центрі",
        _announcement,
    ),
)
