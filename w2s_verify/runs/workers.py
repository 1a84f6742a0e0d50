"""Worker processes: calls spread over them in order, and deaf to Ctrl-C, which is the main process's to decide on."""

from __future__ import annotations

import signal
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from joblib import Parallel, delayed
from joblib.externals.loky.backend import resource_tracker as tracker_of_joblib

Result = TypeVar("Result")


@contextmanager
def deaf() -> Iterator[None]:
    """Processes started here, and theirs, never hear Ctrl-C; the main process hears at the end one that is pressed meanwhile.

    A process inherits which signals are blocked, so this holds from its first instruction on, before it has imported anything.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    for helper in (resource_tracker, tracker_of_joblib):
        helper.ensure_running()  # whoever starts it unblocks Ctrl-C
    pressed: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))  # another thread may still hear
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGINT, handler)
    if pressed:
        signal.raise_signal(signal.SIGINT)


def spread(workers: int, function: Callable[..., Result], calls: Iterable[tuple[Any, ...]]) -> Generator[Result, None, None]:
    """The results of the calls in their order; to close it tells the workers to stop."""
    results: Generator[Result, None, None] | None = None
    try:
        with deaf():
            results = Parallel(n_jobs=workers, return_as="generator")(delayed(function)(*call) for call in calls)
        for result in results or ():  # noqa: UP028 — `yield from` would close them outside of what follows
            yield result
    finally:
        if results is not None:
            with warnings.catch_warnings(action="ignore", category=UserWarning):  # joblib's, that calls are cancelled
                results.close()
