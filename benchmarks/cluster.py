"""Several workers and one database: what a page costs, and what trouble does to an archive.

    python -m benchmarks.cluster --cost --articles 1000 --repeat 3
    python -m benchmarks.cluster --known 1000000
    python -m benchmarks.cluster --speed
    python -m benchmarks.cluster --kills 100 --pauses 12 --partitions 8 --crashes 3

The first crawls the same pages with a ledger in a file and with one in PostgreSQL, in turns, and
names the CPU time of both sides; it ends with exit code 1 beyond 1.15 of what SQLite costs. The
second and third are in `benchmarks.cluster_size`. The last is the trial of
tests/ledger/test_workers.py, longer; exit code 1 if anything was lost, doubled or broken, or if
more requests of two workers met at a host than runs were paused.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cluster_size import measure_growth, measure_speed
from benchmarks.options import number
from benchmarks.runs import concurrency, crawl_newsbot, spread
from benchmarks.serving import served
from benchmarks.site import write_site
from benchmarks.throughput import check_archive
from ledger.cluster_trial import Trial
from newsbot.ledger.postgres import create_tables
from postgres import Cluster, new_cluster

MOST_RATIO = 1.15


def measure_cost(cluster: Cluster, articles: int, repeat: int) -> bool:
    """Whether a page costs no more than it may."""
    ratios: list[float] = []
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
        work = Path(name)
        site = write_site(work / "site", articles)
        with served(site.folder, work / "server") as (base_url, _):
            site.write_feeds(base_url)
            for _ in range(repeat):
                file, shared = work / "file", work / "shared"
                for folder in (file, shared):
                    shutil.rmtree(folder, ignore_errors=True)
                ours = crawl_newsbot(file, concurrency(1), base_url=base_url)
                check_archive(site, file)
                address = cluster.new_database()
                create_tables(address)
                before = cluster.cpu_seconds
                settings = {**concurrency(1), "NEWSBOT_LEDGER": address}
                theirs = crawl_newsbot(shared, settings, base_url=base_url)
                time.sleep(0.3)  # a process of the server counts once it has ended
                server = cluster.cpu_seconds - before
                pages = theirs.items
                if pages != ours.items:
                    raise SystemExit(f"{pages} articles instead of {ours.items}: {shared}/run.log")
                ratios.append((theirs.cpu + server) / ours.cpu)
                print(
                    f"  a page: SQLite {1000 * ours.cpu / pages:.2f} ms, PostgreSQL "
                    f"{1000 * theirs.cpu / pages:.2f} + {1000 * server / pages:.2f} on the server; "
                    f"{theirs.cpu / ours.cpu:.3f}, with the server {ratios[-1]:.3f}",
                    flush=True,
                )
    print(f"ratio {spread(ratios)}, may be {MOST_RATIO}")
    return statistics.median(ratios) <= MOST_RATIO


def measure_trouble(cluster: Cluster, options: argparse.Namespace) -> bool:
    """Whether nothing was lost, doubled, broken, or impolite."""
    troubles = (
        ["kill"] * options.kills
        + ["pause"] * options.pauses
        + ["partition"] * options.partitions
        + ["crash"] * options.crashes
    )
    random.Random(options.seed).shuffle(troubles)
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
        trial = Trial(
            cluster,
            Path(name),
            workers=options.workers,
            sites=options.sites,
            articles=options.articles,
            seed=options.seed,
        )
        with trial.running():
            for done, kind in enumerate(troubles, 1):
                trial.trouble(kind)
                if done % 10 == 0:
                    print(f"  {done} of {len(troubles)}", flush=True)
            trial.settle()
        verdict = trial.verdict()
    print(
        f"{dict(verdict.done)}: lost {verdict.lost}, doubled {verdict.doubled}, "
        f"broken {verdict.broken}, requests of two workers at once {verdict.overlaps} "
        f"({verdict.frozen} runs were paused, each may overlap by one); "
        f"exit codes {dict(verdict.codes)}"
    )
    is_exact = not (verdict.lost or verdict.doubled or verdict.broken)
    return is_exact and verdict.overlaps <= verdict.frozen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cost", action="store_true", help="what a page costs, instead of trouble")
    parser.add_argument(
        "--known", type=number(1000, 10_000_000), help="memory with a ledger of so many articles"
    )
    parser.add_argument("--speed", action="store_true", help="two workers, and one")
    parser.add_argument("--articles", type=number(10, 50_000), default=100)
    parser.add_argument("--repeat", type=number(1, 100), default=3, help="pairs of --cost")
    parser.add_argument("--workers", type=number(2, 16), default=2)
    parser.add_argument("--sites", type=number(1, 16), default=3)
    for name, most in (("kills", 100), ("pauses", 12), ("partitions", 8), ("crashes", 3)):
        parser.add_argument(f"--{name}", type=number(0, 10_000), default=most)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with new_cluster() as cluster:
        if options.cost:
            good = measure_cost(cluster, options.articles, options.repeat)
        elif options.known:
            good = measure_growth(cluster, options.known)
        elif options.speed:
            good = measure_speed(cluster)
        else:
            good = measure_trouble(cluster, options)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
