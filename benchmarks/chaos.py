"""Strikes runs with faults by their names, and counts what that lost, doubled or broke.

    python -m benchmarks.chaos --rounds 20
    python -m benchmarks.chaos --rounds 200 --only 'power cut'

A round is an archive of its own, half made or not begun: one run under the fault, then one or two
without it, with what the line said done between. The server's log and the feeds judge. Exit code 1
where anything was not as tests/chaos/trial.py says.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.options import number
from chaos.faults import FAULTS
from chaos.trial import Outcome, Trial, hold
from replica import Replica, ReplicaServer


def round_of(name: str, seed: int, articles: int) -> Outcome:
    dice = random.Random(f"{name} {seed}")
    replica = Replica(articles, seed=seed, traps=False, page_size=15)
    known = dice.choice([5, articles // 4, articles // 2])
    with (
        tempfile.TemporaryDirectory(prefix="newsbot-chaos-") as folder,
        ReplicaServer(replica, editions=("uk",)) as server,
    ):
        return hold(FAULTS[name], Trial(server, Path(folder), dice), known=known)


def strike(name: str, seeds: range, articles: int) -> bool:
    """Prints a row of the table; whether all was as it should be."""
    outcomes = [(seed, round_of(name, seed, articles)) for seed in seeds]
    codes = Counter(outcome.under.code for _, outcome in outcomes if outcome.under.struck)
    verdicts = [outcome.verdict for _, outcome in outcomes]
    print(
        f"| {name} | {codes.total()} of {len(outcomes)} "
        f"| {', '.join(f'{count} x {code}' for code, count in codes.most_common())} "
        f"| {sum(verdict.lost for verdict in verdicts)} "
        f"| {sum(verdict.doubled for verdict in verdicts)} "
        f"| {sum(verdict.broken for verdict in verdicts)} "
        f"| {max(len(outcome.after) for _, outcome in outcomes)} |",
        flush=True,
    )
    wrong = [(seed, words) for seed, outcome in outcomes for words in outcome.wrong]
    for seed, words in wrong:
        print(f"  {name}, seed {seed}: {words}", file=sys.stderr, flush=True)
    return not wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.chaos", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--rounds", type=number(1, 10_000), default=5, help="of each fault")
    parser.add_argument("--articles", type=number(20, 2000), default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=FAULTS, help="one fault")
    options = parser.parse_args()
    print("| fault | struck | exit codes | lost | doubled | broken lines | runs after it |")
    print("|---|---|---|---|---|---|---|", flush=True)
    good = True
    for name in [options.only] if options.only else FAULTS:
        if reason := FAULTS[name].lack():
            print(f"| {name} | not here: {reason} |", flush=True)
            continue
        seeds = range(options.seed, options.seed + options.rounds)
        good = strike(name, seeds, options.articles) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
