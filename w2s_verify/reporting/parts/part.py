"""What a part of the report is: pieces that are run once and kept, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from w2s_verify.reporting.sheet import Sheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Asked:
    """What report is asked for; ``law`` and ``label`` are those of the phase diagram."""

    quick: bool
    seed: int
    law: str = "hypercube"
    label: str | None = None


@dataclass(frozen=True)
class Done:
    """What a part gives: data for records.json, one sentence, tables, figures by file name, and what is not as declared."""

    data: Mapping[str, Any]
    headline: str
    sheets: tuple[Sheet, ...] = ()
    figures: Mapping[str, Callable[[], Figure]] | None = None
    wrong: tuple[str, ...] = ()


Pieces = dict[str, Callable[[], Any]]
"""Name -> what runs it and gives JSON-ready data."""


def in_one(asked: Asked) -> Pieces:
    """No pieces: the part is short enough to be run again."""
    del asked
    return {}


@dataclass(frozen=True)
class Part:
    """``pieces`` are run one by one, each kept as soon as it is finished; ``finish`` is given all of them by name."""

    title: str
    finish: Callable[[Asked, Mapping[str, Any]], Done]
    pieces: Callable[[Asked], Pieces] = in_one


def require_all(finished: int, asked: int) -> None:
    """A run that Ctrl-C cut short is not a finished part: pass the interrupt on."""
    if finished < asked:
        raise KeyboardInterrupt
