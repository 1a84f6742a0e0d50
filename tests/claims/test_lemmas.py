"""The graph of lemmas: real ids, no circles, docstrings that say the same, and what a fallen lemma shakes."""

import re
from dataclasses import replace

import pytest

from w2s_verify.claims import ClaimError
from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.lemmas import from_the_ground, shaken_by


def test_every_lemma_comes_first():
    order = [claim.id for claim in from_the_ground(catalogue())]
    for claim in catalogue():
        assert all(order.index(lemma) < order.index(claim.id) for lemma in claim.rests_on)


@pytest.mark.parametrize("claim", catalogue(), ids=lambda claim: claim.id)
def test_the_docstring_names_the_same_lemmas(claim):
    assert set(re.findall(r"[a-z-]+\.[a-z-]+", claim.text.get("Rests on", ""))) == set(claim.rests_on)


def test_what_rests_on_a_fallen_lemma_is_shaken():
    assert "path.peak" in shaken_by(catalogue(), ["cosine.gradient-norm"])
    assert shaken_by(catalogue(), []) == {}


def test_unknown_lemmas_and_circles_are_errors():
    first, second = catalogue()[:2]
    with pytest.raises(ClaimError, match=r"rests_on = 'no\.such': no claim has this id"):
        from_the_ground([replace(first, rests_on=("no.such",))])
    with pytest.raises(ClaimError, match="in a circle"):
        from_the_ground([replace(first, rests_on=(second.id,)), replace(second, rests_on=(first.id,))])
