"""The person's own file with the findings in it: always a copy, never the original.

PDF gets highlights with pop-up notes, written behind the original bytes; xlsx gets notes and a fill, docx comments on just the number. What is not
annotated stays as it is. The libraries are the extra `formlint[annotate]`; each format's module is imported when it is needed.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import cast

from formlint.documents import Place
from formlint.findings import Finding, Mention
from formlint.records import record
from formlint.reporters import View
from formlint.reporters.advice import change, how
from formlint.reporters.elsewhere import in_a_line
from formlint.reporters.messages import spoken, told
from formlint.reporters.sums import SIGNS, in_one_line
from formlint.reporters.visible import visible
from formlint.reporters.width import heading
from formlint.results import DocumentResult
from formlint.words import led, say, strung

FORMATS = {"pdf": "pdf", "xlsx": "xlsx", "docx": "docx"}  # format of a document: module
EVIDENCE = "evidence"
AUTHOR = "formlint"
LABEL = 28  # columns of a heading in a note


class NotAnnotated(Exception):  # noqa: N818 - it says what it is
    """`message` is the id of a message in `interface`: why this file gets no notes."""

    def __init__(self, message: str, **details: str) -> None:
        super().__init__(message)
        self.message, self.details = message, details


@record(frozen=True, slots=True)
class Note:
    """What is put at a place: `level` is a severity, or evidence, which is marked and has no text. `id` tells notes of one file apart."""

    id: str
    place: Place
    cited: str  # as printed
    level: str
    text: str = ""


class Format:
    """What every module of this folder offers."""

    def annotate(self, data: bytes, notes: Sequence[Note]) -> bytes:
        """The file with the notes in it. Raises NotAnnotated."""
        raise NotImplementedError


def annotated(data: bytes, result: DocumentResult, view: View, paths: Sequence[str] = ()) -> bytes:
    """The bytes of the file with a note for every finding; `paths` are those of all documents of the run, which findings may cite.

    Raises NotAnnotated when its format takes no notes, or it cannot be written to.
    """
    if result.format not in FORMATS:
        raise NotAnnotated("no-notes-in-format", format=result.format)
    try:
        module = cast(Format, import_module(f"formlint.annotating.{FORMATS[result.format]}"))
    except ImportError as error:
        raise NotAnnotated("annotate-extra", module=str(error.name)) from error
    try:
        return module.annotate(data, notes(result, view, paths))
    except NotAnnotated:
        raise
    except Exception as error:  # a file from anywhere brings up whatever three libraries know; the other copies are still written
        raise NotAnnotated("cannot-annotate", reason=type(error).__name__) from error


def notes(result: DocumentResult, view: View, paths: Sequence[str] = ()) -> tuple[Note, ...]:
    """The notes of a document, worst finding first; findings about the document as a whole have no place in it. A number that several findings
    cite is marked once, and not at all where one accuses it: colours that lie on each other can be told apart by nobody."""
    found = [note for form in result.forms for finding in form.findings for note in _of_finding(finding, form.form.definition, view, paths)]
    told = {note.place for note in found if note.text}
    first = {note.place: note.id for note in reversed(found) if note.level == EVIDENCE}
    return tuple(note for note in found if note.text or (note.place not in told and first[note.place] == note.id))


def _of_finding(finding: Finding, definition: str, view: View, paths: Sequence[str]) -> Iterator[Note]:
    guilty = finding.culprit.mention if finding.culprit else finding.subject
    if guilty.place.spots:
        text = "\n".join(_text(finding, definition, view, paths))
        yield Note(f"{finding.fingerprint}-{finding.occurrence}", guilty.place, guilty.text, finding.severity.value, text)
    for number, other in enumerate(_others(finding, guilty), 1):
        yield Note(f"{finding.fingerprint}-{finding.occurrence}-{number}", other.place, other.text, EVIDENCE)


def _others(finding: Finding, guilty: Mention) -> list[Mention]:
    return [each for each in (finding.subject, *finding.evidence) if each.id != guilty.id and each.place.spots]


def _text(finding: Finding, definition: str, view: View, paths: Sequence[str]) -> Iterator[str]:
    """What one would write in the margin: what is wrong, the sum, how to mend it, what demands it."""
    lang = view.lang
    yield f"[{say('interface', finding.severity.value, lang)}] {told(finding, view)}"
    if finding.comparison:
        yield in_one_line(finding.comparison, lang, SIGNS)
    if finding.culprit:
        place = " / ".join(heading(label, LABEL) for label in finding.culprit.mention.label) or finding.culprit.mention.id
        yield led(say("interface", "fix", lang), change(finding.culprit, place, lang), lang)
    elif finding.suspects:
        likely = [
            f"{visible(each.mention.text)} → {visible(each.suggestion)}{how(each, lang)} {each.share:.0%}" for each in finding.suspects if each.share
        ]
        yield led(say("interface", "suspects", lang), strung(likely, lang, ";"), lang)
    yield from (led(say("interface", "then", lang), told(each, view), lang) for each in finding.consequences)
    if paths and finding.elsewhere:
        yield say("interface", "see-also", lang, places=in_a_line(finding, paths, lang)).strip()
    rule = view.rule(definition, finding.rule)
    basis = [text for text in (spoken(rule.says, lang) if rule else "", visible(finding.source)) if text]
    if basis:
        yield led(say("interface", "basis", lang), " / ".join(basis), lang)
    yield f"({AUTHOR} {finding.check})"
