"""Rows of a dump whose columns are still aligned by blanks: gutters, and what stands between them."""
