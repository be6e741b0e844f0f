"""`newsbot.Archive`: the articles of a feed, one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from newsbot.archive.checked_lines import Foreign, key_in, record_in
from newsbot.archive.choice import ALL, Choice, Moment, choice_of
from newsbot.archive.feed_files import BrokenFile, FeedFile, Text, files_of
from newsbot.archive.places import Place, Places
from newsbot.errors import ArchiveError
from newsbot.feeds.records import article_of
from newsbot.items import Article

Revisions = Literal["newest", "all"]

_BATCH = 1000
"""Lines noted at once."""
NAMED = 100
"""Lines that are remembered one by one; more are only counted."""


class Skipped(NamedTuple):
    """A line, or the rest of a file, that holds no article."""

    file: str
    line: int
    """From 1 on; 0 where one article alone was looked up."""
    why: str


class Entry(NamedTuple):
    """One revision of one article, as it stands in its file and as it is read."""

    line: bytes
    record: dict[str, Any]


class Archive:
    """The articles of JSON Lines that newsbot wrote, in the order in which they were written.

    `path` is a `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file, a folder of such day files, a data
    folder, or the `s3://` address of one of these (extra `s3`). Nothing but the places of the lines
    is kept, be the archive as large as it likes. Files that grow are read to the end that they have
    when an iteration begins.

    >>> for article in Archive("data/interfax"):  # doctest: +SKIP
    ...     print(article.published_at, article.title)

    Raises ArchiveError (a RunError) where there is no archive, or where it cannot be read. A line
    that holds no article raises nothing: `skipped` names it.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self.skipped: list[Skipped] = []
        """The first 100 lines, in the order in which they were met, that hold no article."""
        self.skipped_count = 0
        """How many there are in all."""
        files_of(self.path)  # a wrong path is said at once
        self._files: list[FeedFile] = []
        self._known = Places()

    def __iter__(self) -> Iterator[Article]:
        """The newest revision of each article."""
        return self.select()

    def __len__(self) -> int:
        """How many articles there are; each counts once, whatever the number of its revisions."""
        return len(self._places())

    def select(
        self,
        *,
        since: Moment | None = None,
        until: Moment | None = None,
        section: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        revisions: Revisions = "newest",
    ) -> Iterator[Article]:
        """The articles published from `since` to `until`, in these sections and languages.

        A moment is a `date` or `"2026-09-23"`, a whole day in Kyiv, or an aware `datetime`. An
        article whose `published_at` is null counts by its `fetched_at`. With `"newest"` it is the
        newest revision that must fit. Raises ValueError for what is no moment.
        """
        choice = choice_of(since, until, section, language)
        return (article_of(entry.record) for entry in self.entries(choice, revisions))

    def get(self, id: str, *, site: str | None = None) -> Article | None:  # noqa: A002 - the field
        """The newest revision of an article; None where there is none."""
        found = self.revisions(id, site=site)
        return found[-1] if found else None

    def revisions(self, id: str, *, site: str | None = None) -> list[Article]:  # noqa: A002
        """All revisions of an article, the oldest first.

        Raises ValueError where several sites have an article of this id and `site` names none.
        """
        places = self._places()
        sites = places.sites_of(id) if site is None else [site]
        if len(sites) > 1:
            raise ValueError(f"several sites have an article {id}: {', '.join(sites)}")
        return [article for name in sites for article in self._revisions_in(places, id, name)]

    def revisions_of(self, article: Article) -> list[Article]:
        """All revisions of an article that was read from here, as the files were then.

        They are not looked at again, which costs more than an article where there are many.
        """
        return self._revisions_in(self._known, article.id, article.site)

    def _revisions_in(self, places: Places, key: str, site: str) -> list[Article]:
        last = {
            revision: entry
            for revision, place in places.of(key, site)
            if (entry := self._entry_at(places, place)) is not None
        }
        return [article_of(entry.record) for entry in last.values()]

    def file_names(self) -> list[str]:
        """The files of the archive, in the order in which they are read."""
        return [file.name for file in files_of(self.path)]

    def count(self, revisions: Revisions = "newest") -> int:
        """How many articles or revisions there are to choose from."""
        places = self._places()
        return len(places) if revisions == "newest" else places.count()

    def entries(self, choice: Choice = ALL, revisions: Revisions = "newest") -> Iterator[Entry]:
        """As `select`, with the lines as they stand in the files."""
        if revisions not in {"newest", "all"}:
            raise ValueError(f"revisions are 'newest' or 'all', not {revisions!r}")
        found = self._entries(is_newest=revisions == "newest")
        return (entry for entry in found if choice.takes(entry.record))

    def _entries(self, *, is_newest: bool) -> Iterator[Entry]:
        places, files = self._places(), self._files
        wanted = places.newest() if is_newest else places.all()
        for place, text in _read(files, wanted):
            entry = self._entry(files[place.file], text)
            if entry is None:
                key, site, revision = places.forget(place)
                entry = self._last_whole(places, key, site, None if is_newest else revision)
            if entry is not None:
                yield entry

    def _last_whole(
        self, places: Places, key: str, site: str, revision: int | None
    ) -> Entry | None:
        """In place of a line that cannot be read, the one that counts before it."""
        for number, place in reversed(places.of(key, site)):
            if revision in {None, number}:
                entry = self._entry_at(places, place)
                if entry is not None:
                    return entry
        return None

    def _entry_at(self, places: Places, place: Place) -> Entry | None:
        file = self._files[place.file]
        try:
            entry = self._entry(file, Text(file.line_at(place.offset), place.offset, 0))
        except (OSError, BrokenFile) as error:
            raise _unreadable(file, error) from error
        if entry is None:
            places.forget(place)
        return entry

    def _entry(self, file: FeedFile, text: Text) -> Entry | None:
        try:
            return Entry(text.text, record_in(text.text))
        except Foreign as error:
            self._skip(Skipped(file.name, text.number, str(error)))
            return None

    def _skip(self, skipped: Skipped) -> None:
        self.skipped_count += 1
        if len(self.skipped) < NAMED:
            self.skipped.append(skipped)

    def _places(self) -> Places:
        """Where everything stands by now: read again where a file is another one than before."""
        files = files_of(self.path)
        if files != self._files:
            self.skipped, self.skipped_count = [], 0
            self._files, self._known = files, Places()
            for number, file in enumerate(files):
                self._note(number, file)
        return self._known

    def _note(self, number: int, file: FeedFile) -> None:
        found: list[tuple[str, str, int, Place]] = []
        line = 0
        try:
            for text in file.lines():
                line = text.number
                try:
                    found.append((*key_in(text.text), Place(number, text.offset)))
                except Foreign as error:
                    self._skip(Skipped(file.name, line, str(error)))
                if len(found) == _BATCH:
                    self._known.add(found)
                    found = []
        except BrokenFile:
            self._skip(Skipped(file.name, line + 1, "torn: the compressed file ends within it"))
        except OSError as error:
            raise _unreadable(file, error) from error
        self._known.add(found)


def _read(files: list[FeedFile], places: Iterator[Place]) -> Iterator[tuple[Place, Text]]:
    """The lines at these places, each file read once and from its beginning."""
    wanted = next(places, None)
    while wanted is not None:
        file = wanted.file
        try:
            for text in files[file].lines():
                if text.offset == wanted.offset:
                    yield wanted, text
                    wanted = next(places, None)
                    if wanted is None or wanted.file != file:
                        break
            else:
                raise ArchiveError(f"{files[file].name} is shorter than it was a moment ago")
        except (OSError, BrokenFile) as error:
            raise _unreadable(files[file], error) from error


def _unreadable(file: FeedFile, error: Exception) -> ArchiveError:
    why = getattr(error, "strerror", None) or error
    return ArchiveError(f"the archive cannot be read: {file.name} ({why})")
