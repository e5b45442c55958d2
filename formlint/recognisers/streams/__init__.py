"""What the road of glued text (`glued`) is made of."""
