"""Peers: other ways to compute the same thing, each in its own file, imported only when its package is there."""

from w2s_verify.runs.bench.peers.peer import ALWAYS, OPTIONAL, Peer, load_peers

__all__ = ["ALWAYS", "OPTIONAL", "Peer", "load_peers"]
