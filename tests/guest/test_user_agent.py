"""Who we say that we are, and by which way we come."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guest.visiting import crawl
from hostile.server import HostileServer
from newsbot.settings import USER_AGENT

pytestmark = pytest.mark.slow  # every test crawls, most of them several times


def test_the_default_user_agent_is_mentioned_once(site: HostileServer, tmp_path: Path) -> None:
    run = crawl(site, tmp_path, settings={"USER_AGENT": USER_AGENT}, follow="none")
    assert [bool(re.search("set it, with an address", line)) for line in run.warnings] == [True]
    assert {access.headers["user-agent"] for access in site.requests} == {USER_AGENT}
    assert all("cookie" not in access.headers for access in site.requests)


def test_a_mirror_here_is_asked_without_the_proxy(
    site: HostileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://someone:hunter2secret@127.0.0.1:1/")
    monkeypatch.delenv("no_proxy", raising=False)
    run = crawl(site, tmp_path, follow="none")
    assert run.code == 0, run.err
    assert run.records
    assert "hunter2secret" not in run.err
