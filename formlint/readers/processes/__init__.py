"""Pages of a long file, read ahead and by two processes."""
