"""Claims: Statements that are FALSE, each with a small exact counterexample and the nearest true claim beside it."""
