"""Bytes of a page in, the name of their encoding out: also where header or page say another.

UTF-8 is known by its form: text in another encoding hardly ever decodes as it (RFC 3629, 1). Among
the Cyrillic encodings the case of the letters tells: the wrong one turns `новини` into `МНБХМХ`.
"""

from __future__ import annotations

import codecs
import functools
import re

_CYRILLIC = ("windows-1251", "koi8-u", "iso8859-5", "cp866")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LOWER = re.compile("[а-яёіїєґ]")
_GOOD = re.compile("(?<![А-ЯЁІЇЄҐа-яёіїєґ])[А-ЯЁІЇЄҐа-яёіїєґ][а-яёіїєґ]+")
"""A Cyrillic word. The accents of Western languages are single letters between Latin ones."""
_SAMPLE = 32 * 1024
_MOST_BROKEN = 0.1
"""Share of the characters beyond ASCII that may be broken in a page that is still UTF-8."""
_NUL_SHARE = 0.25
_FEWEST_LETTERS = 4
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\s[^>]*(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096
"""Bytes in which a page says its encoding; HTML asks for it in the first 1,024."""


def encoding_of(body: bytes, declared: str | None = None) -> str | None:
    """The name of the encoding of `body`, None where it is no text that we know.

    `declared` is what the header or the page claims; it decides where the bytes do not.
    """
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-8-sig" if body.startswith(codecs.BOM_UTF8) else "utf-16"
    wide = _wide(body)
    if wide is not None:
        return wide
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    return "utf-8" if _is_broken_utf8(body) else _eight_bit(body, declared)


def declared_in(body: bytes) -> str | None:
    """What a page itself says of its encoding, None where it says nothing."""
    found = _DECLARED.search(body, 0, _HEAD)
    return found[1].decode("ascii") if found is not None else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark, by the zero bytes of its markup."""
    start = body[:200]
    if not start or start.count(0) < len(start) * _NUL_SHARE:
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _is_broken_utf8(body: bytes) -> bool:
    text = body[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("�")
    beyond = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    return broken <= beyond * _MOST_BROKEN


def _eight_bit(body: bytes, declared: str | None) -> str | None:
    sample = b" ".join(_HIGH.findall(body, 0, _SAMPLE * 8))[:_SAMPLE]
    claimed = _known(declared)
    candidates = [claimed] if claimed is not None else []
    candidates += [name for name in _CYRILLIC if _known(name) != claimed]
    scores = {name: _score(sample, name) for name in candidates}
    best = max(candidates, key=scores.__getitem__)
    letters = len(_LOWER.findall(sample.decode(best, "replace")))
    if letters >= _FEWEST_LETTERS and scores[best] > 0:
        return best
    return claimed


def _known(name: str | None) -> str | None:
    """The codec of a declared encoding, None for UTF-8 (which has been tried) and unknown ones."""
    try:
        codec = codecs.lookup(name or "")
    except LookupError:
        return None
    return codec.name if _eight_bits(codec.name) else None


@functools.cache
def _eight_bits(name: str) -> bool:
    """Whether a codec reads single bytes; Python has others, for host names and the like."""
    if name.startswith("utf"):
        return False
    try:
        text = b"a\xe0b".decode(name, "replace")
    except (ValueError, LookupError):
        return False
    return len(text) == 3 and text[::2] == "ab"


def _score(sample: bytes, encoding: str) -> int:
    """How much `sample` looks like Cyrillic words in `encoding`: letters, less everything else."""
    try:
        text = sample.decode(encoding, "replace")
    except (ValueError, LookupError):
        return -len(sample)
    good = sum(map(len, _GOOD.findall(text)))
    return 2 * good - sum(map(len, text.split()))
