"""What it costs to read one article page, and how right it is; beside other readers if installed.

    .venv/bin/python -m benchmarks.reading [--pages 200] [--rounds 7]

newsbot gets a response, as in a crawl; the others get its text. Rounds alternate between them; the
median CPU time of a page counts. There are more pages than newsbot's caches hold, so that each page
is as new to it as in a crawl. `make bench-peers` brings the other readers. Exit code 1: newsbot has
a field wrong, or is less than 6 times as fast as trafilatura where that is installed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from parsel import Selector
from scrapy.http import HtmlResponse

import newsbot
from benchmarks.options import number
from benchmarks.runs import spread
from newsbot.items import Article
from newsbot.pages.document import parse
from newsbot.text.dates import parse_date
from replica import Replica

NOW = datetime(2026, 9, 23, tzinfo=UTC)
LEAST_LEAD = 6
"""How many times faster than trafilatura."""
MOST_MS = 1.2
MOST_PARSES = 2.7
"""How many times as long as lxml's parse of the page."""


@dataclass(frozen=True)
class Page:
    """A page as the crawl has it, as text for the other readers, and what is true of it."""

    response: HtmlResponse
    text: str
    url: str
    truth: dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What a reader says of a page."""

    title: str | None
    body: str | None
    published_at: str | None


def pages(count: int) -> list[Page]:
    replica = Replica(articles=count, page_bytes=45_000, traps=False)
    found = []
    for story in replica.stories.values():
        base = f"https://{story.host}"
        body, url = replica.respond(story.edition, story.path, {}).body, base + story.path
        response = HtmlResponse(url, body=body, encoding="utf-8")
        found.append(Page(response, body.decode(), url, replica.expected(story, base)))
    return found


def read_newsbot(page: Page) -> Article:
    return newsbot.read(page.response, url=page.url, fetched_at=NOW)


def found_by_newsbot(article: Any) -> Found:
    return Found(article.title, article.body, article.published_at)


def mistakes(batch: list[Page]) -> list[str]:
    """Each field that newsbot has wrong, with the page's address."""
    found = []
    for page in batch:
        record = asdict(read_newsbot(page))
        found += [f"{name} {page.url}" for name in page.truth if record[name] != page.truth[name]]
    return found


def read_selectors(page: Page) -> object:
    selector = Selector(page.text)
    return (
        selector.css("h1.article-content-title::text").get(),
        "\n\n".join(selector.css("div.article-content > p::text").getall()),
        " ".join(selector.css("div.article-time span::text").getall()[:2]),
    )


def found_by_selectors(values: Any) -> Found:
    date = parse_date(values[2], NOW)
    return Found(values[0], values[1], date.isoformat() if date else None)


def others() -> dict[str, tuple[Callable[[Page], object], Callable[[Any], Found]]]:
    """The readers of other projects that are installed."""
    readers: dict[str, tuple[Callable[[Page], object], Callable[[Any], Found]]] = {}
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed")
    else:
        readers["trafilatura"] = (
            lambda page: trafilatura.bare_extraction(page.text, url=page.url, with_metadata=True),
            lambda document: Found(document.title, document.text, document.date),
        )
    try:
        import newspaper
    except ImportError:
        print("newspaper4k is not installed")
    else:

        def read_newspaper(page: Page) -> object:
            article = newspaper.Article(page.url, language="uk", fetch_images=False)
            article.download(input_html=page.text)
            article.parse()
            return article

        readers["newspaper4k"] = (
            read_newspaper,
            lambda article: Found(
                article.title, article.text, str(article.publish_date or "").replace(" ", "T")
            ),
        )
    return readers


def cost(read: Callable[[Page], object], batch: list[Page]) -> float:
    """Milliseconds of CPU a page."""
    started = time.process_time()
    for page in batch:
        read(page)
    return (time.process_time() - started) / len(batch) * 1000


def correct(found: list[Found], batch: list[Page]) -> str:
    """How many titles, bodies and dates (to the minute) are right."""
    pairs = list(zip(found, batch, strict=True))
    titles = sum(one.title == page.truth["title"] for one, page in pairs)
    bodies = sum(_plain(one.body) == _plain(page.truth["body"]) for one, page in pairs)
    dates = sum(one.published_at == page.truth["published_at"] for one, page in pairs)
    return f"{titles:5} {bodies:6} {dates:6}"


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=number(1, 10_000), default=200)
    parser.add_argument("--rounds", type=number(1, 1000), default=7)
    arguments = parser.parse_args()
    batch = pages(arguments.pages)
    size = statistics.mean(len(page.response.body) for page in batch) / 1000
    readers: dict[str, tuple[Callable[[Page], object], Callable[[Any], Found] | None]] = {
        "newsbot": (read_newsbot, found_by_newsbot),
        "lxml parse alone": (lambda page: parse(page.response.body), None),
        "three CSS selectors": (read_selectors, found_by_selectors),
        **others(),
    }
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(arguments.rounds):
        for name, (read, _) in readers.items():
            times[name].append(cost(read, batch))
    print(f"{len(batch)} pages of {size:.0f} kB, {arguments.rounds} rounds, right of {len(batch)}:")
    print(f"{'':22}{'ms/page':>8} {'x newsbot':>10} {'title':>7} {'body':>6} {'date':>6}")
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, (read, found) in readers.items():
        right = correct([found(read(page)) for page in batch], batch) if found else ""
        lead = medians[name] / medians["newsbot"]
        print(f"{name:22}{medians[name]:8.2f} {lead:10.2f} {right:>21}")
    rounds = zip(times["newsbot"], times["lxml parse alone"], strict=True)
    parses = [read / parsed for read, parsed in rounds]
    print(f"newsbot: {spread(parses)} times lxml's parse (at most {MOST_PARSES})")
    wrong = mistakes(batch)
    print(f"newsbot, all {len(batch[0].truth)} fields of the record: {len(wrong)} wrong")
    print("\n".join(wrong[:10]), end="\n" if wrong else "")
    print(f"at most {MOST_MS} ms on an idle core of today; trafilatura at least x {LEAST_LEAD}")
    slow = medians.get("trafilatura", float("inf")) < LEAST_LEAD * medians["newsbot"]
    return 1 if wrong or slow else 0


if __name__ == "__main__":
    sys.exit(main())
