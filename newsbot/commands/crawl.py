"""`scrapy crawl`, with exit codes and one-line errors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from newsbot.commands.outcome import exit_code
from newsbot.errors import EXIT_FAILED, EXIT_USAGE, RunError

if TYPE_CHECKING:
    import argparse


class Command(crawl.Command):
    """Runs a spider. Exit codes: 0 good, 1 failed, 2 wrong arguments, 75 another run is active."""

    stats: dict[str, Any] | None = None
    """The stats of the crawl, once it has run."""

    def long_desc(self) -> str:
        return (
            "Run a spider of the current project. Exit codes: 0 good; 1 the run could not do its "
            "work; 2 wrong arguments or configuration; 75 another run is active."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one spider: scrapy crawl interfax")
        self.exitcode = self.crawl(args[0], opts.spargs)

    def crawl(self, name: str, arguments: dict[str, Any]) -> int:
        """Runs the spider `name` to its end and returns the exit code."""
        process = self.crawler_process
        assert process is not None
        try:
            spider_class = process.spider_loader.load(name)
        except KeyError:
            known = ", ".join(process.spider_loader.list())
            return _complain(f"no spider is called {name!r}; there is {known}", EXIT_USAGE)
        try:
            check = getattr(spider_class, "check_arguments", None)
            if check is not None:
                check(arguments)
        except RunError as error:
            return _complain(str(error), error.exit_code)
        crawler = self._create_crawler(spider_class)
        task: Any = process.crawl(crawler, **arguments)
        process.start()
        failure = task.exception() if task.done() and not task.cancelled() else None
        if isinstance(failure, RunError):
            return _complain(str(failure), failure.exit_code)
        if failure is not None:
            return _complain(f"{type(failure).__name__}: {failure}", EXIT_FAILED)
        self.stats = crawler.stats.get_stats()
        return exit_code(crawler)


def _complain(message: str, code: int) -> int:
    print(f"newsbot: {message}", file=sys.stderr)
    return code
