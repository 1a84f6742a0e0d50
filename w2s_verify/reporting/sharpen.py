"""The best constant and the needed premises, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from w2s_verify.claims.instance import Instance
from w2s_verify.records import instance_json
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.failures import instance_text
from w2s_verify.runs.sharpen import Need, Sharpness

LONGEST = 90
LONGEST_DENOMINATOR = 1000


def sharpness_sheet(found: Sharpness) -> Sheet:
    """Every value that was tried, the two ends in the caption."""
    rows = [
        (
            _value(trial.value),
            "false, certified" if trial.false else "none found",
            f"{trial.evaluations:,}",
            _at(trial.instance),
        )
        for trial in found.trials
    ]
    if found.refuted is None:
        caption = f"{found.parameter} = {found.stated} as stated; no change of it was refuted"
    else:
        down, up = ("below", "above") if found.smaller_is_false else ("above", "below")
        caption = (
            f"{found.parameter} = {found.stated} as stated; certified false at {_value(found.refuted)} and so {down} it"
            f" (counterexample {_at(found.instance)}), no counterexample found at {_value(found.standing)} or {up} it"
        )
    columns = (found.parameter, "verdict", "evaluations", "counterexample")
    return Sheet(found.claim.id, columns, tuple(rows), numeric=("evaluations",), caption=caption)


def necessity_sheet(named: str, needs: Sequence[Need]) -> Sheet:
    """Premise by premise."""
    rows = [(need.premise, need.outcome, f"{need.evaluations:,}", _at(need.instance)) for need in needs]
    needed = sum(need.needed for need in needs)
    caption = f"{needed} of {len(needs)} certified as needed" if needs else "no premises"
    return Sheet(named, ("premise", "when dropped", "evaluations", "counterexample"), tuple(rows), ("evaluations",), caption)


def _value(constant: Fraction) -> str:
    """The fraction where it is short, and its decimals."""
    return f"{constant} = {float(constant):.14g}" if constant.denominator <= LONGEST_DENOMINATOR else f"{float(constant):.14g}"


def _at(instance: Instance | None) -> str:
    text = "" if instance is None else instance_text(instance_json(instance))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
