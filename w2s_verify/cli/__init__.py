"""Floor 9: the command line parses, calls and prints; no mathematics."""

from w2s_verify.cli.main import main, run

__all__ = ["main", "run"]
