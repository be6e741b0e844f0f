"""What the doctor says: what was expected, what was found, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a finding is taken."""

    GOOD = "ok"
    NOTE = "note"
    """Worth knowing: the archive is right all the same."""
    WRONG = "wrong"
    """Articles would be lost, or something false or nothing be written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    """The edition and what was looked at: `uk: list`."""
    expected: str
    found: str
    verdict: Verdict = Verdict.GOOD
    change: str = ""
    """The file and the line to change, or what else to do."""


def good(subject: str, expected: str, found: str) -> Finding:
    return Finding(subject, expected, found)


def note(subject: str, expected: str, found: str, change: str = "") -> Finding:
    return Finding(subject, expected, found, Verdict.NOTE, change)


def wrong(subject: str, expected: str, found: str, change: str = "") -> Finding:
    return Finding(subject, expected, found, Verdict.WRONG, change)
