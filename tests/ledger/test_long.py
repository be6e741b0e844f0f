"""The long forms of the kill harness and of the growing ledger, as `benchmarks/` has them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def benchmark(name: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_thirty_kills() -> None:
    """Each some sixty pages after the one before: a run has committed by then, and is to again."""
    said = benchmark("kill", "--articles", "700", "--kills", "10", "--trials", "3")
    assert said.count("lost 0, doubled 0, broken lines 0") == 3, said
    assert sum(map(int, re.findall(r"(\d+) kills", said))) >= 25, said


@pytest.mark.parametrize("how", ["TERM", "TERM2"])
def test_sigterm_once_and_twice(how: str) -> None:
    said = benchmark("kill", "--articles", "200", "--kills", "6", "--trials", "1", "--signal", how)
    assert "lost 0, doubled 0, broken lines 0" in said


def test_the_feed_is_exact_and_the_ledger_in_proportion_after_many_runs() -> None:
    said = benchmark("ledger", "--runs", "20")
    assert "lost 0, doubled 0" in said
    sizes = [int(size) for size in re.findall(r"\((\d+) bytes an article\)", said)]
    assert sizes[-1] < 1.2 * sizes[0], said


def test_a_ledger_of_many_urls_costs_a_run_little() -> None:
    """100 bytes or 2 µs for each would be seen."""
    said = benchmark("ledger", "--urls", "300000")
    runs = re.findall(r"(\d+\.\d+) s of CPU, peak (\d+) MB", said)
    (empty, least), (large, most) = runs
    assert int(most) < int(least) + 30, said
    assert float(large) < 1.6 * float(empty), said
