"""Exit codes, the same for every command."""

from __future__ import annotations

from collections.abc import Sequence

from w2s_verify.claims.judge import Verdict
from w2s_verify.records import ClaimRecord

AS_DECLARED = 0
NOT_AS_DECLARED = 1
BAD_INPUT = 2
STILL_UNDECIDED = 3
INTERRUPTED = 130


def exit_code(records: Sequence[ClaimRecord]) -> int:
    """Whether a run is as declared, not as declared, or only undecided beyond what its claims declare."""
    wrong = {record.verdict for record in records if not record.as_declared}
    if not wrong:
        return AS_DECLARED
    return STILL_UNDECIDED if wrong == {str(Verdict.UNDECIDED)} else NOT_AS_DECLARED
