"""Property-based verification of weak-to-strong generalization in linear logistic regression."""

__version__ = "0.1.0"
