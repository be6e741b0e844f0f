"""Stories that no list names, and blocks of links in unusual shape."""

from __future__ import annotations

from replica.content import Content, paragraph
from replica.story import Special, Story


def _leads_on(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Обсерваторія відкриває сезон нічних екскурсій."),
            paragraph("Попередній матеріал циклу знайдеться лише в добірці під статтею."),
        ),
        related_heading="  Ще\n  за&nbsp;темою ",
    )


def _first(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Телескоп обсерваторії зібрали з деталей двох старих приладів."),
            paragraph("До списків новин ця стаття не потрапила, але на неї посилаються."),
        ),
    )


def _second(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Купол обсерваторії пофарбували вперше за тридцять років."),
            paragraph("Фарбу вибирали голосуванням: перемогла срібляста."),
        ),
        meta="og",
    )


def _orphan(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("На цю статтю не веде жодне посилання сайту."),
            paragraph("Прочитати її можна, лише знаючи адресу."),
        ),
    )


def _suffixes(_story: Story) -> Content:
    return Content(
        blocks=(
            paragraph("Садівники порівняли два способи щеплення груш."),
            paragraph("Обидва дали однаковий урожай, але другий удвічі швидший."),
        ),
        related_suffixes=("?utm_source=block&amp;utm_medium=related", "#comments", ""),
    )


SPECIALS = (
    Special(
        "leads-on",
        "general",
        "Обсерваторія відкриває сезон нічних екскурсій",
        _leads_on,
        leads_to=("unlisted-first",),
        relatives=1,
    ),
    Special(
        "unlisted-first",
        "general",
        "Телескоп зібрали з двох старих приладів",
        _first,
        listed=False,
        leads_to=("unlisted-second",),
        relatives=0,
    ),
    Special(
        "unlisted-second",
        "general",
        "Купол обсерваторії пофарбували вперше за 30 років",
        _second,
        listed=False,
        relatives=0,
    ),
    Special(
        "orphan",
        "general",
        "Стаття, на яку ніхто не посилається",
        _orphan,
        listed=False,
        relatives=0,
    ),
    Special(
        "related-suffixes",
        "economic",
        "Садівники порівняли два способи щеплення груш",
        _suffixes,
        relatives=3,
    ),
)
