"""What is no article and is taken for one, and what is one and is refused: on made-up pages.

    .venv/bin/python -m benchmarks.refusals [PAGE ...]

The pages of the replica: its stories, and in the place of an article its front pages, lists, tag
pages and answers to what is missing; and those of `tests/sites/not_articles.py`: photos without
text, walls, consent, forms. Each is read with the site's description where it has one, and as a
page of a site that nobody has described; readers of other projects, where they are installed, see
the same pages. `PAGE` is the file of a saved page that is no article, or a folder of them (HTML,
also gzipped): it is read in the same two ways. Exit code 1 where newsbot accepts falsely, or
refuses a story that the description is of.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.real import Found, readers
from replica import Replica
from sites.not_articles import NOT_ARTICLES, URL

ARTICLES = 120
FETCHED_AT = "2026-09-23T01:00:00+00:00"
IN_PLACE_OF = "https://interfax.com.ua/news/general/1208001.html"
"""The article that was asked for, where another page comes."""
MISSING = "/news/general/999999999.html"
_NO_PAGES = (".rss", ".xml", ".txt", "-amp.html")
"""Feeds, and twins of stories."""


class Page(NamedTuple):
    name: str
    body: bytes
    url: str
    is_article: bool


def described() -> Iterator[Page]:
    """All pages of the replica, at the addresses of articles of its site."""
    replica = Replica(ARTICLES)
    stories = {
        story.path: f"https://{story.host}{story.path}" for story in replica.stories.values()
    }
    for edition in ("uk", "ru", "en"):
        for path in (*replica.paths(edition), MISSING):
            if not path.endswith(_NO_PAGES):
                body = replica.respond(edition, path, {}).body
                yield Page(path, body, stories.get(path, IN_PLACE_OF), path in stories)


def anywhere() -> Iterator[Page]:
    """The same at a site that nobody has described, and what other sites have."""
    for page in described():
        yield page._replace(url=URL)
    for name, html in NOT_ARTICLES.items():
        yield Page(name, html.encode(), URL, is_article=False)


def saved(paths: Iterable[Path], url: str) -> Iterator[Page]:
    """Saved pages in the place of the article at `url`."""
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            body = file.read_bytes()
            yield Page(
                file.name,
                gzip.decompress(body) if file.suffix == ".gz" else body,
                url,
                is_article=False,
            )


def counted(pages: list[Page]) -> dict[str, tuple[list[str], list[str]]]:
    """Reader -> the names of pages accepted falsely, and of articles refused."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for name, read in readers().items():
        accepted: list[str] = []
        refused: list[str] = []
        for page in pages:
            truth = {"url": page.url, "fetched_at": FETCHED_AT, "charset": None}
            try:
                what = read(truth, page.body)
            except Exception:
                if name == "newsbot":
                    raise
                what = Found()
            if bool(what.body) != page.is_article:
                (refused if page.is_article else accepted).append(page.name)
        found[name] = accepted, refused
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", type=Path, nargs="*", help="saved pages that are no articles")
    paths = parser.parse_args(arguments).pages
    for path in paths:
        if not path.exists():
            parser.error(f"{path} is missing")
    wrong = False
    for title, pages in (
        ("described", [*described(), *saved(paths, IN_PLACE_OF)]),
        ("anywhere", [*anywhere(), *saved(paths, URL)]),
    ):
        articles = sum(page.is_article for page in pages)
        print(f"| {title} | accepted falsely | refused |\n|---|---|---|")
        for name, (accepted, refused) in counted(pages).items():
            others = len(pages) - articles
            print(f"| {name} | {len(accepted)} of {others} | {len(refused)} of {articles} |")
            if name == "newsbot":
                wrong |= bool(accepted) or (bool(refused) and title == "described")
                for each in (*accepted, *refused):
                    print(f"newsbot: {each}", file=sys.stderr)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
