"""CONTRIBUTING.md, followed to the letter in a copy of the package."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsbot
from crawling import crawl, environment
from replica import ReplicaServer

ROOT = Path(newsbot.__file__).parent.parent
PAGE = """<html><body><article class="article article-content-view">
<div class="article-time"><span>04:25</span><span>26.04.2026</span></div>
<h1 class="article-content-title">{title}</h1>
<div class="article-content"><p>{text}</p><p>{more}</p><p>{advertising}</p></div></article>
<div><h3>{related}</h3><a href="/news/defence/1208001.html">{title} 1</a></div>
<div><h3>{latest}</h3><a href="/news/defence/1208002.html">{title} 2</a></div>
</body></html>"""
UKRAINIAN = PAGE.format(
    title="Кози з Червоного відвідали музей",
    text="Три кози зайшли вранці до музею, оглянули виставку й повернулися на луку.",
    more="Директорка покликала їх знову за тиждень, цього разу з екскурсоводом і сіном.",
    advertising="СІНО.ПРИКЛАД – корми для всієї країни",
    related="ЩЕ ЗА ТЕМОЮ",
    latest="ОСТАННЄ",
)
POLISH = PAGE.format(
    title="Kozy z Krasnej zwiedzają muzeum",
    text="Trzy kozy weszły rano do muzeum, obejrzały stałą wystawę i wróciły na łąkę.",
    more="Dyrekcja zaprosiła je ponownie za tydzień, tym razem z przewodnikiem i sianem.",
    advertising="",
    related="WIĘCEJ NA TEN TEMAT",
    latest="OSTATNIE",
)
READ = """
import json, sys
import newsbot
pages = json.load(sys.stdin)
articles = [newsbot.read(page, url=url) for url, page in pages.items()]
print(json.dumps({
    "from": newsbot.__file__,
    "read": [
        {
            "url": article.url,
            "language": article.language,
            "section_name": article.section_name,
            "paragraphs": len(article.body.split(chr(10) * 2)),
            "related": [link.url for link in article.related],
            "latest": [link.url for link in article.latest],
        }
        for article in articles
    ],
}))
"""


def apply(diff: str, root: Path) -> None:
    """Puts each added line behind the line that stands before it in the diff."""
    head, *lines = diff.splitlines()
    file = root / head.removeprefix("--- ")
    text = file.read_text("utf-8").splitlines()
    place = 0
    for line in lines:
        if line.startswith("+"):
            text.insert(place, line[1:])
        else:
            assert text.count(line[1:]) == 1, f"{line[1:]!r} is not one place of {file}"
            place = text.index(line[1:])
        place += 1
    file.write_text("\n".join(text) + "\n", "utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy with every diff of CONTRIBUTING.md applied."""
    folder = tmp_path_factory.mktemp("copy")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "newsbot", folder / "newsbot", ignore=skip)
    text = ROOT.joinpath("CONTRIBUTING.md").read_text("utf-8")
    diffs = re.findall(r"```diff\n(.*?)```", text, re.DOTALL)
    assert len(diffs) == 3
    for diff in diffs:
        apply(diff, folder)
    return folder


def read_by(package: Path, folder: Path) -> list[dict[str, Any]]:
    """What that copy of newsbot reads from the two pages."""
    pages = {
        "https://interfax.com.ua/news/defence/1208148.html": UKRAINIAN,
        "https://pl.interfax.com.ua/news/defence/1208149.html": POLISH,
    }
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=folder,
        env={**environment(folder), "PYTHONPATH": str(package)},
        input=json.dumps(pages),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found = json.loads(done.stdout)
    assert Path(found["from"]).is_relative_to(package)
    read: list[dict[str, Any]] = found["read"]
    return read


@pytest.mark.slow
def test_a_section_a_phrase_and_an_edition(changed: Path, tmp_path: Path) -> None:
    before, after = read_by(ROOT, tmp_path), read_by(changed, tmp_path)
    assert [article["section_name"] for article in before] == [None, None]
    assert after[0]["section_name"] == "Оборона"
    assert [before[0]["paragraphs"], after[0]["paragraphs"]] == [3, 2]
    assert (before[1]["related"], before[1]["latest"]) == ([], [])
    base = "https://pl.interfax.com.ua/news/defence"
    assert after[1] == {
        "url": f"{base}/1208149.html",
        "language": "pl",
        "section_name": None,
        "paragraphs": 2,
        "related": [f"{base}/1208001.html"],
        "latest": [f"{base}/1208002.html"],
    }
    assert {**after[0], "section_name": None, "paragraphs": 3} == before[0]


@pytest.mark.slow
def test_the_new_edition_is_crawled(
    changed: Path, server: ReplicaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The replica has no Polish texts: what its lists hold is for the Ukrainian edition.
    wanted: dict[str, Any] = {"edition": "pl,uk", "base_url": server.base_url(), "max_articles": 3}
    refused = crawl(server, tmp_path, **wanted)
    assert refused.code == 2
    monkeypatch.setenv("PYTHONPATH", str(changed))
    run = crawl(server, tmp_path, **wanted)
    assert run.code == 0, run.err
    assert len(run.records) == 3
