"""How long a call may take, and how much it may leave behind."""

from __future__ import annotations

import gc
import signal
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

LONGEST = 1.0
"""Seconds of this process's own time that any one call may take; other processes on the machine do not count."""


class TooSlow(AssertionError):
    """A call that took longer, or would never have come back."""


@contextmanager
def in_time() -> Iterator[None]:
    """Ends what runs within, with ``TooSlow``, when it has used up its time."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"took more than {LONGEST} s")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def kept(run: Callable[[], object], rounds: int) -> int:
    """Bytes that Python holds after some rounds more than after one, when nothing of a round should be left."""
    run()
    gc.collect()
    tracemalloc.start()
    try:
        run()
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(rounds):
            run()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return after - before
