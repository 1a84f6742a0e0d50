"""Run a statistical claim: draw its grid once, test the statement and its false neighbours on the same draws."""

from __future__ import annotations

from w2s_verify.claims.statistical import Answer, CellResult, Statistical, answer
from w2s_verify.records import ClaimRecord, MutantRecord, RegimeRecord


def run_statistical(claim: Statistical, run_seed: int) -> ClaimRecord:
    """The record of one grid: a regime a cell, ``certified`` 0, since nothing is certified; seconds are left at 0."""
    drawn = claim.sample(run_seed)
    results = claim.test(drawn)
    verdict = answer(results, claim.deviation)
    rivals = [(rival, claim.answer_to(rival, drawn)) for rival in claim.rivals]
    alive = [rival.name for rival, said in rivals if said is not Answer.REJECTED]
    trials = sum(cell.trials for cell in claim.cells)
    return ClaimRecord(
        id=claim.id,
        kind=claim.kind,
        tags=claim.tags,
        verdict=str(verdict),
        expects=claim.expects,
        as_declared=verdict == claim.expects and not alive,
        sampled=trials,
        certified=0,
        equal=0,
        undecided=0,
        unchecked=0,
        second_opinions=0,
        vacuous_share=0.0,
        worst_margin=None,
        worst_instance=None,
        regimes=tuple(RegimeRecord(result.name, result.trials, 0, 0, exhausted=False) for result in results),
        coverage={result.name: (result.hits / result.trials, result.p_value, result.detectable) for result in results},
        bits={},
        mutants=tuple(MutantRecord(rival.name, str(said), 53, 0.0) for rival, said in rivals),
        seconds=0.0,
        failure=_failure(claim, verdict, alive, results),
    )


def _failure(claim: Statistical, verdict: Answer, alive: list[str], results: tuple[CellResult, ...]) -> str:
    if alive:
        return f"{claim.id}: the draws no longer reject {', '.join(alive)}"
    if verdict == claim.expects == Answer.CONSISTENT:
        return ""
    worst = min(results, key=lambda result: result.p_value)
    weak = max(results, key=lambda result: result.detectable)
    return (
        f"{claim.id} is {verdict}, declared {claim.expects}: {claim.statement}\n"
        f"  {worst.name}: {worst.hits:.10g} of {worst.trials}, p = {worst.p_value:.3g}\n"
        f"  {weak.name}: sees deviations from {weak.detectable:.3g} on, asked {claim.deviation:.3g}"
    )
