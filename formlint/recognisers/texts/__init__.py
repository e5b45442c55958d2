"""What the roads of running text are made of: texts that lost their ruled tables and kept other marks of their cells (`roads` has them in order)."""
