"""Text with mathematical characters as LaTeX that plain pdflatex compiles: ASCII alone, no package needed."""

from __future__ import annotations

import unicodedata
from itertools import groupby

GREEK = {
    unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}"): f"\\{name if case == 'SMALL' else name.capitalize()}"
    for names, case in (
        ("alpha beta gamma delta epsilon zeta eta theta iota kappa mu nu xi pi rho sigma tau phi chi psi omega", "SMALL"),
        ("gamma delta theta xi pi sigma phi psi omega", "CAPITAL"),
    )
    for name in names.split()
}
NAMED = """
λ lambda  Λ Lambda  ς varsigma  ϕ varphi  ϑ vartheta  ℓ ell
≤ leq  ≥ geq  ≠ neq  ≈ approx  ≡ equiv  ∼ sim  ≪ ll  ≫ gg  ⪯ preceq  ⪰ succeq  ≺ prec  ≻ succ  ∝ propto  ⊥ perp
± pm  ∓ mp  · cdot  × times  ÷ div  ∘ circ  ★ star  ⋆ star  ∞ infty  ∠ angle  ∫ int  ∑ sum  ∏ prod  √ surd  ∇ nabla  ∂ partial
∈ in  ∉ notin  ⊂ subset  ⊆ subseteq  ∪ cup  ∩ cap  ∅ emptyset  ∀ forall  ∃ exists  ¬ neg  ∧ wedge  ∨ vee
→ to  ← leftarrow  ↦ mapsto  ⇒ Rightarrow  ⇐ Leftarrow  ⇔ Leftrightarrow
⟨ langle  ⟩ rangle  ⌊ lfloor  ⌋ rfloor  ⌈ lceil  ⌉ rceil  ‖ |  … ldots
½ frac{1}{2}  ¼ frac{1}{4}  ¾ frac{3}{4}  ⅓ frac{1}{3}  ⅔ frac{2}{3}  ⅛ frac{1}{8}  ℝ mathbf{R}
"""
"""Character and command, in turn."""
SYMBOLS = GREEK | {letter: f"\\{name}" for letter, name in zip(NAMED.split()[::2], NAMED.split()[1::2], strict=True)}
SYMBOLS |= {letter: letter for letter in "<>|"} | {"−": "-"}
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni", strict=True)) | {"ᵀ": r"\top", "′": r"\prime", "″": r"\prime\prime"}
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₙₘₚₛₜ", "0123456789+-=()ijknmpst", strict=True))
ACCENTS = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u0307": "dot",
    "\u0308": "ddot",
}
WORDS = {letter: f"\\{letter}" for letter in "&%$#_{}"}
WORDS |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "\u2009": " "}
WORDS |= {"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "ß": r"{\ss}"}
Piece = tuple[str, str]
"""How it is set (word, symbol, raised, lowered), and what."""


def latex_text(text: str) -> str:
    """The text with every mathematical character in ``$...$``; what no table knows is named by its code point."""
    pieces: list[Piece] = []
    for letter in _decomposed(text):
        if letter in ACCENTS and pieces:
            kind, base = pieces.pop()
            pieces.append(("raised" if kind == "raised" else "symbol", f"\\{ACCENTS[letter]}{{{base}}}"))
        else:
            pieces.append(_piece(letter))
    runs = [(kind, [what for _, what in run]) for kind, run in groupby(pieces, key=lambda piece: piece[0])]
    return "".join(
        "".join(what for _, run in group for what in run) if is_word else f"${''.join(_set(kind, run) for kind, run in group)}$"
        for is_word, group in groupby(runs, key=lambda run: run[0] == "word")
    )


def _decomposed(text: str) -> str:
    """Letters with accents as letter and accent, where no table knows the two together."""
    known = {**SYMBOLS, **RAISED, **LOWERED, **WORDS}
    return "".join(letter if letter in known else unicodedata.normalize("NFD", letter) for letter in text)


def _piece(letter: str) -> Piece:
    for kind, table in (("symbol", SYMBOLS), ("raised", RAISED), ("lowered", LOWERED)):
        if letter in table:
            return kind, table[letter]
    if letter in WORDS or letter.isascii():
        return "word", WORDS.get(letter, letter)
    return "word", f"[U+{ord(letter):04X}]"


def _set(kind: str, run: list[str]) -> str:
    if kind == "symbol":
        return " ".join(run) + " " * run[-1][-1].isalpha()
    return f"{{}}{'^' if kind == 'raised' else '_'}{{{' '.join(run)}}}"


def latex_number(value: float) -> str:
    """A double exactly, inside math: a whole number, or one times a power of two."""
    numerator, denominator = value.as_integer_ratio()
    if denominator > 1:
        return f"{numerator} \\cdot 2^{{-{denominator.bit_length() - 1}}}"
    twos = (numerator & -numerator).bit_length() - 1
    return f"{numerator >> twos} \\cdot 2^{{{twos}}}" if abs(numerator) >= 2**53 else str(numerator)


def latex_decimal(text: str) -> str:
    """A decimal number as printed, ``1.5e-7``, inside math."""
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa} \\cdot 10^{{{int(exponent)}}}" if exponent else mantissa
