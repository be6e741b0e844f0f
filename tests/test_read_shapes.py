"""The replica's shapes, in each dress: what SITE.md knows of a page is read right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from read_shapes import read_pages
from replica.dress import DRESSES
from replica.shapes import OWN, load


@pytest.mark.parametrize("dress", DRESSES)
def test_every_field_of_every_shape(dress: str) -> None:
    assert list(read_pages(load(OWN), dress)) == []


@pytest.mark.slow
def test_the_command(tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("read_shapes.py")), "--dress", "site"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert "site: 15 pages" in run.stdout
