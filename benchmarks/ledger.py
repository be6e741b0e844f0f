"""How a large ledger starts a run, and how one grows with many runs.

python -m benchmarks.ledger --urls 1000000    # opening: seconds, peak memory, size
python -m benchmarks.ledger --runs 100        # 100 runs while the site grows
python -m benchmarks.ledger --rebuild 100000  # a lost ledger, of so many lines: seconds, memory
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from newsbot.items import HASH_VERSION, RECORD_FIELDS
from newsbot.ledger.database import open_database
from newsbot.ledger.rows import ARTICLES, PLACES, REVISIONS, URLS, Known, Revision, Url
from newsbot.run import Place
from replica import Replica, ReplicaServer

SITE = "interfax.com.ua"
FIRST = 200_000
READ_AT = 1_750_000_000
TRIES = 5
"""Runs of each kind; the least of their times is what the machine added least to."""
MOST_GROWTH_MB = 40
"""A rebuild commits in batches of 1,000 lines, each some megabytes; SQLite caches a few more."""


def fill(path: Path, urls: int) -> None:
    """A ledger that knows `urls` articles of the real site's range of numbers."""
    database = open_database(path)
    database.execute("BEGIN")
    # Made one by one: the peak memory of a child begins with that of the process it comes from.
    for table, row_of in ((URLS, url), (PLACES, place), (ARTICLES, article), (REVISIONS, revision)):
        rows = ((SITE, *row_of(str(number))) for number in range(FIRST, FIRST + urls))
        database.executemany(table.write, rows)
    database.execute("COMMIT")
    database.close()


def url(key: str) -> Url:
    return Url(key, int(key), "done", "uk", 0, None, READ_AT, "delivered")


def place(key: str) -> Place:
    return Place(key, "uk", "general", f"/news/general/{key}.html")


def article(key: str) -> Known:
    return Known(
        id=key,
        number=int(key),
        revision=1,
        content_hash="a" * 64,
        hash_version=HASH_VERSION,
        url=f"https://{SITE}/news/general/{key}.html",
        gist="g" * 200,
        language="uk",
        section="general",
        published_at="2025-04-26T04:25:00+03:00",
        modified_at=None,
        fetched_at=READ_AT,
        checked_at=READ_AT,
        etag=f'"{key}"',
        last_modified=None,
    )


def revision(key: str) -> Revision:
    return Revision(key, 1, "a" * 64, READ_AT, None, 0)


def run(server: ReplicaServer, folder: Path, *words: str) -> tuple[float, float, int]:
    """(seconds of CPU, peak memory in MB, exit code) of one crawl."""
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        "NEWSBOT_DATA_DIR": str(folder / "data"),
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "interfax", "-L", "WARNING", *words]
    command += ["-a", f"base_url={server.base_url('uk')}"]
    command += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = usage.ru_utime + usage.ru_stime
    return seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def opening(urls: int) -> None:
    replica = Replica(60, traps=False)
    with tempfile.TemporaryDirectory() as name, ReplicaServer(replica, editions=("uk",)) as server:
        small, large = Path(name) / "small", Path(name) / "large"
        for folder in (small, large):
            folder.mkdir()
            run(server, folder, "-a", "max_articles=1")
        path = large / "data" / "ledger.sqlite"
        fill(path, urls)
        print(f"{urls} URLs: {path.stat().st_size / 1e6:.0f} MB")
        folders = {"empty": small, f"{urls} URLs": large}
        runs: dict[str, list[tuple[float, float, int]]] = {label: [] for label in folders}
        for _ in range(TRIES):  # in turns: the machine is as busy for the one as for the other
            for label, folder in folders.items():
                runs[label].append(run(server, folder, "-a", "max_articles=1"))
        for label, times in runs.items():
            seconds, memory = min(each[0] for each in times), max(each[1] for each in times)
            print(f"  a run with a ledger of {label}: {seconds:.2f} s of CPU, peak {memory:.0f} MB")
        begun = time.perf_counter()
        open_database(path).close()
        print(f"  opening alone: {time.perf_counter() - begun:.3f} s")


