"""A certificate for a person, for a paper's remark, or as a program that recomputes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from w2s_verify.arithmetic import Enclosure
from w2s_verify.reporting.latex import latex_decimal, latex_number, latex_text
from w2s_verify.runs.certificate_form import enclosure_from
from w2s_verify.runs.failures import instance_text

SAID = {"<=": "smaller <= larger", "<": "smaller < larger, strictly", "=": "smaller = larger"}
UNCHECKED = "shown as written in the file; `w2s-verify check` recomputes it"
DEMANDED = {"<=": r"$A \leq B$", "<": "$A < B$ strictly", "=": "$A = B$"}


def _enclosure(data: Mapping[str, Any]) -> Enclosure:
    return enclosure_from("enclosure", {end: data[end] for end in ("midpoint", "radius")})


def certificate_text(data: Mapping[str, Any]) -> str:
    """Statement, instance, premises and both sides of every part."""
    claim = data["claim"]
    lines = [f"{data['verdict']}: {claim['id']}: {data['statement']}", f"  instance  {instance_text(data['instance'])}"]
    lines += [f"  premise {name} in {_enclosure(value)}" for name, value in data["premises"].items()]
    for name, sides in data["sides"].items():
        lines.append(f"  {name}: {data['margins'][name]['verdict']} ({SAID[sides['relation']]})")
        lines.append(f"    smaller           {_enclosure(sides['smaller'])}")
        lines.append(f"    larger            {_enclosure(sides['larger'])}")
        lines.append(f"    larger - smaller  {_enclosure(data['margins'][name])}")
    versions = ", ".join(f"{package} {version}" for package, version in data["versions"].items())
    issued = f"  {data['bits']} bits, seed {data['seed']}, digest {data['digest'][:16]}"
    return "\n".join([*lines, issued, f"  {versions}", f"  {UNCHECKED}"])


def certificate_latex(data: Mapping[str, Any]) -> str:
    """A remark for plain pdflatex: the instance and the violated parts, with how strictly each was stated."""
    fields = ", ".join(f"{latex_text(name)} $= {_latex(value)}$" for name, value in data["instance"].items())
    lines = [
        "\\begin{remark}  % \\newtheorem{remark}{Remark}",
        f"The statement ``{latex_text(data['statement'])}'' is false at {fields}.",
    ]
    for name in [name for name, margin in data["margins"].items() if margin["verdict"] == "REFUTED"]:
        sides = data["sides"][name]
        ends = [f"${end} {_number(sides[side])}$" for end, side in (("A", "smaller"), ("B", "larger"))]
        demanded = DEMANDED[sides["relation"]]
        difference = f"$B - A {_number(data['margins'][name])}$"
        lines.append(f"Its part ``{latex_text(name)}'' demands {demanded}, but there {', '.join([*ends, difference])}.")
    lines.append(f"Certified in ball arithmetic at {data['bits']} bits.")
    return "\n".join([*lines, "\\end{remark}", f"% {UNCHECKED}"])


def certificate_python(data: Mapping[str, Any]) -> str:
    """A program that judges the instance again, from any folder: a user's claim file is written into it."""
    named, text = data["claim"]["named"], data["sources"]["text"]
    kept = ("parameter", "value") if data["claim"]["parameter"] else ("mutant", "drop")
    changes = {key: data["claim"][key] for key in kept if data["claim"][key]}
    changed = "".join(f", {key}={tuple(value) if isinstance(value, list) else value!r}" for key, value in changes.items())
    head = [f"# {UNCHECKED}", *(["import tempfile", "from pathlib import Path", ""] if text else [])]
    head += [f"from w2s_verify.{module} import {name}" for module, name in IMPORTS]
    source = [
        "SOURCE = (",
        *(f"    {line!r}" for line in text.splitlines(keepends=True)),
        ")",
        "with tempfile.TemporaryDirectory() as folder:",
        f"    path = Path(folder) / {Path(named).name!r}",
        "    path.write_bytes(SOURCE.encode())",
        f"    claim = Target(str(path){changed}).claim()",
    ]
    return "\n".join(
        [
            *head,
            "",
            *(source if text else [f"claim = Target({named!r}{changed}).claim()"]),
            f"judgement = judge(claim, Instance(**{{{_fields(data['instance'])}}}))",
            "print(judgement.verdict, judgement.bits)",
            "for name, part in judgement.parts.items():",
            "    print(name, part.verdict, part.margin)",
            f"assert judgement.verdict == {data['verdict']!r}",
        ]
    )


IMPORTS = (("claims.instance", "Instance"), ("claims.judge", "judge"), ("hunts", "Target"))
FORMATS = {"text": certificate_text, "latex": certificate_latex, "python": certificate_python}


def _fields(instance: Mapping[str, Any]) -> str:
    return ", ".join(f"{name!r}: {value!r}" for name, value in instance.items())


def _number(enclosure: Mapping[str, Any]) -> str:
    """An enclosure to eight digits: = where that is all of it."""
    found = _enclosure(enclosure)
    text = found.ball().mid().str(8, radius=False)
    exact = found.lower == found.upper and found.lower.denominator == 1 and abs(found.lower) < 10**8
    return f"= {found.lower}" if exact else f"\\approx {latex_decimal(text)}"


def _latex(value: Any) -> str:
    if isinstance(value, list):
        return "(" + ", ".join(_latex(entry) for entry in value) + ")"
    return latex_number(float(value))
