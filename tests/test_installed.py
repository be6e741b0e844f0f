"""newsbot as a package: what `pip install .` puts on another machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import newsbot
from crawling import read_feed

SOURCE = Path(newsbot.__file__).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: building leaves folders behind."""
    folder = tmp_path_factory.mktemp("build")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SOURCE, folder / "newsbot", ignore=skip)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(SOURCE.parent / name, folder)
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", "dist", "."]
    subprocess.run(words, cwd=folder, check=True, timeout=100)
    [wheel] = (folder / "dist").glob("newsbot-*.whl")
    return wheel


@pytest.mark.slow
def test_the_wheel_holds_every_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("newsbot/")}
    source = wheel.parent.parent
    written = {
        file.relative_to(source).as_posix()
        for file in (source / "newsbot").rglob("*")
        if file.is_file()
    }
    assert packed == written
    assert {"newsbot/schema.json", "newsbot/py.typed", "newsbot/ledger/schema.sql"} <= packed


@pytest.mark.slow
def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        said = archive.read(metadata).decode()
        texts = [name for name in archive.namelist() if name.endswith("/LICENSE")]
        assert len(texts) == 1
        assert b"the newsbot authors" in archive.read(texts[0])
    assert f"\nVersion: {newsbot.__version__}\n" in said
    assert "\nLicense-Expression: BSD-3-Clause\n" in said


def test_the_version_is_stated_once() -> None:
    """The changelog is a record, and names it too."""
    changelog = (SOURCE.parent / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == newsbot.__version__
    product = newsbot.__version__.rpartition(".")[0]
    for file in (*SOURCE.rglob("*.py"), *(SOURCE.parent / "deploy").iterdir()):
        if file != SOURCE / "__init__.py":
            assert f"newsbot/{product}" not in file.read_text("utf-8"), file


@pytest.mark.slow
def test_it_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Without scrapy.cfg: the settings module is named in the environment."""
    work, installed = tmp_path / "work", tmp_path / "installed"
    work.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
    }
    where = "import newsbot; print(newsbot.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", where], cwd=work, env=environment, capture_output=True, text=True
    )
    assert run.stdout.startswith(str(installed))
    subprocess.run(
        [sys.executable, "-m", "scrapy", "demo"], cwd=work, env=environment, check=True, timeout=100
    )
    assert len(read_feed(work / "demo.jsonl")) > 60
    assert [path.name for path in work.iterdir()] == ["demo.jsonl"]
