"""The egg that scrapyd-deploy sends: everything is in it, and it runs without being unpacked."""

from __future__ import annotations

import ast
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def egg(checkout: Path, scrapyd_bin: Path, bare_environment: dict[str, str]) -> Path:
    path = checkout.parent / "newsbot.egg"
    subprocess.run(
        [scrapyd_bin / "scrapyd-deploy", "--build-egg", path],
        cwd=checkout,
        env=bare_environment,
        check=True,
        capture_output=True,
        timeout=100,
    )
    return path


def test_every_file_of_the_package_is_in_the_egg(egg: Path, checkout: Path) -> None:
    package = {
        str(path.relative_to(checkout))
        for path in (checkout / "newsbot").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(egg) as archive:
        names = archive.namelist()
        entry_points = archive.read("EGG-INFO/entry_points.txt").decode()
    packed = {name for name in names if name.startswith("newsbot/") and not name.endswith(".pyc")}
    assert packed == package
    assert {name.partition("/")[0] for name in names} == {"newsbot", "EGG-INFO"}
    assert "EGG-INFO/zip-safe" in names
    assert "newsbot/schema.json" in packed
    assert "settings = newsbot.settings" in entry_points


def test_what_the_build_leaves_behind_is_ignored_by_git(egg: Path, root: Path) -> None:
    for name in ("setup.py", "build/", "newsbot.egg-info/"):
        assert subprocess.run(["git", "check-ignore", "-q", name], cwd=root).returncode == 0, name
    tracked = subprocess.run(
        ["git", "ls-files", "setup.py", "setup.cfg", "build"], cwd=root, capture_output=True
    )
    assert not tracked.stdout


def test_runs_zipped(
    egg: Path, scrapyd_bin: Path, bare_environment: dict[str, str], tmp_path: Path
) -> None:
    """`scrapy demo` needs the commands, the replica, the schema and all data of the package."""
    done = subprocess.run(
        [scrapyd_bin / "python", "-m", "scrapy", "demo"],
        cwd=tmp_path,
        env={
            **bare_environment,
            "PYTHONPATH": str(egg),
            "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "demo.jsonl").read_text("utf-8").splitlines()
    assert len(lines) > 50
    assert all(json.loads(line)["title"] for line in lines)


def test_nothing_asks_for_its_own_path(root: Path) -> None:
    """In a zipped egg there is no file at `__file__`; importlib.resources reads what is packed."""
    for path in (root / "newsbot").rglob("*.py"):
        names = {
            node.id for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Name)
        }
        assert "__file__" not in names, path
