"""A page whose reading raises is told to the run report and to the ledger, in this order."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from crawling import crawl
from ledger.past import let_pass
from replica import Replica, ReplicaServer

BROKEN = """
from newsbot.spiders.interfax import InterfaxSpider

class BrokenSpider(InterfaxSpider):
    def parse_article(self, response):
        raise KeyError("edition")
        yield
"""


def test_an_exception_in_a_callback(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    (tmp_path / "broken.py").write_text(BROKEN, "utf-8")
    crawl(server, tmp_path, settings={"SPIDER_MODULES": "broken"}, follow="none")
    ledger = sqlite3.connect(tmp_path / "data" / "ledger.sqlite")
    rows = ledger.execute("SELECT state, attempts, problem FROM urls").fetchall()
    ((report,),) = ledger.execute("SELECT report FROM runs").fetchall()
    ledger.close()
    assert len(rows) > 10
    assert ("failed", 1, "KeyError: 'edition'") in rows
    assert json.loads(report)["sample"]["metrics"]["article"] == [0, len(rows)]


FAILING = """
class FailingPipeline:
    def process_item(self, item):
        if int(item.id) % 3:
            raise KeyError(item.edition)
        return item
"""


def test_a_pipeline_that_fails_at_some(
    replica: Replica, server: ReplicaServer, tmp_path: Path
) -> None:
    """Two thirds of the articles were missing, and the exit code was 0."""
    (tmp_path / "failing.py").write_text(FAILING, "utf-8")
    pipelines = {"ITEM_PIPELINES": json.dumps({"failing.FailingPipeline": 900})}
    first = crawl(server, tmp_path, settings=pipelines, follow="none")
    assert first.code == 1
    assert first.ids
    assert all(int(each) % 3 == 0 for each in first.ids)
    assert len(first.complaints) == 1
    assert re.search(r"code failed at [1-9]\d+ page\(s\): see the errors", first.complaints[0])
    let_pass(tmp_path, 24 * 3600)
    second = crawl(server, tmp_path, follow="none")
    assert second.code == 0, second.err
    assert len(second.ids) == len(set(second.ids)) > 2 * len(first.ids)
