"""What a person should know who wonders about the outcome of a run."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

_WHOLE = frozenset({"finished", "max_articles"})
"""Reasons of a run that has met all that it was to meet."""
_WINDOW = ("since", "until")


def notes_of(
    report: Mapping[str, Any],
    arguments: Mapping[str, Any],
    held: Callable[[], int],
    options: tuple[str, ...] = (),
) -> list[str]:
    """Sentences.

    `held` counts the articles of the run's window that the archive has. `options` are those that
    `newsbot export` needs to find it.
    """
    reason = report["reason"]
    if reason == "shutdown":
        sentence = "ended by a signal or Ctrl-C: what was read is kept, the next run goes on from"
        return [f"{sentence} here"]
    if reason == "budget":
        return ["ended by NEWSBOT_MAX_REQUESTS: the next run goes on from here"]
    return list(_of_feeds(report, arguments, held, options)) if reason in _WHOLE else []


def _of_feeds(
    report: Mapping[str, Any],
    arguments: Mapping[str, Any],
    held: Callable[[], int],
    options: tuple[str, ...],
) -> Iterator[str]:
    counts = report["articles"]
    has_window = any(map(arguments.get, _WINDOW))
    named = [feed for feed in report["feeds"] if not feed["is_default"]]
    for feed in named:
        if not feed["articles"] and not counts["failed"]:
            yield f"{feed['uri']} got no article: " + _known(held, feed, arguments, options)
        elif (
            feed["articles"]
            and feed["overwrites"]
            and report["known_before"]
            and not report["is_refetch"]
        ):
            yield (
                f"{feed['uri']} holds only what is new or changed in this run; "
                "-a refetch=1 writes the known articles too"
            )
    if has_window and not named and not counts["new"] + counts["changed"] and held():
        yield "nothing new: " + _known(held, None, arguments, options)


def _known(
    held: Callable[[], int],
    feed: Mapping[str, Any] | None,
    arguments: Mapping[str, Any],
    options: tuple[str, ...],
) -> str:
    """Where the articles are that a run met and did not write."""
    has_window = any(map(arguments.get, _WINDOW))
    where = " of this time" if has_window else ""
    count = held()
    if not count:
        return f"the site showed none, and the archive has none{where}"
    words = ["newsbot", "export", *options, *_target(feed)]
    for name in _WINDOW:
        if (moment := arguments.get(name)) is not None:
            words += [f"--{name}", _as_typed(moment)]
    return (
        f"{count} articles{where} are known from earlier runs; {shlex.join(words)} writes them "
        "from the archive, -a refetch=1 fetches them again"
    )


def _target(feed: Mapping[str, Any] | None) -> list[str]:
    """What is empty now may be filled; what was appended to keeps what it has."""
    if feed is not None and feed["overwrites"] and feed["uri"].endswith((".jsonl", ".csv")):
        return ["--to", feed["uri"], "--overwrite"]
    return ["--to", "known.jsonl"]


def _as_typed(moment: datetime) -> str:
    """A day, where a moment is the first or the last of one."""
    is_edge = moment.strftime("%H:%M:%S") in {"00:00:00", "23:59:59"}
    return f"{moment:%Y-%m-%d}" if is_edge else f"{moment:%Y-%m-%d %H:%M}"
