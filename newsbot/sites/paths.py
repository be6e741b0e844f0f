"""How the addresses of a site are made, as patterns: what a description says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Protocol


class Paging(Protocol):
    """How the pages of a list are numbered, from 1, the newest first.

    `path` is that of any page of the list. A list that is numbered by days has its first page
    `today`, in the site's own zone.
    """

    @property
    def is_linked(self) -> bool:
        """Whether there is a next page only where the page before it links to it."""

    def name(self, path: str) -> str | None:
        """What the paths of all pages of the list are made of, None for a list without pages."""

    def number(self, path: str, today: date) -> int: ...

    def page(self, path: str, number: int, today: date) -> str:
        """The path of page `number`; `path` may be the list's name as well."""

    def following(self, path: str) -> str | None:
        """The path of the page after this one; None where the list has no pages."""


@dataclass(frozen=True)
class NumberedPages:
    """`/news/latest.html`, `/news/latest-2.html`, ...

    `first` and `further` are formats of a path with `{stem}`, and the second with `{number}`.
    """

    first: str
    further: str
    is_linked: bool = True

    def name(self, path: str) -> str | None:
        stem, _ = self._read(path)
        return self.first.format(stem=stem) if stem else None

    def number(self, path: str, today: date) -> int:  # noqa: ARG002 - as `Paging` has it
        return self._read(path)[1]

    def page(self, path: str, number: int, today: date) -> str:  # noqa: ARG002
        stem, _ = self._read(path)
        if not stem:
            return path
        return (self.first if number == 1 else self.further).format(stem=stem, number=number)

    def following(self, path: str) -> str | None:
        stem, number = self._read(path)
        return self.further.format(stem=stem, number=number + 1) if stem else None

    def _read(self, path: str) -> tuple[str, int]:
        """(stem, number); without a stem where the path is not that of a list."""
        further, first = self._patterns
        if (match := further.fullmatch(path)) is not None:
            return match["stem"], int(match["number"])
        if (match := first.fullmatch(path)) is not None:
            return match["stem"], 1
        return "", 1

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return (
            _pattern(self.further, stem=".+?", number="[1-9][0-9]{0,4}"),
            _pattern(self.first, stem=".+?"),
        )


@dataclass(frozen=True)
class DailyPages:
    """`/archive/26112026/`: a page a day, which need not be linked.

    `path` is the format of a path with `{day}`, `form` that of the day (`strftime`).
    """

    path: str
    form: str
    is_linked: bool = False

    def name(self, path: str) -> str | None:
        return self.path if self._day(path) is not None else None

    def number(self, path: str, today: date) -> int:
        day = self._day(path)
        return (today - day).days + 1 if day is not None else 1

    def page(self, path: str, number: int, today: date) -> str:
        if path != self.path and self._day(path) is None:
            return path
        return self._path(today - timedelta(days=number - 1))

    def following(self, path: str) -> str | None:
        day = self._day(path)
        return self._path(day - timedelta(days=1)) if day is not None else None

    def _path(self, day: date) -> str:
        return self.path.format(day=day.strftime(self.form))

    def _day(self, path: str) -> date | None:
        match = self._pattern.fullmatch(path)
        if match is None:
            return None
        try:
            return datetime.strptime(match["day"], self.form).date()  # noqa: DTZ007 - a day
        except ValueError:
            return None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self.path, day="[0-9/._-]+")


def _pattern(form: str, **groups: str) -> re.Pattern[str]:
    """The expression that reads what `form` writes."""
    parts = re.split(r"\{(\w+)\}", form)
    texts = [
        f"(?P<{part}>{groups[part]})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    ]
    return re.compile("".join(texts))


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of a site, behind the prefix of their edition; '' for what it has not got.

    `article`, `section` and `tag` are regular expressions over a whole path, doubled slashes made
    one, letters of either case.
    """

    article: str = ""
    """The page of an article; its groups are `id`, `section` if the path has one, and whatever else
    `plain` and `key` name."""
    plain: str = ""
    """Format of the path that is asked for first, of the groups of `article` in lower case; '' for
    the path as it was found."""
    key: str = "{id}"
    """Format of the id in the archive, of the same groups and `edition`: the language versions of a
    story under one number are told apart by it."""
    section: str = ""
    """The list of a section; its group is `section`."""
    tag: str = ""
    """The list of a tag."""
    latest: str = ""
    """The list of the newest articles: where a run starts."""
    rss: tuple[str, ...] = ()
    section_list: str = ""
    """Format of the path of a section's list, with `{section}`."""
    paging: Paging | None = None
