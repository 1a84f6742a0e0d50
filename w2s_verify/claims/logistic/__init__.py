"""Scalar facts of the logistic function."""
