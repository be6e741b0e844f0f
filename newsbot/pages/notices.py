"""Pages that are served in an article's place: outages, challenges, walls and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsbot.pages.lexicon import Lexicon
from newsbot.pages.outline import Line
from newsbot.text.clean import fold

_LONGEST = 1500
"""Characters; a page with more text than this is no outage page."""
_PROBE = 400
_FEWEST_ROWS = 4


def is_notice(lexicon: Lexicon, titles: Iterable[str | None], text: str, *, proven: bool) -> bool:
    """Whether a short page says that the site cannot be read now.

    `proven` tells that the page has what only an article has; then no more than the words of a
    content delivery network make it a notice.
    """
    if len(text) > _LONGEST:
        return False
    ends = (text[:_PROBE], text[-_PROBE:]) if len(text) > 2 * _PROBE else (text,)
    probe = " ".join((*map(fold, filter(None, titles)), *map(fold, ends)))
    if lexicon.challenges.search(probe) is not None:
        return True
    return not proven and lexicon.not_articles.search(probe) is not None


def is_list(lexicon: Lexicon, lines: Sequence[Line], content: Sequence[Line], edition: str) -> bool:
    """Whether the text is no more than the teasers between a list's links to articles."""
    rows = set()
    for line in lines:
        if line.links and line.all_linked:
            for href in line.hrefs:
                address = lexicon.addresses.article(href, edition)
                if address is not None:
                    rows.add(address.id)
    return len(rows) >= _FEWEST_ROWS and len(rows) * 2 >= len(content)
