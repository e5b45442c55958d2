"""What a person wrote down about the documents of fixtures/ is what formlint finds in them: all of it, and nothing else.

`findings.json` of a case folder names every finding of severity error and warning, for every document of the folder:

    {"forms": [{"files": ["form.txt", "form.xlsx"],
                "findings": [{"severity": "error", "check": "narrative/breakdown", "subject": "719", "mentions": ["273"], "suggests": "519"}]}]}

`subject` is the number that is accused and `mentions` are numbers that the finding must cite; `confidence`, `suggests` (null: nobody is named), the
ranked `suspects` and the checks that would fail `then` are compared when they are written. Findings at info are compared when the form says
`"info": true`.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fixtures.generate import FORMATS
from fixtures.layout import cells
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.findings import Finding, Severity
from formlint.lint import Setup, lint

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path for path in FIXTURES.iterdir() if path.is_dir() and path.name != "__pycache__")
DOCUMENTS = (".txt", ".md", ".xlsx", ".pdf")


@dataclass(frozen=True, slots=True)
class Expected:
    """One document and the findings that a person wrote down for it."""

    path: Path
    findings: tuple[dict[str, Any], ...]
    info: bool

    def __str__(self) -> str:
        return self.path.relative_to(FIXTURES).as_posix()


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


def written_down() -> Iterator[Expected]:
    for case in CASES:
        listed = json.loads((case / "findings.json").read_text(encoding="utf-8")) if (case / "findings.json").exists() else {"forms": []}
        for form in listed["forms"]:
            for file in form.get("files") or [form["file"]]:
                yield Expected(case / file, tuple(form["findings"]), form.get("info", False))


def fits(finding: Finding, entry: dict[str, Any]) -> bool:
    """The entry describes this finding."""
    cited = [finding.subject, *finding.evidence, *(suspect.mention for suspect in finding.suspects), *(each.subject for each in finding.consequences)]
    return (
        (finding.check, finding.severity) == (entry["check"], entry["severity"])
        and has(finding.subject.text, entry["subject"])
        and all(any(has(mention.text, number) for mention in cited) for number in entry.get("mentions", ()))
        and entry.get("confidence", finding.confidence) == finding.confidence
        and ("suggests" not in entry or (finding.culprit.suggestion if finding.culprit else None) == entry["suggests"])
        and ("suspects" not in entry or [suspect.suggestion for suspect in finding.suspects] == entry["suspects"])
        and entry.get("then", [each.check for each in finding.consequences]) == [each.check for each in finding.consequences]
    )


def has(text: str, wanted: str) -> bool:
    """The text contains it, a number only as a whole: 19 is not in 519."""
    return re.search(rf"(?<![\d.]){re.escape(wanted)}(?![\d]|\.\d)", text) is not None


def shown(finding: Finding) -> str:
    return f"{finding.severity} {finding.check} {finding.message} {finding.subject.text!r} cites {[mention.text for mention in finding.evidence]}"


@pytest.mark.parametrize("expected", list(written_down()), ids=str)
def test_findings_are_those_that_a_person_wrote_down(expected: Expected) -> None:
    found = [each for each in lint(expected.path, setup()).all_findings if expected.info or each.severity is not Severity.INFO]
    missed = [entry for entry in expected.findings if not any(fits(each, entry) for each in found)]
    unasked = [shown(each) for each in found if not any(fits(each, entry) for entry in expected.findings)]
    assert not missed, f"not found, among {list(map(shown, found))}"
    assert not unasked
    assert len(found) == len(expected.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_document_of_a_case_has_its_findings_written_down(case: Path) -> None:
    documents = {path for path in case.iterdir() if path.suffix in DOCUMENTS}
    assert documents == {expected.path for expected in written_down() if expected.path.parent == case}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("source", sorted(FIXTURES.glob("*/*.md")), ids=lambda path: path.relative_to(FIXTURES).with_suffix("").as_posix())
def test_the_documents_are_made_of_the_notation(source: Path, suffix: str) -> None:
    """`python -m fixtures.generate` would change nothing. Of a zip package the parts are compared: compressed bytes differ between machines."""
    made = FORMATS[suffix](list(cells(source.read_text(encoding="utf-8"))))
    assert parts(source.with_suffix(suffix).read_bytes()) == parts(made)


def parts(data: bytes) -> dict[str, bytes]:
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
