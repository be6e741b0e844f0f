"""A disk that fills up while an export is written: one sentence, and nothing is left behind."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from typing import Any

import pytest

from crawling import scrapy
from exporting import names

pytestmark = pytest.mark.slow

FEW = 100_000
"""Bytes that a file may have: a part of what would be written, in every form."""


@pytest.mark.parametrize(
    "target", ["x.jsonl", "x.jsonl.gz", "x.csv", "x.sqlite", "x.parquet", "x.parquet/"]
)
def test_a_disk_that_fills_up(made: Any, tmp_path: Path, target: str) -> None:
    """Files have a limit in place of the disk."""

    words = ("export", "--from", str(made[0]), "--to", target)
    run = scrapy(tmp_path, *words, prepare=partial(setrlimit, RLIMIT_FSIZE, (FEW, FEW)))
    assert run.code == 1, run.err
    [line] = run.err.splitlines()
    assert line.startswith(f"newsbot: the export {target} cannot be written (")
    assert "free the disk" in line
    assert names(tmp_path) == []
