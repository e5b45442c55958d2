"""An OFD reads as it is shown: text where its distances put it, paths as rules; whatever the bytes are, nothing but a ReadError."""

import io
import json
import random
import re
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from fixtures.fixed_pages import SPACE, package, page_of, parts, path, rectangle, root, text
from formlint.documents import Document, PageSpot, Table
from formlint.errors import ReadError
from formlint.limits import Limits, within
from formlint.readers import Source, ofd
from formlint.readers import read as read_any
from formlint.readers.ofds import canvas, resources
from formlint.words import say

FRAME = "".join(rectangle(x, y, 40, 10) for y in (20, 30) for x in (20, 60))
FORM = FRAME + text(22, 28, "Total funds", 4) + text(62, 28, "450.50", 4) + text(22, 38, "执行率", 4) + text(62, 38, "98.81%", 4)
LINES = "".join([path((x, 20, 0, 20), "M 0 0 L 0 20") for x in (20, 60, 100)] + [path((20, y, 80, 0), "M 0 0 L 80 0") for y in (20, 30, 40)])
READ = ["Total funds", "450.50", "执行率", "98.81%"]
A4 = "0 0 210 297"


def made(*pages: str, more: str = "", **others: str) -> bytes:
    """An OFD with these pages; `others` are parts of the document by path, `__` standing for `/` and `_xml` for the suffix."""
    members = {f"Doc_0/{name}": part for name, part in parts(list(pages), A4, more)}
    for name, part in others.items():
        members["Doc_0/" + name.replace("__", "/").replace("_xml", ".xml")] = part
    return package(members | {"OFD.xml": root("Doc_0/Document.xml")})


def read(*pages: str, more: str = "", **others: str) -> Document:
    return ofd.read(Source("x.ofd", made(*pages, more=more, **others)))


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        ofd.read(Source("x.ofd", data))
    assert say("documents", error.value.message, "zh", **error.value.details)
    return error.value.message


def texts(document: Document) -> list[str]:
    (table,) = document.tables
    return [cell.text for cell in table.cells]


def written(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_a_ruled_table_comes_back_cell_by_cell() -> None:
    (table,) = read(FORM).tables
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [(0, 0, READ[0]), (0, 1, READ[1]), (1, 0, READ[2]), (1, 1, READ[3])]


def test_an_ofd_is_known_by_its_content() -> None:
    document = read_any(Source("x.pdf.docx", made(FORM)))
    assert (document.format, document.notices[0].message) == ("ofd", "other-suffix")


def test_places_are_points_from_the_corner_of_the_paper() -> None:
    (line,) = read(text(25.4, 50.8, "执行", 10)).lines
    spot = line.passage.pieces[0].spot
    assert isinstance(spot, PageSpot)
    assert spot.page == 1
    assert spot.edges == pytest.approx((72, 72 + 28.35, 72 + 28.35, 72 + 56.7), abs=0.1)
    assert spot.bottom == pytest.approx(141.7, abs=0.1)  # 12 % of the size below the base line


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(LINES, id="lines"),
        pytest.param(
            "".join(path((x, 20, 0.2, 20), "M 0 0 L 0.2 0 L 0.2 20 L 0 20 C", 'Stroke="false" Fill="true"') for x in (20, 60, 100))
            + "".join(path((20, y, 80, 0.2), "M 0 0 L 80 0 L 80 0.2 L 0 0.2 C", 'Stroke="false" Fill="true"') for y in (20, 30, 40)),
            id="thin filled areas",
        ),
        pytest.param(path((20, 20, 80, 20), "M 0 0 L 80 0 L 80 20 L 0 20 C M 40 0 L 40 20 M 0 10 L 80 10"), id="one path"),
        pytest.param(path((20, 20, 80, 20), "M 0 0 L 160 0 L 160 40 L 0 40 C M 80 0 L 80 40 M 0 20 L 160 20", 'CTM="0.5 0 0 0.5 0 0"'), id="scaled"),
        pytest.param(path((20, 20, 80, 20), "M 0 0 L 0 80 L -20 80 L -20 0 C M 0 40 L -20 40 M -10 0 L -10 80", 'CTM="0 -1 1 0 0 0"'), id="turned"),
        pytest.param(FRAME + path((100, 20, 9, 9), "M 0 0 B 1 1 2 2 9 9 Q 1 1 2 2 A 3 3 0 0 1 5 5 C"), id="with curves"),
    ],
)
def test_rules_may_be_drawn_in_any_way(frame: str) -> None:
    assert texts(read(frame + FORM[len(FRAME) :])) == READ


