"""formlint: a consistency linter for forms."""

__version__ = "0.1.0"
