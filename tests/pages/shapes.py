"""One invented story in many clothes: the same words in whatever markup a redesign may choose.

`Shape` names one choice for each question that a layout answers; `render` makes the page. What the
page reader has to find is the story, whatever the shape.
"""

# ruff: noqa: E501 - markup is easier to read in one line

from __future__ import annotations

from dataclasses import dataclass, fields
from random import Random
from typing import Any

URL = "https://interfax.com.ua/news/political/1067268.html"
LABEL = "Інтерфакс-Україна"


@dataclass(frozen=True)
class Story:
    """What is true of a page, whatever its shape."""

    title: str = 'Громади у листуванні погодилися на "спільний реєстр" бібліотек — видання'
    raw: str = "04:25 26.04.2025"
    minutes: int = 1
    paragraphs: tuple[str, ...] = (
        'Чотири громади в листуванні дали зрозуміти, що готові вести спільний реєстр книжок у межах "мережі охочих", яку просуває обласна рада, повідомляє видання.',
        "За даними видання, представники громад неофіційно пообіцяли приміщення та перевезення. Обговорюється підтримка на рівні областей, районів і міст.",
        '"Рада не погоджувалася на нові посади, однак демонструє готовність "підставити плече" сусідам", - йдеться в повідомленні.',
        "Участь у перемовинах беруть ще понад 30 закладів.",
        "Остаточне рішення ухвалять у травні.",
    )
    source: str | None = "https://www.example.org/uk/2025/04/25/libraries-open-door/"
    related: tuple[tuple[str, str], ...] = ()
    latest: tuple[tuple[str, str], ...] = tuple(
        (title, f"/news/{section}/{1070900 - number}.html")
        for number, (title, section) in enumerate(
            (
                (
                    "Перед голосуванням громада ініціює спеціальну заяву ради – Садовенко",
                    "political",
                ),
                ("В раду внесено проєкт про шкільного бібліотекаря", "political"),
                ("Згода із сусідами неможлива без перемовин, вважає Луговий", "political"),
                ("В області збережеться прохолодна дощова погода, місцями заморозки", "general"),
                ('Музей "Хортиця" про оголошений "день тиші": двері відчинено для всіх', "general"),
                ("Голова спілки бібліотек: Ваша праця — це наша спільна справа", "general"),
                ("Два міста готуються до будь-якої можливості, - Радченко", "general"),
                ('"Сади" ліквідували незаконну врізку у водогін', "economic"),
                ("Голова ради: Ми продовжимо допомагати громаді", "general"),
                ("Дзвінка у День пам'яті книги: Читання — це результат праці", "general"),
            )
        )
    )


RELATED = (
    ("Громади обговорюють межі реєстру: перші висновки", "/news/political/1067100.html"),
    ("Бібліотеки просять про нові стелажі — лист", "/news/general/1067011.html"),
    ("Скільки коштує каталог: пояснює Роман Очерет", "/news/economic/1066900.html"),
)

HEADING_TAGS = (
    "h2",
    "h3",
    "h6",
    "div",
    "span",
    "b",
    "strong",
    "p",
    "a",
    "h6>a",
    "div>span>b",
    "dt",
)
HEADING_FORMS = ("upper", "plain", "nbsp", "colon", "split", "spaced")
ITEMS = (
    "a", "p>a", "ul>li>a", "ol>li>a", "div>a", "h2>a+time", "div>h3>a", "a>div", "tr>td>a",
    "a<br>", "li>time+a", "div>img+a+teaser",
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """The choices of a layout; the first of each is that of SITE.md."""

    names: str = "site"
    head: str = "none"
    depth: int = 2
    frame: str = "article"
    header: str = "after"
    nav_headlines: bool = True
    footer: str = "footer"
    column: bool = True
    label: str = "line"
    date: str = "spans"
    date_place: str = "before"
    headline: str = "h1"
    minutes: str = "span+share"
    body: str = "p"
    container: str = "div"
    place: str = "after"
    block_box: bool = True
    heading_tag: str = "h6"
    heading_form: str = "upper"
    items: str = "h2>a+time"
    related: str = "empty"
    order: str = "related"
    doubled: bool = False
    advert: str = "none"
    insert: str = "none"
    source: str = "p"
    extra: str = "none"


CHOICES: dict[str, tuple[Any, ...]] = {
    "names": ("site", "renamed", "none"),
    "head": ("none", "title", "title+suffix", "og", "json-ld", "broken", "other"),
    "depth": (0, 2, 7, 60, 300),
    "frame": ("article", "div", "main", "section", "bare"),
    "header": ("after", "before", "divs", "none"),
    "nav_headlines": (True, False),
    "footer": ("footer", "div", "none"),
    "column": (True, False),
    "label": ("line", "glued", "none", "div"),
    "date": ("spans", "divs", "text", "time", "p", "comma", "dated-first"),
    "date_place": ("before", "after"),
    "headline": ("h1", "h1>span", "h1>a", "h1 in header"),
    "minutes": ("span+share", "div", "p", "with-date", "none"),
    "body": ("p", "div", "br", "p in div", "sections", "span p"),
    "container": ("div", "section", "none"),
    "place": ("after", "before", "flow", "sidebar-after", "sidebar-before", "aside", "between"),
    "block_box": (True, False),
    "heading_tag": HEADING_TAGS,
    "heading_form": HEADING_FORMS,
    "items": ITEMS,
    "related": ("empty", "some", "missing"),
    "order": ("related", "latest"),
    "doubled": (False, True),
    "advert": ("none", "p", "span", "div", "box", "two", "text-box"),
    "insert": ("none", "p", "colon", "list", "quote", "bare"),
    "source": ("p", "p>a", "none", "div", "br", "two lines"),
    "extra": ("none", "subheading", "list", "quote", "table", "tags", "share"),
}

assert set(CHOICES) == {choice.name for choice in fields(Shape)}


def random_shape(seed: int, *, distance: int | None = None) -> Shape:
    """A shape by chance; with `distance`, only so many choices differ from the site's own."""
    dice = Random(seed)
    names = list(CHOICES)
    if distance is not None:
        names = dice.sample(names, distance)
    return Shape(**{name: dice.choice(CHOICES[name]) for name in names})


def body_of(story: Story, shape: Shape) -> list[str]:
    """The paragraphs that the body must have in `shape`."""
    texts = list(story.paragraphs)
    if shape.extra == "subheading":
        texts.insert(2, "Що далі")
    elif shape.extra == "list":
        texts[2:2] = ["Полтава — дві філії;", "Ніжин — одна;", "решта згодом."]
    elif shape.extra == "quote":
        texts.insert(2, "Ми читаємо — отже, ми є.")
    elif shape.extra == "table":
        texts.insert(2, "Місто\tФілій\nПолтава\t2\nНіжин\t1")
    return texts
