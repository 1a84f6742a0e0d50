"""Gradient flow preconditioned by the covariance."""