def test_a_shade_without_a_border_rules_nothing() -> None:
    assert not read(path((20, 20, 40, 20), "M 0 0 L 40 0 L 40 20 L 0 20 C", 'Stroke="false" Fill="true"') + text(22, 28, "Total", 4)).tables


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 2 4 2 2">执行率98</ofd:TextCode>', "执行率98"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 g 999999999 4">执行率</ofd:TextCode>', "执行率"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4">执行率</ofd:TextCode>', "执行率"),
        ('<ofd:TextCode X="0" Y="4">执行率</ofd:TextCode>', "执行率"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 4 12">执行率低</ofd:TextCode>', "执行率 低"),
        ('<ofd:TextCode X="8" Y="4">率</ofd:TextCode><ofd:TextCode X="0" DeltaX="4">执行</ofd:TextCode>', "执行率"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="3.4 3.4">mmm</ofd:TextCode>', "mmm"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="2 1.4 2">a &amp;b</ofd:TextCode>', "a &b"),
    ],
)
def test_characters_stand_where_their_distances_put_them(code: str, line: str) -> None:
    assert written(read(f'<ofd:TextObject ID="1" Boundary="20 20 60 6" Font="3" Size="4">{code}</ofd:TextObject>')) == [line]


def test_distances_downwards_write_a_column() -> None:
    column = '<ofd:TextCode X="0" Y="4" DeltaY="g 2 6">总目标</ofd:TextCode>'
    assert written(read(f'<ofd:TextObject ID="1" Boundary="20 20 6 30" Font="3" Size="4">{column}</ofd:TextObject>')) == ["总", "目", "标"]


@pytest.mark.parametrize(
    "unit",
    [
        '<ofd:TextObject ID="1" Boundary="62 22 30 6" CTM="0.5 0 0 0.5 0 0" Font="3" Size="8">'
        '<ofd:TextCode X="0" Y="8" DeltaX="g 5 4">450.50</ofd:TextCode></ofd:TextObject>',
        f"<ofd:PageBlock>{text(62, 28, '450.50', 4)}</ofd:PageBlock>",
        text(62, 28, "450.50", 4).replace("ofd:", ""),
    ],
    ids=["scaled", "in a block", "without a prefix"],
)
def test_text_may_be_written_in_any_way(unit: str) -> None:
    assert texts(read(FRAME + unit.replace("<TextObject", f'<TextObject xmlns="{SPACE[11:-1]}"')))[1] == "450.50"


WHITE, BLACK, CLEAR = (f"<ofd:FillColor {each}/>" for each in ('Value="255 255 255"', 'Value="0 0 0"', 'Value="0 0 0" Alpha="0"'))
CLIP = "<ofd:Clips><ofd:Clip><ofd:Area>{}</ofd:Area></ofd:Clip></ofd:Clips>"


def clip(drawn: str) -> str:
    return CLIP.format(path((0, 0, 1, 1), drawn).replace("PathObject", "Path"))


