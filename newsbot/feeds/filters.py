"""Which articles a feed takes."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

from scrapy.extensions.feedexport import ItemFilter

from newsbot.errors import ConfigurationError
from newsbot.feeds.recovery import key_of
from newsbot.items import RECORD_FIELDS

if TYPE_CHECKING:
    from newsbot.items import Article


class EachRevisionOnce(ItemFilter):
    """For the archive: leaves out what `refetch` fetched again without finding a change.

    Raises ConfigurationError where the feed would give up what it has.
    """

    def __init__(self, feed_options: dict[str, Any] | None) -> None:
        super().__init__(feed_options)
        options, whole = feed_options or {}, [*RECORD_FIELDS]
        if options.get("overwrite") or options.get("fields", whole) != whole:
            raise ConfigurationError(
                "the archive is appended to, with all fields of a record: leave it in FEEDS as it "
                "is, and name another feed beside it"
            )

    def accepts(self, item: Article) -> bool:
        return not item.evidence.repeated


class Absent(ItemFilter):
    """For a feed beside the archive that holds articles already which the archive lacks."""

    def __init__(self, inner: ItemFilter, present: Container[int]) -> None:
        super().__init__(inner.feed_options)
        self._inner = inner
        self._present = present

    def accepts(self, item: Article) -> bool:
        return (
            self._inner.accepts(item)
            and key_of(item.id, str(item.content_hash)) not in self._present
        )
