"""|x|₁ ≤ √(n − 1/100) |x|₂ for every x in ℝⁿ: false, on purpose."""

from w2s_verify.claims import Axis, Claim, Domain


def sides(num, at):
    """The statement as written: (smaller, larger)."""
    n = at.x.shape[-1]
    return {"norms": (num.sum(num.absolute(at.x)), num.sqrt(num.ratio(100 * n - 1, 100)) * num.norm(at.x))}


DOMAIN = Domain(axes=(Axis("x", -(2**20), 2**20, shape=("n",), exponent=(-40, 40)),), sizes={"n": (2, 12)})

CLAIM = Claim(id="norms.too-small-a-constant", domain=DOMAIN, sides=sides, doc=__doc__)
