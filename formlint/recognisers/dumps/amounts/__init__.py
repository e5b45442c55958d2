"""The table of amounts of a dump."""
