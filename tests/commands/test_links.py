"""`scrapy links`: the graph of the two titled blocks."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from articles import finished_article
from crawling import Run, scrapy
from made_archive import line_of, write_archive
from newsbot.feeds.records import record_of
from newsbot.items import Link

pytestmark = pytest.mark.slow  # every test makes an archive

Record = dict[str, Any]
SITE = "https://interfax.com.ua"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def links(folder: Path, *words: str) -> Run:
    """Of a folder that is no data folder: the harness would check every record of that."""
    return scrapy(folder, "links", "--from", "feed", *words)


def archive_with(folder: Path, *records: Record) -> Path:
    (folder / "feed").mkdir(parents=True)
    file = folder / "feed" / "2026-09-23.jsonl"
    file.write_text("".join(map(line_of, records)), "utf-8")
    return folder


def linking(key: str, *related: str, **changes: Any) -> Record:
    blocks = {"related": [Link("Т", f"{SITE}/news/general/{to}.html") for to in related]}
    return record_of(finished_article(**{"id": key, "latest": [], **blocks, **changes}))


def written(folder: Path, name: str = "links.jsonl", *words: str) -> list[Record]:
    run = links(folder, "--to", name, *words)
    assert (run.code, run.err) == (0, "")
    rows = [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
    assert run.out == f"{len(rows)} links written to {folder / name}\n"
    return rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Record]]:
    """A folder with an archive of more articles than are read at once, and its records."""
    folder = tmp_path_factory.mktemp("links")
    return folder, write_archive(folder / "feed", 1_200)


def test_every_link_once_in_every_form(made: tuple[Path, list[Record]]) -> None:
    folder, records = made
    rows = written(folder)
    wanted: dict[tuple[str, str, str], tuple[int, str]] = {}
    for record in sorted(records, key=lambda record: int(record["revision"])):
        for block in ("related", "latest"):
            for position, link in enumerate(record[block], 1):
                to = re.findall(r"(\d+)\.html", link["url"])[0]
                key = (record["id"], to, block)
                wanted.setdefault(key, (position, record["fetched_at"]))
    found = {(r["from"], r["to"], r["block"]): (r["position"], r["first_seen"]) for r in rows}
    assert len(found) == len(rows)
    assert found == wanted

    assert links(folder, "--to", "links.csv").code == 0
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert table == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]

    assert links(folder, "--to", "links.graphml").code == 0
    graph = etree.parse(folder / "links.graphml").getroot().find(f"{GRAPHML}graph")
    assert graph is not None
    edges = graph.findall(f"{GRAPHML}edge")
    nodes = [node.get("id") for node in graph.findall(f"{GRAPHML}node")]
    assert len(edges) == len(rows)
    assert len(set(nodes)) == len(nodes) == len({record["id"] for record in records})
    ends = {edge.get(end) for edge in edges for end in ("source", "target")}
    assert ends <= set(nodes)
    data = {each.get("key"): each.text for each in edges[0]}
    assert data["block"] == rows[0]["block"]
    assert data["position"] == str(rows[0]["position"])


def test_every_form_has_the_same_links(tmp_path: Path) -> None:
    folder = archive_with(tmp_path, linking("1", "2", "3"), linking("2", "1"))
    rows = written(folder)
    assert [(row["from"], row["to"]) for row in rows] == [("1", "2"), ("1", "3"), ("2", "1")]
    assert links(folder, "--to", "links.csv").code == 0
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["from"], row["to"]) for row in csv.DictReader(file)] == [
            (row["from"], row["to"]) for row in rows
        ]
    assert links(folder, "--to", "links.graphml").code == 0
    root = etree.parse(folder / "links.graphml").getroot()
    nodes = [node.get("id", "").rpartition("/")[2] for node in root.iter(f"{GRAPHML}node")]
    assert nodes == ["1", "2", "3"]


def test_threads(tmp_path: Path) -> None:
    """Whichever way the links point; `latest` holds nothing together."""
    latest = [Link("Т", f"{SITE}/news/general/30.html")]
    folder = archive_with(
        tmp_path,
        linking("9", "10"),
        linking("11", "10"),
        linking("20", "21", latest=latest),
        linking("30", "31"),
        linking("31", "32", "30"),
    )
    threads: defaultdict[str, set[str]] = defaultdict(set)
    for row in written(folder):
        if row["block"] == "related":
            threads[row["thread"]] |= {row["from"], row["to"]}
        else:
            assert row["thread"] is None
    assert threads == {"9": {"9", "10", "11"}, "20": {"20", "21"}, "30": {"30", "31", "32"}}


def test_addresses_of_any_form(tmp_path: Path) -> None:
    """One article is one target; what is no article, or the article itself, is no link."""
    urls = [
        f"{SITE}/news/general/2.html",
        "https://ua.interfax.com.ua./news/election/%D0%B0/2.html?utm_source=x",
        f"{SITE}/news/tag/2.html",
        f"{SITE}/news/general/1.html",
        "https://example.org/news/general/5.html",
        f"{SITE}/news/general/3-amp.html",
    ]
    record = linking("1", related=[Link("Т", url) for url in urls])
    again = {**record, "revision": 2, "fetched_at": "2026-09-24T00:00:00+00:00"}
    again["related"] = [{"title": "Т", "url": f"{SITE}/news/general/4.html"}, *again["related"]]
    rows = written(archive_with(tmp_path, record, again))
    assert [(row["to"], row["position"], row["first_seen"]) for row in rows] == [
        ("2", 1, record["fetched_at"]),
        ("3", 6, record["fetched_at"]),
        ("4", 1, again["fetched_at"]),
    ]


def test_a_mirror(tmp_path: Path) -> None:
    base = "http://127.0.0.1:8931/news/general"
    record = linking("1", url=f"{base}/1.html", related=[Link("Т", f"{base}/2.html")])
    assert [row["to"] for row in written(archive_with(tmp_path, record))] == ["2"]


def test_what_xml_cannot_hold(tmp_path: Path) -> None:
    folder = archive_with(tmp_path, linking("1", "2", title='<Т> & "\x1b" \x0b'))
    assert links(folder, "--to", "x.graphml").code == 0
    texts = etree.parse(folder / "x.graphml").getroot().itertext()
    assert '<Т> & "\ufffd" \ufffd' in texts


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "name the file"),
        (["x", "--to", "l.csv"], 2, "name the file"),
        (["--to", "l.xml"], 2, ".graphml"),
        (["--to", "there.csv"], 2, "--overwrite"),
        (["--to", "folder.csv"], 2, "is a folder"),
        (["--to", "there.csv/l.csv"], 1, "there.csv/l.csv"),
    ],
)
def test_what_it_does_not_understand(
    words: list[str], code: int, said: str, tmp_path: Path
) -> None:
    archive_with(tmp_path, linking("1", "2"))
    (tmp_path / "there.csv").write_text("mine")
    (tmp_path / "folder.csv").mkdir()
    run = links(tmp_path, *words)
    assert run.code == code
    assert said in run.err.splitlines()[-1]
    assert "Traceback" not in run.err
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"feed", "there.csv", "folder.csv"}


def test_it_replaces_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "links.jsonl").write_text("old\n")
    assert (
        len(written(archive_with(tmp_path, linking("1", "2")), "links.jsonl", "--overwrite")) == 1
    )


def test_where_no_run_has_worked(tmp_path: Path) -> None:
    run = scrapy(tmp_path, "links", "--to", "l.csv")
    assert (run.code, len(run.err.splitlines())) == (2, 1)
    assert f"no archive at {tmp_path / 'data'}: no run has worked there yet" in run.err
    assert "--from PATH" in run.err


def test_an_empty_archive(tmp_path: Path) -> None:
    (tmp_path / "feed").mkdir()
    run = links(tmp_path, "--to", "l.csv")
    assert (run.code, len(run.err.splitlines())) == (1, 1)
    assert not (tmp_path / "l.csv").exists()


@pytest.mark.parametrize(
    "words", [["links", "--to", "l.csv"], ["stories", "--to", "s.csv"], ["diff", "1"]]
)
def test_an_archive_that_is_in_a_database(words: list[str], tmp_path: Path) -> None:
    """Nobody is asked for anything: the sentence says what to do."""
    run = scrapy(tmp_path, *words, "-s", "NEWSBOT_LEDGER=postgresql://nobody@127.0.0.1:9/news")
    assert (run.code, len(run.err.splitlines())) == (2, 1)
    assert "scrapy export --to FOLDER/" in run.err


@pytest.mark.parametrize(
    "words",
    [["links", "--overwrite", "--to"], ["stories", "--overwrite", "--to"], ["diff", "1", "--html"]],
)
@pytest.mark.parametrize("source", ["feed", "feed/2026-09-23.jsonl"])
def test_the_archive_that_is_read_is_not_replaced(
    source: str, words: list[str], tmp_path: Path
) -> None:
    folder = archive_with(tmp_path, linking("1", "2"))
    day = folder / "feed" / "2026-09-23.jsonl"
    before = day.read_bytes()
    run = scrapy(folder, *words, "feed/2026-09-23.jsonl", "--from", source)
    assert (run.code, run.out) == (2, "")
    assert "lies in the archive that is read" in run.err
    assert day.read_bytes() == before
