"""Ctrl-C that is not lost: an exception raised inside a callback of the garbage collector is swallowed by Python."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import ParamSpec

import click

Told = ParamSpec("Told")


@contextmanager
def interruptible(heard: Callable[Told, None]) -> Iterator[Callable[Told, None]]:
    """``heard``, which also raises ``KeyboardInterrupt`` once Ctrl-C was pressed, wherever that first exception went."""
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        raise KeyboardInterrupt

    def watched(*told: Told.args, **named: Told.kwargs) -> None:
        if pressed:
            raise KeyboardInterrupt
        heard(*told, **named)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield watched
    finally:
        signal.signal(signal.SIGINT, before)


def say_how_to_go_on(done: str, kept: Path | None) -> None:
    """What Ctrl-C left, and the command that goes on from there; on stderr. ``done`` goes on with "kept in" or "not kept"."""
    if kept is None:
        click.echo(f"w2s-verify: interrupted; {done} not kept: give --out DIR to go on after Ctrl-C", err=True)
        return
    words = shlex.join(["w2s-verify", *(click.get_current_context().obj or [])])
    click.echo(f"w2s-verify: interrupted; {done} kept in {kept}; the same command goes on from there\n  {words}", err=True)
