"""Claims: Discrete steps: gradient descent, and gradients of fresh samples."""
