"""Where the default feed lies: the data folder, and a file for each day in Kyiv."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from newsbot.ledger.opening import data_dir
from newsbot.run import Archiving

if TYPE_CHECKING:
    from scrapy import Spider

KYIV = ZoneInfo("Europe/Kyiv")


def uri_params(params: dict[str, Any], spider: Spider) -> dict[str, Any]:
    """`FEED_URI_PARAMS`: adds `newsbot_data_dir` and `newsbot_date` to Scrapy's own parameters.

    The date is that of the run's start: a run that goes on past midnight keeps its file.
    """
    assert isinstance(spider, Archiving)
    return {
        **params,
        "newsbot_data_dir": os.fspath(data_dir(spider.settings)),
        "newsbot_date": spider.started_at.astimezone(KYIV).date().isoformat(),
    }
