"""`scrapy report`: one page that needs nothing but itself, and can be read in light and dark."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from crawling import scrapy
from report.made import Pages
from report.past_months import make

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--virtual-time-budget=1000",
)
BY_ITSELF = re.compile(r"https?://[\w.-]+\.(google|googleapis)\.com/")
"""What Chromium asks whatever page it shows: the time, updates, accounts."""


@pytest.fixture(scope="module")
def page(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page about six weeks of runs, the last of which met another layout."""
    folder = tmp_path_factory.mktemp("report")
    make(folder / "data", pages, redesign=True)
    run = scrapy(folder, "report", "-o", "report.html")
    assert run.code == 0, run.err
    assert "Written to" in run.out
    return folder / "report.html"


class Reader(HTMLParser):
    """What a page refers to, and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.referred: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "href", "action", "data", "poster", "srcset"}:
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "aria-labelledby":
                self.referred += (value or "").split()
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_refers_to_nothing_outside(page: Path) -> None:
    reader = Reader()
    text = page.read_text("utf-8")
    reader.feed(text)
    assert not reader.open
    assert not reader.addresses
    assert "url(" not in text
    assert "@import" not in text
    assert "<script" not in text
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.referred) <= set(reader.ids)


def test_every_chart_has_a_title_a_description_and_a_table(page: Path) -> None:
    text = page.read_text("utf-8")
    charts = re.findall(r"<svg role=\"img\".*?</svg>", text, re.DOTALL)
    assert len(charts) > 15
    for chart in charts:
        assert re.search(r"<title id=[^>]+>[^<]+</title>\n<desc id=[^>]+>[^<]+</desc>", chart)
    for section in re.findall(r"<section aria-labelledby.*?</section>", text, re.DOTALL):
        if "<svg" in section:
            assert "<details>" in section
            assert '<th scope="col">' in section


def test_it_says_what_matters_and_escapes_what_pages_say(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "no headline &lt;b&gt;&amp; no text&lt;/b&gt;" in text
    assert "has the layout changed?" in text
    assert "may be missing" in text
    assert "prefers-color-scheme: dark" in text


def test_without_articles_it_is_still_a_page(tmp_path: Path) -> None:
    from newsbot.ledger.ledger import Ledger

    path = tmp_path / "data" / "ledger.sqlite"
    Ledger(path, site="interfax.com.ua", rechecks=(), retries=(), clock=lambda: 0.0).close()
    run = scrapy(tmp_path, "report")
    assert run.code == 0, run.err
    assert "No article yet." in (tmp_path / "report.html").read_text("utf-8")


def test_without_a_ledger_it_says_so(tmp_path: Path) -> None:
    run = scrapy(tmp_path, "report")
    assert run.code == 2
    assert len(run.err.splitlines()) == 1
    assert "there is no ledger at" in run.err
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (.ci/run installs it)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_it(scheme: str, page: Path, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    shot, net = tmp_path / "page.png", tmp_path / "net.json"
    done = subprocess.run(
        [
            CHROMIUM,
            *FLAGS,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
            f"--screenshot={shot}",
            f"--log-net-log={net}",
            "--window-size=1000,1400",
            page.as_uri(),
        ],
        capture_output=True,
        timeout=60,
        encoding="utf-8",
    )
    assert shot.stat().st_size > 20_000, done.stderr
    assert "CONSOLE" not in done.stderr
    asked = set(re.findall(r'"url":"((?:https?|wss?):[^"]+)"', net.read_text("utf-8")))
    assert not [url for url in asked if not BY_ITSELF.match(url)]
