import sys
import types

import numpy as np
import pytest
from hypothesis.internal.conjecture import providers

from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.runs import regimes
from w2s_verify.runs.tally import Tally


@pytest.fixture
def drawn(monkeypatch):
    """The instances that Hypothesis draws of one axis in 150 examples."""

    def run():
        claim = Claim(
            id="own.any",
            domain=Domain((Axis("x", -(10**7), 10**7),)),
            sides=lambda num, at: {"any": (at.x, at.x + num.ratio(1, 1))},
        )
        seen = []
        monkeypatch.setattr(regimes.Property, "take", lambda self, instance: seen.append(float(instance["x"])) or True)
        regimes._by_hypothesis(regimes.Property(claim, claim.domain.regimes[0], Tally()), 150, 0)
        return seen

    return run


def test_draws_do_not_depend_on_the_constants_of_imported_modules(drawn, monkeypatch, tmp_path):
    before = drawn()
    assert len(set(before)) > 50
    path = tmp_path / "many_constants.py"
    path.write_text(f"NUMBERS = {np.random.default_rng(0).integers(10**5, 10**6, 500).tolist()}\n")
    module = types.ModuleType("many_constants")
    module.__file__ = str(path)
    monkeypatch.setitem(sys.modules, "many_constants", module)
    monkeypatch.setattr(providers, "is_local_module_file", lambda file: str(file) == str(path))
    monkeypatch.setattr(providers, "_seen_modules", set())
    monkeypatch.setattr(providers, "_sys_modules_len", None)
    assert drawn() == before
