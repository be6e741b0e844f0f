"""Languages that their script tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsbot
from newsbot.text.scripts import language_by_script
from sites.not_articles import FETCHED_AT, URL, page

TEXTS = {
    "zh": "果园的主人说，今年春天温和，蜜蜂也多，收成比去年翻了一番。",
    "ja": "果樹園では昨年の二倍のりんごが収穫された、と組合は述べた。",
    "ko": "과수원의 사과 수확량이 작년의 두 배로 늘었다고 조합은 밝혔다.",
    "el": "Οι κήποι έδωσαν διπλάσια μήλα από πέρυσι, λέει η ένωση.",
    "he": "הבוסתנים הניבו השנה פי שניים תפוחים מאשר בשנה שעברה.",
    "hy": "Այս տարի այգիները կրկնակի շատ խնձոր են տվել։",
    "ka": "ბაღებმა წელს ორჯერ მეტი ვაშლი მოიტანა.",
    "th": "สวนผลไม้ให้แอปเปิลมากกว่าปีที่แล้วสองเท่า",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_script_of_one_language(language: str) -> None:
    assert language_by_script(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "Apples and pears: 果园",
        "Садівники зібрали вдвічі більше яблук.",
        "باغ‌ها امسال دو برابر سیب دادند",
        "बागों ने इस वर्ष दोगुने सेब दिए",
        "די גערטנער האבן היי יאר געקליבן צוויי מאל אזוי פיל עפל און דער פארבאנד איז צופרידן.",
        "এই বছৰ আপেলৰ উৎপাদন যোৱা বছৰৰ তুলনাত দুগুণ হৈছে বুলি কৃষক সন্থাই কয়।",
        "ሓረስቶት ናይቲ ዞባ ኣብዚ ዓመት እዚ ካብ ዓሚ ዕጽፊ ቱፋሕ ከም ዝኣከቡ ኣፍሊጦም።",
        "ၵူၼ်းသူၼ်မၢၵ်ႇမႃးပီၼႆႉလႆႈမၢၵ်ႇဢႅပ်းပႄႉသွင်တႃႇ",
        f"{'Apples ' * 8}{'தோட்டங்கள் ' * 6}",
    ],
)
def test_a_script_of_several_languages(text: str) -> None:
    assert language_by_script(text) is None


def test_a_japanese_name_in_chinese() -> None:
    assert language_by_script(TEXTS["zh"] * 2 + "さくら") == "zh"
    assert language_by_script(TEXTS["zh"] + "りんごの収穫は昨年の二倍になった") == "ja"


def test_only_the_opening_is_looked_at() -> None:
    assert language_by_script(TEXTS["zh"] * 90 + TEXTS["ko"] * 900) == "zh"


@pytest.mark.parametrize("stated", ["<html>", "<html lang='en'>"])
def test_of_a_page_that_does_not_know_its_language(stated: str) -> None:
    title = "果园的收成比去年翻了一番"
    body = "".join(f"<p>{n}号：{TEXTS['zh']}</p>" for n in range(9))
    when = "<time datetime='2026-09-22T10:15:00+08:00'></time>"
    html = page(f"<article><h1>{title}</h1>{when}{body}</article>", title=title)
    html = html.replace("<html lang='en'>", stated)
    assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).language == "zh"


def test_a_quotation_in_english_tells_nothing_of_a_text_in_cyrillic() -> None:
    said = (
        "“We have never seen so many of them in all of the years that we have been here,” she said."
    )
    text = "Аймақтағы бақтар былтырғыдан екі есе көп алма берді деп хабарлады одақ сейсенбіде."
    title = "Бақтар былтырғыдан екі есе көп алма берді"
    body = "".join(f"<p>{n}. {text}</p><p>{said} {said}</p>" for n in range(3))
    when = "<time datetime='2026-09-22T10:15:00+05:00'></time>"
    html = page(f"<article><h1>{title}</h1>{when}{body}</article>", title=title)
    html = html.replace("<html lang='en'>", "<html>")
    assert newsbot.read(html, url=URL, fetched_at=FETCHED_AT).language is None


def test_digits_are_no_letters() -> None:
    assert language_by_script("2026 " * 90 + TEXTS["ko"]) == "ko"


@given(st.text(max_size=400))
def test_digits_before_any_text_tell_nothing(text: str) -> None:
    assert language_by_script(f"22.09.2026 {text}") == language_by_script(f" {text}")
