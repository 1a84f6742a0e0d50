"""Topic data: what real data sets ask of the theory."""
