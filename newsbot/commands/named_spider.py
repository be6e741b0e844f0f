"""The spider that a command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.errors import OptionError

if TYPE_CHECKING:
    from scrapy.spiderloader import SpiderLoaderProtocol


def spider_named(loader: SpiderLoaderProtocol, name: str) -> Any:
    """Raises OptionError."""
    try:
        return loader.load(name)
    except KeyError:
        known = ", ".join(loader.list())
        raise OptionError(f"no spider is called {name!r}; there is {known}") from None
