"""What faults did to an archive, by its files and the log of the server alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from replica import ReplicaServer

IN_FLIGHT = 2
"""Articles that a killed run may have fetched in vain: one on the wire, one being read."""


@dataclass
class Verdict:
    """Counts, of articles and lines."""

    lost: int
    doubled: int
    """Also those that are no articles of the site."""
    broken: int
    """Lines that are no record, or not whole."""
    twice: int
    """Requests for an article that had been asked for already."""

    @property
    def is_exact(self) -> bool:
        return not (self.lost or self.doubled or self.broken)


def judge(folder: Path, server: ReplicaServer) -> Verdict:
    """The archive in `folder`, beside all that the site names."""
    found: Counter[str] = Counter()
    broken = 0
    for feed in (folder / "data" / "interfax").glob("*.jsonl"):
        for line in feed.read_bytes().splitlines(keepends=True):
            try:
                record = json.loads(line)
            except ValueError:
                record = None
            if record is None or not line.endswith(b"\n"):
                broken += 1
            else:
                found[f"{record['id']} {record['revision']}"] += 1
    wanted = {f"{number} 1" for number in server.replica.reachable("uk")}
    fetched = Counter(access.target for access in server.requests if access.target.count("/") == 3)
    return Verdict(
        lost=len(wanted - found.keys()),
        doubled=sum(found.values()) - len(found) + len(found.keys() - wanted),
        broken=broken,
        twice=sum(fetched.values()) - len(fetched),
    )
