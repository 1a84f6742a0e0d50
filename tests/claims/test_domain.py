"""Domains: what they refuse, how they decode, enumerate, sample and hold data."""

import numpy as np
import pytest

from w2s_verify.arithmetic import ball
from w2s_verify.claims import Axis, Domain, Instance, Regime
from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.statistical import Statistical

VECTOR = Axis("w", -3, 3, ("d",), exponent=(-1, 1))


def domain(**more):
    return Domain(**{"axes": (VECTOR,), "sizes": {"d": (1, 2)}, **more})


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Axis("w", 3, -3), r"axis w = \(3, -3\): contradictory bounds"),
        (lambda: Axis("w", 0, 2**60), "bounds must stay within"),
        (lambda: Axis("w", 0, 1.5), "both bounds must be integers"),
        (lambda: Axis("no name", 0, 1), "must be a Python identifier"),
        (lambda: Axis("w", 0, 1, exponent=(3, 1)), r"exponent of axis w = \(3, 1\): contradictory"),
        (lambda: Regime("r", share=0), "share of regime r = 0: must be at least 1"),
        (lambda: Domain(axes=()), "axis names = .*must be there, each once"),
        (lambda: domain(axes=(VECTOR, VECTOR)), "each once"),
        (lambda: domain(sizes={}), "has size 'd', which sizes"),
        (lambda: domain(sizes={"d": (0, 2)}), "a size is at least 1"),
        (lambda: domain(sizes={"d": (2, 1)}), "contradictory bounds"),
        (lambda: domain(regimes=(Regime("r", axes={"v": (0, 1)}),)), "unknown axis 'v'"),
        (lambda: domain(regimes=(Regime("r", axes={"w": (1, 0)}),)), "contradictory bounds"),
        (lambda: domain(regimes=(Regime("r", sizes={"n": (1, 2)}),)), "unknown sizes"),
        (lambda: domain(regimes=(Regime("r"), Regime("r"))), "regime names"),
        (lambda: domain().regime("other"), "regime = 'other': must be one of"),
        (lambda: Instance(x=[1.0, np.nan]), "x = nan: every entry must be finite"),
        (lambda: Instance(x=np.inf), "x = inf"),
    ],
)
def test_bad_input_names_argument_value_and_rule(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


def test_a_flat_integer_vector_decodes_to_exact_values():
    regime = domain().regimes[0]
    layout = domain().layout(regime, {"d": 2})
    assert layout.low.tolist() == [-3, -3, -1]
    assert layout.high.tolist() == [3, 3, 1]
    assert domain().decode(regime, layout, np.array([3, -1, -1]))["w"].tolist() == [1.5, -0.5]
    batch = domain().decode(regime, layout, np.array([[3, -1, -1], [1, 2, 1]]))
    assert batch["w"].tolist() == [[1.5, -0.5], [2.0, 4.0]]


def test_a_small_regime_is_enumerated_whole():
    regime = domain().regimes[0]
    everything = {instance.digest() for instance in domain().every(regime)}
    assert domain().cardinality(regime, 10**6) == 7 * 3 + 49 * 3
    assert domain().cardinality(regime, 30) == 31
    assert len(everything) < 7 * 3 + 49 * 3  # 1 · 2 and 2 · 1 are the same number


def test_samples_stay_within_the_bounds_and_share_one_size():
    wide = Domain(axes=(Axis("w", 5, 2**53, ("d",)), Axis("b", -1, 0)), sizes={"d": (1, 4)})
    layout, integers = wide.sample(wide.regimes[0], np.random.default_rng(1), 500)
    assert integers.shape == (500, layout.low.size)
    assert (integers >= layout.low).all()
    assert (integers <= layout.high).all()
    assert (integers == layout.low).any(axis=0).all()


def test_regimes_narrow_axes_and_couple_fields():
    twice = Regime("twice", axes={"w": (1, 1)}, exponents={"w": (0, 0)}, couple=lambda fields: {"w": 2 * fields["w"]})
    whole = domain(regimes=(twice,), couple=lambda fields: {**fields, "sum": fields["w"].sum(axis=-1)})
    (only,) = whole.every(Regime("twice", sizes={"d": (2, 2)}, axes=twice.axes, exponents=twice.exponents, couple=twice.couple))
    assert {name: value.tolist() for name, value in only.items()} == {"w": [2, 2], "sum": 4}


def test_data_hold_their_axes_and_fix_the_sizes():
    law = Domain(axes=(Axis("points", -1, 1, ("n", "d")), VECTOR), sizes={"n": (1, 3), "d": (1, 2)})
    held = law.on(points=np.array([[0.5, 1.5]]))
    layout, integers = held.sample(held.regimes[0], np.random.default_rng(0), 3)
    batch = held.decode(held.regimes[0], layout, integers)
    assert batch["points"].shape == (3, 1, 2)
    assert batch["w"].shape == (3, 2)


def flipped(fields):
    return {**fields, "b": fields["b"] - 5, "c": fields["c"] / 2}


SIGNS = Domain(
    axes=(
        Axis("a", 1, 9, exponent=(-2, 2)),
        Axis("b", 1, 9),
        Axis("c", 0, 9),
        Axis("hard", 0, 1, ("n",)),
        Axis("free", -9, 9),
        Axis("time", 0, 0),
    ),
    sizes={"n": (1, 2)},
    regimes=(Regime("generic"), Regime("coupled", couple=flipped), Regime("later", axes={"time": (1, 9)})),
)
INSIDE = {"a": 0.3, "b": -2.5, "c": 0.5, "hard": [0, 1], "free": 1e300, "time": 4}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, ""),
        ({"a": 0}, "a = 0: must be > 0, as the domain declares"),
        ({"c": -1}, "c = -1: must be >= 0, as the domain declares"),
        ({"hard": [0, 2]}, "hard = 2: must be a whole number from 0 to 1, as the domain declares"),
        ({"time": 0.5}, "time = 0.5: must be a whole number from 0 to 9, as the domain declares"),
    ],
)
def test_what_lies_inside(changed, reason):
    assert SIGNS.contains(Instance(**{**INSIDE, **changed})) == reason


