"""A site that fails is left alone."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawling import paths_asked
from guest.visiting import TEXT, crawl, refuse
from hostile.server import HostileServer, Raw, head, raw, reset
from replica import Answer

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


def test_a_site_that_goes_down_is_left_alone(site: HostileServer, tmp_path: Path) -> None:
    refuse(site, 500, 4, 10**6)
    run = crawl(site, tmp_path, settings={"NEWSBOT_MAX_FAILURES": 3, "RETRY_TIMES": 1})
    assert run.code == 1
    assert "has failed 3 times in a row" in run.complaints[0]
    assert len({access.target for access in site.requests if access.status == 500}) == 3


def hang(connection: socket.socket) -> None:
    """Says nothing until the other side gives up."""
    with contextlib.suppress(OSError):
        connection.recv(1)


@pytest.mark.parametrize(
    ("speak", "tries"),
    [(reset(), 0), (raw(head(Content_Length=9000), b"<html>"), 1), (hang, 0), (hang, 1)],
    ids=["drops", "breaks off", "hangs", "hangs again"],
)
def test_a_site_that_accepts_and_gives_nothing_is_left_alone(
    speak: Raw, tries: int, site: HostileServer, tmp_path: Path
) -> None:
    """Together with pages that it answers with 500; each try that hangs counts."""
    articles = [article.path for article in site.replica.published("uk")]
    site.raw = dict.fromkeys(articles[1:], speak)

    def before(edition: str, target: str, asked: Mapping[str, str]) -> Answer | None:
        return Answer(500, {**TEXT}, b"") if target == articles[0] else None

    site.before = before
    settings = {"NEWSBOT_MAX_FAILURES": 4, "RETRY_TIMES": tries, "DOWNLOAD_TIMEOUT": 0.3}
    run = crawl(site, tmp_path, settings=settings)
    assert run.code == 1
    assert len(run.complaints) == 1, run.err
    assert "has failed 4 times in a row" in run.complaints[0]
    assert "Traceback" not in run.err
    sent = [path for path in paths_asked(site) if path in articles[1:]]
    assert 3 <= len(sent) <= 4  # Twisted tries again by itself where it reuses a connection