SHADE = path((15, 15, 100, 40), "M 0 0 L 100 0 L 100 40 L 0 40 C", 'Stroke="false" Fill="true"', '<ofd:FillColor Value="0 0 128"/>')


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        (text(62, 28, "450.50", 4), True),
        (text(62, 28, "450.50", 4, colours=BLACK), True),
        (text(62, 28, "450.50", 4, colours='<ofd:FillColor Value="255"/>'), False),
        (text(62, 28, "450.50", 4, colours=WHITE), False),
        (SHADE + text(62, 28, "450.50", 4, colours=WHITE), True),
        (text(62, 28, "450.50", 4, colours=CLEAR), False),
        (text(62, 28, "450.50", 4, more='Visible="false"'), False),
        (text(62, 28, "450.50", 4, more='Alpha="0"'), False),
        (text(62, 28, "450.50", 4, more='Fill="false"'), False),
        (text(62, 28, "450.50", 4, more='Fill="false" Stroke="true"'), True),
        (text(62, 28, "450.50", 4, more='DrawParam="7"'), False),
        (text(62, 28, "450.50", 4).replace('X="0"', 'X="30"'), False),
        (text(62, 28, "450.50", 4, colours=clip("M 90 90 L 99 99")), False),
        (text(62, 28, "450.50", 4, colours=clip("M 0 0 L 99 99")), True),
    ],
)  # fmt: skip
def test_what_does_not_show_is_not_read(unit: str, shown: bool) -> None:
    params = f'<ofd:DrawParam ID="7" Relative="8"/><ofd:DrawParam ID="8">{WHITE}</ofd:DrawParam>'
    param = f"<ofd:Res {SPACE}><ofd:DrawParams>{params}</ofd:DrawParams></ofd:Res>"
    assert texts(read(FRAME + text(22, 28, "Total", 4) + unit, PublicRes_xml=param))[1] == ("450.50" if shown else "")


@pytest.mark.parametrize(
    "hidden",
    [
        path((40, 20, 0, 20), "M 0 0 L 0 20", 'Visible="false"'),
        path((40, 20, 0, 20), "M 0 0 L 0 20", colours='<ofd:StrokeColor Value="255 255 255"/>'),
        path((190, 20, 0, 20), "M -150 0 L -150 20"),
    ],
    ids=["invisible", "white", "out of its box"],
)
def test_rules_that_do_not_show_part_nothing(hidden: str) -> None:
    assert texts(read(FORM + hidden)) == READ


def test_a_template_is_part_of_each_page_that_names_it() -> None:
    page = page_of(FORM[len(FRAME) :], '<ofd:Template TemplateID="4" ZOrder="Background"/>')
    template = '<ofd:TemplatePage ID="4" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    document = read("", "", more=template, Pages__Page_0__Content_xml=page, Pages__Page_1__Content_xml=page, Tpls__Tpl_0__Content_xml=page_of(FRAME))
    assert texts(document) == READ * 2  # the table goes on over the page break


@pytest.mark.parametrize(("given", "shown"), [('Type="Stamp"', True), ('Type="Stamp" Visible="false"', False), ('Type="Watermark"', False)])
def test_an_annotation_stands_where_it_appears(given: str, shown: bool) -> None:
    listed = f'<ofd:Annotations {SPACE}><ofd:Page PageID="10"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    note = f'<ofd:Annot ID="1" {given}><ofd:Appearance Boundary="62 22 30 6">{text(0, 6, "450.50", 4)}</ofd:Appearance></ofd:Annot>'
    document = read(
        FRAME + text(22, 28, "Total", 4),
        more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        Annots__Annotations_xml=listed,
        Annots__Page_0__Annotation_xml=f"<ofd:PageAnnot {SPACE}>{note}</ofd:PageAnnot>",
    )
    assert texts(document)[1] == ("450.50" if shown else "")


def composite(content: str) -> str:
    unit = f'<ofd:CompositeGraphicUnit ID="5" Width="90" Height="30"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>'
    return f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"


USED = '<ofd:CompositeObject ID="1" Boundary="10 10 200 200" ResourceID="5"/>'


