"""The spider that a command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.spiderloader import get_spider_loader

from newsbot.errors import ConfigurationError, OptionError

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def spider_named(settings: BaseSettings, name: str) -> Any:
    """Raises OptionError, and ConfigurationError where no spider can be loaded."""
    try:
        loader = get_spider_loader(settings)
    except Exception as error:  # whatever a module of somebody's spider runs into
        raise ConfigurationError(
            f"the spiders cannot be loaded ({type(error).__name__}: {error})"
        ) from error
    try:
        return loader.load(name)
    except KeyError:
        known = ", ".join(loader.list())
        raise OptionError(f"no spider is called {name!r}; there is {known}") from None
