"""`scrapy crawl`, with exit codes and one-line errors."""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from newsbot.commands.argument_help import show_arguments
from newsbot.commands.complaints import (
    check_log,
    complain,
    give_up_log,
    is_log_writable,
    send_log_to_file,
)
from newsbot.commands.known_options import check_options
from newsbot.commands.named_spider import spider_named
from newsbot.commands.pipes import drop_unwritten
from newsbot.commands.setting_values import check_settings
from newsbot.commands.starting import crawler_of, process_with, run_to_end
from newsbot.errors import EXIT_FAILED, RunError
from newsbot.interrupt import STOPPED
from newsbot.report.problem import problem_of

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider

_YOUNG = 2000
"""Objects after which Python looks for rubbish: its own number from 3.13 on. With the 700 before,
reading pages costs some 7 % more, and no less memory."""


class Command(crawl.Command):
    """Runs a spider. Exit codes: 0 good, 1 failed, 2 wrong arguments, 75 another run is active."""

    spider_arguments: tuple[str, ...] | None = None
    """Those that `--help` names; None for all."""
    requires_crawler_process = False
    """Made here: what it cannot be made with is a matter for one line."""
    stats: dict[str, Any] | None = None
    """The stats of the crawl, once it has run."""

    def long_desc(self) -> str:
        return (
            "Run a spider of the current project. Exit codes: 0 good; 1 the run could not do its "
            "work; 2 wrong arguments or configuration; 75 another run is active."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        show_arguments(parser, self.spider_arguments)
        super().add_options(parser)
        parser.add_argument(
            "--quiet",
            action="store_true",
            help="for cron: print only what a human must act on, and log to newsbot.log in the "
            "data folder (or --logfile)",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        check_options(args)
        assert self.settings is not None
        try:
            super().process_options(args, opts)
        except OSError as error:  # of --pidfile
            sentence = f"{error.filename} cannot be written ({error.strerror})"
            sys.exit(complain(sentence, EXIT_FAILED, self.settings))
        logging.raiseExceptions = False  # else a full disk prints a traceback for every log line
        if opts.quiet:
            self.settings.set("NEWSBOT_QUIET", value=True, priority="cmdline")
        if self.settings.getbool("NEWSBOT_QUIET"):
            send_log_to_file(self.settings)
        check_log(self)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one spider: scrapy crawl interfax")
        self.exitcode = self.crawl(args[0], opts.spargs)
        error = give_up_log()
        if error is not None and self.exitcode == 0:
            self.exitcode = self._complain(self._without_log(error), EXIT_FAILED)
        for stream in (sys.stdout, sys.stderr):
            drop_unwritten(stream)

    def crawl(self, name: str, arguments: dict[str, Any]) -> int:
        """Runs the spider `name` to its end and returns the exit code."""
        assert self.settings is not None
        try:
            spider_class = spider_named(self.settings, name)
        except RunError as error:
            return self._complain(str(error), error.exit_code)
        return self.run_spider(spider_class, arguments)

    def run_spider(self, spider_class: type[Spider], arguments: dict[str, Any]) -> int:
        """Runs a spider to its end and returns the exit code."""
        assert self.settings is not None
        try:
            check_settings(self.settings)
            check = getattr(spider_class, "check_arguments", None)
            if check is not None:
                check(arguments)
            process = self.crawler_process = process_with(self.settings)
            crawler = crawler_of(self._create_crawler, spider_class)
            _look_for_rubbish_less_often()
            is_noted = run_to_end(process, crawler, **arguments)
        except RunError as error:
            cause = error.__cause__
            if isinstance(cause, OSError) and not is_log_writable(self.settings):
                sentence = self._without_log(cause)  # opened anew for every crawler
                self.settings.set("LOG_FILE", None, priority="cmdline")
                return self._complain(sentence, EXIT_FAILED)
            return self._complain(str(error), error.exit_code)
        self.stats = crawler.stats.get_stats()
        problem = problem_of(self.stats)
        if problem is None and not is_noted:
            problem = STOPPED  # a second signal came while the end of the run was being noted
        return 0 if problem is None else self._complain(problem, EXIT_FAILED)

    def _without_log(self, error: OSError) -> str:
        assert self.settings is not None
        return (
            f"the log {self.settings.get('LOG_FILE')} cannot be written "
            f"({error.strerror or error}); free the disk, or name another file with --logfile"
        )

    def _complain(self, message: str, code: int) -> int:
        assert self.settings is not None
        return complain(message, code, self.settings)


def _look_for_rubbish_less_often() -> None:
    young, *older = gc.get_threshold()
    if 0 < young < _YOUNG:
        gc.set_threshold(_YOUNG, *older)
