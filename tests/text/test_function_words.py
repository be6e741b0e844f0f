"""Languages in Latin letters, told by their small words."""

# ruff: noqa: E501 - sentences are easier to read in one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.text.function_words import language_by_words

TEXTS = {
    "cs": "Sadaři říkají, že se letos sklidilo dvakrát více jablek než loni, protože jaro bylo mírné a včely pilné. Podle svazu se z nich do konce listopadu bude vařit marmeláda, která je určena pro školy a nemocnice, a také pro ty, kteří o ni požádají.",
    "de": "Die Obstbauern haben doppelt so viele Äpfel geerntet wie im Vorjahr, sagt der Verband. Die meisten werden bis zum November zu Marmelade, und der Rest geht an die Schulen und an das Krankenhaus, das sich für den Winter nicht eindecken konnte.",
    "en": "The growers of the region have picked twice as many apples as in the year before, and most of them go to schools. It was the mild spring that helped, says the union, which is already looking for a place to plant new trees with the help of the town.",
    "es": "Los agricultores de la región han recogido el doble de manzanas que en el año anterior, y la mayor parte se destina a las escuelas. Según la unión, una primavera suave y las abejas hicieron que no se perdiera la cosecha por el frío.",
    "fr": "Les producteurs de la région ont cueilli deux fois plus de pommes que dans les années passées, et la plupart est destinée aux écoles. Pour le syndicat, une saison douce et le travail des abeilles ont fait que les arbres ne souffrent pas du froid.",
    "it": "I coltivatori della regione hanno raccolto il doppio delle mele di un anno fa, e la maggior parte è per le scuole. Secondo il sindacato una primavera mite e il lavoro delle api hanno fatto sì che gli alberi non soffrissero per il freddo nel mese di aprile.",
    "nl": "De telers van het gebied hebben twee keer zoveel appels geplukt als een jaar eerder, en het meeste gaat naar scholen. Volgens de bond heeft een zachte lente met veel bijen ervoor gezorgd dat de bomen niet te lijden hadden van de vorst en dat er op tijd geplukt is.",
    "pl": "Sadownicy z tego regionu zebrali dwa razy więcej jabłek niż przed rokiem, jak mówi związek, i nie jest to koniec. Większość z nich trafi do szkół oraz do szpitali, a to, że drzewa się nie przemroziły, jest zasługą pszczół i łagodnej wiosny.",
    "pt": "Os agricultores da região colheram o dobro das maçãs do ano passado, e a maior parte vai para as escolas. Segundo o sindicato, uma primavera amena e o trabalho das abelhas fizeram com que as árvores não sofressem com o frio do mês de abril.",
    "ro": "Pomicultorii din regiune au cules de două ori mai multe mere și cea mai mare parte este pentru școli. Sindicatul spune că o primăvară blândă, care nu a înghețat florile, și albinele au făcut ca pomii să dea rod în toate satele din județ.",
    "sv": "Odlarna i trakten har skördat dubbelt så många äpplen som året före, och det mesta är för skolorna. Det är en mild vår och ett stort antal bin som gör att träden inte frös, säger förbundet, och till våren ska det planteras nya träd på en kulle.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_tells_its_language(language: str) -> None:
    assert language_by_words(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Apples and pears",  # too few words
        "Jabluka Hruszka Sliwka Malyna " * 40,  # none of the small ones
        "og at det som en på er for den med til har " * 9,  # Danish, Norwegian and Swedish at once
        "the der of und and die to das " * 9,
        "Садівники зібрали вдвічі більше яблук, ніж торік, і не всі вони підуть на варення. " * 9,
        "果樹園では昨年の二倍のりんごが収穫された。" * 9,
    ],
)
def test_what_tells_no_language(text: str) -> None:
    assert language_by_words(text) is None


def test_only_the_opening_of_a_text_is_looked_at() -> None:
    assert language_by_words(TEXTS["de"] * 40 + TEXTS["en"] * 400) == "de"


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    assert language_by_words(text) in {None, *TEXTS, "da", "fi", "hu", "no", "sk", "tr"}
