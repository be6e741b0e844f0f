"""`scrapy doctor`: one look at a site, before the first crawl and whenever something is odd."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.commands.argument_help import show_arguments
from newsbot.commands.complaints import only_errors, problems_told, writing
from newsbot.commands.known_options import check_options
from newsbot.commands.looking import look_only
from newsbot.commands.named_spider import spider_named
from newsbot.commands.ordering import add_arguments, arguments_in
from newsbot.commands.patience import told_of_pauses
from newsbot.commands.pipes import print_json, while_somebody_reads
from newsbot.commands.setting_values import check_settings
from newsbot.commands.starting import crawler_of, process_with, run_to_end
from newsbot.disk import may_write
from newsbot.doctor import collected
from newsbot.doctor.examination import Examination, examine
from newsbot.doctor.side_by_side import render
from newsbot.doctor.terminal import json_of, lines_of
from newsbot.doctor.visitor import Visitor
from newsbot.errors import EXIT_FAILED, OptionError, RunError, UnknownArgumentError
from newsbot.guards.log import printable
from newsbot.own_files import check_output

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import BaseSettings

    from newsbot.doctor.collected import Answer
    from newsbot.run import Arguments
    from newsbot.sites.site import Site


_TAKES = ("edition", "base_url")


class Command(ScrapyCommand):
    """Makes about ten requests for each edition and says what newsbot reads there."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [SPIDER]"

    def short_desc(self) -> str:
        return "Look at a site with about ten requests: does newsbot read it right?"

    def long_desc(self) -> str:
        return (
            "Ask a site for about ten pages of each edition (robots.txt, the newest list and its "
            "second page, RSS, three articles, a tag page, a page past the end), and say what "
            "newsbot reads there. Nothing is archived. Exit codes: 0 all is well; 1 something is "
            "wrong; 2 wrong arguments."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        show_arguments(parser, _TAKES)
        super().add_options(parser)
        add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--html", metavar="FILE", help="write a page with all that was read")
        parser.add_argument("--save", metavar="FOLDER", help="keep what the site answered")
        parser.add_argument(
            "--saved", metavar="FOLDER", help="look at what --save kept, without any request"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        check_options(args)
        look_only(self.settings)
        super().process_options(args, opts)
        only_errors(self, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("name one spider: scrapy doctor interfax")
        assert self.settings is not None
        asked = arguments_in(opts)
        if asked and opts.saved:
            raise UsageError("-a is for a look at the site; what was kept has its own")
        with problems_told(self):
            check_settings(self.settings)
            examination = self._examine(args[0] if args else "interfax", asked, opts)
            self.exitcode = tell_machines(examination) if opts.json else tell(examination)

    def _examine(self, name: str, asked: dict[str, str], opts: argparse.Namespace) -> Examination:
        assert self.settings is not None
        spider_class = spider_named(self.settings, name)
        _check_targets(opts, self.settings)
        if opts.saved:
            found, asked = collected.load(Path(opts.saved))
            arguments = spider_class.check_arguments(asked)
        else:
            for argument in asked:
                if argument not in _TAKES:
                    raise UnknownArgumentError(argument, _TAKES)
            arguments = spider_class.check_arguments(asked)
            found = visited(self.settings, spider_class.site, arguments)
        site = arguments.at_mirror(spider_class.site)
        if unknown := {answer.edition for answer in found} - set(site.editions):
            raise RunError(f"{opts.saved} is of editions that {name} has not: {', '.join(unknown)}")
        if opts.save:
            collected.save(found, Path(opts.save), asked)
        agent = self.settings["ROBOTSTXT_USER_AGENT"] or self.settings["USER_AGENT"]
        examination = examine(found, site, agent)
        if not examination.findings:
            raise RunError(f"{opts.saved} holds nothing to look at")
        if opts.html:
            _write(Path(opts.html), render(examination, site.name))
        return examination


def visited(settings: BaseSettings, site: Site, arguments: Arguments) -> list[Answer]:
    """What a site answers to the doctor's requests; ends the process's reactor.

    Raises RunError where not all were made, and not for an answer of the site.
    """
    process = process_with(settings)
    crawler = crawler_of(process.create_crawler, Visitor)
    with told_of_pauses(crawler) as show:
        run_to_end(process, crawler, site=site, arguments=arguments, show=show)
    spider: Visitor | None = crawler.spider
    reason = crawler.stats.get_value("finish_reason", "shutdown")
    if reason != "finished" and not crawler.stats.get_value("newsbot/failure"):
        why = "was stopped" if reason == "shutdown" else f"was ended ({reason})"
        raise RunError(f"the look {why} before it had seen everything; run it again")
    if spider is None or not spider.answers:
        raise RunError("no request was made")
    return spider.answers


def tell(examination: Examination) -> int:
    """Prints the findings; the exit code."""
    with while_somebody_reads():
        print(*map(printable, lines_of(examination)), sep="\n")
    return EXIT_FAILED if examination.wrong else 0


def tell_machines(examination: Examination) -> int:
    """Prints all of it as JSON; the exit code."""
    with while_somebody_reads():
        print_json(json_of(examination), indent=1)
    return EXIT_FAILED if examination.wrong else 0


def _check_targets(opts: argparse.Namespace, settings: BaseSettings) -> None:
    """Nothing is asked for that could not be kept."""
    for target in filter(None, (opts.save, opts.html)):
        check_output(target, settings)
    if opts.save:
        folder = Path(opts.save)
        if not may_write(folder):
            raise OptionError(f"{folder} cannot be written; name another folder with --save")
        if folder.exists() and not collected.is_free(folder):
            raise OptionError(f"{folder} is no empty folder; name another one with --save")
    if opts.html:
        page = Path(opts.html).absolute()
        if not page.parent.is_dir():
            raise OptionError(f"{opts.html} lies in a folder that is not there")
        if page.is_dir() or not may_write(page):
            raise OptionError(f"{opts.html} cannot be written; name another file with --html")


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.write_text(text, "utf-8")
