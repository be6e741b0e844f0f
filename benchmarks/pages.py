"""What it costs to keep pages, and how much sooner two jobs have read them again.

    python -m benchmarks.pages [--articles 1000] [--repeat 5]

Crawls with and without NEWSBOT_PAGES alternate over the same pages; the ratio of a pair counts.
Then the kept pages are replayed by one job, by two, and by two replays at once that share nothing:
more than these get done, two jobs cannot. Starts are taken off: those of a replay of one page. How
fast a replay is beside reading alone: `benchmarks.replaying`. Exit code 1: to keep a page costs
more than it should.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from scrapy.http import HtmlResponse

from benchmarks.options import number
from benchmarks.runs import AT_FULL_SPEED, Cost, crawl_newsbot, run, spread
from benchmarks.serving import served
from benchmarks.site import WrittenSite, write_site
from benchmarks.throughput import check_archive
from newsbot.pagestore.finding import unpacked
from newsbot.pagestore.reader import records_from
from newsbot.pagestore.writer import PageWriter

MOST_KEEPING = 1.15


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=number(10, 50_000), default=1000)
    parser.add_argument("--repeat", type=number(1, 100), default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsbot-bench-") as name:
        work = Path(name)
        site = write_site(work / "site", options.articles)
        with served(site.folder, work / "server") as (base_url, _):
            site.write_feeds(base_url)
            keeping = _keeping(site, base_url, work, options.repeat)
        kept = sorted((work / "warc" / "data" / "interfax" / "pages").iterdir())
        size = sum(path.stat().st_size for path in kept)
        _say(f"keeping: {spread(keeping)} of the CPU a page (at most {MOST_KEEPING})")
        _say(f"{size / site.articles:.0f} bytes an article, whose page has {site.page_bytes}")
        _jobs(kept, site.articles, base_url, work, options.repeat)
    return 0 if statistics.median(keeping) <= MOST_KEEPING else 1


def _keeping(site: WrittenSite, base_url: str, work: Path, repeat: int) -> list[float]:
    """With, in parts of without; what a start costs is left out of both."""
    url = base_url.rstrip("/") + site.paths[-1]
    ratios = []
    for _ in range(repeat):
        start = _crawl(work / "start", base_url, url=url, follow="none").cpu
        plain, kept = (_crawl(work / name, base_url) for name in ("plain", "warc"))
        check_archive(site, work / "warc")
        ratios.append((kept.cpu - start) / (plain.cpu - start))
        each = [1000 * (cost.cpu - start) / cost.requests for cost in (plain, kept)]
        _say("  {:.2f} ms of CPU a page, {:.2f} where it is kept".format(*each))
    return ratios


def _crawl(folder: Path, base_url: str, **arguments: str) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    kind = folder.name if folder.name == "warc" else ""
    return crawl_newsbot(folder, {"NEWSBOT_PAGES": kind}, base_url=base_url, **arguments)


def _jobs(kept: Sequence[Path], articles: int, base_url: str, work: Path, repeat: int) -> None:
    """How much sooner two jobs are done; and what that is where cores are free, without starts."""
    page = _one_page(kept, work / "one")
    walls, shares, machine = [], [], []
    for _ in range(repeat):
        starts = [_replay(page, base_url, work, jobs=jobs).cpu for jobs in (1, 2)]
        one, two = (_replay(kept, base_url, work, jobs=jobs) for jobs in (1, 2))
        if one.items != articles:
            raise SystemExit(f"{one.items} of {articles} articles: {work}/replay/run.log")
        walls.append(one.wall / two.wall)
        shares.append(2 * (one.cpu - starts[0]) / (two.cpu - starts[1]))
        machine.append(2 * one.wall / _two_at_once(kept, base_url, work))
    _say(f"two jobs: {spread(walls)} times as fast; by their CPU, without starts, {spread(shares)}")
    _say(f"two replays at once, which share nothing: {spread(machine)} times as much")


def _two_at_once(kept: Sequence[Path], base_url: str, work: Path) -> float:
    """Seconds until two replays of all pages have ended, each in a folder of its own."""
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as both:
        ended = [both.submit(_replay, kept, base_url, work / name) for name in ("a", "b")]
    for each in ended:
        each.result()
    return time.perf_counter() - start


def _one_page(kept: Sequence[Path], folder: Path) -> list[Path]:
    """The file of one kept article, for what a start costs."""
    pages = (record.page for path in kept for record in records_from(path))
    page = next(page for page in pages if page is not None and page.url.count("/") == 5)
    with closing(PageWriter(folder, lock=str)) as writer:
        writer.keep(HtmlResponse(page.url, body=unpacked(page)), page.fetched_at)
    return sorted(folder.iterdir())


def _replay(files: Sequence[Path], base_url: str, work: Path, *, jobs: int = 1) -> Cost:
    words = ["replay", *map(str, files), "-O", "again.jsonl", "-a", f"base_url={base_url}"]
    words += ["--jobs", str(jobs)]
    for name, value in AT_FULL_SPEED.items():
        words += ["-s", f"{name}={value}"]
    return run(words, work / "replay", "newsbot.settings")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
