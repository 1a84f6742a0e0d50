import numpy as np
import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Verdict
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.moves import complexity, simpler_together
from w2s_verify.hunts.shrink import drawn_fields, on_lattice, shrink

TARGETS = [("cosine.gradient-norm", "bound-0.999"), ("path.peak", "rho-2.001"), ("hessian.loewner-band", "quarter-0.9995")]


@pytest.mark.parametrize(("named", "mutant"), TARGETS)
def test_a_shrunk_counterexample_keeps_half_of_its_margin(named, mutant):
    target = Target(named, mutant=mutant)
    claim = target.claim()
    found = hunt(target, seed=3, evaluations=20_000)
    for hit in found.distinct():
        instance, judgement = shrink(claim, Instance(**hit.instance))
        assert judgement.verdict is Verdict.REFUTED
        assert judgement.relative <= hit.relative / 2
        assert complexity(instance) <= complexity(Instance(**hit.instance))


def test_the_loewner_mutant_shrinks_to_one_atom():
    target = Target("hessian.loewner-band", mutant="quarter-0.9995")
    (hit, *_) = hunt(target, evaluations=20_000).distinct()
    instance, _ = shrink(target.claim(), Instance(**hit.instance))
    assert instance["points"].tolist() == [[1]]
    assert instance["student"].tolist() == [0]


def _written_out(entry):
    numerator, denominator = float(entry).as_integer_ratio()
    size = np.log2(1 + abs(numerator)) / 64
    return 0.5 + abs(numerator).bit_length() + denominator.bit_length() - 1 + size + (0.25 if entry < 0 else 0.0)


def test_complexity_counts_the_bits_of_fractions():
    rng = np.random.default_rng(0)
    entries = np.ldexp(np.rint(rng.normal(size=(40, 6)) * 2.0 ** rng.integers(0, 30, (40, 6))), rng.integers(-80, 40, (40, 6)))
    by_hand = [sum(map(_written_out, row)) for row in entries]
    assert complexity({"x": entries}, 1) == pytest.approx(by_hand, abs=1e-9)
    assert complexity({"x": entries[0], "y": entries[1]}) == pytest.approx(by_hand[0] + by_hand[1], abs=1e-9)


def _ratio_claim(**options):
    """xᵢ ≤ yᵢ: false for equal factors on both sides, so that a simple counterexample needs x and y to be scaled together."""
    wide = {"x": (-(2**20), 2**20), "y": (-(2**20), 2**20)}
    axes = tuple(Axis(name, low, high, ("n",), exponent=(-40, 0)) for name, (low, high) in wide.items())
    return Claim(
        id="own.ratio",
        domain=Domain(axes, sizes={"n": (1, 3)}, **options),
        sides=lambda num, at: {"ratio": (num.ratio(3, 2) * num.dot(at.x, at.x), num.dot(at.y, at.y))},
    )


def test_axes_are_scaled_together():
    instance, judgement = shrink(_ratio_claim(), Instance(x=[3 * 2.0**-30, 0], y=[2.0**-30, 2.0**-29]))
    assert judgement.verdict is Verdict.REFUTED
    assert instance["x"].tolist() == [1]
    assert instance["y"].tolist() in ([0], [1])


def test_moves_of_several_axes_are_offered():
    claim = _ratio_claim()
    fields = Instance(x=[2.0**-20, -(2.0**-20)], y=[-3.0, 0.0])
    moves = [{name: value.tolist() for name, value in move.items()} for move in simpler_together(claim.domain, fields)]
    assert {"x": [1, -1], "y": [-3 * 2.0**20, 0]} in moves  # scaled alike
    assert {"x": [1, -1], "y": [-3 * 2.0**-20, 0]} in moves  # against each other
    assert {"x": [-(2.0**-20), -(2.0**-20)], "y": [3, 0]} in moves  # the first coordinate turned over
    assert {"x": [-3, 0], "y": [-3, 0]} in moves  # set equal


@pytest.mark.parametrize(
    ("third", "divided"),
    [([3 * 2.0, 0], {"x": [5, 7], "y": [11, 0], "z": [2, 0]}), ([2.0, 0], {"x": [5, 7], "y": [11, 0], "z": [2, 0]})],
)
def test_common_factors_of_all_axes_and_of_two_are_divided_out(third, divided):
    domain = Domain(tuple(Axis(name, -99, 99, ("n",)) for name in "xyz"), sizes={"n": (1, 3)})
    fields = Instance(x=[15, 21], y=[33, 0], z=third)
    assert divided in [{name: value.tolist() for name, value in move.items()} for move in simpler_together(domain, fields)]


def test_what_a_coupling_makes_is_made_again():
    """y is twice x: the claim is false there for x ≠ 0, and for that y alone; a shrunk instance still obeys the coupling."""
    claim = _ratio_claim(couple=lambda fields: {"x": fields["x"], "y": fields["x"]})
    instance, _ = shrink(claim, Instance(x=[5, 7], y=[5, 7]))
    assert instance["x"].tolist() == instance["y"].tolist() == [1]


@pytest.mark.parametrize(("named", "mutant"), [("step.sub-gaussian", "spread-dropped"), ("beyond.last-layer", "criterion")])
def test_fields_before_a_coupling_are_moved_where_it_changes_its_own_image(named, mutant):
    target = Target(named, mutant=mutant)
    claim = target.claim()
    (hit,) = hunt(target, evaluations=3_000, first_only=True).hits
    found = Instance(**hit.instance)
    assert shrink(claim, found)[0].digest() == found.digest()
    drawn = drawn_fields(claim.domain, hit.regime, hit.spot)
    instance, judgement = shrink(claim, found, drawn=drawn)
    assert complexity(instance) < complexity(found)
    assert judgement.relative <= hit.relative / 2


