"""No single page holds the event loop: what is read is cheap, and the rest is refused unread."""

from __future__ import annotations

import pytest

from fuzz.reading import read_article, read_list
from hostile.attack import Attack
from hostile.attacks import all_attacks
from hostile.held import LARGEST, holds
from hostile.pages import article
from thinned import thinned


def body_of(attack: Attack) -> bytes | None:
    """What the parser gets of an attack; None for those that end before it."""
    if not isinstance(attack.send, bytes) or b"Content-Encoding" in attack.send[:300]:
        return None
    body = attack.send.partition(b"\r\n\r\n")[2]
    return body if 0 < len(body) <= LARGEST else None


BODIES = {attack.name: body for attack in all_attacks(1) if (body := body_of(attack)) is not None}
MADE = {
    "4,900 paragraphs": article(paragraphs=("Мости будують у восьми областях країни.",) * 4900),
    "9,000 line breaks": article(paragraphs=("Мости<br>" * 9000,)),
    "2,400 links": article(
        end="".join(f'<a href="/news/general/{n}.html">Назва новини {n}</a>' for n in range(4900))
    ),
    "4,900 headings": article(end="<h6>ОСТАННЄ</h6>" * 4900),
    "4,900 labels": article(end="<span>РЕКЛАМА</span>" * 4900),
    "4,900 nested": article(end="<div>" * 4900 + "РЕКЛАМА" + "</div>" * 4900),
    "4,900 headlines": article(start="<h1>Уряд ухвалив програму</h1>" * 4900),
    "2,400 rows": article(
        end="<table>" + "<tr><td>1<td>2</tr>" * 2400 + "</table>",
    ),
    "spaces": article(paragraphs=(" " * (LARGEST - 5000),)),
    "apostrophes": article(paragraphs=("'ʼ’" * 150_000,)),
    "dashes": article(paragraphs=("— " * 200_000,)),
    "digits": article(paragraphs=("12:34 " * 150_000,), time=("1" * 100_000, "2" * 100_000)),
}


@pytest.mark.parametrize("name", thinned([*BODIES, *MADE], 4))
def test_hold(name: str) -> None:
    body = BODIES.get(name) or MADE[name].encode()
    assert not holds(read_article, body)
    assert not holds(read_list, body)
