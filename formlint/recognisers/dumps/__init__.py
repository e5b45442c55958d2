"""What the road of text dumps (`linear`) is made of: text that has lost its table."""
