"""Where the default feed lies: the data folder, and a file for each day in Kyiv."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsbot.ledger.opening import data_dir
from newsbot.run import Archiving
from newsbot.text.dates.clock import KYIV

if TYPE_CHECKING:
    from scrapy import Spider

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl")


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


def is_file_of(archive: Path, path: Path) -> bool:
    """Whether a file is the archive, or another day of an archive with a file for each day."""
    return path == archive or (_is_day(archive) and _is_day(path) and path.parent == archive.parent)


def day_files(archive: Path) -> list[Path]:
    """The files of an archive: of all days that there are, and `archive` itself."""
    days = archive.parent.glob("*.jsonl") if _is_day(archive) else ()
    return sorted({archive, *filter(_is_day, days)})


def _is_day(path: Path) -> bool:
    return _DAY.fullmatch(path.name) is not None
