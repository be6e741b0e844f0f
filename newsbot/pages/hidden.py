"""A text that its page hides until a script shows it, as some do before they ask who reads.

Hidden are dialogs and terms of use as well: so the element has to call itself the text of an
article, to stand behind the headline, and to say far more than what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsbot.pages.document import Element, clean_text
from newsbot.pages.prose import CERTAIN, ENDS

_NAMED = re.compile(
    r"(?:article|story|entry|post|news)\w{0,3}[\s_-]*(?:body|content|text)", re.IGNORECASE
)
_OUTWEIGHS = 4
"""How many times longer than the text that is shown a hidden one must be."""


def hidden_text(hidden: Iterable[Element], shown: int) -> Element | None:
    """The element among `hidden` that holds the text of an article; `shown` are characters."""
    for element in hidden:
        names = " ".join(element.get(name, "") for name in ("id", "class", "itemprop"))
        if _NAMED.search(names) is not None and _size(element) > _OUTWEIGHS * shown:
            return element
    return None


def _size(element: Element) -> int:
    """Characters of the paragraphs that are surely sentences."""
    texts = map(clean_text, element.iter("p"))
    return sum(len(text) for text in texts if len(text) >= CERTAIN and text.endswith(ENDS))
