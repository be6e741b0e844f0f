"""Who made a picture or a report: lines that name them are no text, sentences about them are."""

# ruff: noqa: E501 - sentences are easier to read in one line

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import FETCHED_AT, TEXTS, TITLE, URL, WHEN, page

SHOWN = "Gardeners of the union stand with their baskets in an orchard near the town"
MOMENT = (
    "on the morning of the first day of the harvest, while the last of the apples of the summer "
)


def paragraphs(*parts: str) -> list[str]:
    body = "".join(f"<p>{part}</p>" for part in parts)
    inner = f"<h1>{TITLE}</h1>{WHEN}<div>{body}</div>"
    article = newsbot.read(page(inner, title=TITLE), url=URL, fetched_at=FETCHED_AT)
    return (article.body or "").split("\n\n")


@pytest.mark.parametrize(
    "caption",
    [
        f"{SHOWN}. (AP Photo)",
        f"{SHOWN}, {MOMENT * 2}are put on a cart. (AP Photo/Olena Sad)",
        f"{SHOWN}. / AP Photo/Olena Sad",
        f"{SHOWN} / Фото УНІАН",
        f"{SHOWN}. Photo by Olena Sad",
        f"{SHOWN}. Bildrechte: ABC/Olena Sad",
        f"{SHOWN} (Photo Olena Sad)",
        f"{SHOWN}. Archivfoto: ON",
        f"{SHOWN}, fot. Olena Sad",
    ],
)
def test_a_caption_ends_with_whose_picture_it_is(caption: str) -> None:
    assert paragraphs(TEXTS[0], caption, *TEXTS[1:]) == [*TEXTS]


@pytest.mark.parametrize(
    "said",
    [
        f"{SHOWN} (see photo).",
        f"{SHOWN}, with a camera and/or photo equipment",
        "The jury liked the basket best. It also liked a photo by Olena Sad.",
    ],
)
def test_a_sentence_may_tell_of_a_picture(said: str) -> None:
    assert paragraphs(TEXTS[0], said, *TEXTS[1:]) == [TEXTS[0], said, *TEXTS[1:]]


@pytest.mark.parametrize(
    "signed",
    [
        "(Reporting by Olena Sad in Poltava; Editing by Petro Hai)",
        *("ABC", "(dpa)", "mit dpa", "os/ABC", "УНІАН", "(os, ABC/DEF)"),
        "Additional reporting by Olena Sad and Petro Hai, writing by Ivan Lis in the town of Poltava.",
        "To contact the reporter on this story: Olena Sad in Poltava at sad@example.com",
        "Garden Press writers Olena Sad in Poltava and Petro Hai Jr. contributed to this report.",
        "Follow Olena Sad on Twitter, and read her book of apples",
        "Copyright 2026 The Union of Gardeners. All rights reserved. This may not be published.",
        "Copyright © 2026 The Union of Gardeners, LLC.",
    ],
)
def test_who_reported_a_story_is_named_below_its_text(signed: str) -> None:
    assert paragraphs(*TEXTS, signed) == [*TEXTS]


@pytest.mark.parametrize(
    "said",
    [
        "Reporting by mail is what the gardeners like best, and nobody there has another way of it.",
        "Reporting by The Orchard of Poltava has shown that most of the apples are of that kind.",
        "To contact the reporters the gardeners have to write a letter, as there is no other way.",
        "More than 200 gardeners from all parts of the country contributed to this report.",
        "Follow the bees, says the oldest of the gardeners, and there will be apples enough for all.",
        "Copyright is what the gardeners have in the names of their apples, says the oldest of them.",
    ],
)
def test_the_last_sentence_may_tell_of_reports(said: str) -> None:
    assert paragraphs(*TEXTS, said) == [*TEXTS, said]


@pytest.mark.parametrize(
    "said",
    [
        "Kontakt: Olena Sad, Verband der Gärtner, Tel.: 030 1234567, E-Mail: presse(at)example.ua",
        "Press contact:",
        "Tel +49 30 1234567 | olena.sad@example.ua",
        "Views expressed in this article are those of the author.",
        "The opinions expressed here do not necessarily reflect the position of Example.",
        "Dieser Beitrag gibt nicht unbedingt die Meinung der Redaktion wieder.",
        "Точка зору редакції може не збігатися з думкою автора.",
        "Мнение автора может не совпадать с позицией редакции.",
        "Редакція не несе відповідальності за зміст колонки.",
        "Der Beitrag wurde am Dienstag, den 22. September 2026 um 10:15 Uhr veröffentlicht und wurde unter Garten abgelegt.",
        "Melden Sie sich hier für unseren Newsletter an, und lesen Sie jede Woche mehr davon.",
        "Get the latest news of the orchards in our app and on our Telegram channel.",
        "We may earn a commission from links on our pages, at no cost to you.",
    ],
)
def test_where_the_house_speaks_is_no_text(said: str) -> None:
    assert paragraphs(*TEXTS, said) == [*TEXTS]


