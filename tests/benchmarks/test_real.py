"""benchmarks/real.py: a folder of pages with their truth, scored."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.real import compare, main, measured
from hostile.pages import TEXT, TITLE
from hostile.pages import article as page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages: one right, one whose truth says more, one that is no article."""
    common: dict[str, Any] = {"language": "uk", "charset": None}
    common |= {"fetched_at": "2026-09-23T01:00:00+00:00", "title": TITLE, "lead": []}
    common["published_at"] = "2026-09-22T10:15:00+03:00"
    listing = "<h1>Новини</h1>" + "".join(
        f"<div><a href='/news/{n}-x-y'>Заголовок номер {n}</a><p>Переказ новини {n}.</p></div>"
        for n in range(12345, 12365)
    )
    pages = {
        "right": (page(), [*TEXT]),
        "short": (page(), [*TEXT, "Цього речення на сторінці немає зовсім."]),
        "list": (listing, []),
    }
    with (tmp_path / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for name, (html, body) in pages.items():
            (tmp_path / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
            url = f"https://example.org/{name}/1234567"
            row = {**common, "file": f"{name}.html.gz", "url": url, "body": body}
            truth.write(json.dumps(row, ensure_ascii=False) + "\n")
    return tmp_path


def test_pages_are_scored(folder: Path) -> None:
    scores, accepted, others = measured(folder, set())["newsbot"]
    assert (accepted, others) == (0, 1)
    right, short = scores
    assert (right.refused, right.title, right.f1, right.exact) == (False, True, 1.0, True)
    assert (right.minute, right.day) == (True, True)
    assert short.precision == 1.0
    assert short.recall is not None
    assert short.recall < 1
    assert not short.exact


def test_of_a_page_whose_text_is_not_known_the_rest_is_scored(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    unknown = json.dumps({**json.loads(lines[0]), "body": None})
    (folder / "truth.jsonl").write_text("\n".join((unknown, lines[1])), "utf-8")
    first, second = measured(folder, set())["newsbot"][0]
    assert (first.refused, first.title, first.minute, first.f1, first.exact) == (
        False, True, True, None, None,
    )  # fmt: skip
    monkeypatch.setattr("sys.argv", ["real", str(folder)])
    assert main() == 0
    assert second.recall is not None
    assert f"| {second.recall:.3f} |" in capsys.readouterr().out


def test_authors_are_scored_where_they_are_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["real", str(folder)])
    main()
    assert "with authors" not in capsys.readouterr().out
    rows = list(map(json.loads, (folder / "truth.jsonl").read_text("utf-8").splitlines()))
    rows[0]["authors"], rows[1]["authors"] = ["олена САДОВА"], ["Петро Гай"]
    (folder / "truth.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    html = page().replace("<p>", "<p>Автор: Олена Садова</p><p>", 1)
    for name in ("right", "short"):
        (folder / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
    right, wrong = measured(folder, set())["newsbot"][0]
    assert (right.authors, right.named, right.misnamed, right.language) == (True, 1.0, False, True)
    assert (wrong.authors, wrong.named, wrong.misnamed) == (False, 0.0, True)
    main()
    assert "| newsbot | 0.500 | 0.500 | 0.500 | 1.000 |" in capsys.readouterr().out


def test_a_text_is_compared_by_its_words() -> None:
    assert compare("Раз, два: три чотири п’ять.", "раз два три чотири п’ять") == (1, 1, 1, True)
    assert compare("раз два три чотири", "") == (0, 0, 0, False)
    assert compare("а б в г", "а б в г д")[1:] == (0.5, 1, False)


def test_a_folder_without_truth_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["real", str(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "truth.jsonl" in capsys.readouterr().err
