"""Claims: Clocks: how the norm of the student sets the time."""
