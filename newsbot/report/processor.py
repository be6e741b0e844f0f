"""The pipelines, with the time they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.pipelines import ItemPipelineManager

from newsbot.errors import LedgerError, NotWanted
from newsbot.report.extension import RunReport
from newsbot.report.stopwatch import Stopwatch, stopwatch_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from scrapy.crawler import Crawler


class TimedPipelines(ItemPipelineManager):
    """`ITEM_PROCESSOR`. None of our pipelines waits, so that their time is theirs."""

    watch: Stopwatch
    report: RunReport
    steps: list[Callable[[Any], Any]] | None = None
    """The pipelines as plain functions; None where one that is not ours may have to be awaited."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        manager = super().from_crawler(crawler)
        manager.watch = stopwatch_of(crawler)
        manager.report = RunReport.of(crawler)
        if all(type(step).__module__.startswith("newsbot.") for step in manager.middlewares):
            manager.steps = [step.process_item for step in manager.middlewares]
        return manager

    async def process_item_async(self, item: Any) -> Any:
        with self.watch("pipelines"):
            try:
                if self.steps is None:
                    item = await super().process_item_async(item)
                else:
                    for step in self.steps:
                        item = step(item)
            except LedgerError as error:
                # Whether it is new cannot be told. It stays queued, so nothing is wrong with it.
                raise NotWanted(str(error)) from error
        # Not by the signal that follows: every handler of it is a task of its own.
        self.report.exported(item)
        return item
