"""The teacher's answers, centred: y − ½ as a function of the teacher's score."""

from __future__ import annotations

from w2s_verify.arithmetic import Arithmetic, Number


def centred_sigmoid(num: Arithmetic, score: Number) -> Number:
    """σ(t) − ½ = tanh(t/2)/2, odd.

    Shapes  score any
    Units   probability
    Domain  any score
    Error   relative, a few units of rounding
    Raises  none
    Source  addition theorem of tanh
    """
    return num.tanh(score / 2) / 2


def centred_label(num: Arithmetic, score: Number, hard: Number, noise: Number = 0) -> Number:
    """The teacher's expected answer minus ½.

    (1 − 2 noise) (σ(t) − ½) for soft answers, (1 − 2 noise) (1{t > 0} − ½) for hard ones
    Shapes  score (..., n); hard, noise (...) in {0, 1} and [0, 1] -> (..., n)
    Units   probability
    Domain  any score
    Error   relative; in balls a score of unknown sign gives the hull of both hard answers
    Raises  none
    Source  definition; ``noise`` is the probability that an answer is flipped
    """
    soft = centred_sigmoid(num, score)
    gap = num.step(score) - num.ratio(1, 2) - soft
    return num.times(1 - 2 * noise, soft + num.times(hard, gap))