def test_whom_to_ask_stands_below_a_text() -> None:
    union = ("Verband der Gärtner", "Olena Sad", "Telefon: 02551 152200")
    assert paragraphs(*TEXTS, "Rückfragen bitte an:", *union) == [*TEXTS]
    said = "Olena Sad, the press officer of the union, answers questions on every day of the week."
    assert paragraphs(*TEXTS, "Press contact:", said) == [*TEXTS, "Press contact:", said]


@pytest.mark.parametrize(
    "said",
    [
        "Kontakt hatten die Gärtner mit den Bienen der Nachbarn, sagt Olena Sad vom Verband.",
        "Tel Aviv has no orchards of that kind, says the oldest of the gardeners of the union.",
        "Views of the orchards are sold by the union, and nobody asks who has drawn them all.",
        "Думка редакторів змінилася, коли вони побачили врожай, каже найстарша з них.",
        "Diese Nachrichten könnt ihr auch auf unserer Seite in unserer Twitter-Box lesen.",
        "Melden Sie sich bei mir, rief die Gärtnerin über den Zaun, und viele kamen am Abend.",
        "We may earn more this year than in the last ones, says the oldest of the gardeners.",
        "Tel Aviv said that it had “no comment.”",
        "Phone lines were dead for hours. “Nobody answered me.”",
        "Views differ, and many expressed anger at his plan to cut the old trees along the road.",
        "Opinions on the reform were expressed by the author of the bill and by two ministers.",
        "The views expressed by the president are his own, the party said on Tuesday.",
        "Die Umfrage gibt nicht unbedingt die Meinung aller Bürger wieder, sagte die Forscherin der Zeitung.",
        "Позиції автора законопроєкту й міністерства можуть не збігатися, каже найстарша з них.",
        "Позиция автора поправок может не понравиться садоводам, считает старшая из них.",
        "Редакція газети не несе збитків і планує рости далі, сказала її головна редакторка.",
        "Media contacts: two of the ministers met reporters in secret, the inquiry found on Monday.",
        "Der Beitrag wurde am 1. Januar 2026 um zehn Euro erhöht, wie die Kasse veröffentlicht hat.",
        "The European Commission learned in May that two power companies had links to each other.",
        "Ohne unser Instagram hätten wir den Laden nie eröffnet, sagt die Gärtnerin.",
    ],
)
def test_the_last_sentence_may_tell_of_views_and_contacts(said: str) -> None:
    assert paragraphs(*TEXTS, said) == [*TEXTS, said]


@pytest.mark.parametrize("rule", ["Kontakt zu Kranken meiden", "Kontakt zur Familie halten"])
def test_a_rule_may_tell_of_contacts(rule: str) -> None:
    rules = ("Was nun zu tun ist, sagt der Verband der Gärtner:", "Hände waschen", rule, "Lüften")
    assert paragraphs(*TEXTS, *rules) == [*TEXTS, *rules]


@pytest.mark.parametrize(
    "said",
    ["（原标题：果园的收成翻了一番）", "图注：果园里的人们", "责任编辑：郭芳", "图片来源：摄图网"],
)
def test_what_chinese_media_say_of_a_text_is_none_of_it(said: str) -> None:
    texts = [f"{n}号果园的主人说，今年春天温和，蜜蜂也多，收成比去年翻了一番。" for n in range(6)]
    assert paragraphs(texts[0], said, *texts[1:]) == texts
    assert paragraphs(said, *texts, said) == texts


@pytest.mark.parametrize("name", ["image-description", "c-imgDesc", "photo_legend"])
def test_what_is_called_the_description_of_a_picture_is_no_standfirst(name: str) -> None:
    shown = f"<div><p class='{name}'>{SHOWN}, {MOMENT}begins.</p></div>"
    body = "".join(f"<p>{text}</p>" for text in TEXTS)
    inner = f"<h1>{TITLE}</h1>{WHEN}{shown}<div>{body}</div>"
    article = newsbot.read(page(inner, title=TITLE), url=URL, fetched_at=FETCHED_AT)
    assert (article.lead, article.body) == (None, "\n\n".join(TEXTS))


@pytest.mark.parametrize("name", ["image-text", "media-photo"])
def test_what_is_called_after_pictures_may_be_text(name: str) -> None:
    first, *others = (f"<p>{text}</p>" for text in TEXTS)
    text = f"<div class='{name}'>{first}</div>{''.join(others)}"
    inner = f"<h1>{TITLE}</h1>{WHEN}<div>{text}</div>"
    article = newsbot.read(page(inner, title=TITLE), url=URL, fetched_at=FETCHED_AT)
    assert article.body == "\n\n".join(TEXTS)
