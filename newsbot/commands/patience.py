"""Somebody sits at the terminal: a pause that a site asks for is told, a long one not waited for.

A crawl waits without a word, and cron comes again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsbot.guards.log import printable
from newsbot.guest.brake import Brake
from newsbot.guest.politeness import PAUSE_ASKED
from newsbot.report.foot_line import FootLine, is_terminal
from newsbot.run import one_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ASKED_TO_WAIT = "asked_to_wait"
"""Finish reason of a visit whose site asks for a longer pause than a person sits through."""
_MOST = 30.0
"""Seconds of all pauses of a visit: three times what ten requests take without one."""
_LONGEST = 999_999_999.0
"""Seconds; the most that `retry_after` reads as a number, some thirty years."""


@contextmanager
def told_of_pauses(crawler: Crawler) -> Iterator[Callable[[str], object]]:
    """What the site asks for while its block lasts, which is that of one visit.

    Gives what shows at the foot of a terminal, where there is one, what is waited for.
    """
    left = _MOST
    foot = FootLine()

    def pause_asked(host: str, seconds: float, status: int) -> None:
        nonlocal left
        left -= seconds
        asked = f"{host} asks for a pause of {min(seconds, _LONGEST):.0f} s (status {status})"
        if left >= 0:
            foot.clear()
            print(f"newsbot: {printable(asked)}; waiting", file=sys.stderr)
        else:
            sentence = f"{asked}: it is not asked again now; run this again at {_clock(seconds)}"
            one_of(crawler, Brake).pull(ASKED_TO_WAIT, sentence)

    crawler.signals.connect(pause_asked, signal=PAUSE_ASKED)
    try:
        yield (lambda text: foot.show(printable(text))) if is_terminal() else str
    finally:
        foot.clear()


def _clock(seconds: float) -> str:
    """The moment in so many seconds, by this machine's clock; with the day where it is another."""
    now = datetime.now().astimezone()
    then = now + timedelta(seconds=min(seconds, _LONGEST), minutes=1)  # a minute that has begun
    return then.strftime("%H:%M" if then.date() == now.date() else "%Y-%m-%d %H:%M")
