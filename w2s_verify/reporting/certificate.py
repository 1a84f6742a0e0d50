"""A certificate for a person, for a paper's remark, or as a program that recomputes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from w2s_verify.runs.certificates import enclosure_from
from w2s_verify.runs.failures import instance_text


def certificate_text(data: Mapping[str, Any]) -> str:
    """Statement, instance, premises and both sides of every part."""
    claim = data["claim"]
    lines = [f"{data['verdict']}: {claim['id']}: {data['statement']}", f"  instance  {instance_text(data['instance'])}"]
    lines += [f"  premise {name} in {enclosure_from(value)}" for name, value in data["premises"].items()]
    for name, sides in data["sides"].items():
        smaller, larger = (enclosure_from(sides[end]) for end in ("smaller", "larger"))
        margin = data["margins"][name]
        lines.append(f"  {name}: {margin['verdict']}")
        lines.append(f"    smaller           {smaller}")
        lines.append(f"    larger            {larger}")
        lines.append(f"    larger - smaller  {enclosure_from(margin)}")
    versions = ", ".join(f"{package} {version}" for package, version in data["versions"].items())
    return "\n".join([*lines, f"  {data['bits']} bits, seed {data['seed']}, digest {data['digest'][:16]}", f"  {versions}"])


def certificate_latex(data: Mapping[str, Any]) -> str:
    """A remark: the instance and the violated parts."""
    fields = ",\\; ".join(f"\\mathit{{{_escaped(name)}}} = {_latex(value)}" for name, value in data["instance"].items())
    refuted = [name for name, margin in data["margins"].items() if margin["verdict"] == "REFUTED"]
    lines = ["\\begin{remark}", f"The statement ``{_escaped(data['statement'])}'' is false: at", f"\\[ {fields} \\]"]
    for name in refuted:
        smaller, larger = (_number(data["sides"][name][end]) for end in ("smaller", "larger"))
        lines.append(f"the part ``{_escaped(name)}'' has the smaller side ${smaller}$ and the larger side ${larger}$,")
    lines.append(f"certified in ball arithmetic at {data['bits']} bits.")
    return "\n".join([*lines, "\\end{remark}"])


def certificate_python(data: Mapping[str, Any]) -> str:
    """A program that judges the instance again."""
    target = ", ".join(f"{key}={_literal(value)}" for key, value in data["claim"].items() if key != "id" and value)
    instance = ", ".join(f"{name}={json.dumps(value)}" for name, value in data["instance"].items())
    return "\n".join(
        [
            "from w2s_verify.claims.instance import Instance",
            "from w2s_verify.claims.judge import judge",
            "from w2s_verify.hunts import Target",
            "",
            f"claim = Target({target}).claim()",
            f"judgement = judge(claim, Instance({instance}))",
            "print(judgement.verdict, judgement.bits)",
            "for name, part in judgement.parts.items():",
            "    print(name, part.verdict, part.margin)",
            f"assert judgement.verdict == {data['verdict']!r}",
        ]
    )


FORMATS = {"text": certificate_text, "latex": certificate_latex, "python": certificate_python}


def _literal(value: Any) -> str:
    return repr(tuple(value) if isinstance(value, list) else value)


def _number(enclosure: Mapping[str, Any]) -> str:
    return enclosure_from(enclosure).ball().mid().str(8, radius=False)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "&%$#_{}" else letter for letter in text)


def _latex(value: Any) -> str:
    if isinstance(value, list):
        return "(" + ", ".join(_latex(entry) for entry in value) + ")"
    numerator, denominator = float(value).as_integer_ratio()
    return str(numerator) if denominator == 1 else f"{numerator} \\cdot 2^{{-{denominator.bit_length() - 1}}}"
