"""The replica on a disk: every page rendered once, so that serving one costs next to nothing."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

from replica import Replica

SMALLEST, LARGEST = 35_000, 60_000
"""Bytes of an article's page, the least and the most."""
_LISTING_BYTES = 60_000
_ROWS = 60
_FEEDS = ("last", "general", "economic")


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """The Ukrainian edition in a folder, ready for a static file server."""

    folder: Path
    articles: int
    paths: tuple[str, ...]
    """What a whole crawl asks for: the latest list, RSS and all articles. Without robots.txt."""
    page_bytes: int
    """Bytes of an average article page."""
    replica: Replica

    def write_feeds(self, base_url: str) -> None:
        """Writes RSS, whose links name the host: known only once the server listens."""
        headers = {"Host": base_url.removeprefix("http://").rstrip("/")}
        for name in _FEEDS:
            self.write(f"/news/{name}.rss", headers)

    def write(self, path: str, headers: dict[str, str]) -> int:
        """Writes one page; returns its size."""
        answer = self.replica.respond("uk", path, headers)
        assert answer.status == 200, f"{path}: {answer.status}"
        file = self.folder / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.write_bytes(answer.body)


def write_site(folder: Path, articles: int, *, seed: int = 1) -> WrittenSite:
    """Writes a site with so many articles; the same bytes for the same arguments."""
    # The replica shares its stories among three editions, two thirds of them Ukrainian.
    replica = Replica(articles * 3 // 2, seed=seed, traps=False, page_size=_ROWS)
    stories = replica.published("uk")
    listings = ["/news/latest.html"]
    listings += [f"/news/latest-{page}.html" for page in range(2, -(-len(stories) // _ROWS) + 1)]
    paths = tuple(story.path for story in stories)
    site = WrittenSite(
        folder=folder,
        articles=len(stories),
        paths=(*listings, *(f"/news/{name}.rss" for name in _FEEDS[:1]), *paths),
        page_bytes=0,
        replica=replica,
    )
    total = 0
    for path in paths:
        replica.page_bytes = SMALLEST + zlib.crc32(path.encode()) % (LARGEST - SMALLEST)
        total += site.write(path, {})
    replica.page_bytes = _LISTING_BYTES
    for path in (*listings, "/robots.txt"):
        site.write(path, {})
    return WrittenSite(folder, len(stories), site.paths, total // len(stories), replica)
