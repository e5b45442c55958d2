"""The HTML report without a browser: marks lie on exactly the characters that findings speak of, and whatever is left out is said."""

import base64
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
import pytest
from lxml import html
from PIL import Image

from fixtures import prints
from fixtures.layout import cells
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.documents import Document
from formlint.drawing import MOST_PAGES, drawn
from formlint.lint import Setup, lint, lint_together
from formlint.reporters import View, reporter
from formlint.results import DocumentResult, Result, Standing
from tests.readers.printed import Sheet
from tests.readers.printed import pdf as printed

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FORM = FIXTURES / "2022"
FORMATS = ("pdf", "ofd", "xlsx", "xls", "docx", "html", "md", "txt")
AS_READ = tuple(suffix for suffix in FORMATS if suffix not in ("pdf", "ofd"))


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED), keep=True)


@cache
def checked(*paths: Path) -> Result:
    return Result(lint_together(tuple(lint(path, setup()) for path in paths), [setup()] * len(paths)))


def unchanged(document: DocumentResult) -> bytes | None:
    data = Path(document.path).read_bytes()
    return data if hashlib.sha256(data).hexdigest() == document.sha256 else None


def page(result: Result, lang: str = "zh") -> Any:
    out = StringIO()
    reporter("html").report(result, out, View(setup().checks, setup().definitions, lang, source=unchanged))
    return html.document_fromstring(out.getvalue())


def texts(elements: Sequence[Any]) -> list[str]:
    """What they say, without the badges."""
    return ["".join(each.xpath(".//text()[not(ancestor::sup)]")) for each in elements]


def led_to(tree: Any, finding: str) -> list[Any]:
    found: list[Any] = tree.xpath(f"//*[contains(concat(' ', @data-for, ' '), ' {finding} ')]")
    return found


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_finding_has_its_number_marked(suffix: str) -> None:
    tree = page(checked(FORM / f"form.{suffix}"))
    articles = tree.xpath("//article/@id")
    assert len(articles) == 8
    assert [finding for finding in articles if not led_to(tree, finding)] == []


@pytest.mark.parametrize("suffix", AS_READ)
def test_the_guilty_number_is_marked_and_nothing_beside_it(suffix: str) -> None:
    """On a page the cells of one row stand at one height: what tells them apart is where on the line they stand."""
    tree = page(checked(FORM / f"form.{suffix}"))
    guilty = tree.xpath("//a[contains(@class, 'mark') and contains(@class, 'guilty')]")
    assert [text for text in texts(guilty) if text in {"719人", "77家"}] == ["719人", "77家"]
    assert sorted(each.text for each in tree.xpath("//div[@class='read']//sup")) == ["1", "2", "3", "4", "5", "6", "7", "8"]


@pytest.mark.parametrize("suffix", AS_READ)
def test_a_tick_is_on_a_verified_number_only(suffix: str) -> None:
    result = checked(FORM / f"form.{suffix}")
    known = {
        "".join(entry.mention.text.split())
        for document in result.documents
        for form in document.forms
        for entry in form.ledger
        if entry.standing is Standing.VERIFIED
    }
    ticked = ["".join(text.split()) for text in texts(page(result).xpath("//*[contains(concat(' ', @class, ' '), ' ok ')]"))]
    assert len(ticked) >= 70
    assert [text for text in ticked if not any(text in number for number in known)] == []


def test_a_file_that_has_changed_is_shown_as_it_was_read(tmp_path: Path) -> None:
    result = checked(FORM / "form.pdf")
    changed = Result(tuple(replace(document, sha256="0" * 64) for document in result.documents))
    tree = page(changed)
    assert tree.xpath("//img") == []
    assert "以原件为准" in tree.text_content()
    assert "719人" in texts(tree.xpath("//a[contains(@class, 'mark') and contains(@class, 'guilty')]"))


def on_its_side() -> bytes:
    """The print of the form on pages that lie on their side."""
    shown = list(cells((FORM / "form.md").read_text(encoding="utf-8")))
    edges = prints.edges_of(shown)
    heights = prints.row_heights(shown, edges)
    contents = [prints.content(shown, edges, heights, block) for block in prints.blocks(heights)]
    data = prints.package([f"q 0 1 -1 0 {prints.PAGE[1]} 0 cm\n{content}\nQ" for content in contents])
    return data.replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 842 595]")


def boxes(tree: Any) -> list[tuple[float, ...]]:
    return [tuple(float(box.get(side)) for side in ("x", "y", "width", "height")) for box in tree.xpath("//rect")]


def image(tree: Any, number: int) -> Any:
    data = tree.xpath("//img/@src")[number].partition(",")[2]
    return numpy.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("L"), numpy.int16)


