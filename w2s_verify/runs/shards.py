"""Where the shards of a hunt run: here, over worker processes, or on a Dask cluster; finished ones are kept on disk."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from joblib import parallel_config

from w2s_verify.claims.sources import check_unchanged, sources_digest
from w2s_verify.hunts.shard import Shard, ShardResult, run_shard
from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.workers import spread

SECONDS_TO_CONNECT = 5


class ClusterError(ValueError):
    """A Dask cluster that cannot be used."""


@dataclass(frozen=True)
class Workshop:
    """Runs shards and yields their results in order; ``finished`` ones are read before anything runs."""

    workers: int = 1
    finished: Finished = NOT_KEPT
    cluster: str = ""

    def __call__(self, shards: Sequence[Shard]) -> Generator[ShardResult, None, None]:
        """The results of the shards, in their order.

        Raises
        ------
        ClaimError
            The claim's file was changed while shards of it ran: they may stem from either version.
        """
        sources = [sources_digest(shard.target.named) for shard in shards]
        keys = [[shard.to_json(), digest] for shard, digest in zip(shards, sources, strict=True)]
        known = [self.finished.get(key) for key in keys]
        fresh = self._run([shard for shard, data in zip(shards, known, strict=True) if data is None])
        for shard, digest, key, data in zip(shards, sources, keys, known, strict=True):
            result = next(fresh) if data is None else ShardResult.from_json(data)
            check_unchanged(shard.target.named, digest)
            if data is None:
                self.finished.put(key, result.to_json())
            yield result

    def _run(self, shards: Sequence[Shard]) -> Iterator[ShardResult]:
        if self.workers == 1 and not self.cluster:
            yield from map(run_shard, shards)
            return
        with self._backend():
            yield from spread(self.workers, run_shard, [(shard,) for shard in shards])

    def _backend(self) -> AbstractContextManager[Any]:
        return parallel_config(backend="dask") if self.cluster else nullcontext()


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
