"""Documents without pages: web pages and Word, as streams of tags."""
