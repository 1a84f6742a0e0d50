"""The best constant and the needed premises, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from w2s_verify.claims.instance import Instance
from w2s_verify.records import instance_json
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.failures import instance_shown, instance_text
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
        said = "no change of it was refuted" if len(found.trials) > 1 else "no change of it was tried"
        said += " so far" if len(found.trials) > 1 and not found.complete else ""
        caption = f"{found.parameter} = {found.stated} as stated; {said}"
    else:
        down, up = ("below", "above") if found.smaller_is_false else ("above", "below")
        caption = (
            f"{found.parameter} = {found.stated} as stated; certified false at {_value(found.refuted)} and so {down} it"
            f" (counterexample {_at(found.instance)}), no counterexample found at {_value(found.standing)} or {up} it"
        )
    columns = (found.parameter, "verdict", "evaluations", "counterexample")
    return Sheet(found.claim.id, columns, tuple(rows), numeric=("evaluations",), caption=caption)


def necessity_sheet(named: str, needs: Sequence[Need], premises: int) -> Sheet:
    """Premise by premise; how many there are."""
    rows = [(need.premise, need.outcome, f"{need.evaluations:,}", _at(need.instance)) for need in needs]
    needed = sum(need.needed for need in needs)
    caption = f"{needed} of {len(needs)} certified as needed" if needs else "none was tried" if premises else "no premises"
    return Sheet(named, ("premise", "when dropped", "evaluations", "counterexample"), tuple(rows), ("evaluations",), caption)


def _value(constant: Fraction) -> str:
    """The fraction where it is short, and its decimals."""
    return f"{constant} = {float(constant):.14g}" if constant.denominator <= LONGEST_DENOMINATOR else f"{float(constant):.14g}"


def _at(instance: Instance | None) -> str:
    return "" if instance is None else instance_shown(instance_json(instance), LONGEST)


def counterexample_lines(needs: Sequence[Need]) -> list[str]:
    """Each counterexample in full, for ``w2s-verify judge``."""
    found = [(need.premise, instance_text(instance_json(need.instance))) for need in needs if need.instance is not None]
    return [f"without {premise}: {text}" for premise, text in found]
