"""What the road of tables (`grid`) is made of."""
