"""The processes in which a worker lets its jobs run."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress


class Children:
    """Those that run; `settings` are those that each is given (name -> text)."""

    def __init__(self, address: str, settings: Sequence[str]) -> None:
        self.are_ended = False
        """Whether they were told to end: none begins any more."""
        self._surroundings = {**os.environ, "NEWSBOT_LEDGER": address}
        self._settings = settings
        self._running: set[Process] = set()

    async def run(self, words: Sequence[str]) -> int:
        """The exit code of a command of Scrapy; minus the number of the signal that ended it."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "newsbot.cluster.child", *words, *self._settings),
            stdin=PIPE,  # which closes with this process
            env=self._surroundings,
            start_new_session=True,  # Ctrl-C is for the worker, which ends it then
        )
        self._running.add(process)
        try:
            if self.are_ended:
                _end(process)
            return await process.wait()
        except asyncio.CancelledError:
            _end(process)
            await process.wait()
            raise
        finally:
            self._running.discard(process)

    def end(self) -> None:
        """They end in order."""
        self.are_ended = True
        for process in self._running:
            _end(process)


def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
