"""What was found in a dump as tables, and what the form gets beyond them."""
