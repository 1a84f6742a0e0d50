"""A student that is not more expressive than its teacher (A3)."""
