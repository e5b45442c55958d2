"""A PDF reads as it is printed, by either engine; whatever the bytes are, nothing but a ReadError; and a page that was not read never looks clean."""

import json
import sys
from pathlib import Path

import pytest

from formlint.documents import Document, PageSpot, Table
from formlint.errors import ReadError
from formlint.readers import Source, pdf
from formlint.readers.pdf import PDFIUM, PDFMINER
from tests.readers.printed import Sheet, grid, line, stream, text
from tests.readers.printed import pdf as printed

ENGINES = pytest.mark.parametrize("engine", [PDFIUM, PDFMINER])
XS, YS = (50, 150, 250), (750, 730, 710)
FORM = grid(XS, YS) + text(55, 735, "Total funds") + text(155, 735, "450.50") + text(55, 715, "执行率") + text(155, 715, "98.81%")
PICTURE = stream(b"\0\0\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8")
SCAN = Sheet("q 600 0 0 800 0 0 cm /I Do Q", objects={"I": PICTURE})
SEED = Path(__file__).parents[3] / "shared" / "cases" / "seed-2022"


def by(engine: str, *sheets: Sheet) -> Document:
    return pdf.reading(printed(*sheets), engine).document()


def texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        pdf.read(Source("x.pdf", data))
    return error.value.message


@ENGINES
def test_a_ruled_table_comes_back_cell_by_cell(engine: str) -> None:
    (table,) = by(engine, Sheet(FORM)).tables
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "Total funds"),
        (0, 1, "450.50"),
        (1, 0, "执行率"),
        (1, 1, "98.81%"),
    ]


@ENGINES
def test_a_missing_rule_merges_cells(engine: str) -> None:
    rules = grid(XS, (750, 730)) + line(50, 710, 250, 710) + line(50, 730, 50, 710) + line(250, 730, 250, 710)
    (table,) = by(engine, Sheet(rules + text(55, 715, "all"))).tables
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]


@ENGINES
@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("".join(f"{x} 710 0.5 40 re f\n" for x in XS) + "".join(f"50 {y} 200 0.5 re f\n" for y in YS), id="thin filled areas"),
        pytest.param("".join(f"{x} {y} 100 20 re S\n" for x in XS[:2] for y in YS[1:]), id="a frame for each cell"),
        pytest.param("50 710 m 50 750 l 250 750 l 250 710 l h 150 710 m 150 750 l 50 730 m 250 730 l S\n", id="one path"),
        pytest.param("q 2 0 0 2 0 0 cm " + grid([x / 2 for x in XS], [y / 2 for y in YS]) + "Q\n", id="scaled"),
    ],
)
def test_rules_may_be_drawn_in_any_way(engine: str, frame: str) -> None:
    (table,) = by(engine, Sheet(frame + FORM[len(grid(XS, YS)) :])).tables
    assert texts(table) == ["Total funds", "450.50", "执行率", "98.81%"]


@ENGINES
def test_rules_may_stand_in_a_form_that_is_drawn_elsewhere(engine: str) -> None:
    frame = stream(grid(XS, YS).encode(), b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 100]")
    (table,) = by(engine, Sheet("q 1 0 0 1 0 -100 cm /F Do Q " + FORM[len(grid(XS, YS)) :], objects={"F": frame})).tables
    assert texts(table) == ["Total funds", "450.50", "执行率", "98.81%"]


@ENGINES
def test_a_shade_without_a_border_rules_nothing(engine: str) -> None:
    assert not by(engine, Sheet("0.9 g 50 710 100 40 re f 150 710 100 40 re f 0 g " + text(55, 735, "Total"))).tables


@ENGINES
def test_text_outside_the_tables_is_a_line_each_in_reading_order(engine: str) -> None:
    document = by(engine, Sheet(text(55, 690, "below") + FORM + text(55, 770, "above") + text(200, 770, "right")))
    first, table, last = document.blocks
    assert (first.text, last.text) == ("above right", "below")  # type: ignore[union-attr]  # a table has no text
    assert isinstance(table, Table)


@ENGINES
def test_lines_of_a_cell_are_joined_by_a_newline(engine: str) -> None:
    (table,) = by(engine, Sheet(grid(XS, YS) + text(55, 741, "upper") + text(55, 732, "lower", 8))).tables
    assert texts(table)[0] == "upper\nlower"


@ENGINES
def test_every_character_has_its_place_from_the_top_left_corner(engine: str) -> None:
    (table,) = by(engine, Sheet(FORM)).tables
    (piece,) = table.cells[2].passage.pieces
    assert isinstance(piece.spot, PageSpot)
    assert piece.spot.page == 1
    assert piece.spot.edges == pytest.approx((55, 65, 65, 75, 75, 85), abs=0.1)
    assert 70 < piece.spot.top < 80  # the base line runs 85 points below the top of the page
    assert 85 < piece.spot.bottom < 90


