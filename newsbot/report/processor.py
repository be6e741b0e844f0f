"""The pipelines, with the time they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.pipelines import ItemPipelineManager

from newsbot.report.stopwatch import Stopwatch, stopwatch_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class TimedPipelines(ItemPipelineManager):
    """`ITEM_PROCESSOR`. None of our pipelines waits, so that their time is theirs."""

    watch: Stopwatch

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        manager = super().from_crawler(crawler)
        manager.watch = stopwatch_of(crawler)
        return manager

    async def process_item_async(self, item: Any) -> Any:
        with self.watch("pipelines"):
            return await super().process_item_async(item)
