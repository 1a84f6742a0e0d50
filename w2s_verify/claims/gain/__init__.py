"""When a student gains over itself (A1, A3)."""
