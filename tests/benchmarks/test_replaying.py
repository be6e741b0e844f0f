"""benchmarks/replaying.py: each kept page is replayed once, in turns with pages that are not."""

import subprocess
import sys

import pytest

from benchmarks.runs import ROOT

pytestmark = pytest.mark.slow


def test_a_replay_beside_reading_alone() -> None:
    words = [sys.executable, "-m", "benchmarks.replaying", "--pages", "400"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr  # 1: how busy this machine is, is not its fault
    assert "200 pages read, 200 articles written" in done.stdout
    assert "of what is read alone" in done.stdout
