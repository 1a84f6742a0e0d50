"""The whole path of gradient flow (A1, A3)."""
