"""What a large shared ledger costs a run, and what a second worker brings.

    python -m benchmarks.cluster --known 1000000
    python -m benchmarks.cluster --speed

The first crawls the same small site with an empty ledger and with one that knows a million other
articles, and compares the peaks of memory. The second crawls four sites with one worker and with
two, with a real delay: the sites are the limit, and not the cores. Exit code 1 where the memory
grows by 50 MB or more, or two workers are less than 1.8 times as quick.
"""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks.runs import Cost, concurrency, crawl_newsbot, crawl_words, run, spread
from ledger.cluster_trial import Site, write_spiders
from newsbot.ledger.postgres import create_tables
from postgres import Cluster
from replica import Replica, ReplicaServer

MOST_GROWTH_MB = 50
LEAST_GAIN = 1.8
REPEAT = 3
SITES = 4
ARTICLES = 40
"""Of each site."""
DELAY = 1.0
"""Seconds between two requests of a site; the work on a page is a hundredth of it."""
_FIRST = 100_000
_SITE = "interfax.com.ua"
_KNOWN = """
INSERT INTO urls (site, id, number, state, edition, discovered_at, outcome)
    SELECT %(site)s, n::text, n, 'done', 'uk', 1750000000, 'delivered' FROM {numbers};
INSERT INTO places
    SELECT %(site)s, n::text, 'uk', 'general', '/news/general/' || n || '.html' FROM {numbers};
INSERT INTO articles
    SELECT %(site)s, n::text, n, 1, md5(n::text) || md5(n::text), 1,
        'https://interfax.com.ua/news/general/' || n || '.html', repeat('g', 200), 'uk', 'general',
        '2025-04-26T04:25:00+03:00', NULL, 1750000000, 1750000000, '"' || n || '"', NULL
    FROM {numbers};
INSERT INTO revisions
    SELECT %(site)s, n::text, 1, md5(n::text) || md5(n::text), 1750000000, NULL, 0 FROM {numbers};
INSERT INTO links
    SELECT %(site)s, n::text, (n - 1)::text, 'latest', 1, 1750000000 FROM {numbers};
INSERT INTO records (site, id, revision, feed, record)
    SELECT %(site)s, n::text, 1, 'interfax/2025-04-26.jsonl',
        ('{{"id": "' || n || '", "body": "' || repeat('слово ', 50) || '"}}')::json FROM {numbers};
ANALYZE;
"""


def fill(address: str, articles: int) -> None:
    """So many articles of the site, none of them due."""
    numbers = f"generate_series({_FIRST}, {_FIRST + articles - 1}) AS n"
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in filter(str.strip, _KNOWN.format(numbers=numbers).split(";")):
            connection.execute(statement, {"site": _SITE})


def measure_growth(cluster: Cluster, articles: int) -> bool:
    """Whether a run needs no more memory than it may because of what the ledger knows."""
    replica = Replica(60, traps=False)
    with tempfile.TemporaryDirectory() as name, ReplicaServer(replica, editions=("uk",)) as server:
        peaks: dict[int, list[float]] = {0: [], articles: []}
        full = cluster.new_database()
        create_tables(full)
        began = time.perf_counter()
        fill(full, articles)
        print(f"  filled in {time.perf_counter() - began:.0f} s", flush=True)
        for attempt in range(REPEAT):
            empty = cluster.new_database()
            create_tables(empty)
            costs = {}
            for known, address in ((0, empty), (articles, cluster.new_database(full))):
                settings = {**concurrency(1), "NEWSBOT_LEDGER": address}
                costs[known] = crawl_newsbot(
                    Path(name) / f"{known}-{attempt}", settings, base_url=server.base_url()
                )
                peaks[known].append(costs[known].peak_mb)
            if costs[0].items != costs[articles].items:
                raise SystemExit(f"{costs[0].items} and {costs[articles].items} articles")
            print(f"  {costs[0].items} articles: {_line(costs[0])}; {_line(costs[articles])}")
    growth = min(peaks[articles]) - min(peaks[0])
    print(
        f"peak of a run: ledger empty {spread(peaks[0])} MB, with {articles} articles "
        f"{spread(peaks[articles])} MB: {growth:+.1f} MB, may be {MOST_GROWTH_MB}"
    )
    return growth < MOST_GROWTH_MB


def _line(cost: Cost) -> str:
    return f"{cost.peak_mb:.1f} MB, {cost.cpu:.1f} s of CPU"


def measure_speed(cluster: Cluster) -> bool:
    """Whether two workers are as much quicker than one as they have to be."""
    seconds = {workers: _crawl_all(cluster, workers) for workers in (1, 2)}
    gain = seconds[1] / seconds[2]
    print(
        f"{SITES} sites of {ARTICLES} articles, {DELAY:g} s between requests: one worker "
        f"{seconds[1]:.0f} s, two {seconds[2]:.0f} s, {gain:.2f} times as quick, has to be "
        f"{LEAST_GAIN}"
    )
    return gain >= LEAST_GAIN


def _crawl_all(cluster: Cluster, workers: int) -> float:
    """Seconds until so many workers, each of which takes the next site, have crawled all."""
    address = cluster.new_database()
    create_tables(address)
    sites = [Site(f"site{number}", ARTICLES, number) for number in range(SITES)]
    settings = {
        "NEWSBOT_LEDGER": address,
        "SPIDER_MODULES": "trial_spiders",
        "DOWNLOAD_DELAY": str(DELAY),
        "RANDOMIZE_DOWNLOAD_DELAY": "0",
    }
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:

        def crawl(site: Site) -> Cost:
            folder = Path(name) / site.name
            folder.mkdir()
            write_spiders(folder, sites)
            words = crawl_words(site.name, settings, {"base_url": site.server.base_url()})
            return run(words, folder, "newsbot.settings")

        for site in sites:
            stack.enter_context(site.server)
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        began = time.perf_counter()
        costs = list(pool.map(crawl, sites))
        wall = time.perf_counter() - began
    for site, cost in zip(sites, costs, strict=True):
        if cost.items != len(site.wanted):
            raise SystemExit(f"{site.name}: {cost.items} articles instead of {len(site.wanted)}")
    print(
        f"  {workers} workers: {wall:.1f} s, {sum(cost.cpu for cost in costs):.1f} of CPU",
        flush=True,
    )
    return wall
