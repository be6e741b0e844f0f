"""A command of this project for a worker, with which it ends: `python -m newsbot.cluster.child`.

Nothing comes on its standard input. It closes with the worker, however that ends, and then the run
ends in order, as by SIGTERM: nobody else would give the site back before the lease runs out.
"""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread

from newsbot.interrupt import say_in_one_line


def main() -> None:
    """Runs the command that `sys.argv` names, on the ledger that NEWSBOT_LEDGER names."""
    Thread(target=_end_with_worker, daemon=True).start()
    say_in_one_line()
    from scrapy.cmdline import execute
    from scrapy.utils.project import get_project_settings

    settings = get_project_settings()
    # Not among the words: everybody who may list the processes of the machine reads those.
    settings.set("NEWSBOT_LEDGER", os.environ["NEWSBOT_LEDGER"], priority="cmdline")
    execute(settings=settings)


def _end_with_worker() -> None:
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
