"""What can go wrong that a user can mend: shown without traceback. Everything else is a bug and keeps its traceback."""


class FormlintError(Exception):
    """Something a user can mend. `message` names a text of `words.yaml`, `details` fill it in; shown in the user's language."""

    def __init__(self, message: str, **details: str) -> None:
        super().__init__(message, details)
        self.message = message
        self.details = details


class ReadError(FormlintError):
    """A document that could not be read, and what to do about it: reported as an error finding `document/<message>` of that document."""


class DefinitionError(FormlintError):
    """A form definition, rule or check that cannot be used: FILE:LINE, what was found, what was expected. Ends the run with status 2.

    `others` are further mistakes of the same file, in the order of its lines."""

    others: tuple["DefinitionError", ...] = ()
