"""Which articles a feed takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.extensions.feedexport import ItemFilter

if TYPE_CHECKING:
    from newsbot.items import Article


class EachRevisionOnce(ItemFilter):
    """For the archive: leaves out what `refetch` fetched again without finding a change."""

    def accepts(self, item: Article) -> bool:
        return not item.evidence.repeated
