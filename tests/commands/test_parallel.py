"""Several processes that share the work: they end with the one that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

WAITING = """
import os, signal
from newsbot.commands.parallel import in_parallel

def work(job):
    os.write(1, b"%d\\n" % os.getpid())
    signal.pause()

in_parallel(2, work)
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_jobs_end_with_the_process_that_started_them(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        jobs = [int(process.stdout.readline()) for _ in range(2)]
        process.send_signal(number)
        try:
            process.communicate(timeout=30)  # to the end of what the jobs could write
        finally:
            for job in jobs:
                with suppress(ProcessLookupError):
                    os.kill(job, signal.SIGKILL)
