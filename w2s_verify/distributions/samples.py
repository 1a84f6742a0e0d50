"""Small samples of labelled examples from a discrete law: every outcome with its probability."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.discrete import Discrete


class Labelled(NamedTuple):
    """One labelled example: its probability, y − σ(w·x), and x."""

    mass: Number
    residual: Number
    point: Number


def labelled_examples(
    num: Arithmetic, law: Discrete, student: Number, teacher: Number, bernoulli: Number, hard: Number = 0, noise: Number = 0
) -> tuple[Labelled, ...]:
    """Every atom with its answer, a number in [0, 1], or with both labels drawn from it where ``bernoulli`` is 1.

    The answer is σ(v·x), or 1{v·x > 0} where ``hard`` is 1, flipped with probability ``noise``.

    Shapes  bernoulli, hard (...) in {0, 1}; noise (...) in [0, 1]; student, teacher (..., d) -> 2n examples
    Units   probability
    Domain  any discrete law
    Error   that of σ, relative for a soft answer
    Raises  none
    Source  definition
    """
    own, taught = (law.scores(num, w) for w in (student, teacher))
    examples = []
    for i in range(law.points.shape[-2]):
        mass, point = law.weights[..., i] / num.sum(law.weights), law.points[..., i, :]
        hit, answer = num.sigmoid(own[..., i]), _answer(num, taught[..., i], hard, noise)
        label = (1 - bernoulli) * answer + bernoulli
        examples.append(Labelled(mass * (1 - bernoulli + bernoulli * answer), label - hit, point))
        examples.append(Labelled(mass * bernoulli * (1 - answer), -hit, point))
    return tuple(examples)


def _answer(num: Arithmetic, score: Number, hard: Number, noise: Number) -> Number:
    """(1 − p) a + p (1 − a) with a = σ(t) or 1{t > 0}: sums of numbers >= 0."""
    yes = (1 - hard) * num.sigmoid(score) + hard * num.step(score)
    no = (1 - hard) * num.sigmoid(-score) + hard * (1 - num.step(score))
    return (1 - noise) * yes + noise * no


def samples(num: Arithmetic, examples: Sequence[Labelled], count: int) -> Iterator[tuple[Number, tuple[int, ...]]]:
    """(probability, which examples) of every unordered sample of ``count`` independent examples."""
    for chosen in itertools.combinations_with_replacement(range(len(examples)), count):
        mass = num.ratio(len(set(itertools.permutations(chosen))), 1)
        for i in chosen:
            mass = mass * examples[i].mass
        yield mass, chosen


def pulls(num: Arithmetic, examples: Sequence[Labelled], direction: Number) -> list[tuple[Number, Number]]:
    """(probability, (y − σ)x·direction) of every example."""
    return [(example.mass, example.residual * num.dot(example.point, direction)) for example in examples]


def mean_pull(num: Arithmetic, examples: Sequence[Labelled], direction: Number) -> Number:
    """E[(y − σ)x·direction] over the examples."""
    return sum(mass * value for mass, value in pulls(num, examples, direction))


def failure_probability(num: Arithmetic, examples: Sequence[Labelled], direction: Number, count: int) -> Number:
    """P(the mean of (y − σ)x·direction over ``count`` examples is <= 0), by enumeration."""
    values = [value for _, value in pulls(num, examples, direction)]
    total = num.ratio(0, 1)
    for mass, chosen in samples(num, examples, count):
        total = total + mass * (1 - num.step(sum(values[i] for i in chosen)))
    return total
