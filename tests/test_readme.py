"""README.md's commands as a person types them, one after the other, in the shell of a clone."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

import newsbot
from newsbot.commands.export import Command as ExportCommand
from newsbot.spiders.interfax import InterfaxSpider

ROOT = Path(newsbot.__file__).parent.parent
SET_UP = ("make ", "python3 -m venv ", ".venv/bin/pip install ")
"""What makes `.venv`. The test makes its own."""
RECORDER = """#!{python}
import json, sys
with open({log!r}, "a", encoding="utf-8") as log:
    log.write(json.dumps([sys.argv[0].rpartition("/")[2], *sys.argv[1:]]) + "\\n")
"""


def commands() -> list[str]:
    """The lines of the indented blocks that are commands, those of other machines left out."""
    text = (ROOT / "README.md").read_text("utf-8")
    lines = re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    words = ("make", "python3", ".venv/bin/", ". ", "scrapy", "newsbot")
    return [line for line in lines if line.startswith(words)]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder in which the two set-up commands were typed; the programs only note their words."""
    bin_folder = tmp_path / ".venv" / "bin"
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=tmp_path, check=True
    )
    for name in ("scrapy", "newsbot", "jq"):
        program = bin_folder / name
        log = str(tmp_path / ("log" if name != "jq" else "other"))
        program.write_text(RECORDER.format(python=sys.executable, log=log))
        program.chmod(0o755)
    return tmp_path


def typed(clone: Path, lines: list[str]) -> list[list[str]]:
    """The words that reached `scrapy` and `newsbot`, of each line that did."""
    bash = shutil.which("bash")
    assert bash is not None
    (clone / "log").touch()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(clone), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [bash, "-e", "-o", "pipefail"],
        input="\n".join(lines),
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in (clone / "log").read_text("utf-8").splitlines()]


def test_every_command_is_found_and_understood(clone: Path) -> None:
    lines = [line for line in commands() if not line.startswith(SET_UP)]
    told = typed(clone, lines)
    programs = [line for line in lines if not line.startswith(". ")]
    assert len(told) == len(programs) > 10
    for program, command, *words in told:
        assert program in {"scrapy", "newsbot"}
        if command == "export":
            command_of_export = ExportCommand()
            command_of_export.settings = get_project_settings()
            parser = argparse.ArgumentParser()
            command_of_export.add_options(parser)
            assert parser.parse_args(words).to
            continue
        spider, *options = words
        assert (command, spider) == ("crawl", "interfax")
        given = [value for name, value in pairwise(options) if name == "-a"]
        values = dict(word.split("=", 1) for word in given)
        if values.get("url") == "...":
            values["url"] = "https://interfax.com.ua/"
        InterfaxSpider.check_arguments(values)


def test_commands_between_sentences_are_found(clone: Path) -> None:
    """Those that follow the demonstration, before `.venv` is activated."""
    text = (ROOT / "README.md").read_text("utf-8")
    before = text[: text.index("bin/activate")]
    named = re.findall(r"`((?:\S*/)?(?:scrapy|newsbot) [a-z][^`]*)`", before)
    assert len(typed(clone, named)) == len(named) > 0
