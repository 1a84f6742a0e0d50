"""Own claim files with a mistake in them: one line that names the place, and exit code 2."""

import pytest

HEAD = """import sys
import numpy as np
from w2s_verify.claims import Axis, Claim, Domain, Mutant, Positive, Regime
def premises(num, at): return {"x > 10": Positive(at.x - 10)}
def sides(num, at): return {"x": (5, at.x)}
DOMAIN = Domain((Axis("x", 1, 50),))
"""
CLAIM = 'CLAIM = Claim(id="own.mine", domain=DOMAIN, premises=premises, sides=sides, doc="x > 10 gives x ≥ 5.")\n'

MISTAKES = [
    (
        'def premises(num, at): return {"x > 10": at.x > 10}',
        "own.mine: premises['x > 10'] = False: must be a number (>= 0)",
    ),
    ('def sides(num, at): return {"x": (0.1 * at.x, at.x)}', "own.mine: mine.py, line 7, in sides: 0.1 is a float, a rounded"),
    ("def sides(at): return {}", "claim file = mine.py, line 8: own.mine: sides = sides(at): must be a function (num, at)"),
    ("def sides(num, at): return None", "own.mine: sides returned None: must be a dict of name: (smaller, larger)"),
    ("sys.exit(0)", "claim file = mine.py, line 7: the file exits (sys.exit) when executed: must define CLAIM"),
    ("import beside", "line 7: No module named 'beside': a claim file is loaded by its path alone; move what it imports"),
    ("import no_such_module", "claim file = mine.py, line 7: ModuleNotFoundError, No module named 'no_such_module'"),
    ("raise KeyError(3)", "claim file = mine.py, line 7: KeyError, 3"),
    (
        'DOMAIN = Domain(axes=Axis("x", 1, 2))',
        "line 7: axes = Axis(name='x', low=1, high=2, shape=(), exponent=0, whole=False): must be",
    ),
    ('Axis("x", 1, 2, shape=3)', "line 7: shape of axis x = 3: must be a tuple of sizes"),
    ('Axis("x", 1, 2, exponent=(1, 2, 3))', "line 7: exponent of axis x = (1, 2, 3): must be a pair (low, high)"),
    ('Axis("x", 1, 2, exponent=1.5)', "line 7: exponent of axis x = 1.5: must be an integer or a pair (low, high)"),
    ("Axis(3, 1, 2)", "line 7: axis name = 3: must be a Python identifier"),
    ('Axis("class", 1, 2)', "line 7: axis name = 'class': must be a Python identifier"),
    ('Axis("x", True, 2)', "line 7: axis x = (True, 2): both bounds must be integers"),
    ('Domain((Axis("x", 1, 2, ("n",)),), sizes={"n": 5})', "line 7: size n in regime generic = 5: must be a pair (low, high)"),
    ('Regime("r", share=1.5)', "line 7: share of regime r = 1.5: must be at least 1, an integer"),
    ('Regime("r", axes=("x", 1))', "line 7: axes of regime r = ('x', 1): must be a dict of name: (low, high)"),
    ('Regime("r", couple=3)', "line 7: couple of regime r = 3: must be a function (fields) -> fields"),
    (
        'DOMAIN = Domain((Axis("x", 1, 50),), couple=lambda fields: None)',
        "own.mine: regime generic: a coupling returned None: must be a dict of fields",
    ),
    (
        'DOMAIN = Domain((Axis("x", 1, 50),), couple=lambda fields: {"x": np.sqrt(-fields["x"])})',
        "own.mine: regime generic: a coupling gave x = nan: every entry must be finite",
    ),
]


@pytest.fixture
def mine(folder):
    def written(mistake):
        folder.joinpath("beside.py").write_text("")
        folder.joinpath("mine.py").write_text(f"{HEAD}{mistake}\n{CLAIM}", encoding="utf-8")

    return written


@pytest.mark.parametrize(("mistake", "message"), MISTAKES, ids=[mistake[:40] for mistake, _ in MISTAKES])
def test_one_line_and_exit_code_2(mine, w2s, mistake, message):
    mine(mistake)
    ran = w2s("verify", "mine.py")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_judge_refuses_a_rounded_constant_too(mine, w2s):
    mine('def sides(num, at): return {"x": (0.1 * at.x, at.x)}')
    ran = w2s("judge", "mine.py", '{"x":20}')
    assert (ran.code, "0.1 is a float, a rounded constant" in ran.err) == (2, True)


def test_the_file_without_a_mistake(mine, w2s):
    mine("")
    assert w2s("verify", "mine.py").code == 0


def test_a_false_equality_is_a_contradiction(mine, w2s):
    sides = 'def sides(num, at): return {"x": (at.x + at.x * num.ratio(1, 10**80), at.x)}'
    mine(f"{sides}\nClaim = __import__('functools').partial(Claim, equality=lambda at: True)")
    verified, judged = w2s("verify", "mine.py"), w2s("judge", "mine.py", '{"x":20}')
    assert verified.code == 1
    assert "own.mine contradicts itself: equality declares 'x', but in exact rationals its sides differ" in verified.out
    assert (judged.code, "own.mine contradicts itself: equality declares 'x'" in judged.out) == (1, True)


def test_scores_beyond_every_cap_are_judged(w2s):
    ran = w2s("judge", "logistic.secant", '{"s":1e308,"t":-1e308}')
    assert (ran.code, "declared equal by the claim's `equality`" in ran.out) == (0, True)


def test_an_instance_outside_the_domain_is_refused(w2s):
    ran = w2s("judge", "inevitable.tail", '{"dimension":2.5,"ratio":1}')
    assert (ran.code, ran.out) == (2, "")
    assert "inevitable.tail: dimension = 2.5: must be a whole number from 3 to 1000" in ran.err
