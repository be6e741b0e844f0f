"""Runs scrapy like `python -m scrapy`, and writes its peak memory (kB) to the file in PEAK_FILE.

`getrusage` would not do: its peak begins with that of the process that forked us.
"""

from __future__ import annotations

import atexit
import os
import re
from pathlib import Path

from scrapy.cmdline import execute


def peak() -> int:
    """The largest resident size of this process so far, in kB (proc(5), VmHWM)."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


if __name__ == "__main__":
    atexit.register(lambda: Path(os.environ["PEAK_FILE"]).write_text(str(peak())))
    execute()
