"""capacity.misfit-silent: atoms that span no space are no instance, whatever the precision says first."""

from w2s_verify.claims import Instance, Verdict, judge
from w2s_verify.claims.catalogue import select

FRAME = {"a": 2, "b": 1, "p": 1, "q": -2, "r": 0, "radial": 1, "law_scale": 1}


def test_atoms_in_a_plane_are_vacuous():
    (claim,) = select(("capacity.misfit-silent",))
    large = [2**40 + 1, 2**39 + 3, 1], [3, 2**40 - 1, 2**38 + 5]
    third = [one + other for one, other in zip(*large, strict=True)]
    atoms = Instance(**FRAME, points=[*large, third], weights=[1, 10**6, 3])
    assert judge(claim, atoms).verdict is Verdict.VACUOUS
    assert judge(claim, Instance(**FRAME, points=[[1, 0, 0]], weights=[1])).verdict is Verdict.VACUOUS
