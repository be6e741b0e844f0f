"""A page of HTML that needs nothing but itself; what it shows is text, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from newsbot.guards.log import printable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def shown(value: object) -> str:
    """Whatever a stranger sent, as text of a page."""
    return escape(printable(str(value)))


def html_page(
    title: str,
    parts: Iterable[str],
    *,
    head: str,
    policy: str = _POLICY,
    language: str = "en",
    body: str = "",
) -> str:
    """The whole page: `title` is text, `parts` are markup with texts by `shown`.

    `head` is markup as well: its style, and what else is to stand there; `body` are attributes.
    """
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{shown(language)}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{shown(title)}</title>",
            f"{head}</head><body{body}><main>",
            *parts,
            "</main></body></html>\n",
        )
    )


def styled(style: str) -> str:
    """A style sheet as part of a page's head."""
    return f"<style>\n{style}</style>"
