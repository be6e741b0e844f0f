"""The pipelines: what they take, and what becomes of an article in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem
from scrapy.pipelines import ItemPipelineManager

from newsbot.errors import Dropped, LedgerError, NotWanted
from newsbot.items import Article
from newsbot.outcomes import Delivered, Outcomes, Page, Postponed, Unread, of_drop
from newsbot.run import one_of
from newsbot.stopwatch import Stopwatch

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class TimedPipelines(ItemPipelineManager):
    """`ITEM_PROCESSOR`. None of our pipelines waits, so that their time is theirs."""

    watch: Stopwatch
    outcomes: Outcomes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        manager = super().from_crawler(crawler)
        manager.watch = one_of(crawler, Stopwatch)
        manager.outcomes = one_of(crawler, Outcomes)
        return manager

    async def process_item_async(self, item: Any) -> Any:
        page = Page(item.id, item.url)
        try:
            with self.watch("pipelines"):
                made = await self._article(item)
        except DropItem as error:
            self.outcomes.tell(page, of_drop(item, error))
            raise
        except LedgerError as error:
            # Whether it is new cannot be told. It stays queued, so nothing is wrong with it.
            self.outcomes.tell(page, Postponed())
            raise NotWanted(str(error), "postponed") from error
        except Exception as error:
            self.outcomes.tell(page, Unread(f"{type(error).__name__}: {error}", has_raised=True))
            raise
        self.outcomes.tell(page, Delivered(made))
        return made

    async def _article(self, item: Any) -> Article:
        """What the pipelines make of an item; one of somebody else's may make anything of it."""
        made = await super().process_item_async(item)
        if not isinstance(made, Article):
            raise Dropped(f"a pipeline has made {type(made).__name__} of it, and no article")
        return made
