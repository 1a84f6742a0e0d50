"""Floor 2: quantities of the theory, each one formula over any arithmetic."""
