"""Which sections the rows of a dump belong to."""
