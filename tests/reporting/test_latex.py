import re

import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.reporting.latex import latex_decimal, latex_number, latex_text

TEXTS = {text for claim in catalogue() for text in (claim.statement, *(mutant.says for mutant in claim.mutants))}


def compiles(latex: str) -> bool:
    """What pdflatex asks of a paragraph: ASCII, braces and dollars in pairs, specials escaped, no double script."""
    bare = re.sub(r"\\[&%$#_{}|]", "x", latex)
    words, maths = "".join(bare.split("$")[::2]), bare.split("$")[1::2]
    balanced = bare.count("{") == bare.count("}") and bare.count("$") % 2 == 0 and all(maths)
    return latex.isascii() and balanced and not re.search(r"[&%#_^<>|]", words) and "[U+" not in words


def test_every_statement_of_the_catalogue_compiles():
    assert [text for text in TEXTS if not compiles(latex_text(text))] == []


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("a² + b² ≠ 65 · 2", r"a${}^{2}$ + b${}^{2}$ $\neq $ 65 $\cdot $ 2"),
        ("H ⪯ ¼Σ", r"H $\preceq $ $\frac{1}{4}\Sigma $".replace(r"}\S", r"} \S")),
        ("|w₀|⁻¹ < σ'", r"$|$w${}_{0}|{}^{-1}$ $<$ $\sigma $'".replace("{-1}", "{- 1}")),
        ("ŵ and θ̂", r"$\hat{w}$ and $\hat{\theta}$"),
        ("50 % of x_1 & {y}", r"50 \% of x\_1 \& \{y\}"),
        ("a — b “c”", "a --- b ``c''"),
        ("漢", "[U+6F22]"),
    ],
)
def test_characters(text, latex):
    assert latex_text(text) == latex


def test_numbers():
    assert [latex_number(value) for value in (-3.0, 0.375, 2.0**60 * 3)] == ["-3", r"3 \cdot 2^{-3}", r"3 \cdot 2^{60}"]
    assert [latex_decimal(text) for text in ("1.5", "-1.5e-7")] == ["1.5", r"-1.5 \cdot 10^{-7}"]
