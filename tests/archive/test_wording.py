"""Two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.archive.wording import Piece, word_changes


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Врожай яблук подвоївся", "Врожай груш подвоївся", "Врожай [-яблук-]{+груш+} подвоївся"),
        ("Ціна 10 грн.", "Ціна 12 грн.", "Ціна [-10-]{+12+} грн."),
        ("Один.\n\nДва.", "Один.\n\nПівтора.\n\nДва.", "Один.\n\n{+Півтора.\n\n+}Два."),
        ("", "Новий", "{+Новий+}"),
        ("Старий", "", "[-Старий-]"),
        ("Той самий", "Той самий", "Той самий"),
        ("", "", ""),
        ("a b c d", "x y z w", "[-a b c d-]{+x y z w+}"),
    ],
)
def test_changes(before: str, after: str, pieces: str) -> None:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    shown = "".join(marks[kind].format(text) for kind, text in word_changes(before, after))
    assert shown == pieces


_TEXT = st.text(alphabet="аб .\n", max_size=40)


@given(_TEXT, _TEXT)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


def test_a_text_of_one_word_does_not_take_minutes() -> None:
    """Compared word by word it would take two: pytest's own limit is the judge."""
    before, after = "а " * 2000 + "б", "а " * 1990 + "в"
    assert word_changes(before, after) == [Piece("gone", before), Piece("new", after)]
