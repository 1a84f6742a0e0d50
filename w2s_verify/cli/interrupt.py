"""Ctrl-C that is not lost: an exception raised inside a callback of the garbage collector is swallowed by Python."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from w2s_verify.cli.progress import Heard


@contextmanager
def interruptible(heard: Heard) -> Iterator[Heard]:
    """``heard``, which also raises ``KeyboardInterrupt`` once Ctrl-C was pressed, wherever that first exception went."""
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        raise KeyboardInterrupt

    def watched(done: int, judged: int) -> None:
        if pressed:
            raise KeyboardInterrupt
        heard(done, judged)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield watched
    finally:
        signal.signal(signal.SIGINT, before)
