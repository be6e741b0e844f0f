"""What an article of a site that nobody described is about: its tags, and the section it stands in.

Much of what a page states there is for machines: numbers, settings, names of the site. What surely
is no word for readers is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from newsbot.pages.bylines import squashed
from newsbot.text.clean import fold

_LONGEST = 80
"""Characters of a tag; more are several, or a sentence."""
_FOR_MACHINES = re.compile(r"_|://|\A[\da-f]{8}-[\da-f]{4}-|\A\W*\Z", re.IGNORECASE)
_SETTING = re.compile(r"[^\W\d_][^:]*: \S")
"""«Page Type: Article»."""
_NO_SECTIONS = frozenset(
    {"article", "articles", "blog post", "default", "home", "homepage", "post", "posts"}
    | {"uncategorised", "uncategorized", "без категорії", "без категории", "без рубрики"}
    | {"allgemein", "non classé", "sin categoría", "senza categoria"}
    | {"головна", "главная", "стаття"}
    | {"статья", "статті", "статьи", "nezařazené", "bez kategorii", "sem categoria"}
)
"""What systems call a section where nobody gave it a name."""


def tags_in(stated: Iterable[str], title: str, others: Collection[str]) -> list[str]:
    """The tags among some, each once; `others` are names of the site."""
    headline = fold(title)
    found: dict[str, str] = {}
    settings: list[str] = []
    for tag in stated:
        if len(tag) > _LONGEST or _FOR_MACHINES.search(tag) is not None or squashed(tag) in others:
            continue
        key = fold(tag)
        if key != headline:
            found.setdefault(key, tag)
            if _SETTING.match(tag) is not None:
                settings.append(key)
    if len(settings) > 1:  # one alone may be a title: «Orchards: a guide»
        for key in settings:
            found.pop(key, None)
    return list(found.values())


def section_in(stated: str) -> str | None:
    """The name of a section, the first of several; None where it is no word for readers."""
    first = re.split(r",(?! )", stated, maxsplit=1)[0].strip()
    if not any(map(str.isalpha, first)) or _FOR_MACHINES.search(first) is not None:
        return None
    return first if fold(first) not in _NO_SECTIONS else None
