"""How right newsbot reads pages of other sites, beside other readers.

    make bench-real PAGES=folder
    .venv/bin/python -m benchmarks.real folder [--only uk,ru]

The folder holds `truth.jsonl`, one page a line: `file` (gzipped HTML beside it), `url`,
`fetched_at`, `charset`, `language`, `title`, `lead` and `body` (lists of paragraphs) and
`published_at` (a day alone where no more is known), `authors` where they are. `benchmarks.corpora`
makes such folders. A page whose body is empty is no article: whoever finds one there has accepted
it falsely, which is worse than to refuse a page that is one. Where the body is null, it is not
known, or no more of it than `has`, parts of it, and `lacks`, words of the page that are none: the
recall is the share of the former that is found, the precision the share of the latter that is not.
Counted are: titles right, the F1, precision and recall of the body in shingles of four words (mean
over the articles; the better one of the truth with and without its standfirst; a refused page is an
empty body), bodies right in every word, times right to the minute and to the day, CPU milliseconds
a page (median). Readers that are not installed are left out; a page at which one of them fails
counts as refused by it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import newsbot
from newsbot.errors import NotAnArticle

_SHINGLE = 4


@dataclass(frozen=True)
class Found:
    """What a reader makes of a page; nothing where it refuses it."""

    title: str | None = None
    lead: str | None = None
    body: str | None = None
    published_at: str | None = None
    authors: Sequence[str] = ()
    language: str | None = None


Reader = Callable[[dict[str, Any], bytes], Found]


def by_newsbot(truth: dict[str, Any], page: bytes) -> Found:
    try:
        article = newsbot.read(
            page,
            url=truth["url"] or "https://example.com/",
            fetched_at=datetime.fromisoformat(truth["fetched_at"]),
            charset=truth["charset"],
        )
    except NotAnArticle:
        return Found()
    return Found(
        article.title,
        article.lead,
        article.body,
        article.published_at,
        article.authors,
        article.language,
    )


def readers() -> dict[str, Reader]:
    """newsbot, and the readers of other projects that are installed."""
    found: dict[str, Reader] = {"newsbot": by_newsbot}
    try:
        import trafilatura
    except ImportError:
        pass
    else:

        def by_trafilatura(truth: dict[str, Any], page: bytes) -> Found:
            document: Any = trafilatura.bare_extraction(
                _text(page, truth), url=truth["url"], with_metadata=True, include_comments=False
            )
            if document is None:
                return Found()
            names = (document.author or "").split("; ")
            return Found(document.title, None, document.text, document.date, names)

        found["trafilatura"] = by_trafilatura
    try:
        import newspaper
    except ImportError:
        pass
    else:

        def by_newspaper(truth: dict[str, Any], page: bytes) -> Found:
            article = newspaper.Article(truth["url"] or "https://example.com/", fetch_images=False)
            article.download(input_html=_text(page, truth))
            article.parse()
            date = article.publish_date
            return Found(
                article.title,
                None,
                article.text,
                date.isoformat() if date is not None else None,
                article.authors,
                article.meta_lang,
            )

        found["newspaper4k"] = by_newspaper
    try:
        from lxml import html
        from readability import Document
    except ImportError:
        pass
    else:

        def by_readability(truth: dict[str, Any], page: bytes) -> Found:
            document = Document(_text(page, truth))
            body = html.fromstring(document.summary()).xpath("string()")
            return Found(document.short_title(), None, str(body), None)

        found["readability"] = by_readability
    return found


def _text(page: bytes, truth: dict[str, Any]) -> str:
    return page.decode(truth["charset"] or "utf-8", "replace")


@dataclass(frozen=True)
class Score:
    """How right one page was read; None where the truth says nothing."""

    refused: bool
    title: bool | None
    f1: float | None
    precision: float | None
    recall: float | None
    exact: bool | None
    minute: bool | None
    day: bool | None
    ms: float
    authors: bool | None
    named: float | None
    misnamed: bool | None
    language: bool | None


def score(truth: dict[str, Any], found: Found, ms: float) -> Score:
    body = found.body or ""
    whole = f"{found.lead}\n\n{body}" if found.lead and body else body
    f1 = precision = recall = exact = None
    if truth["body"] is not None:
        texts = ["\n\n".join(truth["body"]), "\n\n".join([*truth["lead"], *truth["body"]])]
        f1, precision, recall, exact = max(
            compare(text, read) for text in texts for read in (body, whole)
        )
    if truth.get("has"):
        whole = _flat(f"{found.title}\n{whole}")
        recall = statistics.mean(_flat(part) in whole for part in truth["has"])
    if truth.get("lacks") and body:
        precision = statistics.mean(_flat(part) not in whole for part in truth["lacks"])
    minute, day = _times(truth["published_at"], found.published_at)
    title = _flat(truth["title"]) == _flat(found.title) if truth["title"] else None
    authors, named, misnamed = _names(truth.get("authors"), found.authors)
    language = truth["language"] == found.language if truth["language"] else None
    return Score(
        not body,
        title,
        f1,
        precision,
        recall,
        exact,
        minute,
        day,
        ms,
        authors,
        named,
        misnamed,
        language,
    )


def _names(
    true: Sequence[str] | None, read: Sequence[str]
) -> tuple[bool | None, float | None, bool | None]:
    """Whether authors are all right, the share that is found, whether a name is none of them."""
    if true is None:
        return None, None, None
    want, have = ({" ".join(_words(name)) for name in names} - {""} for names in (true, read))
    return want == have, len(want & have) / len(want) if want else None, bool(have - want)


def compare(true: str, read: str) -> tuple[float, float, float, bool]:
    """(F1, precision, recall, the same in every word) of a text."""
    one, other = _shingles(true), _shingles(read)
    both = sum((one & other).values())
    precision = both / sum(other.values()) if other else 0.0
    recall = both / sum(one.values()) if one else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return f1, precision, recall, _words(true) == _words(read)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[at : at + _SHINGLE]) for at in starts)


def _flat(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _times(true: str | None, read: str | None) -> tuple[bool | None, bool | None]:
    """Whether a time is right to the minute, and to the day, in its own zone or in UTC."""
    if true is None:
        return None, None
    try:
        want, have = datetime.fromisoformat(true), datetime.fromisoformat(read or "")
    except ValueError:
        return False, False
    if len(true) == len("2026-09-22"):
        return None, have.date() == want.date()
    if have.tzinfo is None or want.tzinfo is None:
        want, have = want.replace(tzinfo=None), have.replace(tzinfo=None)
        minute = abs((have - want).total_seconds()) < 60
        return minute, have.date() == want.date()
    minute = abs((have - want).total_seconds()) < 60
    return minute, minute or have.date() in {want.date(), want.astimezone(UTC).date()}


def read_truth(folder: Path) -> tuple[list[dict[str, Any]], list[bytes]]:
    """What is true of the pages in a folder, and the pages themselves."""
    lines = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    truths: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return truths, [gzip.decompress((folder / each["file"]).read_bytes()) for each in truths]


def measured(folder: Path, languages: set[str]) -> dict[str, tuple[list[Score], int, int]]:
    """Reader -> the scores of the articles, how many others were accepted, and their number."""
    truths, pages = read_truth(folder)
    rows = [
        (truth, page)
        for truth, page in zip(truths, pages, strict=True)
        if not languages or truth["language"] in languages
    ]
    found: dict[str, tuple[list[Score], int, int]] = {}
    for name, read in readers().items():
        scores: list[Score] = []
        accepted = others = 0
        for truth, page in rows:
            started = time.process_time()
            try:
                what = read(truth, page)
            except Exception as error:  # whatever the others raise
                if name == "newsbot":
                    raise
                print(f"{name} fails at {truth['file']}: {error!r:.200}", file=sys.stderr)
                what = Found()
            ms = (time.process_time() - started) * 1000
            if truth["body"] != []:
                scores.append(score(truth, what, ms))
            else:
                others += 1
                accepted += bool(what.body)
        found[name] = scores, accepted, others
    return found


def row(name: str, scores: list[Score], accepted: int, others: int) -> str:
    cells = [
        name,
        str(sum(each.refused for each in scores)),
        f"{accepted} of {others}",
        *(
            _mean(scores, field)
            for field in ("title", "f1", "precision", "recall", "exact", "minute", "day")
        ),
        f"{statistics.median(each.ms for each in scores):.1f}" if scores else "-",
    ]
    return f"| {' | '.join(cells)} |"


def row_of_names(name: str, scores: list[Score]) -> str:
    fields = ("authors", "named", "misnamed", "language")
    return f"| {name} | {' | '.join(_mean(scores, field) for field in fields)} |"


def _mean(scores: list[Score], field: str) -> str:
    known = [value for each in scores if (value := getattr(each, field)) is not None]
    return f"{statistics.mean(known):.3f}" if any(known) else "-"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="pages and truth.jsonl")
    parser.add_argument("--only", default="", help="languages of pages to read: uk,ru")
    arguments = parser.parse_args()
    if not (arguments.folder / "truth.jsonl").is_file():
        parser.error(f"{arguments.folder} has no truth.jsonl")
    languages = set(filter(None, arguments.only.split(",")))
    found = measured(arguments.folder, languages)
    count = len(next(iter(found.values()))[0])
    print(
        f"| {count} articles | refused | accepted falsely | title | F1 | P | R | exact | minute "
        "| day | ms |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for name, (scores, accepted, others) in found.items():
        print(row(name, scores, accepted, others))
    signed = sum(each.authors is not None for each in next(iter(found.values()))[0])
    if signed:
        print(
            f"\n| {signed} with authors | all right | found | false | language |\n"
            "|---|---|---|---|---|"
        )
        for name, (scores, _, _) in found.items():
            print(row_of_names(name, scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
