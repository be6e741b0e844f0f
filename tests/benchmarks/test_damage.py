"""benchmarks/damage.py: broken versions of made-up pages are read, and what is wrong is counted."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.damage import broken_page, main
from benchmarks.real import read_truth
from hostile.pages import article
from pages.shaped_page import render
from pages.shapes import Story, random_shape

VERSIONS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page of its own form, and two of other layouts."""
    pages = [article(), *(render(Story(), random_shape(seed)) for seed in range(2))]
    with (tmp_path / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for name, html in enumerate(pages):
            (tmp_path / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
            row = {"file": f"{name}.html.gz", "url": f"https://example.org/{name}/1234567"}
            row |= {"fetched_at": "2026-09-23T01:00:00+00:00", "charset": "utf-8"}
            truth.write(json.dumps(row) + "\n")
    return tmp_path


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["damage", str(folder), "--versions", str(VERSIONS)])
    return main()


def test_broken_pages_raise_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.damage.MOST_MS", 10_000)
    assert run(folder, monkeypatch) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{VERSIONS} broken pages: ")
    assert not said.startswith(f"{VERSIONS} broken pages: 0 articles")
    assert "0 raised, 0 over" in said


def test_what_raises_and_what_is_slow_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.damage.MOST_MS", 0)
    monkeypatch.setattr("benchmarks.damage.by_newsbot", lambda truth, page: 1 / 0)
    assert run(folder, monkeypatch) == 1
    said = capsys.readouterr().out
    assert "version 0, 0.html.gz: ZeroDivisionError" in said
    assert f"{VERSIONS} raised, {VERSIONS} over 0 ms" in said


def test_a_version_is_the_same_in_every_run(folder: Path) -> None:
    _, pages = read_truth(folder)
    assert [broken_page(pages, n) for n in range(20)] == [broken_page(pages, n) for n in range(20)]
    assert len({broken_page(pages, n) for n in range(VERSIONS)}) > VERSIONS / 2


def test_a_folder_without_truth_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(tmp_path, monkeypatch)
    assert left.value.code == 2
    assert "truth.jsonl is missing" in capsys.readouterr().err
