"""What stands around the tables of a dump: titles, labels with their values, notes."""
