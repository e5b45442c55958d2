"""Highlights in a copy of a PDF, seen by an independent reader: over the number, with the note, behind the untouched original."""

import ctypes
import io
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy
import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdfium2 import raw

from fixtures import prints
from fixtures.layout import cells
from formlint.annotating import NotAnnotated, Note, annotated, pdf
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.documents import PageSpot, Place, ScanSpot
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.reporters import View

FORM = Path(__file__).parent.parent.parent / "fixtures" / "project" / "faulty.pdf"
Highlight = tuple[str, str]  # the text under it, its note


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED))


def copy_of(data: bytes, lang: str = "zh") -> bytes:
    result = lint_source(Source("form.pdf", data), "form.pdf", setup())
    return annotated(data, result, View(setup().checks, setup().definitions, lang))


def highlights(data: bytes) -> list[Highlight]:
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text = page.get_textpage()
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, number)
            assert raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_HIGHLIGHT
            box = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, box)
            size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
            buffer = (ctypes.c_ushort * max(1, size // 2))()
            raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
            note = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found.append(("".join(text.get_text_bounded(box.left, box.bottom, box.right, box.top).split()), note))
    return found


def turned(degrees: int) -> bytes:
    """The form drawn sideways, on pages that are shown turned so that it stands upright again."""
    shown = list(cells(FORM.with_suffix(".md").read_text(encoding="utf-8")))
    edges = prints.edges_of(shown)
    heights = prints.row_heights(shown, edges)
    width, height = prints.PAGE
    matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[degrees]
    data = prints.package([f"{matrix} cm\n{prints.content(shown, edges, heights, block)}" for block in prints.blocks(heights)])
    if degrees != 180:
        data = data.replace(f"[0 0 {width} {height}]".encode(), f"[0 0 {height} {width}]".encode())
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_original_is_a_prefix_of_the_copy() -> None:
    data = FORM.read_bytes()
    copy = copy_of(data)
    assert copy.startswith(data)
    assert len(copy) > len(data)


def test_a_highlight_lies_over_the_number_and_tells_what_is_wrong() -> None:
    noted = {text: note for text, note in highlights(copy_of(FORM.read_bytes())) if note}
    assert set(noted) == {"286.87", "99.84", "3140株"}
    assert "286.87 + 26.00 = 312.87，表中写 294.87（少 18.00）" in noted["286.87"]
    assert "改为“268.87”" in noted["286.87"]


def test_evidence_is_marked_without_a_note() -> None:
    marked = [text for text, note in highlights(copy_of(FORM.read_bytes())) if not note]
    assert {"294.87", "26.00", "740株", "2500株", "9.78"} <= set(marked)


def test_no_number_is_marked_twice() -> None:
    accused = (FORM.parent.parent / "2022" / "form.pdf").read_bytes()  # the score of 9 is accused, and cited among the rows that lost points
    boxes = re.findall(rb"/Highlight\n/Rect (\[[^]]+\])", copy_of(accused))
    assert len(boxes) == len(set(boxes)) > 10


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_highlights_find_their_numbers_on_turned_pages(degrees: int) -> None:
    noted = {text for text, note in highlights(copy_of(turned(degrees))) if note}
    assert noted == {"286.87", "99.84", "3140株"}


def test_notes_are_in_the_language_of_the_report() -> None:
    noted = [note for _, note in highlights(copy_of(FORM.read_bytes(), "en")) if note]
    assert all(note.startswith("[error] ") for note in noted)


def test_two_copies_are_equal() -> None:
    assert copy_of(FORM.read_bytes()) == copy_of(FORM.read_bytes())


def test_a_copy_can_be_annotated_again() -> None:
    copy = copy_of(FORM.read_bytes())
    assert len(highlights(copy_of(copy))) == 2 * len(highlights(copy))


@pytest.mark.parametrize("listed", [generic.NullObject(), generic.DictionaryObject(), generic.IndirectObject(9999, 0, None)])
def test_a_list_of_annotations_that_is_none_is_made_anew(listed: generic.PdfObject) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(FORM.read_bytes()))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Annots"] = listed
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    assert highlights(copy_of(out.getvalue())) == highlights(copy_of(FORM.read_bytes()))


def test_what_cannot_be_written_to_is_told() -> None:
    result = lint_source(Source("form.pdf", FORM.read_bytes()), "form.pdf", setup())
    with pytest.raises(NotAnnotated):
        annotated(b"%PDF-1.7\nnothing", result, View(setup().checks, setup().definitions))


def test_a_signature_over_the_original_still_verifies() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1)).sign(key, hashes.SHA256())
    (certificate,) = load_certs_from_pemder_data(made.public_bytes(serialization.Encoding.DER))
    private = load_private_key_from_pemder_data(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()), None
    )
    signer = signers.SimpleSigner(certificate, private, SimpleCertificateStore())
    signed = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(FORM.read_bytes())), signers.PdfSignatureMetadata(field_name="S"), signer=signer
    ).getvalue()
    copy = copy_of(signed)
    (signature,) = PdfFileReader(io.BytesIO(copy)).embedded_signatures
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[certificate]), skip_diff=True)
    assert status.intact
    assert status.valid


