"""deploy/newsbot.cron: its line is run as cron runs it, with nothing but its own environment."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawling import AT_ONCE, default_feed, start
from replica import Replica, ReplicaServer

_NAME = re.compile(r"[A-Z_]+")


@pytest.fixture(scope="module")
def crontab(root: Path) -> tuple[dict[str, str], list[str]]:
    """The variables and the lines with a time, as cron reads them: names at a line's start."""
    variables, jobs = {}, []
    for line in (root / "deploy" / "newsbot.cron").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if equals and _NAME.fullmatch(name.strip()):
            variables[name.strip()] = value.strip()
        else:
            jobs.append(line)
    return variables, jobs


def test_the_line(crontab: tuple[dict[str, str], list[str]], root: Path) -> None:
    variables, jobs = crontab
    assert len(jobs) == 1
    *when, user, command = jobs[0].split(maxsplit=6)
    assert when == ["3-59/10", "*", "*", "*", "*"]
    assert user == "newsbot"
    assert "%" not in command, "cron makes a new line of it"
    assert "$" not in "".join(variables.values()), "cron expands nothing"
    assert Path(variables["NEWSBOT_DATA_DIR"]).is_absolute()
    assert variables["SCRAPY_SETTINGS_MODULE"] == "newsbot.settings"
    assert "MAILTO" in variables
    words = shlex.split(command)
    minutes = int(words[words.index("timeout") + 5].removesuffix("m"))
    limit = int(re.search(r"CLOSESPIDER_TIMEOUT=(\d+)", command)[1])  # type: ignore[index]
    assert limit < minutes * 60, "the run must end itself before it is ended"
    text = (root / "deploy" / "newsbot.cron").read_bytes()
    assert text.endswith(b"\n"), "cron passes over a last line without an end"
    assert b"\r" not in text


def tick(
    crontab: tuple[dict[str, str], list[str]],
    data: Path,
    *more: str,
    base_url: str,
    replace: tuple[str, str] = ("", ""),
) -> subprocess.CompletedProcess[str]:
    """One tick of cron, on `data`, and with this Python's scrapy first in the PATH."""
    variables, jobs = crontab
    command = jobs[0].split(maxsplit=6)[6].replace(*replace)
    words = [f"-s {name}={value}" for name, value in AT_ONCE.items() if name != "USER_AGENT"]
    line = " ".join([command, *words, *more, f"-a base_url={base_url}"])
    environment = {"HOME": str(data), "LOGNAME": "newsbot", "USER": "newsbot", **variables}
    environment["PATH"] = environment["PATH"].replace(
        "/opt/newsbot/venv/bin", str(Path(sys.executable).parent)
    )
    environment["NEWSBOT_DATA_DIR"] = str(data)
    return subprocess.run(
        [variables["SHELL"], "-c", line],
        cwd=data,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )


@pytest.mark.slow
def test_a_good_run_mails_nothing(
    crontab: tuple[dict[str, str], list[str]],
    server: ReplicaServer,
    replica: Replica,
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for _ in range(2):
        done = tick(crontab, data, base_url=server.base_url())
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = sorted(int(record["id"]) for record in default_feed(tmp_path))
    assert found == sorted(replica.reachable("uk"))
    log = (data / "newsbot.log").read_text("utf-8")
    assert log.count("Spider closed (finished)") == 2
    agent = crontab[0]["AGENT"]
    assert {access.headers["user-agent"] for access in server.requests} == {agent}


@pytest.mark.slow
def test_a_page_that_stays_unreadable_mails_nothing(
    crontab: tuple[dict[str, str], list[str]],
    server: ReplicaServer,
    replica: Replica,
    tmp_path: Path,
) -> None:
    """The replica lists an outage page: the next runs try it again, and it is no news."""
    outages = {story.path for story in replica.decoys.values() if story.edition == "uk"}
    for _ in range(2):
        server.forget()
        done = tick(crontab, tmp_path, "-s NEWSBOT_RETRIES=0s", base_url=server.base_url())
        assert outages & {access.target for access in server.requests}
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_a_failed_run_mails_one_line(
    crontab: tuple[dict[str, str], list[str]], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    done = tick(crontab, tmp_path, base_url=f"http://127.0.0.1:{port}/")
    assert done.returncode == 1
    assert not done.stdout
    [line] = done.stderr.splitlines()
    assert line.startswith("newsbot: ")
    assert line.endswith(f"(log: {tmp_path / 'newsbot.log'})")


@pytest.mark.slow
def test_a_tick_while_a_run_is_going_mails_nothing(
    crontab: tuple[dict[str, str], list[str]], server: ReplicaServer, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    asked = len(server.requests)
    running = start(server, tmp_path, settings={"DOWNLOAD_DELAY": 100})
    try:
        end = time.monotonic() + 60
        while len(server.requests) == asked:  # its first request: it holds the lock
            assert running.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)
        done = tick(crontab, data, base_url=server.base_url())
    finally:
        running.kill()
        running.communicate()
    assert (done.returncode, done.stdout, done.stderr) == (75, "", "")
    log = (data / "newsbot.log").read_text("utf-8")
    assert "INFO: another run of interfax.com.ua is active" in log
    assert str(running.pid) in log


@pytest.mark.slow
def test_a_run_that_hangs_is_ended_and_mailed(
    crontab: tuple[dict[str, str], list[str]], server: ReplicaServer, tmp_path: Path
) -> None:
    """The 55 minutes of the line are 6 seconds here."""
    done = tick(
        crontab,
        tmp_path,
        "-s DOWNLOAD_DELAY=1000",
        base_url=server.base_url(),
        replace=(" 55m ", " 6s "),
    )
    assert done.returncode == 124
    assert not done.stdout
    assert done.stderr.splitlines()[0].startswith("timeout: sending signal INT to command")


@pytest.mark.slow
def test_a_data_folder_that_cannot_be_written_is_one_line(
    crontab: tuple[dict[str, str], list[str]], tmp_path: Path
) -> None:
    if os.geteuid() == 0:
        # Permissions do not stop root; a file in the place of the folder's log does.
        (tmp_path / "newsbot.log").mkdir()
    else:
        tmp_path.chmod(0o555)
    done = tick(crontab, tmp_path, base_url="http://127.0.0.1:1/")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"newsbot: the log {tmp_path / 'newsbot.log'} cannot be written")
