"""A page of HTML that needs nothing but itself; what it shows is text, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from newsbot.guards.log import printable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def shown(value: object) -> str:
    """Whatever a stranger sent, as text of a page."""
    return escape(printable(str(value)))


def html_page(title: str, style: str, parts: Iterable[str]) -> str:
    """The whole page: `title` is text, `parts` are markup with texts by `shown`."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{shown(title)}</title>",
            f"<style>\n{style}</style></head><body><main>",
            *parts,
            "</main></body></html>\n",
        )
    )