def test_a_page_on_its_side_is_shown_as_one_holds_it_to_read(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(on_its_side())
    turned, upright = page(checked(file)), page(checked(FORM / "form.pdf"))
    assert len(boxes(turned)) == len(boxes(upright)) > 80
    for one, other in zip(boxes(turned), boxes(upright), strict=True):
        assert one == pytest.approx(other, abs=1)
    for number in (0, 1):
        assert image(turned, number).shape == image(upright, number).shape
        assert abs(image(turned, number) - image(upright, number)).mean() < 2  # upside down it is 22 to 31


def inside(tree: Any, document: Any) -> list[tuple[str, str]]:
    """For every finding the text that pdfium finds in the box of its number."""
    found = []
    for at, figure in enumerate(tree.xpath("//figure")):
        height = float(figure.xpath("./svg/@viewbox")[0].split()[3])
        for link in figure.xpath(".//a[.//circle]"):
            left, top, width, tall = (float(link.xpath("./rect")[0].get(side)) for side in ("x", "y", "width", "height"))
            text = document[at].get_textpage().get_text_bounded(left, height - top - tall, left + width, height - top)
            found.append((link.get("data-for"), "".join(text.split())))
    return sorted(found)


def test_what_stands_in_a_box_is_the_number() -> None:
    """The box is asked of the file itself, by its own engine, and not of what was read."""
    result = checked(FORM / "form.pdf")
    findings = result.documents[0].all_findings
    expected = [(f"f{at}", (each.culprit.mention if each.culprit else each.subject).text) for at, each in enumerate(findings, 1)]
    found = inside(page(result), pypdfium2.PdfDocument(FORM / "form.pdf"))
    assert [name for name, _ in found] == [name for name, _ in expected]
    for (_, text), (_, number) in zip(found, expected, strict=True):
        assert number in text
        assert len(text) <= len(number) + 2  # a character at each side that a margin of 1.2 points touches


def test_what_stands_in_a_box_of_an_ofd_is_the_number() -> None:
    """The box is asked of what is drawn beneath it."""
    result = checked(FORM / "form.ofd")
    expected = [
        (f"f{at}", (each.culprit.mention if each.culprit else each.subject).text) for at, each in enumerate(result.documents[0].all_findings, 1)
    ]
    found = []
    tree = page(result)
    for figure in tree.xpath("//figure"):
        drawn_there = [(text, [float(left) for left in text.get("x").split()]) for text in figure.xpath(".//text[@class='words']")]
        for link in figure.xpath(".//a[.//circle]"):
            left, top, width, tall = (float(link.xpath("./rect")[0].get(side)) for side in ("x", "y", "width", "height"))
            level = [(text, lefts) for text, lefts in drawn_there if top < float(text.get("y")) < top + tall]
            inside = [letter for text, lefts in level for at, letter in zip(lefts, text.text, strict=True) if left <= at < left + width - 2]
            found.append((link.get("data-for"), "".join(inside)))
    assert sorted(found) == sorted((name, "".join(text.split())) for name, text in expected)
    assert "重绘" in tree.text_content()


def test_a_field_that_was_filled_in_is_shown_filled_in() -> None:
    field = b"<</Type/Annot/Subtype/Widget/F 4/FT/Tx/T(total)/V(450.50)/Rect[152 730 242 750]>>"
    data = printed(Sheet("", "/MediaBox[0 0 600 800]/Annots[6 0 R]"), extra=[b"<</Font<</Helv 3 0 R>>>>", field])
    fields = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/DR 5 0 R/DA(/Helv 10 Tf 0 g)>>>>"
    ((shown,), _) = drawn(Document("pdf", ()), data.replace(b"<</Type/Catalog/Pages 2 0 R>>", fields), ())
    pixels = numpy.asarray(Image.open(io.BytesIO(base64.b64decode(shown.picture.partition(",")[2]))).convert("L"))
    assert pixels[100:140, 304:484].min() < 100


def test_of_a_long_file_the_pages_with_findings_are_shown_and_the_rest_counted() -> None:
    data = printed(*[Sheet("", "/MediaBox[0 0 60 80]")] * (MOST_PAGES + 2))
    shown, left_out = drawn(Document("pdf", ()), data, {MOST_PAGES + 2})
    assert [each.number for each in shown] == [*range(1, MOST_PAGES), MOST_PAGES + 2]
    assert left_out == 2


@pytest.mark.parametrize(("lang", "told"), [("zh", "新增图书：8240册"), ("en", "6 figures not covered")])
def test_what_is_not_covered_is_listed_where_nothing_was_found(lang: str, told: str) -> None:
    tree = page(checked(FIXTURES / "clean" / "form.pdf"), lang)
    assert told in re.sub(r"\s+", " ", tree.xpath("//details[@open]")[0].text_content())


def test_what_a_finding_cites_of_another_document_leads_there() -> None:
    tree = page(checked(FORM / "form.xlsx", FIXTURES / "2023" / "form.txt"))
    cited = tree.xpath("//section[@id='d2']//ul[@class='elsewhere']//a")
    assert cited
    assert {each.get("href") for each in cited} == {"#d1"}
    assert {each.text.rpartition("/")[2] for each in cited} == {"form.xlsx"}


def test_why_rounding_does_not_explain_it_is_told() -> None:
    (grade,) = page(checked(FORM / "form.xlsx"), "en").xpath("//article[@id='f2']//p[@class='quiet']")
    assert "Only cutting digits off gives this number" in grade.text


def test_of_many_documents_some_are_not_shown_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formlint.reporters.html.MOST_FACES", 1)
    tree = page(checked(FORM / "form.xlsx", FORM / "form.md"))
    assert tree.xpath("//section[@id='d1']//div[@class='read']")
    assert not tree.xpath("//section[@id='d2']//div[@class='read']")
    assert "为控制报告大小" in tree.xpath("//section[@id='d2']")[0].text_content()


def test_same_documents_give_the_same_bytes() -> None:
    once, again = (html.tostring(page(checked(FORM / "form.pdf"))) for _ in range(2))
    assert once == again


def test_files_that_cannot_be_read_for_several_reasons_share_a_column_of_the_overview(tmp_path: Path) -> None:
    for name, data in (("empty.xlsx", b""), ("notes.txt", "今天下雨。".encode())):
        (tmp_path / name).write_bytes(data)
    tree = page(checked(tmp_path / "empty.xlsx", tmp_path / "notes.txt"))
    heads = [each.text_content() for each in tree.find_class("heat")[0].find_class("check")]
    assert heads == ["整份文件"]
