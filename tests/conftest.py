"""Claim files that the tests of the command line, the plugin and the runs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.from_file import load_claim
from w2s_verify.cli import run

pytest_plugins = ["pytester"]

HEAD = "from w2s_verify.claims import Agree, Axis, Below, Claim, Domain, Mutant, Positive, Regime\n"
LINE = "DOMAIN = Domain((Axis('x', -9, 9),))\n"

SOURCES = {
    "holds": """'''x² + 1 ≥ 2x.'''
def sides(num, at): return {"square": (2 * at.x, at.x * at.x + 1)}
def equality(at): return at.x == 1
CLAIM = Claim(id="own.holds", domain=DOMAIN, sides=sides, equality=equality, tags=("T1",), doc=__doc__)
""",
    "refuted": """'''x² ≤ 20.'''
def sides(num, at): return {"square": (at.x * at.x, num.ratio(20, 1))}
CLAIM = Claim(id="own.refuted", domain=DOMAIN, sides=sides, doc=__doc__)
""",
    "declared": """'''x² ≤ 20, declared false.'''
def sides(num, at): return {"square": (at.x * at.x, num.ratio(20, 1))}
CLAIM = Claim(id="own.declared", domain=DOMAIN, sides=sides, expects="REFUTED", witness={"x": 5})
""",
    "undecided": """'''e^x e^−x ≥ 1, an equality that nobody declared.'''
def sides(num, at): return {"one": (1, num.exp(at.x) * num.exp(-at.x))}
CLAIM = Claim(id="own.undecided", domain=Domain((Axis("x", 1, 9),)), sides=sides)
""",
    "undecided_declared": """'''The same where the domain declares it.'''
def sides(num, at): return {"one": (1, num.exp(at.x) * num.exp(-at.x))}
REGIMES = (Regime("exact", axes={"x": (0, 0)}), Regime("edge", axes={"x": (1, 1)}, undecided=True))
CLAIM = Claim(id="own.undecided-declared", domain=Domain((Axis("x", 0, 1),), regimes=REGIMES), sides=sides)
""",
    "vacuous": """'''Nothing satisfies the premise.'''
def premises(num, at): return {"never": -1 - at.x * at.x}
def sides(num, at): return {"any": (0, at.x)}
CLAIM = Claim(id="own.vacuous", domain=DOMAIN, sides=sides, premises=premises)
""",
    "contradicted": """'''A margin that is not what the sides say.'''
def sides(num, at): return {"one": (1, num.exp(at.x) * num.exp(-at.x))}
def margin(num, at): return {"one": num.ratio(1, 2)}
CLAIM = Claim(id="own.contradicted", domain=DOMAIN, sides=sides, margin=margin)
""",
    "agrees": """'''e^x e^−x = 1.'''
def sides(num, at): return {"one": Agree(num.exp(at.x) * num.exp(-at.x), 1)}
CLAIM = Claim(id="own.agrees", domain=DOMAIN, sides=sides)
""",
    "alive": """'''A mutant whose witness refutes nothing.'''
def sides(num, at): return {"square": (0, at.x * at.x + 1)}
CLAIM = Claim(id="own.alive", domain=DOMAIN, sides=sides, mutants=(Mutant("same", "the same", {"x": 1}),))
""",
    "any_law": """'''|Σ wᵢ u·xᵢ| ≤ Σ wᵢ |u·xᵢ|.'''
def sides(num, at):
    scores = num.matvec(at.points, at.student)
    return {"triangle": (num.absolute(num.dot(at.weights, scores)), num.dot(at.weights, num.absolute(scores)))}
def equality(at):
    scores = [sum(x * u for x, u in zip(row, at.student)) for row in at.points]
    scores = [s for s, w in zip(scores, at.weights) if w != 0]
    return all(s >= 0 for s in scores) or all(s <= 0 for s in scores)
DOMAIN = Domain(
    axes=(Axis("points", -99, 99, ("n", "d")), Axis("weights", 1, 9, ("n",)), Axis("student", -99, 99, ("d",), (-4, 4))),
    sizes={"n": (1, 6), "d": (1, 3)},
)
CLAIM = Claim(id="own.any-law", domain=DOMAIN, sides=sides, equality=equality, any_law=True, doc=__doc__)
""",
    "raises": """'''Divides by zero at x = 0.'''
def sides(num, at): return {"inverse": (num.ratio(-1, int(at.nothing)), at.x)}
CLAIM = Claim(id="own.raises", domain=DOMAIN, sides=sides)
""",
    "nan": """'''A side that is nan everywhere.'''
def sides(num, at): return {"root": (num.sqrt(-1 - at.x * at.x), at.x)}
CLAIM = Claim(id="own.nan", domain=DOMAIN, sides=sides)
""",
    "no_claim": "X = 1\n",
    "syntax": "def sides(:\n",
    "contradictory": "BAD = Domain((Axis('x', 9, -9),))\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[[str], str]:
    """Write one of the claim files into the folder; its name."""

    def written(name: str) -> str:
        doc, _, rest = SOURCES[name].partition("\n") if SOURCES[name].startswith("'''") else ("", "", SOURCES[name])
        folder.joinpath(f"{name}_claim.py").write_text(f"{doc}\n{HEAD}{LINE}{rest}", encoding="utf-8")
        return f"{name}_claim.py"

    return written


@pytest.fixture
def claim(write: Callable[[str], str]) -> Callable[[str], Claim]:
    """Load one of the claim files."""
    return lambda name: load_claim(Path(write(name)))


class Ran:
    """What a command line did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def w2s(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run ``w2s-verify`` with some arguments in this process."""

    def ran(*arguments: str) -> Ran:
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return ran
