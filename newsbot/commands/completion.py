"""`newsbot completion`: what a shell offers after Tab, out of the commands as they are."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import default_settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.misc import walk_modules_iter

from newsbot.commands.complaints import problems_told
from newsbot.commands.pipes import while_somebody_reads
from newsbot.commands.without_crawl import WithoutCrawl
from newsbot.run import BLOCKS

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_SCRIPT = """\
# Tab completion of the command newsbot, for bash and zsh. Made by `newsbot completion`.
_newsbot() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}"
    local command="" word words="" name="" before=""
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:$((COMP_CWORD-1))}}"; do
        case "$word" in -*) ;; *) command="$word"; break ;; esac
    done
    case "$cur" in  # bash takes = for a word of its own, zsh does not
        =) name="$prev" cur="" ;;
        *=*) name="${{cur%%=*}}" before="$name=" cur="${{cur#*=}}" ;;
        *) [ "$prev" = "=" ] && name="${{COMP_WORDS[COMP_CWORD-2]}}" ;;
    esac
    if [ -z "$command" ]; then
        words="{commands}"
    elif [ -n "$name" ]; then
        case "$name" in
{values}
        esac
    else
        case "$prev" in
            -a) words="{arguments}" ;;
            -s|--set) words="{settings}" ;;
            -L|--loglevel) words="CRITICAL ERROR WARNING INFO DEBUG" ;;
            *) case "$cur" in
                -*) case "$command" in
{options}
                esac ;;
                *) case "$command" in {with_spider}) words="{spiders}" ;; esac ;;
            esac ;;
        esac
    fi
    [ -n "$words" ] || return 0
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    [ -z "$before" ] || COMPREPLY=("${{COMPREPLY[@]/#/$before}}")
    case "${{COMPREPLY[*]}}" in *=) compopt -o nospace 2>/dev/null ;; esac
    return 0
}}
if [ -n "$ZSH_VERSION" ]; then
    autoload -Uz compinit bashcompinit && compinit -i && bashcompinit
fi
complete -o default -F _newsbot newsbot
"""


class Command(WithoutCrawl, ScrapyCommand):
    """Prints a script that a shell reads when it starts."""

    def syntax(self) -> str:
        return ""

    def short_desc(self) -> str:
        return "Print what bash and zsh need to complete the command newsbot"

    def long_desc(self) -> str:
        return (
            "Print a script for bash and zsh that completes commands, options, spiders, spider "
            'arguments and settings of newsbot. In ~/.bashrc or ~/.zshrc: eval "$(newsbot '
            'completion)"; or put what it prints into a file that the shell reads.'
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        if args:
            raise UsageError("newsbot completion takes no arguments")
        assert self.settings is not None
        with problems_told(self), while_somebody_reads():
            print(_script(self.settings), end="")


def _script(settings: BaseSettings) -> str:
    from newsbot.spiders.arguments import TAKES

    commands = _commands(settings)
    loader = get_spider_loader(settings)
    names = {name for name in (*vars(default_settings), *settings) if name.isupper()}
    editions = {code for name in loader.list() for code in _editions(loader.load(name))}
    values = {"edition": sorted(editions), "follow": [*BLOCKS, "none"], "refetch": ["1", "0"]}
    takes = {name: command.syntax().lower() for name, command in commands.items()}
    with_spider = [
        name for name, words in takes.items() if "spider" in words and "file" not in words
    ]
    return _SCRIPT.format(
        commands=" ".join(commands),
        values="\n".join(_case(name, words, 12) for name, words in values.items()),
        arguments=" ".join(f"{name}=" for name in TAKES),
        settings=" ".join(f"{name}=" for name in sorted(names)),
        options="\n".join(_case(name, _options(each), 20) for name, each in commands.items()),
        with_spider="|".join(with_spider),
        spiders=" ".join(loader.list()),
    )


def _case(pattern: str, words: Iterable[str], indent: int) -> str:
    return " " * indent + f'{pattern}) words="{" ".join(words)}" ;;'


def _commands(settings: BaseSettings) -> dict[str, ScrapyCommand]:
    """All commands, those of the project in place of Scrapy's own."""
    found: dict[str, ScrapyCommand] = {}
    for package in ("scrapy.commands", settings["COMMANDS_MODULE"]):
        for module in walk_modules_iter(package):
            kind = getattr(module, "Command", None)
            if isinstance(kind, type) and kind.__module__ == module.__name__:
                found[module.__name__.rpartition(".")[2]] = command = kind()
                command.settings = settings
    return dict(sorted(found.items()))


def _options(command: ScrapyCommand) -> list[str]:
    """As the help of the command shows them."""
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    shown = re.findall(r"^  (-.*?)(?:  |$)", parser.format_help(), re.MULTILINE)
    return re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", " ".join(shown))


def _editions(spider: Any) -> Iterable[str]:
    site = getattr(spider, "site", None)
    return site.editions if site is not None else ()
