"""Sentences from which the plain stories are made, one module a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.demo.wording import en, ru, uk
from newsbot.demo.wording.frame import Place, Topic, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDINGS: Mapping[str, Wording] = {"uk": uk.WORDING, "ru": ru.WORDING, "en": en.WORDING}

__all__ = ["WORDINGS", "Place", "Topic", "Wording"]
