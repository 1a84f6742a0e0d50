"""Compiled loops, imported only where numba is: see kernels.compiled."""
