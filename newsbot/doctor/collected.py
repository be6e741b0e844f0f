"""What a site answered to the doctor's few requests, and the folder that keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parsel import Selector

from newsbot.errors import RunError
from newsbot.guards.charset import declared_in, encoding_of

ROBOTS = "robots.txt"
LIST = "list"
SECOND_PAGE = "second page of the list"
PAST_THE_END = "page past the end"
FEED = "feed"
ARTICLE = "article"
TAG = "tag page"
UNCHANGED = "list, if it has changed"
_INDEX = "answers.json"
_KEPT = ("Content-Type", "ETag", "Last-Modified", "X-Robots-Tag")
"""Headers that say something of a page; others may hold what belongs to nobody else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or why there is none."""

    role: str
    """What was asked for: one of the names above."""
    edition: str
    url: str
    fetched_at: datetime
    status: int = 0
    """0 where no answer came."""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    """As it came, unpacked."""
    problem: str | None = None
    """Why there is no page to read."""

    @property
    def is_page(self) -> bool:
        return self.problem is None and self.status == 200

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask for the same page if it has changed."""
        return {
            asking: self.headers[name]
            for asking, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"))
            if name in self.headers
        }

    @property
    def declared(self) -> str | None:
        """The encoding that the header, else the page itself, names."""
        kind = self.headers.get("Content-Type", "")
        _, _, charset = kind.lower().partition("charset=")
        return charset.strip("\"' ;") or declared_in(self.body)

    @property
    def encoding(self) -> str | None:
        """The encoding that the page is really in; None where that cannot be told."""
        return encoding_of(self.body, self.declared)

    @property
    def text(self) -> str:
        return self.body.decode(self.encoding or "utf-8", "replace")

    @property
    def selector(self) -> Selector:
        """As markup, whatever it looks like: of itself it would take `{}` for JSON."""
        return Selector(self.text, type="html")


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Those of `headers` that a folder keeps, in whatever case they came."""
    known = {name.lower(): name for name in _KEPT}
    return {known[name.lower()]: value for name, value in headers.items() if name.lower() in known}


def is_free(folder: Path) -> bool:
    """Whether an existing `folder` is one, and empty."""
    return folder.is_dir() and not any(folder.iterdir())


def save(answers: list[Answer], folder: Path, arguments: Mapping[str, str]) -> None:
    """Writes the answers, and the spider arguments of the visit. Raises RunError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it is other people's text
        written = [_written(answer, folder, number) for number, answer in enumerate(answers, 1)]
        index = {"arguments": dict(arguments), "answers": written}
        text = json.dumps(index, ensure_ascii=False, indent=1)
        folder.joinpath(_INDEX).write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise RunError(f"{folder} cannot be written ({error.strerror})") from error


def _written(answer: Answer, folder: Path, number: int) -> dict[str, object]:
    name = f"{number:02}-{answer.role.replace(' ', '-').replace(',', '')}"
    folder.joinpath(name).write_bytes(answer.body)
    return {
        "role": answer.role,
        "edition": answer.edition,
        "url": answer.url,
        "fetched_at": answer.fetched_at.isoformat(),
        "status": answer.status,
        "headers": dict(answer.headers),
        "problem": answer.problem,
        "file": name,
    }


def load(folder: Path) -> tuple[list[Answer], dict[str, str]]:
    """The answers and the spider arguments that `save` wrote.

    Raises RunError where the folder holds none.
    """
    try:
        index = json.loads(folder.joinpath(_INDEX).read_text("utf-8"))
        arguments = {str(name): str(value) for name, value in index["arguments"].items()}
        return [_read(each, folder) for each in index["answers"]], arguments
    except OSError as error:
        is_there = folder.joinpath(_INDEX).is_file()
        sentence = (
            f"{error.filename} cannot be read" if is_there else f"{folder} holds no saved answers"
        )
        raise RunError(f"{sentence} ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{folder / _INDEX} cannot be read ({error})") from error


def _read(written: Mapping[str, Any], folder: Path) -> Answer:
    return Answer(
        role=str(written["role"]),
        edition=str(written["edition"]),
        url=str(written["url"]),
        fetched_at=datetime.fromisoformat(written["fetched_at"]).astimezone(UTC),
        status=int(written["status"]),
        headers={str(name): str(value) for name, value in written["headers"].items()},
        # Only the name: an index from elsewhere must not make us read other files.
        body=folder.joinpath(Path(written["file"]).name).read_bytes(),
        problem=written["problem"],
    )