def names(data: bytes) -> list[str]:
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    pages = [reader.find_page_for_modification(number)[0].get_object() for number in range(reader.root["/Pages"]["/Count"])]
    return [str(each.get_object()["/NM"]) for page in pages for each in page.get("/Annots", ())]


def test_every_note_of_a_page_has_a_name_of_its_own() -> None:
    """Also where two forms of a file have the same fault, and in a copy of a copy."""
    once = copy_of(FORM.read_bytes())
    again = copy_of(once)
    for data in (once, again):
        found = names(data)
        assert len(found) == len(set(found)) == len(highlights(data))
    assert names(again)[: len(names(once))] == names(once)


SPOT = PageSpot.over(1, 200.0, 212.0, (100.0, 130.0))  # 30 by 12 points, as a scan of the page is read


@pytest.mark.parametrize(("degrees", "turned"), [(0.0, 0), (1.5, 0), (-2.0, 0), (1.0, 1), (0.0, 2), (-1.0, 3)])
def test_highlights_lie_askew_on_a_scan_that_does(degrees: float, turned: int) -> None:
    """A page is scanned askew or on its side; it was read upright, and its numbers are marked where they are."""
    cv2 = pytest.importorskip("cv2", reason="needs formlint[ocr]: make test-ocr")
    page = pypdfium2.PdfDocument(FORM)[0].render(scale=150 / 72).to_numpy().copy()
    left, top, right, bottom = (round(edge * 150 / 72) for edge in SPOT.box)
    down = round(100 * 150 / 72)
    page[top:bottom, left:right] = page[top + down : bottom + down, left:right] = (0, 160, 0)  # what is to be found again
    height, width = page.shape[:2]
    askew = cv2.warpAffine(page, cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), (width, height), borderValue=(255, 255, 255))
    lying = Image.fromarray(numpy.ascontiguousarray(numpy.rot90(askew, turned))[:, :, ::-1])
    out = io.BytesIO()
    lying.save(out, "PDF", resolution=150)
    spot = ScanSpot(1, SPOT.top, SPOT.bottom, SPOT.packed, turned, (1.0,), " ")
    blank = Note("b", Place((PageSpot(1, 300.0, 312.0, SPOT.packed, turned),)), "", "evidence")  # a cell without text has no recogniser's spot
    copy = pypdfium2.PdfDocument(pdf.annotate(out.getvalue(), [Note("a", Place((spot,)), "719", "error", "text"), blank]))
    before, after = (pypdfium2.PdfDocument(out.getvalue())[0].render(scale=2).to_numpy(), copy[0].render(scale=2).to_numpy())
    green = before[:, :, 1].astype(int) - before[:, :, 2] > 60
    marked = (before != after).any(axis=2)
    assert (green & marked).sum() / green.sum() > 0.85
    assert (green & marked).sum() / marked.sum() > 0.85
