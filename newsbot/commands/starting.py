"""A crawl from its making to its end. What ends it early is a RunError, and no traceback.

Scrapy's way is to make it before a command runs: with one for each setting that it cannot use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.crawler import AsyncCrawlerProcess

from newsbot.errors import ConfigurationError, RunError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


def process_with(settings: BaseSettings) -> Any:
    """Scrapy's process of crawls. Raises RunError."""
    try:
        return AsyncCrawlerProcess(settings)  # type: ignore[arg-type]  # those of a command
    except OSError as error:
        raise RunError(_named(error)) from error
    except Exception as error:
        raise ConfigurationError(f"a setting cannot be used: {_named(error)}") from error


def crawler_of(make: Callable[[type[Spider]], Crawler], spider_class: type[Spider]) -> Any:
    """The crawler of a run. Raises RunError."""
    try:
        return make(spider_class)
    except Exception as error:
        raise _unmade(error) from error


def run_to_end(process: Any, crawler: Crawler, **arguments: Any) -> bool:
    """Crawls. Whether the end was noted: a second signal ends it at once.

    Raises RunError; its cause is what went wrong.
    """
    task = process.crawl(crawler, **arguments)
    try:
        process.start()
    except (Exception, SystemExit) as error:
        _end_threads()
        raise RunError(f"the run broke off, nothing is lost: {_named(error)}") from error
    if not task.done() or task.cancelled():
        return False
    failure = task.exception()
    if failure is None:
        return True
    if isinstance(failure, RunError):
        raise failure
    try:
        engine = crawler.engine
    except RuntimeError:  # there is none yet
        raise _unmade(failure) from failure
    if engine.spider is not None:  # Scrapy failed once more, at closing what was not open
        cause = failure.__context__ or failure
        raise _unmade(cause) from cause
    raise RunError(_named(failure)) from failure


def _unmade(error: BaseException) -> RunError:
    """What is said where Scrapy cannot make its parts: mostly a setting names what is none."""
    if isinstance(error, OSError):
        return RunError(_named(error))
    return ConfigurationError(f"a part that a setting names cannot be made: {_named(error)}")


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _end_threads() -> None:
    """Those that ask for addresses: Python waits for them, and nobody else tells them to end."""
    from twisted.internet import reactor

    reactor.getThreadPool().stop()
