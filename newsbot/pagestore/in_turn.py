"""Signals whose receivers are called one after the other."""

from __future__ import annotations

import logging
from inspect import isawaitable
from typing import Any

from scrapy.signalmanager import SignalManager

logger = logging.getLogger(__name__)


class InTurn(SignalManager):
    """Starts no task for each receiver, as Scrapy does: with many cheap ones they cost the most.

    One that waits is waited for. An error in one is logged, and stops nobody.
    """

    async def send_catch_log_async(self, signal: Any, **named: Any) -> list[tuple[Any, Any]]:
        answers = self.send_catch_log(signal, **named)
        for receiver, answer in answers:
            if isawaitable(answer):
                try:
                    await answer
                except Exception:
                    logger.exception("Error caught on signal handler: %s", receiver)
        return answers
