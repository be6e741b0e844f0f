"""Pages that React streams: what comes late stands hidden at their end, and belongs elsewhere.

React's server sends `<div hidden id="S:1a">` and a script, `$RC` or `$RS`, that moves what is in it
to the `<template id="B:1a">` or `<template id="P:1a">` that was sent before in its place:
https://github.com/facebook/react/tree/main/packages/react-dom-bindings/src/server/fizz-instruction-set
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsbot.pages.document import Element

SIGN = b' id="S:'
"""Without this no page is streamed."""
_MOST = 500
"""Parts that are put in their places; a long page had 50."""


def put_in_place(root: Element) -> None:
    """Moves the parts that came late to where they belong, and shows them."""
    places = {each.get("id"): each for each in root.iter("template")}
    late = [each for each in root.iter("div") if _is_late(each)]
    for part in islice(late, _MOST):
        number = (part.get("id") or "").removeprefix("S:")
        place = places.get(f"B:{number}", places.get(f"P:{number}"))
        if place is not None and part not in place.iterancestors():
            del part.attrib["hidden"]
            place.addnext(part)


def _is_late(element: Element) -> bool:
    return element.get("hidden") is not None and (element.get("id") or "").startswith("S:")
