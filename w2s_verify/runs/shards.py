"""Where the shards of a hunt run: here, over worker processes, or on a Dask cluster; finished ones are kept on disk."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed, parallel_config

from w2s_verify.claims.sources import check_unchanged, sources_digest
from w2s_verify.hunts.shard import Shard, ShardResult, run_shard
from w2s_verify.records import write_json
from w2s_verify.runs.provenance import versions

SHARD_SCHEMA = "w2s-verify/shard/1"
SECONDS_TO_CONNECT = 5


class ClusterError(ValueError):
    """A Dask cluster that cannot be used."""


@dataclass(frozen=True)
class Workshop:
    """Runs shards and yields their results in order. ``kept`` is the folder of finished shards, read before anything runs."""

    workers: int = 1
    kept: Path | None = None
    cluster: str = ""

    def __call__(self, shards: Sequence[Shard]) -> Generator[ShardResult, None, None]:
        """The results of the shards, in their order.

        Raises
        ------
        ClaimError
            The claim's file was changed while shards of it ran: they may stem from either version.
        """
        sources = [sources_digest(shard.target.named) for shard in shards]
        places = [self._place(shard, digest) for shard, digest in zip(shards, sources, strict=True)]
        known = [_read(place) for place in places]
        missing = [shard for shard, result in zip(shards, known, strict=True) if result is None]
        fresh = self._run(missing)
        for shard, digest, place, result in zip(shards, sources, places, known, strict=True):
            found = next(fresh) if result is None else result
            check_unchanged(shard.target.named, digest)
            if result is None and place is not None:
                write_json(place, {"schema": SHARD_SCHEMA, **found.to_json()})
            yield found

    def _place(self, shard: Shard, sources: str) -> Path | None:
        if self.kept is None:
            return None
        self.kept.mkdir(parents=True, exist_ok=True)
        return self.kept / f"round-{shard.round:04d}-shard-{shard.index:03d}-{shard.key(_all(sources))}.json"

    def _run(self, shards: Sequence[Shard]) -> Iterator[ShardResult]:
        if self.workers == 1 and not self.cluster:
            yield from map(run_shard, shards)
            return
        with self._backend():
            yield from Parallel(n_jobs=self.workers, return_as="generator")(delayed(run_shard)(shard) for shard in shards)

    def _backend(self) -> AbstractContextManager[Any]:
        return parallel_config(backend="dask") if self.cluster else nullcontext()


def _all(sources: str) -> str:
    """The sources with the versions of all that they call."""
    return json.dumps([sources, versions()], sort_keys=True)


def connect(address: str) -> Any:
    """A client of a Dask cluster; it becomes the one that ``Workshop(cluster=...)`` uses.

    Raises
    ------
    ClusterError
        Dask is not installed, or nothing answers at the address.
    """
    try:
        from distributed import Client  # an extra: only this command needs it
    except ImportError as error:
        raise ClusterError(f"cluster = {address}: needs Dask, pip install 'w2s-verify[cluster]'") from error
    try:
        return Client(address, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(f"cluster = {address}: cannot be reached ({error})") from error


def _read(place: Path | None) -> ShardResult | None:
    """A finished shard; a file that cannot be read counts as unfinished."""
    if place is None or not place.is_file():
        return None
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        if data["schema"] != SHARD_SCHEMA:
            return None
        return ShardResult.from_json(data)
    except (OSError, ValueError, KeyError, TypeError):
        return None
