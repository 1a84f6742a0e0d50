"""The geometric mean of two positive numbers is at most their arithmetic mean: √(ab) ≤ (a + b)/2.

Standing: known; the template that `w2s-verify new` writes. Put your own statement here.
Assumes: a > 0 and b > 0.
Proof: (a + b)/2 − √(ab) = (√a − √b)²/2.
Equality: exactly on a = b.
Not checked: nothing is proved between the sampled points.
"""

# This file is loaded by its path, not through sys.path: import what is installed, but no file from this folder.
from w2s_verify.claims import Axis, Claim, Domain, Positive, Regime


def premises(num, at):
    """What the statement assumes: each number must be >= 0; Positive(...) must be > 0. Leave out if there is nothing."""
    return {"a positive": Positive(at.a), "b positive": Positive(at.b)}


def sides(num, at):
    """The statement as written: names to (smaller, larger). Use num.sqrt, num.exp, num.dot, ...; 1/3 is num.ratio(1, 3)."""
    return {"means": (num.sqrt(at.a * at.b), (at.a + at.b) / 2)}


def equality(at):
    """Where both sides are equal, decided in exact rationals. Leave out if it never happens."""
    return at.a == at.b


def same(fields):
    """A coupling: these instances lie exactly on the case of equality."""
    return {**fields, "b": fields["a"]}


# Every axis is an integer in [low, high] times a power of two; Axis("x", -9, 9, shape=("n",)) is a vector of length n.
DOMAIN = Domain(
    axes=(Axis("a", -3, 2**20, exponent=(-40, 20)), Axis("b", -3, 2**20, exponent=(-40, 20))),
    regimes=(Regime("generic", share=4), Regime("equal", couple=same)),
)

CLAIM = Claim(id="own.means", domain=DOMAIN, premises=premises, sides=sides, equality=equality, doc=__doc__)
