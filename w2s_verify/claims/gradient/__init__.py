"""The gradient of the logistic risk (A1)."""
