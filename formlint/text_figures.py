"""The quantities of a running text."""

from formlint.figures import Figure


def quantities(text: str) -> tuple[Figure, ...]:
    return ()
