"""A fault in a kernel as a text patch, and the claims that should notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ORACLE = "oracle:"
"""Begins the name of a kernel that no claim can tell on: its definition in mpmath is asked instead."""


class PatchError(ValueError):
    """A patch whose text is not in its module exactly once."""


@dataclass(frozen=True)
class KernelMutant:
    """``old`` occurs exactly once in ``module`` and becomes ``new``; ``claims`` are asked in turn."""

    name: str
    module: str
    old: str
    new: str
    claims: tuple[str, ...]

    def apply(self, package: Path) -> None:
        """Patch a copy of the package.

        Raises
        ------
        PatchError
            The text occurs not exactly once.
        """
        path = package / self.module
        text = path.read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise PatchError(f"{self.name}: {self.old!r} occurs {text.count(self.old)} times in {self.module}: must be once")
        path.write_text(text.replace(self.old, self.new), encoding="utf-8")


def fault(module: str, name: str, old: str, new: str, *claims: str) -> KernelMutant:
    """A mutant that is named after its module and what it is in."""
    stem = module.rsplit("/", 1)[-1].removesuffix(".py")
    return KernelMutant(f"{stem}.{name}", module, old, new, claims)
