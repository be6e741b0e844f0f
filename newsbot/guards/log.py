"""Log lines that are safe to look at: no terminal escapes of a page, no secrets of ours.

What a page says reaches the log in addresses, headers, headlines and error messages, and the log
reaches a terminal. Control characters there can move the cursor, change the title of the window or
forge a line (CWE-117, CWE-150), so every record is made safe where it is born, for whatever handler
writes it.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import getproxies

from scrapy.logformatter import LogFormatter as ScrapyLogFormatter
from scrapy.settings import SETTINGS_PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from scrapy.logformatter import LogFormatterResult
    from scrapy.settings import BaseSettings
    from scrapy.spiders import Spider
    from twisted.python.failure import Failure

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1 (ECMA-48)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # text direction (UAX #9)
    "\u2028\u2029"  # line and paragraph separator
    "\ud800-\udfff]"  # lone surrogates, which no stream can encode
)
_USERINFO = re.compile(r"(?<=://)[^\s/?#'\"<>]*@")
_SECRET_NAME = re.compile(r"PASS(WORD|WD)?$|PASSWORD|SECRET|TOKEN|ACCESS_KEY|API_?KEY|CREDENTIAL")
_SHORTEST_SECRET = 4
"""Characters; a shorter value would black out ordinary words."""
_HIDDEN = "***"

_secrets: set[str] = set()
_hide: re.Pattern[str] | None = None


def printable(text: str) -> str:
    """`text` for a terminal: controls escaped, secrets hidden, no line that could pass for ours."""
    if "://" in text and "@" in text:
        text = _USERINFO.sub(f"{_HIDDEN}@", text)
    if _hide is not None:
        text = _hide.sub(_HIDDEN, text)
    if not text.isprintable():
        text = _UNSAFE.sub(_escape, text).replace("\n", "\n    ")
    return text


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def hide(values: Iterable[str]) -> None:
    """Never shows these values in a log line from now on."""
    global _hide  # noqa: PLW0603
    _secrets.update(value for value in values if len(value) >= _SHORTEST_SECRET)
    if _secrets:
        longest_first = sorted(_secrets, key=len, reverse=True)
        _hide = re.compile("|".join(map(re.escape, longest_first)))


def secrets_of(settings: BaseSettings) -> Iterator[str]:
    """The secrets that the settings and the environment's proxies hold."""
    for name in settings:
        if isinstance(name, str) and _SECRET_NAME.search(name):
            value = settings.get(name)
            is_set = settings.getpriority(name) != SETTINGS_PRIORITIES["default"]  # not "guest"
            if is_set and isinstance(value, str):
                yield value
    uris = [str(uri) for uri in settings.getdict("FEEDS")]
    for uri in (*uris, *getproxies().values()):
        try:
            parts = urlsplit(uri)
        except ValueError:
            continue
        # A user name may be an access key, and is no use to a reader of the log.
        for value in (parts.password, parts.username if parts.password else None):
            if value:
                yield value
                yield unquote(value)
        for name, value in parse_qsl(parts.query):
            if _SECRET_NAME.search(name.upper()):
                yield value


class SafeRecord(logging.LogRecord):
    """A log record whose text is safe to print."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[0] is not None:
            # Formatters use this text where there is one, and do not look at the exception.
            self.exc_text = printable(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:  # noqa: N802
        try:
            message = super().getMessage()
        except (TypeError, ValueError, KeyError):
            # A message that does not fit its arguments would be printed raw by `logging` itself.
            message = f"{self.msg!r} {self.args!r}"
        return printable(message)


def make_safe(settings: BaseSettings) -> None:
    """Makes every log record of this process safe, whichever handler writes it."""
    hide(secrets_of(settings))
    if logging.getLogRecordFactory() is not SafeRecord:
        logging.setLogRecordFactory(SafeRecord)


class LogFormatter(ScrapyLogFormatter):
    """`LOG_FORMATTER`: one line a dropped item or failed page.

    Scrapy makes it before it writes the settings to the log, which is why it installs the safe
    records too.
    """

    is_debugging = True

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        make_safe(crawler.settings)
        # Scrapy makes a record of every page for its handlers to throw away: two a page.
        scrapy = logging.getLogger("scrapy")
        scrapy.setLevel(crawler.settings.get("LOG_LEVEL"))
        formatter = super().from_crawler(crawler)
        formatter.is_debugging = scrapy.isEnabledFor(logging.DEBUG)
        return formatter

    def crawled(  # type: ignore[override]  # Scrapy takes None, its annotation does not say so
        self, request: Request, response: Response, spider: Spider
    ) -> LogFormatterResult | None:
        """None, which says nothing, where nobody would see it: it costs every page."""
        return super().crawled(request, response, spider) if self.is_debugging else None

    def scraped(  # type: ignore[override]
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult | None:
        return super().scraped(item, response, spider) if self.is_debugging else None

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Without the item, which has many lines, and all of a page's text."""
        result = super().dropped(item, exception, response, spider)
        return {
            "level": result["level"],
            "msg": "%(exception)s",
            "args": {"exception": str(exception)},
        }

    def download_error(
        self,
        failure: Failure,
        request: Request,
        spider: Spider,
        errmsg: str | None = None,
    ) -> LogFormatterResult:
        """With the reason, so that the traceback below it can be done without."""
        return super().download_error(
            failure, request, spider, errmsg or failure.getErrorMessage() or str(failure.type)
        )
