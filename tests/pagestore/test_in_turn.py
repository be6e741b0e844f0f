"""The receivers of a signal, one after the other, whether they wait or fail."""

from __future__ import annotations

import asyncio

import pytest

from newsbot.pagestore.in_turn import InTurn

SIGNAL = object()


def test_all_have_heard_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []

    def fails(item: str) -> None:
        raise ValueError(item)

    def hears(item: str) -> None:
        heard.append(f"{item} at once")

    async def waits(item: str) -> None:
        await asyncio.sleep(0)
        heard.append(f"{item} later")

    async def waits_and_fails() -> None:
        await asyncio.sleep(0)
        raise ValueError("too late")

    signals = InTurn(sender := object())
    for receiver in (fails, waits_and_fails, waits, hears):
        signals.connect(receiver, SIGNAL)
    asyncio.run(signals.send_catch_log_async(SIGNAL, item="read"))
    assert sender is signals.sender
    assert sorted(heard) == ["read at once", "read later"]
    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == [
        "read",
        "too late",
    ]
