"""Files that ``w2s-verify new`` writes."""
