"""A spider and its arguments on a command line, and as an order for `scrapy worker`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from newsbot.cluster.orders import Order, crawl, replay
from newsbot.commands.named_spider import spider_named
from newsbot.errors import UnknownArgumentError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from scrapy.settings import BaseSettings

REPLAYS_TAKE = ("edition", "since", "until", "base_url")
"""Of the spider arguments those that have a meaning for pages that are there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        *("-a", "--arg"),
        dest="spargs",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an argument of the spider (scrapy crawl --help names them; may be repeated)",
    )


def arguments_in(opts: argparse.Namespace) -> dict[str, str]:
    """Raises UsageError."""
    try:
        return dict(arglist_to_dict(opts.spargs))
    except ValueError:
        raise UsageError("-a takes NAME=VALUE", print_help=False) from None


def crawl_of(settings: BaseSettings, spider: str, arguments: Mapping[str, str]) -> Order:
    """Raises RunError where a worker would refuse it."""
    # Only now: Scrapy imports the modules of all commands, whichever is run.
    from newsbot.spiders.arguments import NAMES

    return crawl(spider, _site_of(settings, spider, arguments, NAMES), arguments)


def replays_of(
    settings: BaseSettings, spider: str, arguments: Mapping[str, str], files: Iterable[str]
) -> list[Order]:
    """One for each file. Raises RunError where a worker would refuse it."""
    from newsbot.pagestore.place import need_warcio
    from newsbot.pagestore.reader import check_warc

    need_warcio("scrapy replay")
    site = _site_of(settings, spider, arguments, REPLAYS_TAKE)
    paths = [Path(name).expanduser().absolute() for name in files]
    for path in paths:
        check_warc(path)
    return [replay(spider, site, arguments, path) for path in paths]


def _site_of(
    settings: BaseSettings, name: str, arguments: Mapping[str, str], known: tuple[str, ...]
) -> str:
    """What the spider takes the lease of."""
    spider_class = spider_named(settings, name)
    for argument in arguments:
        if argument not in known:
            raise UnknownArgumentError(argument, known)
    if hasattr(spider_class, "check_arguments"):
        spider_class.check_arguments(arguments)
    site = getattr(spider_class, "site", None)
    return name if site is None else str(site.name)
