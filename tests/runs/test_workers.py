import signal
import time
from pathlib import Path

import pytest

from w2s_verify.runs.workers import deaf, spread

posix = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals are blocked by POSIX")


def blocked(number):
    """Whether this process blocks Ctrl-C."""
    time.sleep(number / 10)
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@posix
def test_workers_are_deaf_to_ctrl_c_and_the_main_process_is_not():
    assert list(spread(2, blocked, [(0,), (1,), (1,)])) == [True, True, True]
    assert not blocked(0)


@posix
def test_a_ctrl_c_that_is_pressed_while_workers_start_is_heard_after():
    started = []
    with pytest.raises(KeyboardInterrupt), deaf():  # noqa: PT012 — what runs after the signal is the point
        signal.raise_signal(signal.SIGINT)
        started.append(True)
    assert started


def test_results_keep_the_order_of_the_calls():
    assert list(spread(2, Path, [("a", "b"), ("c",)])) == [Path("a/b"), Path("c")]


def test_workers_that_are_told_to_stop_say_nothing(recwarn):
    calls = spread(2, blocked, [(1,)] * 50)
    next(calls)
    calls.close()
    assert not list(recwarn)
