"""Words of the three editions that only the replica has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsbot.demo.words import EDITIONS

SECTIONS: tuple[str, ...] = tuple(EDITIONS["uk"].sections)


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of furniture, and the sentences that an edit adds."""

    updated: str
    announcements: str
    recommends: str
    read_also: str
    subscribe: str
    changed: str
    added: str


WORDS: Mapping[str, Words] = {
    "uk": Words(
        updated="Оновлено",
        announcements="ПРЕС-АНОНСИ",
        recommends="ІНТЕРФАКС РЕКОМЕНДУЄ",
        read_also="Читайте також",
        subscribe="Підписуйтесь на наш Telegram",
        changed="За уточненими даними, йдеться про {n} об’єктів.",
        added="Після публікації редакція отримала коментар міської ради, у якій підтвердили"
        " наведені цифри та пообіцяли розповісти про подробиці за {m} днів.",
    ),
    "ru": Words(
        updated="Обновлено",
        announcements="ПРЕСС-АНОНСЫ",
        recommends="ИНТЕРФАКС РЕКОМЕНДУЕТ",
        read_also="Читайте также",
        subscribe="Подписывайтесь на наш Telegram",
        changed="По уточненным данным, речь идет о {n} объектах.",
        added="После публикации редакция получила комментарий горсовета, в котором"
        " подтвердили приведенные цифры и пообещали подробности через {m} дней.",
    ),
    "en": Words(
        updated="Updated",
        announcements="PRESS ANNOUNCEMENTS",
        recommends="INTERFAX RECOMMENDS",
        read_also="Read also",
        subscribe="Subscribe to our Telegram",
        changed="According to updated figures, there are {n} sites.",
        added="After publication the newsroom received a comment from the city council, which"
        " confirmed the figures and promised details in {m} days.",
    ),
}
