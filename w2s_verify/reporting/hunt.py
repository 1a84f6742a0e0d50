"""A hunt for a person: the counterexamples or how near equality it came, and where the effort went."""

from __future__ import annotations

from w2s_verify.claims.judge import Verdict
from w2s_verify.hunts import Hunt
from w2s_verify.records import instance_json
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.failures import instance_shown
from w2s_verify.runs.hunt import COUNTEREXAMPLE, NONE_FOUND, Counterexample, Quarry


def hunt_lines(quarry: Quarry) -> list[str]:
    """The verdict and what it rests on, a line each."""
    search = quarry.search
    lines = [f"{quarry.verdict}: {quarry.claim.id}: {quarry.claim.statement}"]
    for found in quarry.counterexamples:
        lines += _counterexample(found)
    lines += [f"  contradiction  {message}" for message in quarry.contradictions]
    best = quarry.best_instance()
    if quarry.verdict == Verdict.VACUOUS:
        lines.append(f"  not one of {search.evaluations} instances satisfied the premises: nothing was hunted")
    elif not quarry.counterexamples and best is not None:
        lines.append(
            f"  smallest relative margin in float64 {quarry.sharpness:.3g}, regime {search.best and search.best.regime}"
        )
        lines.append(f"  there  {instance_shown(instance_json(best))}")
    lines.append(
        f"  {search.evaluations} evaluations in {search.rounds} round{'s' * (search.rounds != 1)}, {search.seconds:.2f} s,"
        f" seed {search.seed}; replay with --evaluations {search.budgeted} --seed {search.seed}{_unspent(search)}"
    )
    alarms = search.counts.get("false alarms", 0)
    lines.append(
        f"  false alarms {alarms} (float64 says violated, balls do not), undecided {search.counts.get('UNDECIDED', 0)},"
        f" unreadable {search.counts.get('unreadable', 0)}"
    )
    lines += [f"  {quarry.legibility}"] * (quarry.legibility.unreadable > 0)
    return lines + declaration(quarry)


def _unspent(search: Hunt) -> str:
    """Why a replay asks for more evaluations than were made."""
    left = search.budgeted - search.evaluations
    return f" (what was planned: {left} of them were left over by engines that had no more to try)" if left else ""


def declaration(quarry: Quarry) -> list[str]:
    """What was declared, where that decides the exit code otherwise than one would think."""
    target, found = quarry.search.target, quarry.verdict
    if quarry.unreadable:
        return ["  no answer: a premise or a narrower axis has to exclude what cannot be read"]
    if quarry.expects is None:
        return [f"  nothing is declared of {quarry.claim.id} without {target.drop}: none of its mutants drops that premise"]
    if quarry.as_declared or found not in (COUNTEREXAMPLE, NONE_FOUND):
        return []
    if found == COUNTEREXAMPLE:
        return ["  not as declared: the claim is declared to hold"]
    by = ", ".join(quarry.needed_by)
    said = f"the premise {target.drop} needed, by its mutant {by}" if target.drop else "this statement false"
    return [f"  not as declared: the claim declares {said}"]


def _counterexample(found: Counterexample) -> list[str]:
    lines = [f"  regime {found.hit.regime}, engine {found.hit.engine}, {found.judgement.bits} bits"]
    lines.append(f"    instance  {instance_shown(instance_json(found.instance))}")
    lines += [f"    {name}: {part.verdict}, larger - smaller in {part.margin}" for name, part in found.judgement.parts.items()]
    level = ": the sides are equal, and the statement is strict" if found.judgement.relative == 0 else ""
    lines.append(f"    relative margin {found.judgement.relative:.6g}{level} (as found {found.hit.relative + 0.0:.6g})")
    lines += ["    the premise holds here: the claim is false with it, too"] * (not found.premise_fails)
    written = found.certificate or "none written; give --out DIR"
    return [*lines, f"    certificate  {written}"]


def effort_sheet(quarry: Quarry) -> Sheet:
    """Evaluations by engine and by regime."""
    search = quarry.search
    rows = [("engine", name, f"{count:,}") for name, count in sorted(search.by_engine.items())]
    rows += [("regime", name, f"{count:,}") for name, count in sorted(search.by_regime.items())]
    share = search.feasible / search.evaluations if search.evaluations else 0.0
    caption = f"share of feasible draws {share:.2f}; {_judged(search)}"
    return Sheet("effort", ("by", "name", "evaluations"), tuple(rows), numeric=("evaluations",), caption=caption)


def _judged(search: Hunt) -> str:
    """The judge's words on what looked violated or level, each with its count."""
    words = [f"{count} {word}" for word, count in sorted(search.counts.items()) if word != "false alarms"]
    return f"judged in balls: {', '.join(words) or 'nothing'}"
