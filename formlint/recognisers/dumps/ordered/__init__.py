"""Rows of a dump of which only the order of words is left: what is the cheapest way to cut it into cells."""
