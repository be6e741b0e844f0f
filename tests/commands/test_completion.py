"""What a shell offers after Tab, asked as the shell asks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from crawling import scrapy
from newsbot.spiders.arguments import NAMES

SHELLS = {
    "bash": ["--norc"],
    "zsh": ["-f"],
}
ASK = """
source {script}
{as_bash}
COMP_WORDS=({words}) COMP_CWORD={at}
_newsbot
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
AS_BASH = {"bash": "", "zsh": "emulate sh; setopt ksharrays"}
"""As zsh calls the completions that were written for bash."""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    run = scrapy(folder, "completion")
    assert (run.code, run.err) == (0, "")
    path = folder / "newsbot.sh"
    path.write_text(run.out, "utf-8")
    return path


def offered(shell: str, script: Path, *words: str) -> list[str]:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed (.ci/run installs it)")
    quoted = " ".join(f"'{word}'" for word in ("newsbot", *words))
    text = ASK.format(script=script, as_bash=AS_BASH[shell], words=quoted, at=len(words))
    done = subprocess.run(
        [program, *SHELLS[shell]],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(script.parent)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = done.stdout.split()
    if shell == "zsh":  # which looks itself for those that begin like the word
        found = [word for word in found if word.startswith(words[-1])]
    return found


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_offered(shell: str, script: Path) -> None:
    assert {"crawl", "doctor", "runs", "shell"} <= set(offered(shell, script, ""))
    assert offered(shell, script, "do") == ["doctor"]
    assert offered(shell, script, "crawl", "") == ["interfax"]
    assert offered(shell, script, "doctor", "in") == ["interfax"]
    assert offered(shell, script, "crawl", "interfax", "--q") == ["--quiet"]
    assert offered(shell, script, "runs", "--a") == ["--acknowledge"]
    arguments = offered(shell, script, "crawl", "interfax", "-a", "")
    assert arguments == [f"{name}=" for name in NAMES]
    assert offered(shell, script, "crawl", "interfax", "-s", "NEWSBOT_PAG") == ["NEWSBOT_PAGES="]
    assert offered(shell, script, "runs", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_values_of_an_argument(shell: str, script: Path) -> None:
    """bash hands over «edition», «=» and «r» as three words, zsh as one."""
    start = ("crawl", "interfax", "-a")
    if shell == "bash":
        assert offered(shell, script, *start, "edition", "=") == ["en", "ru", "uk"]
        assert offered(shell, script, *start, "follow", "=", "no") == ["none"]
        assert offered(shell, script, *start, "url", "=") == []
    else:
        assert offered(shell, script, *start, "edition=r") == ["edition=ru"]
        assert offered(shell, script, *start, "url=") == []


def test_it_takes_no_arguments(tmp_path: Path) -> None:
    run = scrapy(tmp_path, "completion", "bash")
    assert run.code == 2
    assert "Traceback" not in run.err
