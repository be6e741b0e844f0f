"""benchmarks/refusals.py: nothing that is no article is accepted, and no story is refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks import refusals
from benchmarks.real import Found, by_newsbot
from sites.not_articles import BODY, NOT_ARTICLES, TITLE, URL, WHEN, page

STORY = page(f"<h1>{TITLE}</h1>{WHEN}{BODY}")


def test_nothing_is_accepted_falsely(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(refusals, "readers", lambda: {"newsbot": by_newsbot})
    monkeypatch.setattr(refusals, "ARTICLES", 30)
    assert refusals.main([]) == 0
    said = capsys.readouterr().out
    assert "| newsbot | 0 of " in said
    assert said.count("| 0 of 30 |") == 2


def test_what_is_accepted_falsely_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = refusals.Page("a list", b"<h1>News</h1>", URL, is_article=False)
    monkeypatch.setattr(refusals, "described", lambda: [page])
    monkeypatch.setattr(
        refusals,
        "readers",
        lambda: {"newsbot": lambda truth, body: Found(body="text")},
    )
    assert refusals.main([]) == 1
    assert "newsbot: a list" in capsys.readouterr().err


def test_saved_pages_are_read_in_an_articles_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.html").write_text(NOT_ARTICLES["a list"], "utf-8")
    (tmp_path / "story.html.gz").write_bytes(gzip.compress(STORY.encode()))
    monkeypatch.setattr(refusals, "described", list)
    monkeypatch.setattr(refusals, "anywhere", list)
    monkeypatch.setattr(refusals, "readers", lambda: {"newsbot": by_newsbot})
    assert refusals.main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out.count("| newsbot | 1 of 2 | 0 of 0 |") == 2
    assert said.err.split() == ["newsbot:", "story.html.gz"] * 2
