"""The hunt beside the searchers that a user would pick."""

from w2s_verify.runs.rivals.contest import Matches, race
from w2s_verify.runs.rivals.searchers import SEARCHERS, present
from w2s_verify.runs.rivals.tasks import TASKS, Task

__all__ = ["SEARCHERS", "TASKS", "Matches", "Task", "present", "race"]
