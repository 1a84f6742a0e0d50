"""Claims: Statements of neighbouring work, made exact in this setting."""
