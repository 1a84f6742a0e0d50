"""How far each kernel is from the exact value: references in balls, cases by regime, the measured table."""

from w2s_verify.kernels.accuracy.measure import Accuracy, accuracy_bounds, accuracy_table

__all__ = ["Accuracy", "accuracy_bounds", "accuracy_table"]
