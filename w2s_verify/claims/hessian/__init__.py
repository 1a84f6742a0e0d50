"""The spectrum of the Hessian of the risk (K2)."""
