"""The headings of the tables of a dump."""
