"""What it costs to keep pages, and how fast kept pages are read again.

    python -m benchmarks.pages [--articles 1000] [--repeat 5]

Crawls with and without NEWSBOT_PAGES alternate over the same pages; the ratio of a pair counts.
Then the kept pages are replayed, each time beside `newsbot.read` over the same pages alone. Starts
are taken off: those of a replay of one page. Exit code 1: a ratio is not what it should be.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from scrapy.http import HtmlResponse

import newsbot
from benchmarks.options import number
from benchmarks.runs import AT_FULL_SPEED, Cost, crawl_newsbot, run, spread
from benchmarks.serving import served
from benchmarks.site import WrittenSite, write_site
from benchmarks.throughput import check_archive
from newsbot.pagestore.finding import unpacked
from newsbot.pagestore.reader import KeptPage, records_from
from newsbot.pagestore.writer import PageWriter
from newsbot.sites.interfax import INTERFAX
from newsbot.sites.site import mirrored

MOST_KEEPING = 1.15
LEAST_REPLAY = 0.7


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
        ratios = _replays(kept, base_url, work, options.repeat)
        _say(f"replay: {spread(ratios)} of what is read alone (at least {LEAST_REPLAY})")
        _jobs(kept, base_url, work, options.repeat)
    is_good = statistics.median(keeping) <= MOST_KEEPING
    return 0 if is_good and statistics.median(ratios) >= LEAST_REPLAY else 1


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


def _replays(kept: Sequence[Path], base_url: str, work: Path, repeat: int) -> list[float]:
    pages = [
        record.page
        for path in kept
        for record in records_from(path)
        if record.page is not None and record.page.url.count("/") == 5
    ]
    one = work / "one"
    with closing(PageWriter(one, lock=str)) as writer:
        page = pages[-1]
        writer.keep(HtmlResponse(page.url, body=unpacked(page)), page.fetched_at)
    ratios = []
    for _ in range(repeat):
        alone = _read_alone(pages, base_url)
        start = _replay(sorted(one.iterdir()), base_url, work).cpu
        cost = _replay(kept, base_url, work)
        if cost.items != len(pages):
            raise SystemExit(f"{cost.items} articles of {len(pages)} pages: {work}/replay/run.log")
        again = (cost.cpu - start) / len(pages)
        ratios.append(alone / again)
        print(
            f"  {1000 * alone:.2f} ms to read a page alone, {1000 * again:.2f} in a replay",
            flush=True,
        )
    return ratios


def _jobs(kept: Sequence[Path], base_url: str, work: Path, repeat: int) -> None:
    """How much sooner two jobs are done; and what that is where cores are free, without starts."""
    page = sorted((work / "one").iterdir())
    walls, shares = [], []
    for _ in range(repeat):
        starts = [_replay(page, base_url, work, jobs=jobs).cpu for jobs in (1, 2)]
        one, two = (_replay(kept, base_url, work, jobs=jobs) for jobs in (1, 2))
        walls.append(one.wall / two.wall)
        shares.append(2 * (one.cpu - starts[0]) / (two.cpu - starts[1]))
    _say(f"two jobs: {spread(walls)} times as fast; by their CPU, without starts, {spread(shares)}")


def _read_alone(pages: Sequence[KeptPage], base_url: str) -> float:
    """Seconds of CPU a page."""
    responses = [HtmlResponse(page.url, body=unpacked(page), encoding="utf-8") for page in pages]
    site = mirrored(INTERFAX, {"uk": base_url.rstrip("/")})
    start = time.process_time()
    for response, page in zip(responses, pages, strict=True):
        newsbot.read(response, url=page.url, site=site, fetched_at=page.fetched_at)
    return (time.process_time() - start) / len(pages)


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
