"""Wrong options of the benchmarks end at once, with a sentence that names them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.runs import ROOT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "words", "named"),
    [
        ("benchmarks", ["--articles", "0"], "--articles: '0' is no number from 10 to 50000"),
        ("benchmarks", ["--repeat", "five"], "--repeat: 'five' is no number"),
        ("benchmarks", ["--folder", "/no/such/folder"], "'/no/such/folder' is no folder"),
        ("benchmarks.reading", ["--pages", "0"], "--pages: '0' is no number"),
    ],
)
def test_wrong_options(module: str, words: list[str], named: str) -> None:
    command = [sys.executable, "-m", module, *words]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert named in run.stderr
    assert "Traceback" not in run.stderr
