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


def test_thirty_kills_on_two_thousand_articles() -> None:
    said = benchmark("kill", "--articles", "2000", "--kills", "10", "--trials", "3")
    assert said.count("lost 0, doubled 0, broken lines 0") == 3, said
    assert sum(map(int, re.findall(r"(\d+) kills", said))) >= 25, said


@pytest.mark.parametrize("how", ["TERM", "TERM2"])
def test_sigterm_once_and_twice(how: str) -> None:
    said = benchmark("kill", "--articles", "400", "--kills", "6", "--trials", "1", "--signal", how)
    assert "lost 0, doubled 0, broken lines 0" in said


def test_the_feed_is_exact_and_the_ledger_in_proportion_after_many_runs() -> None:
    said = benchmark("ledger", "--runs", "40")
    assert "lost 0, doubled 0" in said
    sizes = [int(size) for size in re.findall(r"\((\d+) bytes an article\)", said)]
    assert sizes[-1] < 1.5 * sizes[0], said


def test_a_ledger_of_a_million_urls_costs_a_run_little() -> None:
    said = benchmark("ledger", "--urls", "1000000")
    runs = re.findall(r"(\d+\.\d+) s of CPU, peak (\d+) MB", said)
    (empty, _), (large, memory) = runs
    assert int(memory) < 150, said
    assert float(large) < 2 * float(empty), said
