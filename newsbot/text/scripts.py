"""The language of a text in a script that hardly any other language is written in."""

from __future__ import annotations

import re

_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af",
    "zh": "\u4e00-\u9fff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "th": "\u0e00-\u0e7f",
    "bn": "\u0980-\u09ff",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "km": "\u1780-\u17ff",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "am": "\u1200-\u137f",
}
"""Language -> the letters of its script (Unicode's blocks), Chinese without those of Japanese."""
_LETTERS = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS.items()}
_ONE_OF_THEM = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_ANY = re.compile(r"[^\W\d_]")
_OTHERS = re.compile(
    "[\u05f0-\u05f2\u09f0\u09f1\u105a-\u108f\u1250-\u125d\u12a3]|(?<!\\w)\u05d0\u05d5\u05df(?!\\w)"
)
"""Letters and the «and» of those that share a script with a language that far more media write:
Yiddish, Assamese, Mon, Karen and Shan, Tigrinya."""
_KANA = 0.1
"""Share of kana among the letters of Japanese; Chinese has none but in names."""
_MOST = 2000
"""Characters that are looked at."""


def language_by_script(text: str) -> str | None:
    """The language of most letters of a text; None where its script is that of several."""
    text = text[:_MOST]
    if _ONE_OF_THEM.search(text) is None or _OTHERS.search(text) is not None:
        return None
    text = "".join(_ANY.findall(text))  # signs of vowels are none of them
    letters = len(text)
    counts = {language: len(found.findall(text)) for language, found in _LETTERS.items()}
    if counts["ja"] > _KANA * letters:
        return "ja"
    language = max(counts, key=counts.__getitem__)
    return language if 2 * counts[language] > letters else None
