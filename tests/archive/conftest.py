"""What the tests of the archive share: one that is made once, and the command over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scrapy.cmdline import execute

from exporting import ARTICLES, Export
from made_archive import write_archive


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("archive") / "interfax"
    return folder, write_archive(folder, ARTICLES)


@pytest.fixture
def export(made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Runs the command in `tmp_path`, in this process; its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newsbot.settings")

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "export", *arguments, "-s", f"NEWSBOT_DATA_DIR={made[0].parent}"])
        return int(ended.value.code or 0)

    return run
