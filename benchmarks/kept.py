"""Whether the kept pages of an archive hold all of it, and give it again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pagestore.kept import files_in, lines_of, records_in


@dataclass(frozen=True, slots=True)
class Kept:
    """Counts."""

    records: int
    """Each checked by warcio, and the same for FastWARC."""
    articles: int
    """Lines of the archive."""
    missing: int
    """Of them without a page."""
    otherwise: int
    """Lines that a replay wrote otherwise, but for `fetched_at`, or not at all, or in vain."""

    @property
    def is_exact(self) -> bool:
        return bool(self.articles) and not (self.missing or self.otherwise)


def check_pages(folder: Path, base_url: str) -> Kept:
    """The kept pages of the archive in `folder`/data. AssertionError: a record is damaged."""
    records = records_in(folder)
    kept = {record.url for record in records if record.kind == "response"}
    archive = sorted((folder / "data" / "interfax").glob("*.jsonl"))
    before = lines_of(b"".join(path.read_bytes() for path in archive))
    again = _replay(folder, base_url)
    return Kept(
        records=len(records),
        articles=before.total(),
        missing=sum(json.loads(line)["url"] not in kept for line in before.elements()),
        otherwise=max((before - again).total(), (again - before).total()),
    )


def _replay(folder: Path, base_url: str) -> Counter[str]:
    words = ["replay", *map(str, files_in(folder)), "-O", "again.jsonl"]
    words += ["-a", f"base_url={base_url}", "-L", "WARNING"]
    subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=folder,
        env={**os.environ, "SCRAPY_SETTINGS_MODULE": "newsbot.settings"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return lines_of((folder / "again.jsonl").read_bytes())
