"""Kills crawls at random moments and counts what that lost, doubled, broke or fetched twice.

    python -m benchmarks.kill --articles 2000 --kills 30 --trials 3

A trial is an archive of its own: so many runs that are killed, then one that is not. A third of
the kills come by time, so that they also hit the start of a run; a third by the number of requests,
which hits fetching, writing and committing; a third follow the closing of a run. With `--pages`
every page is kept, and replayed in the end. Exit code 1 if anything was lost, doubled or broken.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.kept import Kept, check_pages
from chaos.judge import IN_FLIGHT, Verdict, judge
from replica import Replica, ReplicaServer

BESIDE = {
    "%(newsbot_data_dir)s/interfax/%(newsbot_date)s.jsonl": {
        "format": "jsonlines",
        "item_filter": "newsbot.feeds.filters.EachRevisionOnce",
    },
    "beside.csv": {"format": "csv"},
    "beside.jsonl.gz": {
        "format": "jsonlines",
        "postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"],
    },
}
"""The archive, and files that are put in place when a run ends (`--beside`)."""


def launch(server: ReplicaServer, folder: Path, settings: Sequence[str]) -> subprocess.Popen[bytes]:
    words = ["crawl", "interfax", "-a", f"base_url={server.base_url('uk')}", "-L", "WARNING"]
    for setting in ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", *settings):
        words += ["-s", setting]
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        "NEWSBOT_DATA_DIR": str(folder / "data"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def interrupt(
    process: subprocess.Popen[bytes],
    server: ReplicaServer,
    dice: random.Random,
    how: int,
    signals: list[signal.Signals],
    share: int,
) -> bool:
    """Ends the process in one of three ways; False where it had ended by itself."""
    if how == 0:
        time.sleep(dice.uniform(0.0, 1.6))
    else:
        wanted = len(server.requests) + dice.randint(1, share)
        while len(server.requests) < wanted and process.poll() is None:
            time.sleep(0.0005)
        if how == 1:
            # Somewhere within the half second between two commits of the ledger.
            time.sleep(dice.uniform(0.0, 0.05))
        else:
            process.send_signal(signal.SIGTERM)
            time.sleep(dice.uniform(0.0, 0.04))  # while it closes, which takes about as long
    if process.poll() is not None:
        return False
    for number in signals:
        process.send_signal(number)
    try:
        process.wait(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return True


def trial(
    articles: int,
    kills: int,
    seed: int,
    signals: list[signal.Signals],
    *,
    beside: bool = False,
    pages: bool = False,
) -> tuple[Verdict, int, Kept | None]:
    settings = [f"FEEDS={json.dumps(BESIDE)}"] * beside + ["NEWSBOT_PAGES=warc"] * pages
    dice = random.Random(seed)
    replica = Replica(articles * 3 // 2, seed=seed, traps=False, page_size=30)
    with tempfile.TemporaryDirectory() as name, ReplicaServer(replica, editions=("uk",)) as server:
        folder = Path(name)
        done = 0
        for number in range(kills):
            process = launch(server, folder, settings)
            share = max(2, 2 * articles // max(1, kills))
            done += interrupt(process, server, dice, number % 3, signals, share)
        code = launch(server, folder, settings).wait(timeout=1200)
        if code:
            raise SystemExit(f"the last run ended with exit code {code}")
        verdict = judge(folder, server)
        if beside:
            add(verdict, folder, replica)
        kept = check_pages(folder, server.base_url("uk")) if pages else None
        return verdict, done, kept


def add(verdict: Verdict, folder: Path, replica: Replica) -> None:
    """Adds what is lost, doubled or broken in the files beside the archive."""
    wanted = set(map(str, replica.reachable("uk")))
    with (folder / "beside.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    verdict.broken += sum(None in row or None in row.values() for row in rows)
    lines = gzip.decompress((folder / "beside.jsonl.gz").read_bytes()).splitlines()
    for found in (
        Counter(row["id"] for row in rows),
        Counter(json.loads(line)["id"] for line in lines),
    ):
        verdict.lost += len(wanted - found.keys())
        verdict.doubled += found.total() - len(found) + len(found.keys() - wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--signal", choices=("KILL", "TERM", "TERM2"), default="KILL")
    parser.add_argument("--beside", action="store_true", help="with a CSV and a gzip feed as well")
    parser.add_argument("--pages", action="store_true", help="with every page kept and replayed")
    options = parser.parse_args()
    signals = {
        "KILL": [signal.SIGKILL],
        "TERM": [signal.SIGTERM],
        "TERM2": [signal.SIGTERM, signal.SIGTERM],
    }[options.signal]
    good = True
    for number in range(options.trials):
        verdict, kills, kept = trial(
            options.articles,
            options.kills,
            options.seed + number,
            signals,
            beside=options.beside,
            pages=options.pages,
        )
        good = good and verdict.is_exact and verdict.twice <= kills * IN_FLIGHT
        print(
            f"trial {number + 1}: {kills} kills, lost {verdict.lost}, doubled "
            f"{verdict.doubled}, broken lines {verdict.broken}, fetched twice {verdict.twice} "
            f"(at most {kills * IN_FLIGHT} were in flight)",
            flush=True,
        )
        if kept is not None:
            good = good and kept.is_exact
            print(
                f"  {kept.records} records, each whole; of {kept.articles} articles {kept.missing} "
                f"without a page, {kept.otherwise} replayed otherwise",
                flush=True,
            )
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
