"""What a run found, shown: one module an output, each with NAME and `report(result, out, view)`.

A reporter computes nothing and reads no file. Messages are made here, in the language of the view; everything a document or a file name brought
along is made visible first (`visible.py`), so that no report can be steered by what it reports on.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO, cast

from formlint.checks import Check
from formlint.definitions import Definition, Rule
from formlint.records import record
from formlint.results import DocumentResult, Result

if TYPE_CHECKING:
    from formlint.drawing._early import Early

NAMES = (
    "text",
    "concise",
    "statistics",
    "json",
    "jsonl",
    "sarif",
    "sarif:github",
    "github",
    "gitlab",
    "markdown",
    "junit",
    "rdjson",
    "csv",
    "xlsx",
    "html",
)
MACHINE = frozenset(NAMES) - {"text", "concise", "statistics"}  # UTF-8 whatever the console is
BINARY = frozenset({"xlsx"})  # for files only: written as bytes


@record(frozen=True, slots=True)
class View:
    """How a result is shown: in which language and how wide, and where its messages come from."""

    checks: Mapping[str, Check]
    definitions: Sequence[Definition]
    lang: str = "zh"
    fail_on: str = "error"
    colour: bool = False
    width: int = 100  # columns of the console
    suppressed: bool = False  # list what was settled before, too
    ledger: bool = False  # show every relation and figure, also where all is well
    source: Callable[[DocumentResult], bytes | None] | None = None  # opens a document again, if it is still what was checked
    early: "Early | None" = None  # pages of the only document, drawn while it was checked

    def rule(self, definition: str, rule: str) -> Rule | None:
        """The rule of that id in the form definition of that id."""
        rules = (each for found in self.definitions if found.id == definition for each in found.rules)
        return next((each for each in rules if each.id == rule), None)


class Reporter:
    """What every module of this folder offers."""

    NAME: str

    def report(self, result: Result, out: TextIO, view: View) -> None:
        """Writes the whole report."""
        raise NotImplementedError

    def made(self, result: Result, view: View) -> bytes:
        """The whole report as bytes, of those in BINARY."""
        raise NotImplementedError


def reporter(name: str) -> Reporter:
    """The reporter of that name, imported now: a run pays for one only."""
    return cast(Reporter, import_module(f"formlint.reporters.{name.replace(':', '_')}"))  # modules have no type of their own
