"""|x|₁ ≤ √n |x|₂ for every x in ℝⁿ.

Standing: known (Cauchy and Schwarz, with the vector of signs).
Equality: exactly where all |xᵢ| are equal.
"""

from w2s_verify.claims import Axis, Claim, Domain, Regime


def sides(num, at):
    """The statement as written: (smaller, larger)."""
    n = at.x.shape[-1]
    return {"norms": (num.sum(num.absolute(at.x)), num.sqrt(num.ratio(n, 1)) * num.norm(at.x))}


def equality(at):
    """Decided in exact rationals."""
    return len({abs(entry) for entry in at.x}) == 1


DOMAIN = Domain(
    axes=(Axis("x", -(2**20), 2**20, shape=("n",), exponent=(-40, 40)),),
    sizes={"n": (1, 12)},
    regimes=(Regime("generic", share=3), Regime("signs", axes={"x": (-1, 1)})),
)

CLAIM = Claim(id="norms.one-and-two", domain=DOMAIN, sides=sides, equality=equality, doc=__doc__)
