"""Ctrl-C before a run has begun."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsbot.interrupt import STOPPED

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("error", "is_ctrl_c"),
    [("KeyboardInterrupt", True), ("ValueError", False)],
    ids=["Ctrl-C", "a real error"],
)
def test_it_is_said_in_one_line(error: str, *, is_ctrl_c: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import newsbot.commands\nraise {error}"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert (len(done.stderr.splitlines()) == 1) is is_ctrl_c
    assert ("Traceback" in done.stderr) is not is_ctrl_c
    assert ("nothing is lost" in done.stderr) is is_ctrl_c


def test_the_command_newsbot_answers_it_while_scrapy_is_imported(tmp_path: Path) -> None:
    package = tmp_path / "scrapy"
    package.mkdir()
    package.joinpath("__init__.py").touch()
    package.joinpath("cmdline.py").write_text("raise KeyboardInterrupt", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from newsbot.console import main; main()"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert done.stderr == f"newsbot: {STOPPED}\n"


def test_the_command_newsbot_is_scrapy_with_these_settings(tmp_path: Path) -> None:
    code = "import sys; from newsbot.console import main; sys.argv[1:] = ['list']; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (0, "interfax\n"), done.stderr
