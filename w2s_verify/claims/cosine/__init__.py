"""Lipschitz behaviour of cosine similarity (K3)."""
