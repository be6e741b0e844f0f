"""Who is told of a run: a command, a webhook, a textfile. None of them can hurt the run."""

from __future__ import annotations

import json
import logging
import shlex
import subprocess
import threading
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newsbot.report.prometheus import write_textfile

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

_LONGEST_WORD = 200


def tell(settings: BaseSettings, report: Mapping[str, Any]) -> None:
    """Calls what the settings name. A failure is one line in the log."""
    seconds = settings.getfloat("NEWSBOT_REPORT_TIMEOUT")
    if path := settings.get("NEWSBOT_PROMETHEUS"):
        _try("NEWSBOT_PROMETHEUS", lambda: write_textfile(Path(path), report))
    text = json.dumps(report, ensure_ascii=False).encode()
    if command := settings.get("NEWSBOT_REPORT_COMMAND"):
        _try("NEWSBOT_REPORT_COMMAND", lambda: _run(command, text, seconds))
    if url := settings.get("NEWSBOT_REPORT_WEBHOOK"):
        _try("NEWSBOT_REPORT_WEBHOOK", lambda: _post_in_time(url, text, seconds))


class HookError(Exception):
    """A hook did not do its work; the message says why, and holds no secret."""


def _try(setting: str, hook: Callable[[], None]) -> None:
    try:
        hook()
    except HookError as error:
        logger.warning("%s failed: %s", setting, error)
    except Exception as error:  # noqa: BLE001 - whatever a hook runs into, the run is done
        # Not its text: that may quote an address with a token in it.
        logger.warning("%s failed: %s", setting, type(error).__name__)


def _run(command: str | list[str], text: bytes, seconds: float) -> None:
    """Runs a command without a shell, the report on its standard input."""
    words = shlex.split(command) if isinstance(command, str) else [str(word) for word in command]
    name = Path(words[0]).name
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command
            words,
            input=text,
            stdout=subprocess.DEVNULL,  # standard output may be a feed
            stderr=subprocess.PIPE,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise HookError(f"{name} was stopped after {seconds:g} seconds") from None
    except OSError as error:
        raise HookError(f"{name} cannot be run ({error.strerror})") from None
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        words_of = f": {last[0][:_LONGEST_WORD]}" if last else ""
        raise HookError(f"{name} ended with {done.returncode}{words_of}")


class _NoRedirect(HTTPRedirectHandler):
    """The report goes to the address that the operator named, and nowhere else."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def _post_in_time(url: str, text: bytes, seconds: float) -> None:
    """A server that answers a byte at a time outlasts any limit of a socket, but not this one."""
    errors: list[BaseException] = []

    def post() -> None:
        try:
            _post(url, text, seconds)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            errors.append(error)

    thread = threading.Thread(target=post, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise HookError(f"no answer within {seconds:g} seconds")
    if errors:
        raise errors[0]


def _post(url: str, text: bytes, seconds: float) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise HookError("it takes an http or https address")
    request = Request(  # noqa: S310 - the scheme was checked
        url,
        data=text,
        headers={"Content-Type": "application/json", "User-Agent": "newsbot"},
        method="POST",
    )
    where = f"{parts.scheme}://{parts.hostname}"  # the path of a webhook is its password
    try:
        with build_opener(_NoRedirect).open(request, timeout=seconds) as answer:
            answer.read(1)
    except HTTPError as error:
        raise HookError(f"{where} answered {error.code}") from None
    except URLError as error:
        reason = error.reason
        why = "timed out" if isinstance(reason, TimeoutError) else type(reason).__name__
        raise HookError(f"{where} could not be reached ({why})") from None
    except TimeoutError:
        raise HookError(f"{where} did not answer within {seconds:g} seconds") from None
    except (OSError, HTTPException) as error:
        raise HookError(f"{where} broke off ({type(error).__name__})") from None
