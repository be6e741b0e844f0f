"""Words of three languages by their consonants, so that a name in one is found in another.

«Зеленського», «Зеленский» and `Zelensky` are all `zlnsk`, «експорту» and `exports` both `ksprt`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ENDING = re.compile(
    r"(?<=\w{4})(?:ього|ого|его|ому|ему|ими|ыми|ами|ями|ах|ях|ою|ею|єю|ом|ем|єм|им|ым|их|ых)$"
)
"""Of a case; what is left of a word has four letters at least."""
_LATIN = (
    *(("shch", "s"), ("sch", "s"), ("tch", "ц"), ("zh", "z"), ("kh", "g"), ("ch", "ц")),
    *(("sh", "s"), ("ts", "ц"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("gh", "g")),
    *(("x", "ks"), ("w", "v"), ("q", "k"), ("h", "g"), ("j", "z")),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_CYRILLIC = str.maketrans(
    {
        **dict(zip("бвгґджзклмнпрстфхцчшщ", "bvggdzzklmnprstfgccss", strict=True)),
        **dict.fromkeys("аеєиіїйоуюяыэьъё’ʼ'", ""),
    }
)
_VOWELS = str.maketrans(dict.fromkeys("aeiouy'’"))
_DOUBLE = re.compile(r"(.)\1+")
_PLURAL = re.compile(r"(?<=\w{3})(?:'s|(?<!s)s)$")
MOST = 5
"""Consonants of a word that count: behind them the languages decline."""


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """The first five consonants of a word, as heard; '' where it is of another script."""
    text = unicodedata.normalize("NFC", word.casefold())
    if text.isascii():
        text = _PLURAL.sub("", text)
        text = _SOFT_C.sub("ц", text)
        for letters, sound in _LATIN:
            text = text.replace(letters, sound)
        text = text.translate(_VOWELS).replace("c", "k").replace("ц", "c")
    else:
        text = _ENDING.sub("", text).translate(_CYRILLIC)
        if not text.isascii():
            return ""
    return _DOUBLE.sub(r"\1", text)[:MOST]
