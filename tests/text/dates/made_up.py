"""When invented dates are read, and what tables of them mean."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsbot.text.dates import parse_date

KYIV = ZoneInfo("Europe/Kyiv")
REFERENCE = datetime(2025, 6, 18, 16, 45, tzinfo=KYIV)


def read(text: str) -> str | None:
    """The moment that a text names, on that Wednesday."""
    found = parse_date(text, REFERENCE)
    return None if found is None else found.isoformat()


def moment_in_kyiv(text: str) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV).isoformat()


def rows(table: dict[str, dict[str, list[str]]]) -> list[tuple[str, str]]:
    return [
        (text, moment)
        for moments in table.values()
        for moment, texts in moments.items()
        for text in texts
    ]
