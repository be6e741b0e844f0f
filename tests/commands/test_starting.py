"""Parts that cannot be made, or that leave the run from within: one line, and an end."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from crawling import assert_refused, crawl, scrapy
from replica import ReplicaServer

NOWHERE = "nowhere.at.All"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("STATS_CLASS", NOWHERE, "setting STATS_CLASS: nowhere.at.All"),
        ("DUPEFILTER_CLASS", NOWHERE, "setting DUPEFILTER_CLASS: nowhere.at.All"),
        ("TWISTED_DNS_RESOLVER", NOWHERE, "setting TWISTED_DNS_RESOLVER: nowhere.at.All"),
        ("EXTENSIONS", json.dumps({NOWHERE: 1}), "setting EXTENSIONS: nowhere.at.All"),
        ("DOWNLOAD_HANDLERS", json.dumps({"http": NOWHERE}), "setting DOWNLOAD_HANDLERS: nowhere"),
        ("ITEM_PIPELINES", json.dumps({NOWHERE: 1}), "No module named 'nowhere'"),
        ("SCHEDULER_PRIORITY_QUEUE", "queue", "'queue': not a full path"),
        ("SPIDER_LOADER_CLASS", NOWHERE, "spiders cannot be loaded"),
        ("SPIDER_MODULES", NOWHERE, "spiders cannot be loaded"),
        ("ADDONS", json.dumps({NOWHERE: 1}), "No module named 'nowhere'"),
        ("LOG_LEVEL", "INFOO", "'INFOO'"),
        ("ASYNCIO_EVENT_LOOP", NOWHERE, "No module named 'nowhere'"),
    ],
)
def test_a_setting_that_names_nothing(
    name: str, value: str, words: str, server: ReplicaServer, tmp_path: Path
) -> None:
    run = crawl(server, tmp_path, settings={name: value})
    assert_refused(run, 2, words)
    assert server.requests == []


@pytest.mark.parametrize("words", [("doctor",), ("savepage",)])
def test_other_commands_that_ask_a_site(
    words: tuple[str, ...], server: ReplicaServer, tmp_path: Path
) -> None:
    base = server.base_url("uk")
    where = (base,) if words == ("savepage",) else ("-a", f"base_url={base}")
    for setting in (f"STATS_CLASS={NOWHERE}", f"ASYNCIO_EVENT_LOOP={NOWHERE}"):
        assert_refused(scrapy(tmp_path, *words, *where, "-s", setting), 2)
    assert server.requests == []


class _Leaves:
    def process_item(self, item: Any) -> Any:
        sys.exit(0)


def test_a_pipeline_that_calls_sys_exit(server: ReplicaServer, tmp_path: Path) -> None:
    """What it has seen is not confirmed: the next run reads it."""
    pipelines = json.dumps({f"{__name__}.{_Leaves.__name__}": 450})
    run = crawl(server, tmp_path, settings={"ITEM_PIPELINES": pipelines}, timeout=40)
    assert_refused(run, 1, "SystemExit: 0")
    whole = crawl(server, tmp_path)
    assert whole.code == 0, whole.err
    assert len(set(whole.ids)) == len(whole.ids) > 0


def test_a_process_of_scrapy_that_is_no_longer_used(server: ReplicaServer, tmp_path: Path) -> None:
    settings = {"FORCE_CRAWLER_PROCESS": 1}
    run = crawl(server, tmp_path, settings=settings, follow="none", max_articles=1)
    assert run.code == 0, run.err
    assert len(run.records) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["interfax", "-a", "follow=nonsense"], "argument 'follow': 'nonsense'"),
        (["interfax", "-s", "DOWNLOAD_DELAY=long"], "setting DOWNLOAD_DELAY: 'long'"),
        (["interfaks"], "interfaks"),
    ],
)
def test_what_ends_a_run_before_its_start_is_in_its_log(
    words: list[str], sentence: str, tmp_path: Path
) -> None:
    """Scrapyd and cron keep that, and not what is printed."""
    run = scrapy(tmp_path, "crawl", *words, "--logfile", "crawl.log")
    assert_refused(run, 2, sentence, "(log: crawl.log)")
    assert sentence in (tmp_path / "crawl.log").read_text("utf-8")
