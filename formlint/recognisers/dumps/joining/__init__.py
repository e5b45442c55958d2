"""What a dump broke is one strip again: operators, numbers, counts, upright labels, causes."""
