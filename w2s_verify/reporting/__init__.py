"""Floor 7: records become tables. Data first, rendering second."""