@ENGINES
def test_an_empty_cell_has_the_place_of_its_box(engine: str) -> None:
    (table,) = by(engine, Sheet(grid(XS, YS) + text(55, 735, "x"))).tables
    (piece,) = table.cells[3].passage.pieces
    assert (piece.start, piece.end) == (0, 0)
    assert isinstance(piece.spot, PageSpot)
    assert piece.spot.box == pytest.approx((150, 70, 250, 90), abs=0.5)


@ENGINES
@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [(90, "0 1 -1 0 600 0"), (180, "-1 0 0 -1 600 800"), (270, "0 -1 1 0 0 800")],
)
def test_a_turned_page_reads_as_it_is_shown(engine: str, rotate: int, matrix: str) -> None:
    width, height = (800, 600) if rotate % 180 else (600, 800)
    rules = grid(XS, (550, 530, 510)) + text(55, 535, "first") + text(155, 535, "second")
    (table,) = by(engine, Sheet(f"q {matrix} cm {rules} Q", f"/MediaBox[0 0 600 800]/Rotate {rotate}")).tables
    assert texts(table) == ["first", "second", "", ""]
    spot = table.cells[0].passage.pieces[0].spot
    assert isinstance(spot, PageSpot)
    assert spot.box[0] == pytest.approx(55, abs=1)
    assert spot.bottom == pytest.approx(height - 533, abs=3)
    assert width >= spot.box[2]