def test_a_drawing_used_again_is_drawn() -> None:
    used = '<ofd:CompositeObject ID="1" Boundary="10 10 200 200" CTM="2 0 0 2 0 0" ResourceID="5"/>'
    half = "".join(rectangle(x, y, 20, 5) for y in (5, 10) for x in (5, 25))
    assert texts(read(used + FORM[len(FRAME) :], PublicRes_xml=composite(half))) == READ


def test_a_drawing_that_draws_itself_is_refused() -> None:
    assert refusal(made(USED, PublicRes_xml=composite(USED))) == "nested-drawings"


def test_drawings_within_drawings_that_never_end_are_refused() -> None:
    unit = '<ofd:CompositeGraphicUnit ID="{}"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>'
    units = "".join(unit.format(5 + at, USED.replace('"5"', f'"{6 + at}"') * 20) for at in range(7))
    assert refusal(made(USED, PublicRes_xml=f"<ofd:Res {SPACE}>{units}</ofd:Res>")) == "too-many-objects"


def test_a_pattern_is_no_text() -> None:
    pattern = f"<ofd:FillColor><ofd:Pattern><ofd:CellContent>{text(0, 6, 'x', 4)}</ofd:CellContent></ofd:Pattern></ofd:FillColor>"
    assert written(read(text(20, 28, "Total", 4, colours=pattern))) == ["Total"]


def test_several_documents_in_a_file_are_read_one_after_the_other() -> None:
    members = {f"{folder}/{name}": part for folder in ("A", "B") for name, part in parts([FORM], A4)}
    document = ofd.read(Source("x.ofd", package(members | {"OFD.xml": root("A/Document.xml", "/B/Document.xml")})))
    assert [[cell.text for cell in block.cells] for block in document.blocks if isinstance(block, Table)] == [READ, READ]
    spots = [table.cells[0].passage.pieces[0].spot for table in document.tables]
    assert [spot.page for spot in spots if isinstance(spot, PageSpot)] == [1, 2]


def test_the_paper_of_a_page_counts_before_that_of_the_document() -> None:
    page = page_of(text(25, 30, "x", 4), "<ofd:Area><ofd:PhysicalBox>20 20 50 50</ofd:PhysicalBox></ofd:Area>")
    spot = read("", Pages__Page_0__Content_xml=page).lines[0].passage.pieces[0].spot
    assert isinstance(spot, PageSpot)
    assert spot.edges[0] == pytest.approx(5 * 72 / 25.4, abs=0.1)


IMAGE = '<ofd:ImageObject ID="1" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="9"/>'


def test_a_scan_is_refused() -> None:
    assert refusal(made(IMAGE, IMAGE)) == "image-only"


def test_a_page_that_is_a_picture_or_missing_is_told() -> None:
    data = made(FORM, IMAGE, FORM)
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        members = {name: whole.read(name).decode() for name in whole.namelist() if "Page_2" not in name}
    document = ofd.read(Source("x.ofd", package(members)))
    assert [(notice.message, notice.args) for notice in document.notices] == [
        ("page-is-image", (("page", "2"),)),
        ("page-not-read", (("page", "3"),)),
    ]