def test_axes_held_at_data_are_free():
    law = Domain(axes=(Axis("weights", 1, 9, ("n",)), Axis("w", 1, 2)), sizes={"n": (1, 3)})
    assert (
        law.contains(Instance(weights=[0.5], w=1))
        == "weights = 0.5: must be a whole number from 1 to 9, as the domain declares"
    )
    assert law.on(weights=np.array([0.5])).contains(Instance(weights=[0.5], w=1)) == ""


@pytest.mark.parametrize(
    "claim", [claim for claim in catalogue() if not isinstance(claim, Statistical)], ids=lambda claim: claim.id
)
def test_every_domain_contains_its_own_draws_and_the_witnesses(claim):
    domain = claim.domain
    for regime in domain.regimes:
        layout, integers = domain.sample(regime, np.random.default_rng(5), 32)
        assert domain.contains(domain.decode(regime, layout, integers)) == ""
    assert [domain.contains(mutant.instance()) for mutant in claim.mutants] == [""] * len(claim.mutants)


def test_an_instance_is_its_doubles():
    left, right = Instance(x=[0.0, 1.0], y=2), Instance(y=2.0, x=[-0.0, 1.0])
    assert left.digest() == right.digest() != Instance(x=[0.0, 1.0], y=3).digest()
    assert eval(repr(left)).digest() == left.digest()
    with ball(64) as num, pytest.raises(AttributeError, match=r"at\.z: this domain has no such axis; it has x, y"):
        left.lift(num).z  # noqa: B018
    assert len(left) == 2


def test_an_axis_of_whole_numbers_takes_no_others():
    plain, whole = (Domain((Axis("n", -10, 10, whole=said),)) for said in (False, True))
    assert plain.contains(Instance(n=0.5)) == ""
    assert whole.contains(Instance(n=-10)) == ""
    assert whole.contains(Instance(n=0.5)) == "n = 0.5: must be a whole number from -10 to 10, as the domain declares"
    assert whole.contains(Instance(n=11)) == "n = 11: must be a whole number from -10 to 10, as the domain declares"
    with pytest.raises(ValueError, match=r"whole of axis n = True: must be True \(with exponent 0\) or False"):
        Axis("n", -10, 10, exponent=(-1, 0), whole=True)


def test_a_domain_tells_what_lies_beyond_its_bounds():
    domain = Domain(
        (Axis("x", -16, 16, ("n",), exponent=(-4, 0)), Axis("y", 0, 3)),
        sizes={"n": (1, 3)},
        regimes=(Regime("generic"), Regime("large", axes={"y": (8, 9)})),
    )
    assert domain.beyond(Instance(x=[16, -16], y=9)) == ""
    assert domain.beyond(Instance(x=[1, -17], y=9)) == "x = -17 lies outside -16 … 16, where the claim is searched"
    assert domain.beyond(Instance(x=[1], y=10)) == "y = 10 lies outside 0 … 9, where the claim is searched"
    coupled = Domain((Axis("x", -1, 1),), couple=lambda fields: {"x": 5 * fields["x"] + 7})
    assert coupled.beyond(Instance(x=100)) == ""
