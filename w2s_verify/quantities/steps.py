"""Gradient descent: exact steps in any arithmetic."""

from __future__ import annotations

from collections.abc import Callable

from w2s_verify.arithmetic import Arithmetic, Number


def gradient_descent(
    num: Arithmetic, descent: Callable[[Number], Number], start: Number, step: Number, count: int
) -> list[Number]:
    """The iterates w_{k+1} = w_k + η·(−∇L(w_k)), the start first.

    Shapes  start (..., d), step (...) -> count + 1 vectors
    Units   weights
    Domain  any
    Error   in balls rigorous: an iterate contains the exact one
    Raises  ValueError: count < 0
    Source  definition
    """
    if count < 0:
        raise ValueError(f"count = {count}: must be at least 0")
    iterates = [start]
    for _ in range(count):
        iterates.append(iterates[-1] + num.times(step, descent(iterates[-1])))
    return iterates


def check_step(step: float) -> None:
    """Refuse a step size that is not positive.

    Raises
    ------
    ValueError
        step <= 0, or nan.
    """
    if not step > 0:
        raise ValueError(f"step = {step}: must be positive")
