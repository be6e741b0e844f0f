"""The title of a menu in a text: of its table of contents."""

from __future__ import annotations

from newsbot.pages.line import Line
from newsbot.pages.outline import Outline


def heads_menu(outline: Outline, line: Line) -> bool:
    """Whether a line is all that is read of a box with a menu: it is the title of that.

    The menus of a page are not read, a table of contents among them.
    """
    box = None
    for around in line.element.iterancestors():
        if len(outline.within(around)) > 1:
            break
        box = around
    return box is not None and next(box.iter("nav"), None) is not None
