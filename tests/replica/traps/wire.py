"""What is known of articles of the agency: the stories of `shapes.json`.

Those in another language than their edition's are for `read_shapes.py`: a crawl leaves them out.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.demo.words import EDITIONS
from replica.shaped import special_of
from replica.shapes import OWN, load
from replica.story import Special

SPECIALS: Mapping[str, tuple[Special, ...]] = {
    code: tuple(special_of(shape) for shape in load(OWN) if shape.edition == shape.language == code)
    for code in EDITIONS
}
