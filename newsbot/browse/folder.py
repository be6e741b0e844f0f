"""`scrapy browse`: writes the folder."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from newsbot.archive.archive import Archive
from newsbot.archive.choice import Choice, moment_of
from newsbot.archive.placed import PlacedFolder
from newsbot.browse.pages import (
    NO_SECTION,
    NO_TITLE,
    Row,
    article_page,
    beginning,
    file_name,
    listing,
    months,
)
from newsbot.browse.search_index import LISTED, SearchIndex
from newsbot.browse.searched_words import words_in
from newsbot.errors import ConfigurationError
from newsbot.feeds.records import article_of
from newsbot.sites.known import SITES, site_of
from newsbot.sites.urls import Addresses
from newsbot.text.dates.clock import KYIV

_MARK = "newsbot-browse"
"""A file that says whose folder this is: one that lacks it is never replaced."""
_SHARD = 3
"""Last digits of an id that the articles of one folder differ in: a thousand of them at most."""


def write_folder(
    archive: Archive, choice: Choice, target: Path, progress: Callable[[int, int], object]
) -> int:
    """The number of articles; 0 where none is chosen, and then nothing is written.

    The folder is there when it is whole. Of each article its row in the lists is held. Raises
    RunError and OSError.
    """
    if target.exists() and not (target / _MARK).is_file():
        raise ConfigurationError(f"{target} exists and was not written by scrapy browse")
    rows = sorted((_row(entry.record) for entry in archive.entries(choice)), reverse=True)
    if not rows:
        return 0
    placed = PlacedFolder(target, overwrite=True, own=".*")  # it has the mark
    try:
        _Folder(placed.part, rows).write(archive, choice, progress)
        os.sync()  # at once: there are as many files as articles
        placed.finish()
    except BaseException:
        placed.abandon()
        raise
    return len(rows)


def _row(record: dict[str, object]) -> Row:
    return Row(
        moment_of(record).astimezone(KYIV),
        _path(str(record["site"]), str(record["id"])),
        str(record["title"] or NO_TITLE),
        str(record["section"] or NO_SECTION),
        str(record["language"] or ""),
    )


def _path(site: str, key: str) -> str:
    name = file_name(key)
    return f"{file_name(site)}/{name[:-_SHARD] or '0'}/{name}.html"


class _Folder:
    def __init__(self, folder: Path, rows: list[Row]) -> None:
        self._folder = folder
        self._rows = rows
        self._addresses = {site.name: Addresses(site) for site in SITES}
        self._numbers = {row.path: number for number, row in enumerate(rows)}

    def write(
        self, archive: Archive, choice: Choice, progress: Callable[[int, int], object]
    ) -> None:
        self._lists()
        self._articles(archive, choice, progress)
        for name in ("pages.css", "search.js"):
            text = files("newsbot.browse").joinpath(name).read_text(encoding="utf-8")
            self._put(name, text)
        self._put(_MARK, "")

    def _lists(self) -> None:
        days: defaultdict[str, list[Row]] = defaultdict(list)
        sections: defaultdict[str, defaultdict[str, list[Row]]]
        sections = defaultdict(lambda: defaultdict(list))
        for row in self._rows:
            days[row.day].append(row)
            sections[row.section][row.month].append(row)
        for day, rows in days.items():
            self._put(f"day/{day}.html", listing(day, rows, "../", form="%H:%M"))
        for section, by_month in sections.items():
            folder = f"section/{file_name(section)}"
            counts = {month: len(rows) for month, rows in by_month.items()}
            self._put(f"{folder}/index.html", months(section, counts, "../../"))
            for month, rows in by_month.items():
                title = f"{section}, {month}"
                page = listing(title, rows, "../../", form="%d.%m. %H:%M")
                self._put(f"{folder}/{month}.html", page)
        counts = Counter({name: sum(map(len, each.values())) for name, each in sections.items()})
        self._put("index.html", beginning(self._rows, counts, LISTED))

    def _articles(
        self, archive: Archive, choice: Choice, progress: Callable[[int, int], object]
    ) -> None:
        index = SearchIndex(self._folder / "search")
        for done, entry in enumerate(archive.entries(choice)):
            progress(done, len(self._rows))
            article = article_of(entry.record)
            row = _row(entry.record)
            number = self._numbers.get(row.path)
            if number is None:
                continue  # it came while this went on
            revisions = [article]
            if article.revision > 1:
                revisions = archive.revisions_of(article)
            self._put(row.path, article_page(revisions, row, "../../", self._page_of))
            words = words_in(article.title, article.lead, article.body, *article.tags)
            index.add(number, words)
        index.finish()
        index.titles([row.path, row.title, row.day, row.section] for row in self._rows)

    def _page_of(self, url: str) -> str | None:
        """Of the article that a link leads to, in whatever form of its address."""
        addresses = self._addresses.get(site_of(url).name)
        address = addresses and addresses.article(url, "")
        path = _path(site_of(url).name, address.id) if address else ""
        return path if path in self._numbers else None

    def _put(self, name: str, text: str) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
