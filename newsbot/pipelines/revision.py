"""Revision: whether an article is new, changed or as it was."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsbot.errors import Doubted, Dropped, SameAsKnown
from newsbot.items import HASH_VERSION, changed_fields
from newsbot.ledger.opening import open_ledger
from newsbot.pages.lexicon import lexicon
from newsbot.pages.notices import is_notice
from newsbot.pipelines.content_hash import content_hash
from newsbot.run import archive_of, one_of
from newsbot.text.gist import is_its_title, share_kept

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.ledger.rows import Known

_NOW = 60
"""Seconds; a page that was changed so shortly before its fetch may name the moment of the fetch."""

HALF = 0.5
"""Of the words of an article. An edit keeps nearly all of them, another article an eighth or so."""
_NEARLY_ALL = 0.8
"""What the words of a notice may not come with less of: a wall behind the first paragraph."""


class RevisionPipeline:
    """Sets `content_hash` and `revision`; drops an article that is as the ledger knows it."""

    def __init__(self, crawler: Crawler) -> None:
        self._ledger = one_of(crawler, open_ledger)
        spider = archive_of(crawler)
        self._is_refetch = spider.arguments.refetch
        self._lexicon = lexicon(spider.site)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        known = self._ledger.article(item.id) if self._ledger else None
        if known is not None:
            _by_the_first_clock(item, known)
            if known.url and self._lexicon.addresses.article(known.url, "") is not None:
                item.url = known.url  # it stays, however the page calls itself later
        item.content_hash = content_hash(item)
        if known is not None and item.evidence.archived is not None:
            self._compare(item, item.evidence.archived)
            item.revision = known.revision + 1
        elif known is not None and _is_as_known(item, known):
            self._keep(item, known)
        elif known is not None:
            self._check(item, known)
            item.revision = known.revision + 1
        return item

    def _compare(self, item: Article, archived: dict[str, Any]) -> None:
        """Goes on where the page is read otherwise than before. It is the article: it was then."""
        item.evidence.changed = changed_fields(archived, asdict(item))
        if not item.evidence.changed:
            raise SameAsKnown(f"Read as before: {item.url}")

    def _check(self, item: Article, known: Known) -> None:
        """Whether a changed page still is the article, and not something in its place.

        Half of its text gone, under its own headline: a second look later has to see the same.
        """
        if known.gist is None:  # a ledger of version 1 knows no texts
            return
        kept = share_kept(known.gist, item.lead, item.body)
        text = " ".join(filter(None, (item.lead, item.body)))
        if kept < _NEARLY_ALL and is_notice(self._lexicon, (item.title,), text, proven=False):
            raise Dropped("a notice in the place of the article")
        if kept > HALF:
            return
        if not is_its_title(known.gist, item.title):
            raise Dropped("another headline and text than those of the article")
        assert self._ledger is not None
        assert item.content_hash is not None
        if not self._ledger.is_confirmed(item.id, item.content_hash):
            raise Doubted("most of the article's text is gone")

    def _keep(self, item: Article, known: Known) -> None:
        """Goes on only where `refetch` asks for the article again."""
        if not self._is_refetch:
            raise SameAsKnown(f"Unchanged: {item.url}")
        item.revision = known.revision
        item.evidence.known = True
        item.evidence.repeated = True


def _is_as_known(item: Article, known: Known) -> bool:
    """Whether an article says what the ledger has of it.

    A hash by older rules cannot tell an edit from a better reading. Then only the page's own word
    counts that it was changed since it was looked at; edits from now on are seen by the new hash.
    """
    if known.content_hash == item.content_hash:
        return True
    if known.hash_version == HASH_VERSION:
        return False
    return item.modified_at is None or _instant(item.modified_at) <= known.checked_at


def _by_the_first_clock(item: Article, known: Known) -> None:
    """Takes the times that go by the moment of a fetch from the first one, which was the nearest.

    Also those that had not come yet by this machine's clock, which may be slow. That of a change
    only where nothing else is new.
    """
    by_clock = {*item.evidence.about, *item.evidence.ahead}
    if known.published_at is not None and "published_at" in by_clock:
        item.published_at = known.published_at
    elif item.published_at is None and item.event_at == known.published_at:
        # No event of the days to come: it had come at an earlier look.
        item.published_at, item.event_at = known.published_at, None
    if "modified_at" in by_clock or _is_of_the_fetch(item):
        before = replace(item, modified_at=known.modified_at)
        if content_hash(before) == known.content_hash:
            item.modified_at = known.modified_at


def _is_of_the_fetch(item: Article) -> bool:
    if item.modified_at is None or item.fetched_at is None:
        return False
    return abs(_instant(item.fetched_at) - _instant(item.modified_at)) <= _NOW


def _instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
