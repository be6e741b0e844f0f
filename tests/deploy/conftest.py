"""What the tests of deploy/ share: the tools they need and a clean copy of the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRAPYD_BIN = ROOT / ".venv-scrapyd" / "bin"


def _missing(what: str, how: str) -> None:
    """Skips the test; in CI, where .ci/run installs everything, it fails."""
    message = f"{what} is not installed: {how}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def systemd_analyze() -> str:
    path = shutil.which("systemd-analyze")
    if path is None:
        _missing("systemd-analyze", "apt-get install systemd")
    assert path
    return path


@pytest.fixture(scope="session")
def logrotate() -> str:
    path = shutil.which("logrotate", path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        _missing("logrotate", "apt-get install logrotate")
    assert path
    return path


@pytest.fixture(scope="session")
def scrapyd_bin() -> Path:
    """The folder of the programs of Scrapyd's own environment, which newsbot is not part of."""
    if not (SCRAPYD_BIN / "scrapyd").exists():
        _missing("Scrapyd", "make .venv-scrapyd/installed")
    return SCRAPYD_BIN


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git would have in a clean checkout: deploying writes into it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    folder = tmp_path_factory.mktemp("checkout") / "newsbot"
    for name in listed.split("\0")[:-1]:
        if (ROOT / name).is_file():  # not one that is deleted and not committed yet
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def bare_environment() -> dict[str, str]:
    """The environment without what would point at this checkout or at somebody's data."""
    ours = ("NEWSBOT_", "SCRAPY", "PYTHON", "VIRTUAL_ENV", "COV_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
