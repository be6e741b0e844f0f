"""The index of the search: which words stand in which articles.

A page that is opened from a disk may read scripts that lie beside it, and nothing else: so the
index is one of scripts, each with the words of the same two first letters. What stands in an
article is noted in files first, so that the memory does not grow with the archive.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsbot.browse.searched_words import part_of

LISTED = 500
"""Articles in one file of titles."""
_HELD = 500_000
"""Pairs of a word and an article that are held before they are written: some 60 MB."""


class SearchIndex:
    """Writes `words-*.js` and `titles-*.js` into a folder; articles have numbers from 0 on."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._held: defaultdict[str, list[str]] = defaultdict(list)
        self._count = 0

    def add(self, number: int, words: Iterable[str]) -> None:
        for word in words:
            self._held[part_of(word)].append(f"{word} {number}\n")
            self._count += 1
        if self._count >= _HELD:
            self._write()

    def finish(self) -> None:
        """Makes scripts of what was noted."""
        self._write()
        for noted in self._folder.glob("*.noted"):
            found: defaultdict[str, list[int]] = defaultdict(list)
            with noted.open(encoding="utf-8") as lines:
                for line in lines:
                    word, _, number = line.rpartition(" ")
                    found[word].append(int(number))
            numbers = {word: _steps(sorted(found[word])) for word in sorted(found)}
            _script(noted.with_name(f"words-{noted.stem}.js"), "words", noted.stem, numbers)
            noted.unlink()

    def titles(self, titles: Iterable[Sequence[str]]) -> None:
        """[path, title, day, section] of all articles, in the order of their numbers."""
        rows: list[Sequence[str]] = []
        part = 0
        for row in titles:
            rows.append(row)
            if len(rows) == LISTED:
                self._titles(part, rows)
                rows, part = [], part + 1
        if rows:
            self._titles(part, rows)

    def _titles(self, part: int, rows: list[Sequence[str]]) -> None:
        _script(self._folder / f"titles-{part}.js", "titles", str(part), rows)

    def _write(self) -> None:
        for part, lines in self._held.items():
            with (self._folder / f"{part}.noted").open("a", encoding="utf-8") as file:
                file.writelines(lines)
        self._held.clear()
        self._count = 0


def _steps(numbers: list[int]) -> list[int]:
    """The first, then how far each is from the one before: a third of the bytes."""
    return [after - before for before, after in zip([0, *numbers], numbers, strict=False)]


def _script(path: Path, kind: str, name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.write_text(f"newsbot.{kind}({json.dumps(name)},{text})\n", encoding="utf-8")
