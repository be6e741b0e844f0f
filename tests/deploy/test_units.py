"""The systemd units, the rotation of the log and the container recipe, each by its own tool."""

from __future__ import annotations

import getpass
import grp
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

UNITS = ("newsbot.service", "newsbot.timer", "newsbot-failed@.service", "newsbot-worker.service")
SCRAPY = "/opt/newsbot/venv/bin/scrapy"


@pytest.fixture
def units(root: Path, tmp_path: Path) -> Path:
    """A folder with the units, which name a program that exists on this machine."""
    for name in UNITS:
        text = (root / "deploy" / name).read_text("utf-8")
        scrapy = str(Path(sys.executable).parent / "scrapy")
        (tmp_path / name).write_text(text.replace(SCRAPY, scrapy), "utf-8")
    return tmp_path


def test_systemd_understands_every_line(systemd_analyze: str, units: Path) -> None:
    done = subprocess.run(
        [systemd_analyze, "verify", "--man=no", *(units / name for name in UNITS)],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    ours = [line for line in done.stderr.splitlines() if "newsbot" in line]
    assert not ours, done.stderr


@pytest.mark.parametrize("name", ["newsbot.service", "newsbot-worker.service"])
def test_the_service_is_exposed_to_little(systemd_analyze: str, units: Path, name: str) -> None:
    """Of 10 points, 1.5 at most; a unit without any hardening has 9.6."""
    done = subprocess.run(
        [
            *(systemd_analyze, "security", "--offline=yes", "--no-pager", "--threshold=15"),
            units / name,
        ],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Overall exposure level" in done.stdout


def test_the_timer_is_a_tick_every_ten_minutes(systemd_analyze: str, root: Path) -> None:
    text = (root / "deploy" / "newsbot.timer").read_text("utf-8")
    calendar = re.findall(r"^OnCalendar=(.+)$", text, re.MULTILINE)
    assert len(calendar) == 1
    done = subprocess.run(
        [systemd_analyze, "calendar", "--iterations=7", *calendar],
        env={**os.environ, "TZ": "UTC"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    minutes = re.findall(r"\d\d:(\d\d):00 UTC", done.stdout)
    assert sorted(set(minutes)) == ["00", "10", "20", "30", "40", "50"]


def test_the_log_is_rotated_and_the_data_is_not(logrotate: str, root: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "interfax").mkdir(parents=True)
    feed = data / "interfax" / "2026-09-23.jsonl"
    feed.write_text("{}\n")
    user, group = getpass.getuser(), grp.getgrgid(os.getegid()).gr_name
    text = (root / "deploy" / "newsbot.logrotate").read_text("utf-8")
    text = text.replace("/var/lib/newsbot/", f"{data}/").replace(
        "su newsbot newsbot", f"su {user} {group}"
    )
    config = tmp_path / "newsbot.logrotate"
    config.write_text(text)
    config.chmod(0o644)
    log = data / "newsbot.log"
    for line in ("one\n", "two\n"):
        log.write_text(line)
        done = subprocess.run(
            [logrotate, "--force", "--state", tmp_path / "state", config],
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        assert not log.exists(), "the next run makes a new one"
    assert (data / "newsbot.log.1").read_text() == "two\n"
    assert gzip.decompress((data / "newsbot.log.2.gz").read_bytes()) == b"one\n"
    assert [path.name for path in feed.parent.iterdir()] == [feed.name]


class TestContainerfile:
    """No engine builds it here: it is read by hadolint, and for what a linter does not know."""

    @pytest.fixture
    def steps(self, root: Path) -> list[tuple[str, str]]:
        """(instruction, what follows), continued lines joined, comments left out."""
        text = (root / "deploy" / "Containerfile").read_text("utf-8")
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
        pairs = (line.split(maxsplit=1) for line in joined.splitlines() if line.strip())
        return [(name, rest) for name, rest in pairs]

    def test_hadolint_finds_nothing(self, root: Path) -> None:
        path = shutil.which("hadolint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        assert path, "pip install -e .[test]"
        done = subprocess.run(
            [path, root / "deploy" / "Containerfile"], capture_output=True, encoding="utf-8"
        )
        assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr

    def test_runs_as_somebody_with_one_volume_and_no_secret(
        self, steps: list[tuple[str, str]]
    ) -> None:
        def of(name: str) -> list[str]:
            return [rest for step, rest in steps if step == name]

        assert of("USER") == ["10001"]
        assert [json.loads(rest) for rest in of("VOLUME")] == [["/data"]]
        assert [json.loads(rest) for rest in of("ENTRYPOINT")] == [["scrapy"]]
        assert json.loads(of("CMD")[0])[:2] == ["crawl", "interfax"]
        assert not of("ADD")
        assert not of("ARG")
        assert not re.search(r"(?i)secret|token|passw|key=", " ".join(rest for _, rest in steps))
        [environment] = of("ENV")
        assert "NEWSBOT_DATA_DIR=/data" in environment
        assert "SCRAPY_SETTINGS_MODULE=newsbot.settings" in environment
        after_user = [name for name, _ in steps][[name for name, _ in steps].index("USER") :]
        assert "RUN" not in after_user

    def test_copies_what_the_checkout_has_and_lets_nothing_else_in(
        self, steps: list[tuple[str, str]], root: Path
    ) -> None:
        sources = {
            word
            for step, rest in steps
            if step == "COPY" and not rest.startswith("--from")
            for word in rest.split()[:-1]
        }
        assert sources == {"pyproject.toml", "README.md", "LICENSE", "newsbot"}
        assert all((root / source).exists() for source in sources)
        allowed = (root / ".dockerignore").read_text("utf-8").splitlines()
        assert {line[1:] for line in allowed if line.startswith("!")} == sources
        assert "*" in allowed


def test_scrapyd_s_environment_has_what_newsbot_needs(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (root / "deploy" / "scrapyd-requirements.txt").read_text("utf-8").splitlines()
    required = [line.partition("#")[0].strip() for line in lines]
    missing = set(project["dependencies"]) - set(required)
    assert not missing, "add them to deploy/scrapyd-requirements.txt"
