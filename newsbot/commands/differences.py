"""What a feed says otherwise than the archive: by field, with counts and examples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsbot.feeds.last_lines import LastLines
from newsbot.feeds.lines import lines_from
from newsbot.guards.log import printable
from newsbot.items import changed_fields

_EXAMPLES = 3
"""Of each field."""
_AROUND = 60
"""Characters that are shown of a value, from a little before the first that differs."""


def differences(archive: LastLines, feed: Path) -> Iterator[str]:
    """Lines to print."""
    counts: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    new = 0
    for line in lines_from(feed, 0) if feed.exists() else ():
        record = line.record
        before = archive.get(str(record["id"]))
        if before is None:
            new += 1
            continue
        for name in changed_fields(before, record):
            counts[name] += 1
            shown = examples.setdefault(name, [])
            if len(shown) < 3 * _EXAMPLES:
                shown += _example(before.get(name), record[name], str(record["url"]))
    if new:
        yield f"articles that the archive has not got: {new}"
    for name, count in counts.most_common():
        yield f"{name}: {count}"
        yield from examples[name]


def _example(before: Any, now: Any, url: str) -> list[str]:
    texts = _text(before), _text(now)
    pairs = zip(*texts, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    start = max(0, (min(map(len, texts)) if same is None else same) - _AROUND // 3)
    old, new = (("…" if start else "") + text[start : start + _AROUND] for text in texts)
    return [printable(line) for line in (f"  {url}", f"    - {old}", f"    + {new}")]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