def growth(runs: int) -> bool:
    """Whether the union of the feed is exact after `runs` runs on a growing site."""
    replica = Replica(150, traps=False)
    marks = []
    with tempfile.TemporaryDirectory() as name, ReplicaServer(replica, editions=("uk",)) as server:
        folder = Path(name)
        for number in range(runs):
            seconds, _, code = run(server, folder)
            if code:
                print(f"run {number + 1} ended with exit code {code}")
                return False
            if number in {0, runs // 2, runs - 1}:
                size = (folder / "data" / "ledger.sqlite").stat().st_size
                marks.append((number + 1, len(replica.stories), size, seconds))
            replica.publish(10)
        run(server, folder)
        found = Counter(
            json.loads(line)["id"]
            for feed in (folder / "data" / "interfax").glob("*.jsonl")
            for line in feed.read_text("utf-8").splitlines()
        )
        wanted = Counter(map(str, replica.reachable("uk")))
        print(f"{runs} runs: lost {(wanted - found).total()}, doubled {(found - wanted).total()}")
        for number, stories, size, seconds in marks:
            print(
                f"  run {number}: {stories} articles, ledger {size / 1000:.0f} kB "
                f"({size / stories:.0f} bytes an article), {seconds:.2f} s of CPU"
            )
        return found == wanted


def write_feed(path: Path, lines: int, site: str) -> None:
    """The file of an earlier day: articles of 3 kB, each with ten links to those before it."""
    path.parent.mkdir(parents=True)
    body = "\n\n".join(
        ["Мости будують у восьми областях країни, і кожен має свій підряд. " * 3] * 5
    )
    with path.open("w", encoding="utf-8") as file:
        for number in range(FIRST, FIRST + lines):
            record: dict[str, object] = dict.fromkeys(RECORD_FIELDS)
            record |= {"id": str(number), "url": f"{site}news/general/{number}.html"}
            record |= {"section": "general", "title": f"Новина номер {number}", "body": body}
            record |= {"language": "uk", "revision": 1, "content_hash": f"{number:064}"}
            record["fetched_at"] = "2025-06-15T15:06:40+00:00"
            earlier = range(number - 1, max(number - 11, FIRST - 1), -1)
            record["latest"] = [
                {"title": f"Новина номер {other}", "url": f"{site}news/general/{other}.html"}
                for other in earlier
            ]
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def rebuild(most: int) -> bool:
    """Whether the peak memory of a run that makes a lost ledger anew stays within bounds."""
    replica = Replica(60, traps=False)
    peaks = []
    with ReplicaServer(replica, editions=("uk",)) as server:
        for lines in (1, most // 50, most // 5, most):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                feed = folder / "data" / "interfax" / "2025-06-15.jsonl"
                write_feed(feed, lines, server.base_url("uk"))
                size = feed.stat().st_size / 1e6
                made = run(server, folder, "-a", "max_articles=1")
                after = run(server, folder, "-a", "max_articles=1")
            print(
                f"{lines} lines ({size:.0f} MB): {made[0]:.1f} s of CPU and a peak of "
                f"{made[1]:.0f} MB to rebuild; {after[0]:.1f} s, {after[1]:.0f} MB the next time",
                flush=True,
            )
            if made[2] or after[2]:
                print(f"exit codes {made[2]} and {after[2]}")
                return False
            peaks.append(made[1])
    return peaks[-1] - peaks[0] < MOST_GROWTH_MB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--urls", type=int, default=0)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--rebuild", type=int, default=0)
    options = parser.parse_args()
    if options.urls:
        opening(options.urls)
    good = growth(options.runs) if options.runs else True
    good = (rebuild(options.rebuild) if options.rebuild else True) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
