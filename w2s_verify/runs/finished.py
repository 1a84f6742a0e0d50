"""Pieces of a long run that are done, kept in a folder, so that the same command goes on after Ctrl-C or a crash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from w2s_verify.claims.sources import package_digest
from w2s_verify.records import write_json
from w2s_verify.runs.provenance import versions

FINISHED_SCHEMA = "w2s-verify/finished/2"


@dataclass(frozen=True)
class Finished:
    """Results by key; a key holds all that its result depends on besides the package and the versions of what it calls.

    Without a folder nothing is kept.
    """

    folder: Path | None = None

    def _place(self, key: Any) -> Path | None:
        if self.folder is None:
            return None
        return self.folder / f"{_digest([key, package_digest(), versions()])}.json"

    def get(self, key: Any) -> Any:
        """The result of that key, or None; a file that cannot be read, or is not as it was written, counts as none."""
        place = self._place(key)
        if place is None or not place.is_file():
            return None
        try:
            data = json.loads(place.read_text(encoding="utf-8"))
            whole = data["schema"] == FINISHED_SCHEMA and data["digest"] == _digest(data["result"])
            return data["result"] if whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: Any, result: Any) -> None:
        """Keep a result."""
        place = self._place(key)
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            kept = json.loads(json.dumps(result))
            write_json(place, {"schema": FINISHED_SCHEMA, "digest": _digest(kept), "result": kept})

    def once(self, key: Any, run: Callable[[], Any]) -> Any:
        """The result of that key, read, or run and kept; in either case as JSON gives it back."""
        found = self.get(key)
        if found is None:
            found = json.loads(json.dumps(run()))
            self.put(key, found)
        return found

    def forget(self, keys: Iterable[Any]) -> None:
        """Remove these results, and the folder if nothing else is in it."""
        for place in filter(None, map(self._place, keys)):
            place.unlink(missing_ok=True)
        if self.folder is not None:
            with suppress(OSError):
                self.folder.rmdir()


def _digest(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


NOT_KEPT = Finished()
"""Keeps nothing."""
