"""How surely near-duplicates are told from others: an own simhash, datasketch, sampled pieces.

    python -m benchmarks.stories        # with datasketch, where it is installed

Pairs made by tests/archive/told_stories.py: edited, shortened, and unrelated ones that share names,
numbers or words. For each measure the share of the edited and of the shortened pairs that are
nearer than every unrelated one, and than all but one in a hundred. Then precision and recall of the
translations on replicas that were not used to choose the numbers, with and without the table of
things spoken of.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from archive.told_stories import made_issues, made_stories
from newsbot.archive.fingerprint import fingerprint_of
from newsbot.archive.reissues import distance_of
from newsbot.archive.translations import translations
from newsbot.feeds.records import article_of
from newsbot.items import Article

Distance = Callable[[Article, Article], float]
_BITS = 64
_PERMUTATIONS = 128


def simhash(one: Article, other: Article) -> float:
    """Bits of 64 that differ (Charikar 2002), of runs of three words."""
    return float((_simhash(one) ^ _simhash(other)).bit_count())


def _simhash(article: Article) -> int:
    sums = [0] * _BITS
    for run in _runs(article):
        mark = crc32(run.encode()) << 32 | crc32(run[::-1].encode())
        for bit in range(_BITS):
            sums[bit] += 1 if mark >> bit & 1 else -1
    return sum(1 << bit for bit, each in enumerate(sums) if each > 0)


def _runs(article: Article) -> set[str]:
    words = f"{article.title} {article.body}".casefold().split()
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def datasketch_minhash(minhash: Any) -> Distance:
    def sketch(article: Article) -> Any:
        made = minhash(num_perm=_PERMUTATIONS)
        for run in _runs(article):
            made.update(run.encode())
        return made

    return lambda one, other: float(1 - sketch(one).jaccard(sketch(other)))


def pieces(one: Article, other: Article) -> float:
    """The share of the shorter one's sampled runs that the other has not, and no more."""
    mine, its = (set(fingerprint_of(each).pieces) for each in (one, other))
    return 1 - len(mine & its) / max(1, min(len(mine), len(its)))


def reissued(one: Article, other: Article) -> float:
    """As `scrapy stories` reckons: with names, numbers and headlines."""
    return distance_of(fingerprint_of(one), fingerprint_of(other))


def main() -> None:
    measures: dict[str, Distance] = {"simhash, 64 bits": simhash}
    try:
        from datasketch import MinHash
    except ImportError:
        print("datasketch is not installed: pip install datasketch")
    else:
        measures[f"datasketch, {_PERMUTATIONS}"] = datasketch_minhash(MinHash)
    measures |= {"sampled pieces": pieces, "scrapy stories": reissued}
    records, _, pairs = made_issues(900)
    articles = {record["id"]: article_of(record) for record in records}
    print(f"{'measure':<20}{'kind':<11}{'before all':>11}{'before 99%':>11}")
    for name, measure in measures.items():
        found = {
            kind: sorted(measure(articles[one], articles[other]) for one, other in each)
            for kind, each in pairs.items()
        }
        others = found.pop("unrelated")
        for kind, distances in found.items():
            shares = [
                sum(distance < others[at] for distance in distances) / len(distances)
                for at in (0, len(others) // 100)
            ]
            print(f"{name:<20}{kind:<11}" + "".join(f"{share:>11.0%}" for share in shares))
    _tell_translations()


def _tell_translations() -> None:
    print(f"{'translations':<20}{'seed':<5}{'articles':>9}{'precision':>11}{'recall':>9}")
    for seed in (5, 6, 7):
        records, pairs = made_stories(300, seed=seed)
        articles = [fingerprint_of(article_of(record)) for record in records]
        bare = [replace(article, concepts=array("I")) for article in articles]
        for name, compared in (("all", articles), ("without concepts", bare)):
            told = {frozenset((each.first.id, each.second.id)) for each in translations(compared)}
            right = len(told & pairs)
            print(
                f"{name:<20}{seed:<5}{len(records):>9}{right / len(told):>11.4f}"
                f"{right / len(pairs):>9.3f}"
            )


if __name__ == "__main__":
    main()
