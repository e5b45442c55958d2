"""Colours of a terminal, or none. Nothing is told by colour alone."""

from formlint.records import record

_CODES = {"error": "1;31", "warning": "1;33", "info": "1;36", "place": "34", "dim": "2", "mend": "32", "bold": "1"}


@record(frozen=True, slots=True)
class Ink:
    """Paints text in a style: error, warning, info, place, dim, mend, bold."""

    colour: bool

    def __call__(self, style: str, text: str) -> str:
        return f"\033[{_CODES[style]}m{text}\033[0m" if self.colour and text else text
