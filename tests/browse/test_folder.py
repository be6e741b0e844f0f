"""`scrapy browse`: the pages of an archive, and its search in a real browser."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from crawling import scrapy
from made_archive import line_of, made_records, newest_of, write_archive
from newsbot.browse.pages import file_name
from newsbot.browse.searched_words import words_in

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000")
ARTICLES = 1_200
"""So many that their titles are three files."""
TEXTS = ("title", "lead", "body")

Records = list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Records]:
    """The folder that was written, and the records behind it."""
    work = tmp_path_factory.mktemp("browse")
    records = write_archive(work / "archive", ARTICLES)
    run = scrapy(work, "browse", "--from", "archive", "--to", "pages")
    assert run.code == 0, run.err
    assert run.out == f"{ARTICLES} articles written to {work / 'pages' / 'index.html'}\n"
    return work / "pages", records


def page_of(folder: Path, key: str) -> str:
    return (folder / "interfax.com.ua" / key[:-3] / f"{key}.html").read_text("utf-8")


@pytest.mark.slow
def test_each_article_has_a_page_with_its_text(made: tuple[Path, Records]) -> None:
    folder, records = made
    for record in newest_of(records):
        page = page_of(folder, record["id"])
        assert f"<h1>{html.escape(record['title'])}</h1>" in page
        for line in record["body"].replace("\n\n", "\n").split("\n"):
            assert html.escape(line) in page
        assert f'lang="{record["language"]}"' in page


@pytest.mark.slow
def test_what_each_revision_changed_stands_on_it(made: tuple[Path, Records]) -> None:
    folder, records = made
    counts = Counter(record["id"] for record in records)
    assert set(counts.values()) == {1, 2, 3}
    for key, count in counts.items():
        page = page_of(folder, key)
        found = re.findall(r"<summary>Revision (\d)", page)
        assert found == [str(number) for number in range(count, 1, -1)]
        assert page.count("<ins>") == 2 * (count - 1), "of the title and of the body"


@pytest.mark.slow
def test_every_link_within_the_folder_leads_to_a_page(made: tuple[Path, Records]) -> None:
    folder, records = made
    pages = list(folder.rglob("*.html"))
    days = {path.stem for path in (folder / "day").iterdir()}
    assert len(pages) > ARTICLES + len(days)
    inner = outer = 0
    for page in pages:
        for href in re.findall(r'href="([^"]+)"', page.read_text("utf-8")):
            if href.startswith("https://"):
                outer += 1
                continue
            inner += 1
            assert (page.parent / unquote(html.unescape(href))).is_file(), (page, href)
    related = sum(len(record["related"]) for record in newest_of(records))
    assert inner > ARTICLES * 3 + related, (
        "articles of the archive are linked here, not at the site"
    )
    assert outer


@pytest.mark.slow
def test_each_article_is_in_the_lists_of_its_day_and_section(made: tuple[Path, Records]) -> None:
    folder, records = made
    for kind in ("day", "section"):
        lists = [path for path in (folder / kind).rglob("*.html") if path.stem != "index"]
        found = [
            key for path in lists for key in re.findall(r"/(\d+)\.html", path.read_text("utf-8"))
        ]
        assert sorted(found) == sorted({record["id"] for record in records}), kind


@pytest.mark.slow
def test_the_index_knows_every_word_of_every_article(made: tuple[Path, Records]) -> None:
    folder, records = made
    index: dict[str, list[int]] = {}
    for file in (folder / "search").glob("words-*.js"):
        index |= json.loads(re.sub(r"^[^,]+,|\)\n$", "", file.read_text("utf-8")))
    titles: list[list[str]] = []
    for number in range(len(list((folder / "search").glob("titles-*.js")))):
        text = (folder / "search" / f"titles-{number}.js").read_text("utf-8")
        titles += json.loads(re.sub(r"^[^,]+,|\)\n$", "", text))
    found: Counter[str] = Counter()
    for steps in index.values():
        number = 0
        for step in steps:
            number += step
            found[titles[number][0].rpartition("/")[2]] += 1
    for record in newest_of(records):
        texts = (record["title"], record["lead"], record["body"], *record["tags"])
        assert found[f"{record['id']}.html"] == len(words_in(*texts))
    assert not list((folder / "search").glob("*.noted"))


def browser(url: str, folder: Path, *flags: str) -> str:
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder}", "--enable-logging=stderr", *flags, url],
        capture_output=True,
        timeout=60,
        encoding="utf-8",
    )
    assert "CONSOLE" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (.ci/run installs it)")
@pytest.mark.parametrize("asked", ["їжакʼя Дорог", "bridge", "«Оновлено!»", "немає такого"])
def test_the_search_finds_what_has_all_the_words(
    asked: str, made: tuple[Path, Records], tmp_path: Path
) -> None:
    folder, records = made
    shown = browser(f"{(folder / 'index.html').as_uri()}?q={quote(asked)}", tmp_path, "--dump-dom")
    wanted = {
        record["id"]
        for record in newest_of(records)
        if all(
            any(
                word.startswith(part)
                for word in words_in(record["title"], record["lead"], record["body"])
            )
            for part in words_in(asked)
        )
    }
    (said,) = re.findall(r'role="status">([^<]*)<', shown)
    assert said.split()[0] == str(len(wanted))
    found = re.findall(r'<li><a href="[^"]+/(\d+)\.html">', shown)
    assert len(found) == min(200, len(wanted))
    assert set(found) <= wanted
    assert found == sorted(found, reverse=True), "the newest first"


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (.ci/run installs it)")
@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_a_browser_shows_it(
    width: int, *, dark: bool, made: tuple[Path, Records], tmp_path: Path
) -> None:
    """Without a complaint; the window of Chromium is never narrower than 500, a frame is."""
    folder, records = made
    key = records[0]["id"]
    article = folder / "interfax.com.ua" / key[:-3] / f"{key}.html"
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    for page in (folder / "index.html", article):
        frame = tmp_path / "frame.html"
        frame.write_text(
            f'<iframe src="{page.as_uri()}" style="width:{width}px;height:800px;border:0"></iframe>'
        )
        picture = tmp_path / "page.png"
        browser(frame.as_uri(), tmp_path / "profile", f"--screenshot={picture}", scheme)
        assert picture.stat().st_size > 10_000


@pytest.mark.slow
def test_it_replaces_only_what_it_wrote(tmp_path: Path) -> None:
    write_archive(tmp_path / "archive", 30)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    run = scrapy(tmp_path, "browse", "--from", "archive", "--to", "mine")
    assert run.code == 2
    assert "was not written by scrapy browse" in run.complaints[0]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    for section in ("political", "economic"):
        words = ["--from", "archive", "--to", "pages", "--section", section]
        assert scrapy(tmp_path, "browse", *words).code == 0
        assert [path.name for path in (tmp_path / "pages" / "section").iterdir()] == [section]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "mine", "pages"]


@pytest.mark.slow
@pytest.mark.parametrize("left", [(".pages.old",), (".pages.old", "pages"), (".pages.newsbot",)])
def test_what_a_killed_run_left_is_no_obstacle(left: tuple[str, ...], tmp_path: Path) -> None:
    write_archive(tmp_path / "archive", 30)
    words = ("browse", "--from", "archive", "--to", "pages")
    assert scrapy(tmp_path, *words).code == 0
    whole = tmp_path / "whole"
    (tmp_path / "pages").rename(whole)
    for name in left:
        shutil.copytree(whole, tmp_path / name)
    run = scrapy(tmp_path, *words)
    assert run.code == 0, run.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "pages", "whole"]
    files = {path.relative_to(whole) for path in whole.rglob("*")}
    assert {
        path.relative_to(tmp_path / "pages") for path in (tmp_path / "pages").rglob("*")
    } == files


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--from", "archive"], 2, "--to FOLDER"),
        (["--to", "x", "--from", "nothing"], 1, "nothing"),
        (["--to", "x", "--from", "archive", "--language", "fr"], 1, "none is of this time"),
        (["--to", "x", "--from", "archive", "--since", "soon"], 2, "'soon'"),
        (["--to", "archive/torn.jsonl/x", "--from", "archive"], 1, "cannot be written"),
    ],
)
def test_bad_input(options: list[str], code: int, sentence: str, tmp_path: Path) -> None:
    write_archive(tmp_path / "archive", 5)
    (tmp_path / "archive" / "torn.jsonl").write_text("{")
    run = scrapy(tmp_path, "browse", *options)
    assert run.code == code
    assert sentence in run.err
    assert "Traceback" not in run.err
    assert not (tmp_path / "x").exists()


def test_what_a_stranger_wrote_leads_nowhere(tmp_path: Path) -> None:
    records = write_archive(tmp_path / "archive", 1)
    record = {
        **records[0],
        "id": "../../up",
        "section": "..",
        "title": "<script>alert(1)</script>",
        "body": "<script>alert(2)</script>",
        "language": '"><script>alert(3)</script>',
        "url": 'https://example.org/"><script>alert(4)</script>',
        "source_url": "javascript:alert(1)",
        "related": [{"title": "<script>alert(5)</script>", "url": "javascript:alert(6)"}],
    }
    (tmp_path / "archive" / "2031-01-01.jsonl").write_text(line_of(record), "utf-8")
    run = scrapy(tmp_path, "browse", "--from", "archive", "--to", "deep/er/pages")
    assert run.code == 0, run.err
    assert [path.name for path in (tmp_path / "deep" / "er").iterdir()] == ["pages"]
    texts = [path.read_text("utf-8") for path in (tmp_path / "deep").rglob("*.html")]
    assert not [text for text in texts if "<script>alert" in text or 'href="javascript' in text]


def test_a_day_is_one_in_kyiv(tmp_path: Path) -> None:
    record = next(made_records(1))
    late = "2025-06-30T21:30:00+00:00"
    mine = [{**record, "published_at": late}, {**record, "id": "7", "published_at": None}]
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2025-07-01.jsonl").write_text(
        "".join(line_of({**each, "fetched_at": late}) for each in mine), "utf-8"
    )
    assert scrapy(tmp_path, "browse", "--from", "archive", "--to", "pages").code == 0
    assert [path.name for path in (tmp_path / "pages" / "day").iterdir()] == ["2025-07-01.html"]
    assert "00:30" in (tmp_path / "pages" / "day" / "2025-07-01.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "a\\b", "x" * 300, "щось", "%2e%2e"])
def test_a_name_is_one_file(name: str) -> None:
    made = file_name(name)
    assert made not in {"", ".", ".."}
    assert not set(made) & set("/\\%?#")
    assert len(made) < 100
