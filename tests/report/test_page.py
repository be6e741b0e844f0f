"""`scrapy report`: one page that needs nothing but itself, and can be read in light and dark."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from crawling import scrapy
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.readings import Delivery
from newsbot.run import Place
from newsbot.text.dates.clock import KYIV
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
        self.links: list[str] = []
        self.ids: list[str] = []
        self.referred: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag == "a" and name == "href":
                self.links.append(value or "")
            elif name in {"src", "href", "action", "data", "poster", "srcset"}:
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
    assert all(link.startswith("https://interfax.com.ua/news/") for link in reader.links)
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


def of_two_editions(data: Path) -> None:
    """An article a day and edition, for eight months; one that cannot be read."""
    now = datetime(2026, 1, 1, 12, tzinfo=KYIV)
    path = data / "ledger.sqlite"
    ledger = Ledger(
        path, site="interfax.com.ua", rechecks=(), retries=(), clock=lambda: now.timestamp()
    )
    for day in range(240):
        for number, edition in enumerate(("uk", "en"), 2 * day + 1):
            place = Place(str(number), edition, "economic", f"/news/economic/{number}.html")
            ledger.queue(place)
            if number == 7:
                ledger.failed(place.id, "no headline", outcome="unread")
                continue
            ledger.delivered(
                Delivery(
                    id=place.id,
                    edition=edition,
                    section="sport" if edition == "en" else "economic",
                    url="",
                    revision=1,
                    content_hash="0" * 64,
                    published_at=(now + timedelta(days=day)).isoformat(),
                    fetched_at=ledger.now(),
                )
            )
    ledger.commit()
    ledger.close()


def report(folder: Path, *options: str) -> str:
    run = scrapy(folder, "report", "-o", "-", *options)
    assert run.code == 0, run.err
    return run.out


def test_editions_are_told_apart(tmp_path: Path) -> None:
    of_two_editions(tmp_path / "data")
    text = report(tmp_path)
    assert 'id="days-uk-t"' in text
    assert 'id="days-en-t"' in text
    assert "<h3>en: 60</h3>" in text
    assert '<tr><td>en</td><td class="n">sport</td><td class="n">60</td></tr>' in text
    assert '<tr><td>uk</td><td class="n">economic</td><td class="n">60</td></tr>' in text


def test_what_could_not_be_read_links_to_its_page(tmp_path: Path) -> None:
    of_two_editions(tmp_path / "data")
    link = '<a href="https://interfax.com.ua/news/economic/7.html" rel="noreferrer">economic 7</a>'
    assert f"<tr><td>{link}</td><td>uk</td>" in report(tmp_path)


@pytest.mark.parametrize(
    ("since", "until", "columns"),
    [
        ("2026-02-10", "2026-02-12", ["2026-02-10: 1", "2026-02-11: 1", "2026-02-12: 1"]),
        ("2026-02-27", "2026-06-28", [f"2026-0{n}-01: -" for n in range(2, 7)]),
        ("2026-08-27", None, ["2026-08-27: 1", "2026-08-28: 1"]),
        ("2031-01-01", None, []),
    ],
    ids=["days", "months", "to the newest", "after it"],
)
def test_any_period(since: str, until: str | None, columns: list[str], tmp_path: Path) -> None:
    of_two_editions(tmp_path / "data")
    text = report(tmp_path, "--since", since, *(["--until", until] if until else []))
    days = text.partition('id="days-uk-t"')[2].partition("</svg>")[0]
    found = re.findall(r"<title>([^<]+)</title>", days)
    assert [title.split(":")[0] for title in found] == [each.split(":")[0] for each in columns]
    if until == "2026-02-12":
        assert found == columns


@pytest.mark.parametrize(
    "options", [("--since", "soon"), ("--since", "2026-03-02", "--until", "2026-03-01")]
)
def test_a_period_that_is_none(options: tuple[str, ...], tmp_path: Path) -> None:
    run = scrapy(tmp_path, "report", *options)
    assert run.code == 2
    assert options[1] in run.err
    assert "Traceback" not in run.err
    assert not list(tmp_path.iterdir())


def test_without_articles_it_is_still_a_page(tmp_path: Path) -> None:
    path = tmp_path / "data" / "ledger.sqlite"
    Ledger(path, site="interfax.com.ua", rechecks=(), retries=(), clock=lambda: 0.0).close()
    run = scrapy(tmp_path, "report")
    assert run.code == 0, run.err
    assert "No article in this time." in (tmp_path / "report.html").read_text("utf-8")


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
