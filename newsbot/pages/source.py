"""The line that only gives the source of an article: «Джерело: https://…»."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from newsbot.pages.lexicon import Lexicon
from newsbot.pages.line import Line
from newsbot.pages.prose import SHORT
from newsbot.text.clean import fold

_BEHIND = 10
"""Lines behind the text in which its source may stand."""
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)


def source_of(
    lines: Sequence[Line],
    text: Sequence[int],
    scope: range,
    blocks: Iterable[int],
    skip: Collection[int],
    lexicon: Lexicon,
) -> tuple[str | None, set[int]]:
    """The source that a text or what stands right behind it gives, and all such lines.

    `text` are its lines, `scope` those in which it was looked for; `blocks` are the first lines of
    the titled blocks, at which the look ends.
    """
    found = None
    dropped: set[int] = set()
    last = text[-1] if text else scope.start
    stop = next((start for start in blocks if start > last), len(lines))
    for at in range(scope.start, min(stop, max(last, scope.stop) + _BEHIND)):
        if at in skip:
            continue
        source = source_at(lines, at, lexicon)
        if source is not None:
            url, used = source
            found = found or url
            dropped |= used
    return found, dropped


def source_at(lines: Sequence[Line], at: int, lexicon: Lexicon) -> tuple[str, set[int]] | None:
    """The address in a line that only gives a source, and the numbers of its lines."""
    line = lines[at]
    if not line.text[: lexicon.longest_source].lower().startswith(lexicon.source_openings):
        return None
    label, colon, rest = line.text.partition(":")
    used = {at}
    hrefs = line.hrefs
    if fold(label) not in lexicon.source_labels:
        label, _, rest = line.text.partition(" ")
        if fold(label) not in lexicon.source_labels or not _ADDRESS.fullmatch(rest.lstrip("-–— ")):
            return None
    elif not rest.strip():
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is None or not (following.all_linked or _ADDRESS.fullmatch(following.text)):
            return None
        rest, hrefs, used = following.text, following.hrefs, {at, at + 1}
    elif not colon:
        return None
    addresses = [address.rstrip(".,;)") for address in _ADDRESS.findall(rest)]
    linked = [href for href in hrefs if _ADDRESS.fullmatch(href)]
    if not (addresses or linked) or len(fold(_ADDRESS.sub("", rest))) > SHORT:
        return None
    return (linked or addresses)[0], used


def opening_source(lines: Sequence[Line], numbers: Sequence[int], lexicon: Lexicon) -> list[int]:
    """The number of a line «Джерело: …» right before the text on these lines; [] where none is.

    Where a description says what such a line is, it is none of the text, wherever it stands.
    """
    if lexicon.is_described or not numbers or not numbers[0]:
        return []
    before = lines[numbers[0] - 1]
    label, colon, name = before.text.partition(":")
    if not (colon and name.strip()) or fold(label) not in lexicon.source_labels:
        return []
    beside = lines[numbers[0]].element.getparent()
    return [numbers[0] - 1] if before.element.getparent() is beside else []
