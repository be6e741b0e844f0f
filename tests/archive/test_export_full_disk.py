"""A disk that fills up while an export is written: one sentence, and nothing is left behind."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exporting import names

pytestmark = pytest.mark.slow

FEW = 100_000
"""Bytes that a file may have: a part of what would be written, in every form."""


@pytest.mark.parametrize(
    "target", ["x.jsonl", "x.jsonl.gz", "x.csv", "x.sqlite", "x.parquet", "x.parquet/"]
)
def test_a_disk_that_fills_up(made: Any, tmp_path: Path, target: str) -> None:
    """Files have a limit in place of the disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (FEW, FEW))

    code = "from newsbot.console import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "--from", str(made[0]), "--to", target],
        cwd=tmp_path,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limit,
    )
    assert done.returncode == 1, done.stderr
    [line] = done.stderr.splitlines()
    assert line.startswith(f"newsbot: the export {target} cannot be written (")
    assert "free the disk" in line
    assert names(tmp_path) == []
