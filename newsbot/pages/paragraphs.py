"""The paragraphs that the lines of a text make up."""

from __future__ import annotations

from collections.abc import Sequence

from newsbot.items import Paragraph
from newsbot.pages.copies import without_copies
from newsbot.pages.lexicon import Lexicon
from newsbot.pages.outline import Outline
from newsbot.pages.prose import LONGEST_LABEL
from newsbot.text.clean import fold


def paragraphs_of(outline: Outline, numbers: Sequence[int], lexicon: Lexicon) -> list[Paragraph]:
    """The paragraphs; advertising among them is left to `newsbot.text.ads`."""
    groups: list[list[int]] = []
    before = -2
    for at in numbers:
        if outline.lines[at].breaks == 1 and at == before + 1 and groups:
            groups[-1].append(at)
        else:
            groups.append([at])
        before = at
    texts = ["\n".join(outline.lines[at].text for at in group) for group in groups]
    found = []
    for number in without_copies(texts):
        lines = [outline.lines[at] for at in groups[number]]
        inserts = lexicon.ad_phrases.inserts
        linked = all(
            len(line.bare) <= LONGEST_LABEL
            and ((folded := fold(line.bare)) in inserts or (not folded and line.links))
            for line in lines
        )
        found += [Paragraph(part, linked) for part in texts[number].split("\n\n")]
    return found