@ENGINES
@pytest.mark.parametrize("rotate", [0, 90, 180])
@pytest.mark.parametrize(("turned", "matrix"), [(1, "0 1 -1 0 600 0"), (2, "-1 0 0 -1 600 800"), (3, "0 -1 1 0 0 800")])
def test_a_page_whose_text_lies_on_its_side_is_read_as_one_holds_it(engine: str, turned: int, matrix: str, rotate: int) -> None:
    rules = grid(XS, (550, 530, 510)) + text(55, 535, "first 1") + text(155, 535, "second 2")
    (table,) = by(engine, Sheet(f"q {matrix} cm {rules} Q", f"/MediaBox[0 0 600 800]/Rotate {rotate}")).tables
    assert texts(table) == ["first 1", "second 2", "", ""]
    for cell in table.cells:  # so that a mark can be set in the file
        spot = cell.passage.pieces[0].spot
        assert isinstance(spot, PageSpot)
        assert spot.turned == (turned - rotate // 90) % 4


@ENGINES
def test_labels_that_run_upwards_do_not_turn_a_page(engine: str) -> None:
    upwards = "BT /L 10 Tf 0 1 -1 0 45 600 Tm (sideways label) Tj ET\n"
    (table,) = by(engine, Sheet(FORM + upwards)).tables
    assert texts(table) == ["Total funds", "450.50", "执行率", "98.81%"]


@ENGINES
def test_the_place_counts_from_the_visible_part_of_the_page(engine: str) -> None:
    (line_,) = by(engine, Sheet(text(155, 735, "x"), "/MediaBox[-50 -50 700 900]/CropBox[100 100 600 800]")).lines
    spot = line_.passage.pieces[0].spot
    assert isinstance(spot, PageSpot)
    assert (spot.edges[0], spot.bottom) == pytest.approx((55, 67), abs=3)


@ENGINES
def test_radicals_read_as_the_characters_they_stand_for(engine: str) -> None:
    unicode_map = stream(b"1 begincodespacerange <00><ff> endcodespacerange 2 beginbfchar <41><2F2F> <42><2ED4> endbfchar")
    latin = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>"
    document = pdf.reading(printed(Sheet(text(55, 735, "AB")), latin=latin, extra=[unicode_map]), engine).document()
    assert document.lines[0].text == "工门"


@ENGINES
def test_a_character_printed_twice_for_boldness_is_one(engine: str) -> None:
    document = by(engine, Sheet(text(55, 735, "455") + text(55.3, 735, "455")))
    assert document.lines[0].text == "455"


@ENGINES
def test_a_hyphen_at_the_end_of_a_line_stays(engine: str) -> None:
    document = by(engine, Sheet(text(55, 735, "minus-") + text(55, 720, "five")))
    assert [each.text for each in document.lines] == ["minus-", "five"]


@ENGINES
def test_a_table_goes_on_over_a_page_break(engine: str) -> None:
    second = grid(XS, YS) + text(55, 735, "third") + text(155, 735, "5") + text(55, 715, "fourth") + text(155, 715, "6")
    (table,) = by(engine, Sheet(FORM + text(290, 20, "1")), Sheet(second)).tables
    assert texts(table)[4:] == ["third", "5", "fourth", "6"]
    assert [cell.row for cell in table.cells] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_title_over_the_second_table_makes_it_a_new_one() -> None:
    document = by(PDFIUM, Sheet(FORM), Sheet(text(55, 770, "Second form") + FORM))
    assert len(document.tables) == 2


@pytest.mark.parametrize("data", [b"", b"%", b"PK\x03\x04", b"<html>"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert refusal(data) == "not-a-pdf"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_a_file_that_was_cut_off_is_damaged_and_not_half_read(share: float) -> None:
    whole = printed(Sheet(FORM), Sheet(FORM))
    assert refusal(whole[: int(len(whole) * share)]) == "damaged"


def test_garbage_under_the_mark_of_a_pdf_is_damaged() -> None:
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 40) == "damaged"


def test_a_file_with_a_password_asks_for_its_removal() -> None:
    assert refusal(printed(Sheet(FORM), password="secret")) == "encrypted"


@ENGINES
def test_neither_engine_takes_an_encrypted_file_for_a_damaged_one(engine: str) -> None:
    with pytest.raises(ReadError) as error:
        by_password = printed(Sheet(FORM), password="secret")
        pdf.reading(by_password, engine)
    assert error.value.message == "encrypted"


@ENGINES
def test_a_scan_is_refused_where_text_cannot_be_recognised(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as if formlint[ocr] were not installed
    with pytest.raises(ReadError) as error:
        by(engine, SCAN, SCAN)
    assert (error.value.message, error.value.details) == ("image-only", {"pages": "2"})


@ENGINES
def test_a_page_that_is_a_picture_is_told_where_text_cannot_be_recognised(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    document = by(engine, Sheet(FORM), SCAN)
    assert [(notice.message, notice.args) for notice in document.notices] == [("page-is-image", (("page", "2"),))]
    assert len(document.tables) == 1


@ENGINES
def test_a_stamp_or_a_background_does_not_make_a_form_a_picture(engine: str) -> None:
    assert not by(engine, Sheet(SCAN.operators + "\n" + FORM, objects=SCAN.objects)).notices


LETTERS = "".join(f"{x} {y} m " + f"{x + 4} {y + 6} l {x} {y + 8} l " * 4 + "f\n" for x in range(50, 500, 12) for y in range(100, 700, 15))


@ENGINES
def test_a_page_whose_letters_are_drawn_as_outlines_is_told_where_text_cannot_be_recognised(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    document = by(engine, Sheet(FORM), Sheet(LETTERS))
    assert [(notice.message, notice.args) for notice in document.notices] == [("page-is-image", (("page", "2"),))]


@ENGINES
def test_a_large_picture_among_text_is_told(engine: str) -> None:
    document = by(engine, Sheet(FORM + "q 500 0 0 500 50 100 cm /I Do Q", objects={"I": PICTURE}))
    assert [(notice.message, notice.args) for notice in document.notices] == [("page-has-image", (("page", "1"),))]


@ENGINES
def test_a_small_picture_among_text_is_not(engine: str) -> None:
    assert not by(engine, Sheet(FORM + "q 200 0 0 200 50 100 cm /I Do Q", objects={"I": PICTURE})).notices


def test_a_page_that_the_file_promises_and_does_not_have_is_told() -> None:
    whole = printed(Sheet(FORM), Sheet(FORM))
    document = pdf.read(Source("x.pdf", whole.replace(b"/Count 2/Kids[6 0 R 8 0 R]", b"/Count 3/Kids[6 0 R 8 0 R]")))
    assert [notice.message for notice in document.notices] == ["page-not-read"]


def test_a_file_without_any_text_is_told() -> None:
    assert refusal(printed(Sheet(grid(XS, YS)))) == "no-text"


@ENGINES
def test_a_page_with_more_characters_than_any_form_is_refused(engine: str) -> None:
    crowd = "".join(text(0, 10 * row, "x" * 1_000, 1) for row in range(51))
    with pytest.raises(ReadError) as error:
        by(engine, Sheet(crowd))
    assert error.value.message == "too-many-characters"


def test_a_page_with_more_rules_than_any_form_is_refused() -> None:
    assert refusal(printed(Sheet(text(0, 0, "x" * 30) + "".join(line(0, y / 30, 600, y / 30) for y in range(20_001))))) == "too-many-rules"


def test_pdfminer_reads_what_pdfium_gives_no_usable_text_of() -> None:
    """A font for private use in pdfium's eyes stays odd in both; then the first reading counts, and the odd characters are told."""
    unicode_map = stream(b"1 begincodespacerange <00><ff> endcodespacerange 1 beginbfchar <41><E000> endbfchar")
    latin = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>"
    document = pdf.read(Source("x.pdf", printed(Sheet(text(55, 735, "A" * 30)), latin=latin, extra=[unicode_map])))
    assert [notice.message for notice in document.notices] == ["odd-characters"]


@pytest.mark.skipif(not SEED.is_dir(), reason="needs shared: the 2022 form as five programs print it")
@pytest.mark.parametrize(("engine", "fewest"), [(PDFIUM, 192), (PDFMINER, 191)])
@pytest.mark.parametrize("name", ["form_calc", "form_writer", "form_cid", "form_skia", "form_skia_type3"])
def test_the_cells_of_a_real_form_are_exact(name: str, engine: str, fewest: int) -> None:
    truth = {tuple(cell[:4]): "".join(cell[4].split()) for cell in json.loads((SEED / "truth.json").read_text(encoding="utf-8"))["cells"]}
    (table,) = pdf.reading((SEED / f"{name}.pdf").read_bytes(), engine).document().tables
    read = {(cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1): "".join(cell.text.split()) for cell in table.cells}
    assert sum(read.get(where) == words for where, words in truth.items()) >= fewest
