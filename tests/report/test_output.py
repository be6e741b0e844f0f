"""A page whose reading raises is told to the run report and to the ledger, in this order."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from crawling import crawl
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
