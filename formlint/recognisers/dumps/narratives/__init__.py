"""Goal and actual in the running text of a dump."""
