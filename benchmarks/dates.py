"""What reading a date costs, as multiples of `datetime.strptime` in the same run.

    python -m benchmarks.dates [CASES.jsonl ...]

The files hold rows with `text` and `reference`; without them a built-in list stands in. Ends with
exit code 1 when a promise of docs/dates.md is broken.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from newsbot.text.dates import parse_date
from newsbot.text.dates.clock import KYIV
from newsbot.text.dates.forms import understand

REFERENCE = datetime(2025, 6, 18, 16, 45, tzinfo=KYIV)
SITE_FORM = "04:25 26.04.2025"
SITE_LIMIT, MEDIAN_LIMIT, JUNK_LIMIT_MS = 4, 6, 1

TEXTS = (
    "04:25 26.04.2025",
    "26.04.2025, 04:25",
    "26 квітня 2025, 04:25",
    "субота, 26 квітня 2025 р. о 04:25",
    "Опубліковано: 26 квіт. 2025, 04:25",
    "Автор: Іван Петренко, 26 квітня 2025, 04:25",
    "Інтерфакс-Україна04:25 26.04.2025",
    "вчора, 23:59",
    "5 хвилин тому",
    "щойно",
    "12:30",
    "April 26, 2025 at 4:25 am",
    "26 апреля 2025 года, 04:25",
    "2025-04-26T04:25:00+03:00",
    "Sat, 26 Apr 2025 04:25:00 +0300",
    "1 хв читати",
    "1254 перегляди",
)
JUNK = {
    "10 kB of letters": "а" * 10_000,
    "10,000 times «1.»": "1." * 10_000,
    "10,000 accents": "\u0301" * 10_000,
    "10,000 spaces": " " * 10_000,
    "4 kB of words": "слово " * 680,
    "200 letters": "а" * 200,
    "100 times «1.»": "1." * 100,
    "numbers": "12 " * 66,
    "labels": "Опубліковано: " * 14,
    "reading times": "читати : " * 22,
    "names": "Київ, " * 33,
    "pictograms": "👁 12 " * 40,
    "entities": "&a" * 100,
    "accents": "\u0301" * 200,
    "Arabic digits": "٢٦.٠٤.٢٠٢٥ " * 18,
    "a sentence": "Президент 26 квітня 2025 року о 10:00 підписав указ про звільнення міністра.",
}


def cost(call: Callable[[], object], *, repeat: int = 5, number: int = 100) -> float:
    """The best of several averages, in seconds a call."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        for _ in range(number):
            call()
        best = min(best, (time.perf_counter() - start) / number)
    return best


def strptime_cost(*, number: int = 100) -> float:
    return cost(lambda: datetime.strptime(SITE_FORM, "%H:%M %d.%m.%Y"), number=number)  # noqa: DTZ007


def cases(paths: Sequence[str]) -> list[tuple[str, datetime]]:
    if not paths:
        return [(text, REFERENCE) for text in TEXTS]
    rows = [
        json.loads(line)
        for path in paths
        for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]
    return [
        (row["text"], datetime.fromisoformat(row["reference"]).astimezone(KYIV)) for row in rows
    ]


def first_time(text: str) -> float:
    """The cost of a text whose shape was not seen before."""

    def call() -> None:
        understand.cache_clear()
        parse_date(text, REFERENCE)

    return cost(call, repeat=5, number=5)


def loads_dateparser() -> bool:
    code = "import sys, newsbot.text.dates.parser; print('dateparser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


def main(paths: Sequence[str]) -> int:
    unit = strptime_cost(number=3000)
    site = cost(lambda: parse_date(SITE_FORM, REFERENCE), number=3000) / unit
    rows = cases(paths)
    # strptime beside every text: on a shared machine the clock rate changes within a run.
    costs = sorted(
        (cost(partial(parse_date, text, now)) / strptime_cost(), text) for text, now in rows
    )
    median = statistics.median(ratio for ratio, _ in costs)
    junk = sorted(((first_time(text) * 1e3, name) for name, text in JUNK.items()), reverse=True)
    imports = loads_dateparser()

    worst_ms, worst = junk[0]
    dearest, dearest_text = costs[-1]
    print(f"strptime                    {unit * 1e6:6.2f} µs")
    print(f"the site's own form         {site:6.2f} x strptime (at most {SITE_LIMIT})")
    print(
        f"median of {len(rows):3} texts         {median:6.2f} x strptime (at most {MEDIAN_LIMIT})"
    )
    print(f"dearest                     {dearest:6.2f} x strptime: {dearest_text[:50]}")
    print(f"worst junk, shape unseen    {worst_ms:6.3f} ms (at most {JUNK_LIMIT_MS}): {worst}")
    print(f"the import loads dateparser {imports}")
    kept = site <= SITE_LIMIT and median <= MEDIAN_LIMIT and worst_ms <= JUNK_LIMIT_MS
    return 0 if kept and not imports else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
