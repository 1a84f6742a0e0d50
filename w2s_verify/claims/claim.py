"""A claim: one mathematical statement with its premises, its sides, and the false neighbours it must be told from."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.declared import check_claim
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At, Instance
from w2s_verify.claims.written import ClaimError as ClaimError
from w2s_verify.claims.written import declared_parts, named_values, number, shown


class AtMost(NamedTuple):
    """smaller <= larger. ``scale``: what an equality is measured against where the sides themselves cancel to 0."""

    smaller: Number
    larger: Number
    scale: Number | None = None


class Below(NamedTuple):
    """smaller < larger; ``scale`` as in ``AtMost``."""

    smaller: Number
    larger: Number
    scale: Number | None = None


class Agree(NamedTuple):
    """left = right; ``scale`` is the sum of the absolute terms that were added up (None: |left| + |right|)."""

    left: Number
    right: Number
    scale: Number | None = None


class Positive(NamedTuple):
    """A premise that holds when value > 0 (a plain number: when value >= 0)."""

    value: Number


def directions(num: Arithmetic, **vectors: Number) -> dict[str, Positive]:
    """The premises that the named vectors are not 0."""
    return {name: Positive(num.dot(w, w)) for name, w in vectors.items()}


Part = AtMost | Below | Agree
Sides = Callable[[Arithmetic, At], Mapping[str, Any]]
Premises = Callable[[Arithmetic, At], Mapping[str, Any]]
Margin = Callable[[Arithmetic, At], Mapping[str, Number]]
Equality = Callable[[At], bool | Collection[str]]


@dataclass(frozen=True)
class Mutant:
    """A false neighbour of a claim, with an exact instance on which it fails.

    Whatever is given replaces the claim's own; ``drop`` removes one premise by name. ``near`` says that the mutant differs from
    the claim by at most a factor 1 ± 1e-3.
    """

    name: str
    says: str
    witness: Mapping[str, Any]
    sides: Sides | None = None
    premises: Premises | None = None
    margin: Margin | None = None
    equality: Equality | None = None
    drop: str | None = None
    from_law: Sides | None = None
    strict: bool | None = None
    near: bool = False

    def instance(self) -> Instance:
        """The witness."""
        return Instance(**self.witness)


@dataclass(frozen=True)
class Parameter:
    """A constant of a bound, as a fraction, and the sides with another value of it: ``sharpen`` asks for the best one.

    ``sides`` may return only the parts that the constant is in.
    """

    numerator: int
    denominator: int
    sides: Callable[[int, int], Sides]
    says: str = ""


@dataclass(frozen=True)
class Claim:
    """A statement written once.

    premises(num, at) -> names to numbers, each to be >= 0 (``Positive``: > 0)
    sides(num, at)    -> names to (smaller, larger), ``AtMost``, ``Below`` or ``Agree``: the statement as written
    margin(num, at)   -> larger - smaller of some parts, rewritten without cancellation
    from_law(num, at) -> more parts, those that start from a law (an expectation, a gradient, steps); certified, not searched
    equality(at)      -> in exact rationals: True, or the names of the parts that hold with equality
    largest_score(at) -> in float64: the largest |argument of an exponential|; it raises the bit cap
    strict            -> plain pairs mean smaller < larger
    any_law           -> stated for every law: axes ``points`` (n, d) and ``weights`` (n,) may be held at data
    quota             -> share of the profile's instances asked for, below 1 where one takes long
    expects           -> HOLDS, or REFUTED for a statement that is false, with a ``witness``
    serves            -> of a boundary statement: the premises it drops, each as ``topic.name: premise``
    doc               -> the file's docstring (``doc=__doc__``): the statement in words, then paragraphs that begin a line with
                         ``Standing:``, ``Source:``, ``Assumes:``, ``Proof:``, ``Equality:``, ``Rests on:``,
                         ``Nearest true:`` or ``Not checked:``

    Raises
    ------
    ClaimError
        A field breaks its rule; the message names it, its value and the rule.
    """

    id: str
    domain: Domain
    sides: Sides
    premises: Premises | None = None
    margin: Margin | None = None
    from_law: Sides | None = None
    equality: Equality | None = None
    largest_score: Callable[[Instance], float] | None = None
    kind: str = "inequality"
    tags: tuple[str, ...] = ()
    strict: bool = False
    any_law: bool = False
    quota: float = 1.0
    expects: str = "HOLDS"
    rests_on: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    mutants: tuple[Mutant, ...] = ()
    doc: str = ""
    witness: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_claim(self)

    @property
    def topic(self) -> str:
        """The part of the id before the first dot."""
        return self.id.split(".", 1)[0]

    @cached_property
    def text(self) -> Mapping[str, str]:
        """The sections of the claim's docstring: ``Statement`` and the headed paragraphs after it."""
        return docstring_sections(self.doc)

    @property
    def statement(self) -> str:
        """The statement in words."""
        return self.text.get("Statement", "")

    @property
    def standing(self) -> str:
        """Derived here, reported by the source, or conjecture."""
        return self.text.get("Standing", "stated by the file's author")

    def parts(self, num: Arithmetic, at: At) -> dict[str, Part]:
        """The sides, each as ``AtMost``, ``Below`` or ``Agree``.

        Raises
        ------
        ClaimError
            sides returned something else.
        """
        parts = self.searched_parts(num, at)
        if self.from_law is not None:
            parts |= self._read(self.from_law, num, at, "from_law")
        return parts

    def searched_parts(self, num: Arithmetic, at: At) -> dict[str, Part]:
        """The parts of ``sides`` alone, without those that start from a law."""
        return self._read(self.sides, num, at)

    def _read(self, sides: Sides, num: Arithmetic, at: At, called: str = "sides") -> dict[str, Part]:
        written = named_values(f"{self.id}: {called}", sides(num, at), "(smaller, larger)")
        if not written:
            raise ClaimError(f"{self.id}: {called} returned {{}}: must be a non-empty dict of name: (smaller, larger)")
        return {name: self._part(f"{self.id}: {called}[{name!r}]", pair, num) for name, pair in written.items()}

    def _part(self, what: str, pair: Any, num: Arithmetic) -> Part:
        if not isinstance(pair, (AtMost, Below, Agree)):
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise ClaimError(f"{what} = {shown(pair)}: must be a pair (smaller, larger)")
            pair = Below(*pair) if self.strict else AtMost(*pair)
        one, other, scale = pair
        names = pair._fields
        kind: type[Part] = type(pair)
        return kind(
            number(f"{what}, {names[0]}", one, num, "a side"),
            number(f"{what}, {names[1]}", other, num, "a side"),
            None if scale is None else number(f"{what}, scale", scale, num, "a scale"),
        )

    def premise_values(self, num: Arithmetic, at: At) -> dict[str, Any]:
        """The premises by name (empty where the claim has none).

        Raises
        ------
        ClaimError
            premises returned something else than numbers by name.
        """
        if self.premises is None:
            return {}
        written = named_values(f"{self.id}: premises", self.premises(num, at), "number")
        return {name: self._premise(f"{self.id}: premises[{name!r}]", value, num) for name, value in written.items()}

    def _premise(self, what: str, value: Any, num: Arithmetic) -> Any:
        if isinstance(value, Positive):
            return Positive(number(what, value.value, num, "> 0"))
        return number(what, value, num, ">= 0")

    def margin_values(self, num: Arithmetic, at: At, names: Collection[str]) -> Mapping[str, Number]:
        """The margins by part (empty where the claim has none); ``names`` are the parts there are.

        Raises
        ------
        ClaimError
            A margin of a part that there is not.
        """
        if self.margin is None:
            return {}
        margins = named_values(f"{self.id}: margin", self.margin(num, at), "number")
        unknown = set(margins) - set(names)
        if unknown:
            raise ClaimError(f"{self.id}: margin names unknown parts {sorted(unknown)}; parts are {sorted(names)}")
        return {name: number(f"{self.id}: margin[{name!r}]", value, num, "a margin") for name, value in margins.items()}

    def equal_parts(self, at: At, names: Collection[str]) -> frozenset[str]:
        """The parts that ``equality`` declares to hold with equality; ``at`` in exact rationals."""
        if self.equality is None:
            return frozenset()
        return declared_parts(f"{self.id}: equality", self.equality(at), names)

    def mutant(self, name: str) -> Mutant:
        """The mutant of that name.

        Raises
        ------
        KeyError
            There is none.
        """
        return {mutant.name: mutant for mutant in self.mutants}[name]

    def without(self, premise: str) -> Claim:
        """The claim with one premise dropped; margin and equality go too, since they were derived from all premises."""
        kept = self.premises

        def premises(num: Arithmetic, at: At) -> Mapping[str, Any]:
            values = dict(kept(num, at)) if kept is not None else {}
            if premise not in values:
                raise ClaimError(f"{self.id}: premise = {premise!r}: must be one of {sorted(values)}")
            return {name: value for name, value in values.items() if name != premise}

        return replace(self, premises=premises, margin=None, equality=None, mutants=(), expects="REFUTED")

    def mutated(self, mutant: Mutant) -> Claim:
        """The false neighbour as a claim of its own (same domain, no mutants)."""
        base = self.without(mutant.drop) if mutant.drop is not None else self
        changed_sides = mutant.sides is not None
        return replace(
            base,
            id=f"{self.id}.{mutant.name}",
            sides=mutant.sides or self.sides,
            from_law=mutant.from_law if changed_sides or mutant.from_law else self.from_law,
            premises=mutant.premises or base.premises,
            margin=mutant.margin if changed_sides else base.margin,
            equality=mutant.equality if changed_sides else base.equality,
            strict=self.strict if mutant.strict is None else mutant.strict,
            mutants=(),
            expects="REFUTED",
            doc=mutant.says,
        )

    def with_parameter(self, name: str, numerator: int, denominator: int) -> Claim:
        """The claim with another value of one of its parameters, as a conjecture of its own (no mutants, no margin)."""
        return replace(
            self,
            id=f"{self.id}.{name.lower()}-{numerator}-over-{denominator}",
            sides=self.parameters[name].sides(numerator, denominator),
            from_law=None,
            margin=None,
            equality=None,
            mutants=(),
            doc=f"{self.statement} Here {name} = {numerator}/{denominator}.",
        )

    def source_text(self) -> str:
        """What the statement says, as text: docstring, premises, sides, margin and equality. Certificates digest it."""
        functions = (self.premises, self.sides, self.from_law, self.margin, self.equality)
        return "\n".join([self.id, self.statement, *(_source(function) for function in functions)])


def _source(function: Callable[..., Any] | None) -> str:
    if function is None:
        return ""
    constants = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
    bound = [repr(constant) for constant in constants if isinstance(constant, (int, float, str))]
    try:
        return "\n".join([inspect.getsource(function), *bound])
    except (OSError, TypeError):
        return "\n".join([getattr(function, "__qualname__", ""), *bound])


HEADINGS = ("Standing", "Source", "Assumes", "Proof", "Equality", "Rests on", "Nearest true", "Not checked")


def docstring_sections(doc: str) -> dict[str, str]:
    """Split a claim's docstring: first the statement; one of the headings with a colon at a line's start opens a section."""
    sections: dict[str, list[str]] = {"Statement": []}
    current = "Statement"
    for line in inspect.cleandoc(doc).splitlines():
        opened = re.match(rf"({'|'.join(HEADINGS)}):\s*(.*)", line)
        if opened:
            current = opened.group(1)
            sections[current] = [opened.group(2)]
        else:
            sections[current].append(line.strip())
    return {heading: " ".join(filter(None, lines)) for heading, lines in sections.items()}
