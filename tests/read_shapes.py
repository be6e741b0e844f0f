"""Pages of given shapes, with made-up text, in several dresses: are they read right?

    python tests/read_shapes.py [FILE] [--dress site] [--crawl]
    python tests/read_shapes.py [FILE] [--dress renamed] --serve

Without FILE the replica's own shapes. Every page is drawn in three ways and read with
`newsbot.read` at its own address; with --crawl the site of all pages is crawled as well. Exit code
1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import newsbot
from crawling import EDITIONS, crawl
from newsbot.errors import NotAnArticle
from replica import Replica, ReplicaServer
from replica.dress import DRESSES, redress
from replica.shaped import RELATED, counted
from replica.shaped_site import replica_of, story_of
from replica.shapes import OWN, Shape, load

WAYS = 3
"""In how many ways the markup around the lines of a page is drawn."""
FIELDS = (
    "id", "title", "language", "published_at", "event_at", "reading_minutes", "body", "source_url",
    "authors", "tags", "images", "related", "latest",
)  # fmt: skip


class Wrong(NamedTuple):
    """A field that is not as it should be."""

    url: str
    field: str
    """`lost` where nothing was read, `times` where it was not once in the feed."""
    found: object
    truth: object


def read_pages(shapes: Sequence[Shape], dress: str) -> Iterator[Wrong]:
    """What `newsbot.read` reads wrongly, each page at its own address."""
    replica, now = replica_of(shapes), datetime.now(UTC)
    for shape, way in product(shapes, range(WAYS)):
        story = story_of(shape, way=way)
        story.related = replica.stories[shape.id].related[: counted(shape, RELATED) or 0]
        html = redress(replica.page(story), dress)
        root = f"https://{story.host}"
        truth = {**replica.expected(story, root), "latest": replica.expected_latest(story, root)}
        try:
            record = asdict(newsbot.read(html, url=shape.url, fetched_at=now))
        except NotAnArticle as error:
            yield Wrong(shape.url, "lost", error.problem, None)
            continue
        yield from compare(shape.url, record, truth, FIELDS)


def crawl_site(shapes: Sequence[Shape], dress: str) -> Iterator[Wrong]:
    """What a crawl of the site of all pages has wrong in its feed."""
    replica = replica_of(shapes)
    replica.dress = dress
    with ReplicaServer(replica) as server, tempfile.TemporaryDirectory() as folder:
        run = crawl(server, Path(folder), edition=",".join(EDITIONS), timeout=600)
        if run.code:
            raise SystemExit(run.err)
        times = Counter(run.ids)
        for ident, story in replica.stories.items():
            if times[str(ident)] != 1:
                yield Wrong(story.path, "times", times[str(ident)], 1)
        for record in run.records:
            story = replica.stories[int(record["id"])]
            truth = replica.expected(story, server.base_url(story.edition), in_feed=True)
            yield from compare(record["url"], record, truth, FIELDS[:-1])


def compare(
    url: str, record: Mapping[str, Any], truth: Mapping[str, Any], names: Sequence[str]
) -> Iterator[Wrong]:
    for name in names:
        if record[name] != truth[name]:
            yield Wrong(url, name, record[name], truth[name])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=OWN)
    parser.add_argument("--dress", choices=DRESSES, help="one of them; by default each in turn")
    parser.add_argument("--crawl", action="store_true", help="crawl the site of the pages as well")
    parser.add_argument("--serve", action="store_true", help="keep the site up for a browser")
    options = parser.parse_args()
    shapes = load(options.file)
    if options.serve:
        replica = replica_of(shapes)
        replica.dress = options.dress or "site"
        serve(replica)
        return 0
    wrong = 0
    for dress in [options.dress] if options.dress else DRESSES:
        found = list(read_pages(shapes, dress))
        if options.crawl:
            found += crawl_site(shapes, dress)
        tell(dress, len(shapes), found)
        wrong += len(found)
    return 1 if wrong else 0


def serve(replica: Replica) -> None:
    with ReplicaServer(replica) as server:
        for edition in EDITIONS:
            print(f"{edition}  {server.base_url(edition)}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


def tell(dress: str, pages: int, found: Sequence[Wrong]) -> None:
    counts = Counter(wrong.field for wrong in found)
    told = ", ".join(f"{field} {count}" for field, count in counts.most_common()) or "none"
    print(f"\n{dress}: {pages} pages, {len({w.url for w in found})} with mistakes: {told}")
    for wrong in found:
        print(f"  {wrong.url}\n    {wrong.field}:")
        said, truth = (str(value).split("\n\n") for value in (wrong.found, wrong.truth))
        for mark, parts, others in (("+", said, truth), ("-", truth, said)):
            for part in parts:
                if part not in others:
                    print(f"    {mark} {part:.160}")


if __name__ == "__main__":
    sys.exit(main())
