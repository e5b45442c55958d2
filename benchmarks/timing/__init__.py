"""How speed is measured: rivals in turns, the least that a rival does, and the lines of the report."""
