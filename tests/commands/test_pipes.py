"""`scrapy runs --json | head`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsbot.ledger.ledger import Ledger


@pytest.mark.slow
def test_nobody_reads_to_the_end(tmp_path: Path) -> None:
    ledger = Ledger(
        tmp_path / "data" / "ledger.sqlite", site="x", rechecks=(), retries=(), clock=lambda: 1.0
    )
    ledger.start_run({})
    ledger.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "runs", "--json"],
        cwd=tmp_path,
        env={"SCRAPY_SETTINGS_MODULE": "newsbot.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == 0
