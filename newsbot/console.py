"""The command `newsbot`: `scrapy` with the settings of this project, from any folder."""

from __future__ import annotations

import os

from newsbot.interrupt import say_in_one_line


def main() -> None:
    """Runs the command that `sys.argv` names; ends the process with its exit code."""
    say_in_one_line()
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newsbot.settings")
    from scrapy.cmdline import execute

    execute()
