"""Comments in a copy of a Word document, seen by an independent reader: each on just its number, the text as it was."""

import io
import zipfile
from functools import cache
from pathlib import Path

import docx
from docx.oxml.ns import qn

from formlint.annotating import annotated
from formlint.annotating._package import FRESH
from formlint.annotating._strict import USUAL, loosened, tightened
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.reporters import View

FORM = Path(__file__).parent.parent.parent / "fixtures" / "project" / "faulty.docx"


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


def copy_of(data: bytes) -> bytes:
    result = lint_source(Source("form.docx", data), "form.docx", setup())
    return annotated(data, result, View(setup().checks, setup().definitions))


def commented(data: bytes) -> dict[str, str]:
    """The text under every comment, and what the comment says."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    found: dict[str, str] = {}
    open_: dict[str, str] = {}
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_[element.get(qn("w:id"))] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            found[open_.pop(element.get(qn("w:id")))] = texts[element.get(qn("w:id"))]
        elif element.tag == qn("w:t"):
            open_ = {key: text + (element.text or "") for key, text in open_.items()}
    return found


def text_of(data: bytes) -> str:
    return "".join(element.text or "" for element in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:t")))


def test_every_comment_lies_on_just_its_number() -> None:
    found = commented(copy_of(FORM.read_bytes()))
    assert set(found) == {"286.87", "99.84", "3140株"}
    assert "改为“268.87”" in found["286.87"]
    assert "740株 + 2500株 = 3240株，表中写 3140株（少 100株）" in found["3140株"]


def test_the_text_stays() -> None:
    data = FORM.read_bytes()
    assert text_of(copy_of(data)) == text_of(data)


def test_the_copy_is_read_as_the_original_was() -> None:
    data = FORM.read_bytes()
    results = [lint_source(Source("form.docx", each), "form.docx", setup()) for each in (data, copy_of(data))]
    assert [finding.fingerprint for finding in results[0].all_findings] == [finding.fingerprint for finding in results[1].all_findings]


def test_two_copies_are_equal_whatever_the_clock_says() -> None:
    copy = copy_of(FORM.read_bytes())
    assert copy == copy_of(FORM.read_bytes())
    with zipfile.ZipFile(io.BytesIO(copy)) as archive, zipfile.ZipFile(FORM) as original:
        assert archive.getinfo("word/document.xml").date_time == original.getinfo("word/document.xml").date_time
        assert archive.getinfo("word/comments.xml").date_time == FRESH


def test_all_other_parts_are_the_same_bytes() -> None:
    """Also those that are spelled in another way than the library would."""
    spelled = io.BytesIO()
    with zipfile.ZipFile(FORM) as form, zipfile.ZipFile(spelled, "w") as other:
        for info in form.infolist():
            indented = form.read(info).replace(b"><", b">\n<") if info.filename != "word/document.xml" else form.read(info)
            other.writestr(info, indented.replace(b"/>", b" />"))
    with zipfile.ZipFile(spelled) as before, zipfile.ZipFile(io.BytesIO(copy_of(spelled.getvalue()))) as after:
        changed = {name for name in before.namelist() if after.read(name) != before.read(name)}
        assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"} & set(before.namelist())
        assert set(after.namelist()) == {*before.namelist(), "word/comments.xml", "word/_rels/document.xml.rels"}


def test_a_strict_document_stays_strict_and_has_its_comments() -> None:
    """ISO/IEC 29500-1 has names of its own for everything, and python-docx knows none of them."""
    strict = tightened(FORM.read_bytes())
    copy = copy_of(strict)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive, zipfile.ZipFile(io.BytesIO(strict)) as original:
        parts = {name: archive.read(name) for name in archive.namelist()}
        kept = [name for name in original.namelist() if original.read(name) == parts[name]]
    assert [name for name, content in parts.items() if USUAL.search(content)] == []
    assert {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"} >= set(original.namelist()) - set(kept)
    assert set(commented(loosened(copy))) == {"286.87", "99.84", "3140株"}
