"""Rows of a dump whose cells are parted by empty lines: flows, cells, and which cells make a row."""