def test_letters_drawn_as_outlines_make_a_picture_of_a_page() -> None:
    letter = path((20, 20, 9, 9), "M 0 0 " + "L 4 6 L 0 8 " * 4, 'Stroke="false" Fill="true"')
    assert [notice.message for notice in read(FORM, letter * 101).notices] == ["page-is-image"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html>", "not-an-ofd"),
        (b"PK\x03\x04 OFD.xml", "damaged-ofd"),
        (package({"a.xml": "<a/>"}), "not-an-ofd"),
        (package({"OFD.xml": f"<ofd:OFD {SPACE}/>"}), "damaged-ofd"),
        (package({"OFD.xml": root("OFD.xml")}), "damaged-ofd"),
        (package({"OFD.xml": root("gone.xml")}), "damaged-ofd"),
        (package({"OFD.xml": root("Document.xml"), "Encryptions.xml": "<a/>"}), "encrypted"),
        (package({"OFD.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "xml-with-dtd"),
        (made(""), "no-text"),
        (made(FORM)[:900], "damaged-ofd"),
        (made(text(20, 20, "x", 4).replace('Size="4.000"', 'Size="NaN"')), "bad-xml"),
        (made(text(20, 20, "x", 4).replace('Boundary="20', 'Boundary="1e300')), "bad-xml"),
        (made(path((20, 20, 1, 1), "M 0 0 L 1")), "bad-xml"),
        (made("<ofd:TextObject>"), "bad-xml"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    assert refusal(data) == message


def crowd(count: int) -> str:
    return text(0, 10, "一" * count, 0.1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (made(crowd(Limits().characters + 1)), "too-many-characters"),
        (made(crowd(30) + path((0, 0, 200, 290), "".join(f"M 0 {at / 99} L 200 {at / 99} " for at in range(Limits().rules + 1)))), "too-many-rules"),
        (made(*[""] * (Limits().pages + 1)), "too-many-pages"),
    ],
    ids=["characters", "rules", "pages"],
)
def test_what_no_form_has_is_refused(data: bytes, message: str) -> None:
    assert refusal(data) == message


@pytest.mark.parametrize(
    ("module", "limit", "value", "message"),
    [
        (canvas, "MOST_OBJECTS", 7, "too-many-objects"),
        (canvas, "MOST_POINTS", 9, "too-many-objects"),
        (resources, "MOST_EVENTS", 3, "too-many-drawings"),
    ],
)
def test_each_limit_ends_in_a_refusal_that_names_it(module: Any, limit: str, value: int, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(FORM, PublicRes_xml=composite(FORM))
    monkeypatch.setattr(module, limit, value)
    assert refusal(data) == message


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(parts=3), "too-many-parts"), (Limits(inflated_megabytes=0), "zip-bomb"), (Limits(characters=5), "too-many-characters")],
)
def test_other_limits_may_be_laid_down(limits: Limits, message: str) -> None:
    with within(limits):
        assert refusal(made(FORM)) == message
    assert read(FORM).tables


def test_bytes_that_inflate_beyond_what_they_declare_are_counted() -> None:
    assert refusal(made(" " * (Limits().inflated_megabytes * 500_000), "x" * (Limits().inflated_megabytes * 500_000 + 1))) == "zip-bomb"


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_end_in_a_document_or_a_refusal(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(made(FORM + USED, PublicRes_xml=composite(FORM)))
    for _ in range(3):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    try:
        ofd.read(Source("x.ofd", bytes(data)))
    except ReadError as error:
        assert say("documents", error.message, "zh", **error.details)


ODD = ("", "x", "-1", "1e7", "9 9", "g", "NaN NaN NaN NaN", "0 0 0 0 0 0")


@pytest.mark.parametrize("odd", ODD)
def test_no_attribute_brings_the_reader_down(odd: str) -> None:
    page = page_of(FORM + USED)
    for found in re.finditer('="([^"]*)"', page):
        changed = page[: found.start(1)] + odd + page[found.end(1) :]
        with suppress(ReadError):
            ofd.read(Source("x.ofd", made("", Pages__Page_0__Content_xml=changed)))


SEED = Path(__file__).parents[3] / "shared" / "cases" / "seed-2022"


@pytest.mark.skipif(not SEED.is_dir(), reason="needs shared: the 2022 form as an OFD")
def test_the_cells_of_a_real_form_are_exact() -> None:
    truth = {tuple(cell[:4]): "".join(cell[4].split()) for cell in json.loads((SEED / "truth.json").read_text(encoding="utf-8"))["cells"]}
    (table,) = ofd.read(Source("form.ofd", (SEED / "form.ofd").read_bytes())).tables
    found = {(cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1): "".join(cell.text.split()) for cell in table.cells}
    assert found == truth