def test_sizes_of_one_total_and_of_different_shapes():
    """2 points in the plane: without one of them, or on the line, there are as many entries."""
    square = Domain(
        (Axis("points", -99, 99, ("n", "d")), Axis("weights", 1, 9, ("n",)), Axis("student", -9, 9, ("d",))),
        sizes={"n": (1, 3), "d": (1, 3)},
    )
    longer = Claim(
        id="own.longer",
        domain=square,
        sides=lambda num, at: {"longer": (num.sum(num.norm(at.points)), num.ratio(1, 1) + 0 * num.sum(at.weights))},
    )
    instance, _ = shrink(longer, Instance(points=[[5, 7], [3, -2]], weights=[2, 3], student=[1, 1]), least=-0.5)
    assert instance["points"].tolist() == [[2]]
    assert (instance["weights"].tolist(), instance["student"].tolist()) == ([1], [0])


def test_a_coupling_that_raises_at_one_move_leaves_the_others():
    seen = []

    def touchy(fields):
        if np.any(fields["x"] == 3072):
            seen.append(fields)
            raise ArithmeticError("not 3072")
        return fields

    instance, judgement = shrink(_ratio_claim(couple=touchy), Instance(x=[3073.0], y=[2.0]))
    assert seen
    assert judgement.verdict is Verdict.REFUTED
    assert instance["x"].tolist() == [1]


def test_a_claim_that_takes_no_batches_is_shrunk_too():
    def sides(num, at):
        if at.x.shape != (3,):
            raise ValueError("one instance at a time")
        return {"square": (num.dot(at.x, at.x), num.ratio(1, 1))}

    claim = Claim(id="own.one", domain=Domain((Axis("x", -(10**6), 10**6, (3,)),), regimes=(Regime("generic"),)), sides=sides)
    instance, _ = shrink(claim, Instance(x=[1234, -567, 89]), least=-0.75)
    assert sorted(np.abs(instance["x"])) == [0, 0, 2]


def test_a_true_instance_is_not_shrunk():
    (secant,) = (claim for claim in catalogue() if claim.id == "logistic.secant")
    with pytest.raises(ValueError, match="must be REFUTED"):
        shrink(secant, Instance(s=1, t=2))


def test_the_lattice_of_an_axis():
    (band,) = (claim for claim in catalogue() if claim.id == "hessian.loewner-band")
    weights = next(axis for axis in band.domain.axes if axis.name == "weights")
    assert on_lattice(weights, np.array([1.0, 3.0]))
    assert not on_lattice(weights, np.array([0.0, 3.0]))
    assert not on_lattice(weights, np.array([0.5]))
    assert not on_lattice(Axis("weights", 1, 2), np.array([2.0**60 + 2.0**8]))
    assert on_lattice(Axis("x", -3, 3, ("n",), exponent=(-2, 0)), np.array([0.0, 0.75, -0.5]))
    assert not on_lattice(Axis("x", -3, 3, ("n",), exponent=(-2, 0)), np.array([0.0, 1.25, -0.5]))


def _above(limit, domain):
    return Claim(id="own.above", domain=domain, sides=lambda num, at: {"above": (num.ratio(limit, 1), at.x * at.x)})


def test_a_shrunk_instance_stays_in_the_domain():
    negative = _above(2, Domain((Axis("x", -10, -1),)))
    assert shrink(negative, Instance(x=-1))[0]["x"] == -1
    apart = Domain((Axis("x", -9, 9),), regimes=(Regime("below", axes={"x": (-9, -3)}), Regime("above", axes={"x": (3, 9)})))
    assert abs(shrink(_above(10**6, apart), Instance(x=-7))[0]["x"]) == 3


@pytest.mark.parametrize(
    ("found", "small"),
    [
        ({"x": [12345], "y": [12345]}, {"x": [1], "y": [1]}),
        ({"x": [600, 800], "y": [600, 800]}, {"x": [1], "y": [1]}),
        ({"x": [29 * 1024, 0], "y": [20 * 1024, 21 * 1024]}, {"x": [29, 0], "y": [20, 21]}),
        ({"x": [29 * 7, 0], "y": [20 * 7, 21 * 7]}, {"x": [29, 0], "y": [20, 21]}),
    ],
)
def test_common_factors_and_shared_sizes_are_taken_out(found, small):
    """x·x = y·y is the premise: no axis moves alone."""
    square = Claim(
        id="own.equal",
        domain=Domain(tuple(Axis(name, 0, 2**20, ("n",)) for name in "xy"), sizes={"n": (1, 3)}),
        premises=lambda num, at: {
            "at most": num.dot(at.x, at.x) - num.dot(at.y, at.y),
            "at least": num.dot(at.y, at.y) - num.dot(at.x, at.x),
        },
        sides=lambda num, at: {"never": (num.dot(at.x, at.x), 0 * num.dot(at.y, at.y))},
    )
    instance, _ = shrink(square, Instance(**found))
    assert complexity(instance) <= complexity(Instance(**small))


def test_a_large_instance_is_shrunk_with_few_judgements():
    rng = np.random.default_rng(0)
    wide = Domain((Axis("x", -(2**20), 2**20, (64, 50)),))
    one = Claim(id="own.wide", domain=wide, sides=lambda num, at: {"small": (num.absolute(at.x[..., 40, 30]), num.ratio(1, 2))})
    instance, judgement = shrink(one, Instance(x=np.rint(rng.normal(size=(64, 50)) * 2**16)), least=-0.5)
    assert judgement.verdict is Verdict.REFUTED
    assert np.count_nonzero(instance["x"]) == 1
    assert complexity(instance) < 2000
