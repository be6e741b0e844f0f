"""What a spider may ask of the memory of earlier runs."""

from __future__ import annotations

from typing import Protocol, TypeAlias

Key: TypeAlias = tuple[str, str]
"""(edition, number): the key of an article."""


class Memory(Protocol):
    """The ledger, as seen by a spider."""

    def is_known(self, key: Key) -> bool:
        """Whether an article need not be fetched now."""


class NoMemory:
    """The memory of a run without a ledger."""

    def is_known(self, key: Key) -> bool:  # noqa: ARG002
        return False
