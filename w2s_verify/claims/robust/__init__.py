"""Claims: Laws that are not isotropic: how far the criterion carries."""
