"""Languages in Cyrillic that are neither Ukrainian nor Russian."""

from __future__ import annotations

import pytest

import newsbot
from sites.not_articles import FETCHED_AT, URL, page

BULGARIAN = (
    "Овощарите от областта събраха два пъти повече ябълки от миналата година, каза съюзът им.",
    "Повечето от тях ще бъдат преработени в сладко до ноември, а останалите отиват в училища.",
    "Градинарите благодарят на меката пролет и на пчелите, които бяха повече от всякога.",
    "През зимата ще бъдат засадени нови дървета, а старите ще бъдат продадени за огрев на хората.",
    "Съюзът очаква, че и догодина реколтата ще бъде добра, ако няма късни слани през април.",
)
SERBIAN = ("Воћари из области убрали су двоструко више јабука него прошле године, рекао је савез.",)
BELARUSIAN = ("Садаводы вобласці сабралі ўдвая больш яблыкаў, чым летась, сказаў саюз садоўнікаў.",)
KAZAKH = ("Облыстың бағбандары былтырғыдан екі есе көп алма жинады, деді бағбандар одағы.",)
RUSSIAN = (
    "Садоводы области собрали вдвое больше яблок, чем в прошлом году, объявил во вторник союз.",
    "Яблоки везут и в Қарағанды, как сказал владелец садов, но больше всего их съедят дома.",
)


@pytest.mark.parametrize(
    ("texts", "stated", "language"),
    [
        (BULGARIAN, "bg", "bg"),
        (BULGARIAN, "", None),
        (SERBIAN, "sr", "sr"),
        (BELARUSIAN, "be", "be"),
        (KAZAKH, "kk", "kk"),
        (RUSSIAN, "kk", "ru"),
        (RUSSIAN, "", "ru"),
    ],
)
def test_the_language_of_a_text_in_cyrillic(
    texts: tuple[str, ...], stated: str, language: str | None
) -> None:
    title = texts[0].split(",")[0]
    text = "".join(f"<p>{each}</p>" for each in texts)
    inner = f"<main><h1>{title}</h1><p>22.09.2026, 10:15</p><div>{text}</div></main>"
    markup = page(inner, title=title).replace("lang='en'", f"lang='{stated}'" if stated else "")
    assert newsbot.read(markup, url=URL, fetched_at=FETCHED_AT).language == language
