"""What differs between the three editions of the replica: hosts, labels, section names, tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as printed below an article and as it stands in the address of its page."""

    name: str
    slug: str

    @property
    def path(self) -> str:
        return f"/news/tag/{quote(self.slug)}.html"


@dataclass(frozen=True, slots=True)
class Edition:
    """The fixed words of one edition."""

    code: str
    host: str
    agency: str
    related: str
    latest: str
    ad_label: str
    reading: str
    source: str
    updated: str
    latest_news: str
    announcements: str
    recommends: str
    hot: str
    home: str
    partner: str
    read_also: str
    subscribe: str
    sections: Mapping[str, str]
    menu: Mapping[str, str]
    tags: tuple[Tag, ...]


SECTIONS: tuple[str, ...] = (
    "general",
    "political",
    "economic",
    "greendeal",
    "telecom",
    "investments",
    "pharmacy",
    "sport",
    "interview",
    "video",
    "press-conference",
    "press-release",
    "press-announcement",
    "land",
    "event",
)


def _sections(*names: str) -> dict[str, str]:
    return dict(zip(SECTIONS, names, strict=True))


def _menu(*names: str) -> dict[str, str]:
    pages = ("press-center", "products", "about", "jobs", "subscription", "news/25-years-ago")
    return {f"/{page}.html": name for page, name in zip(pages, names, strict=True)}


def _words(*names: str) -> tuple[Tag, ...]:
    return tuple(Tag(name, name.lower().replace(" ", "_")) for name in names)


_PARTNER = '<a href="http://www.ukr.net/" target="_blank">{}</a>'

EDITIONS: Mapping[str, Edition] = {
    "uk": Edition(
        code="uk",
        host="interfax.com.ua",
        agency="Інтерфакс-Україна",
        related="ЩЕ ЗА ТЕМОЮ",
        latest="ОСТАННЄ",
        ad_label="РЕКЛАМА",
        reading="{} хв читати",
        source="Джерело",
        updated="Оновлено",
        latest_news="ОСТАННІ НОВИНИ",
        announcements="ПРЕС-АНОНСИ",
        recommends="ІНТЕРФАКС РЕКОМЕНДУЄ",
        hot="СПЕЦТЕМИ:",
        home="Головна",
        partner=_PARTNER.format("UKR.NET- новини") + " з усієї України",
        read_also="Читайте також",
        subscribe="Підписуйтесь на наш Telegram",
        sections=_sections(
            "Події",
            "Політика",
            "Економіка",
            "Зелений курс",
            "Телеком",
            "Інвестиції",
            "Медицина",
            "Спорт",
            "Інтерв’ю",
            "Відео",
            "Прес-конференції",
            "Прес-релізи",
            "Прес-анонси",
            "Земля",
            "Заходи",
        ),
        menu=_menu(
            "Прес-центр",
            "Продукти та послуги",
            "Про агентство",
            "Вакансії",
            "Тестовий доступ",
            "Новини 25 років тому",
        ),
        tags=(
            *_words(
                "Зерно",
                "Енергетика",
                "Відбудова",
                "Парламент",
                "Міський транспорт",
                "Погода",
                "Банки",
                "Експорт",
            ),
            Tag("Бюджет", "38"),
            Tag("Залізниця", "22746"),
            Tag("5G", "31127"),
        ),
    ),
    "ru": Edition(
        code="ru",
        host="ru.interfax.com.ua",
        agency="Интерфакс-Украина",
        related="ЕЩЕ ПО ТЕМЕ",
        latest="ПОСЛЕДНЕЕ",
        ad_label="РЕКЛАМА",
        reading="{} мин читать",
        source="Источник",
        updated="Обновлено",
        latest_news="ПОСЛЕДНИЕ НОВОСТИ",
        announcements="ПРЕСС-АНОНСЫ",
        recommends="ИНТЕРФАКС РЕКОМЕНДУЕТ",
        hot="СПЕЦТЕМЫ:",
        home="Главная",
        partner=_PARTNER.format("UKR.NET- новости") + " со всей Украины",
        read_also="Читайте также",
        subscribe="Подписывайтесь на наш Telegram",
        sections=_sections(
            "События",
            "Политика",
            "Экономика",
            "Зеленый курс",
            "Телеком",
            "Инвестиции",
            "Медицина",
            "Спорт",
            "Интервью",
            "Видео",
            "Пресс-конференции",
            "Пресс-релизы",
            "Пресс-анонсы",
            "Земля",
            "Мероприятия",
        ),
        menu=_menu(
            "Пресс-центр",
            "Продукты и услуги",
            "Об агентстве",
            "Вакансии",
            "Тестовый доступ",
            "Новости 25 лет назад",
        ),
        tags=(
            *_words(
                "Зерно",
                "Энергетика",
                "Восстановление",
                "Парламент",
                "Городской транспорт",
                "Погода",
            ),
            Tag("Бюджет", "38"),
            Tag("Железная дорога", "22746"),
        ),
    ),
    "en": Edition(
        code="en",
        host="en.interfax.com.ua",
        agency="INTERFAX-UKRAINE",
        related="MORE ABOUT",
        latest="LATEST",
        ad_label="ADVERTISING",
        reading="{} min read",
        source="Source",
        updated="Updated",
        latest_news="LATEST NEWS",
        announcements="PRESS ANNOUNCEMENTS",
        recommends="INTERFAX RECOMMENDS",
        hot="HOT TOPICS:",
        home="Main",
        partner=_PARTNER.format("UKR.NET- news") + " from all over Ukraine",
        read_also="Read also",
        subscribe="Subscribe to our Telegram",
        sections=_sections(
            "General",
            "Politics",
            "Economy",
            "Green Deal",
            "Telecom",
            "Investments",
            "Pharmacy",
            "Sport",
            "Interview",
            "Video",
            "Press Conferences",
            "Press Releases",
            "Press Announcements",
            "Land",
            "Events",
        ),
        menu=_menu(
            "Press Center",
            "Products and Services",
            "About Agency",
            "Jobs",
            "Trial Access",
            "News 25 Years Ago",
        ),
        tags=(
            *_words("Grain", "Energy", "Recovery", "Parliament", "Public transport", "Weather"),
            Tag("Budget", "38"),
            Tag("Railway", "22746"),
        ),
    ),
}
