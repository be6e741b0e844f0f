"""Advertising among paragraphs goes; a story about advertising keeps every sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.sites.generic import GENERIC
from newsbot.sites.interfax import ADVERTISING
from newsbot.text.ads import AdPhrases, strip_ads

PHRASES = AdPhrases.of(**ADVERTISING.phrases)
OF_ANY_SITE = AdPhrases.of(**GENERIC.ads.phrases)
CALLS = [
    "Термінові новини краю читайте на каналі Сад у Telegram.",
    "Лише перевірене — у нас у Telegram-каналі та Viber. Не вірте чуткам!",
    "Хочете знати все першими? Приєднуйтесь до нашого Viber-каналу",
    "Новости садов смотрите в Telegram",
]


def kinds(*paragraphs: tuple[str, bool]) -> dict[str, int]:
    return dict(strip_ads(paragraphs, PHRASES)[1])


@pytest.mark.parametrize(
    ("text", "linked", "kind"),
    [
        ("РЕКЛАМА", False, "label"),
        ("Реклама:", False, "label"),
        ("Р Е К Л А М А", False, "label"),
        ("Advertisement", False, "label"),
        ("UKR.NET- новини з усієї України", False, "partner"),
        ("UKR.NET — новини з усієї України", False, "partner"),
        ("UKR.NET- новости со всей Украины", False, "partner"),
        ("Читайте також: Депутати внесли 65 правок", False, "insert"),
        ("Читайте також Депутати внесли 65 правок", True, "insert"),
        ("ЧИТАЙТЕ ТАКОЖ", False, "insert"),
        ("Read also: Deputies file amendments", False, "insert"),
        ("Підписуйтесь на наш Telegram, щоб дізнаватися першими", False, "promo"),
        ("Поділитися у Facebook", True, "promo"),
        ("Помітили помилку? Виділіть її та натисніть Ctrl + Enter", False, "notice"),
        ("To view this film please use a browser that supports HTML5 video", False, "notice"),
    ],
)
def test_what_goes(text: str, linked: bool, kind: str) -> None:
    assert kinds((text, linked)) == {kind: 1}


@pytest.mark.parametrize(
    "text",
    [
        "Реклама на телебаченні торік подорожчала на 12%.",
        "Реклама. Так називався перший фільм.",
        "«РЕКЛАМА» великими літерами не дратує 64% читачів.",
        "UKR.NET- новини з усієї України — такий напис бачить третина опитаних.",
        "Останнє таке зростання фіксували вісім років тому.",
        "Ще за темою доповіді сперечалися п’ятеро фахівців.",
        "Читайте також уголос — радять бібліотекарі.",
        "Підписуйтесь на розсилки лише тих крамниць, яким довіряєте, радять автори.",
        "Share prices rose by 3% on Friday.",
        "Наші садівники показали перші яблука у Facebook.",
        "Про врожай голова спілки написав у Telegram.",
        "«Дивіться всі подробиці на нашому каналі в YouTube», — додала вона.",
        "Щоб зберегти нотатку, натисніть Ctrl + Enter, пояснив учитель.",
        "Голова громади закликав садівників: стежте за прогнозом у Telegram",
    ],
)
def test_what_stays(text: str) -> None:
    assert strip_ads([(text, False)], PHRASES)[0] == [text]


@pytest.mark.parametrize("call", CALLS)
def test_a_last_call_to_a_channel_goes_where_nobody_has_described_a_site(call: str) -> None:
    texts = ["Так радить спілка садівників.", call]
    assert strip_ads([(text, False) for text in texts], OF_ANY_SITE)[0] == texts[:1]
    assert strip_ads([(text, False) for text in texts[::-1]], OF_ANY_SITE)[0] == texts[::-1]
    assert strip_ads([(text, False) for text in texts], PHRASES)[0] == texts


def test_the_links_behind_a_pointer_go_with_it() -> None:
    paragraphs = [
        ("Перше речення.", False),
        ("Читайте також:", False),
        ("Перша стаття", True),
        ("Друга стаття", True),
        ("Друге речення.", False),
        ("Повний текст документа", True),
    ]
    kept, _ = strip_ads(paragraphs, PHRASES)
    assert kept == ["Перше речення.", "Друге речення.", "Повний текст документа"]


@given(st.lists(st.tuples(st.text(max_size=60), st.booleans())))
def test_every_paragraph_is_kept_or_counted(paragraphs: list[tuple[str, bool]]) -> None:
    kept, stripped = strip_ads(paragraphs, PHRASES)
    assert len(kept) + stripped.total() == len(paragraphs)
