"""Floor 6: what a command does, without printing."""
