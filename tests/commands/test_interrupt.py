"""Ctrl-C before a run has begun."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(
    ("error", "code", "lines"),
    [("KeyboardInterrupt", 1, 1), ("ValueError", 1, 3)],
    ids=["Ctrl-C", "a real error"],
)
def test_it_is_said_in_one_line(error: str, code: int, lines: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import newsbot.commands\nraise {error}"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == lines
    assert ("Traceback" in done.stderr) is (lines > 1)
    assert ("nothing is lost" in done.stderr) is (lines == 1)
