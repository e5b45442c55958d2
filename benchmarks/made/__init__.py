"""Forms that nobody has tuned to, made of words and numbers by chance: what they say (`contents`), and how it is laid out (`sheets`)."""
