"""A Word document reads as it prints: merged cells, changes accepted, text boxes once; and whatever the bytes are, nothing but a ReadError."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from formlint.documents import Document, NodeSpot
from formlint.errors import ReadError
from formlint.readers import Source, docx
from formlint.readers import read as read_any

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

Shape = tuple[int, int, int, int, str]


def relations(*targets: tuple[str, str]) -> str:
    rows = (f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def packed(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def parts(body: str) -> dict[str, str]:
    return {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }


def read(body: str, **more: str) -> Document:
    return docx.read(Source("x.docx", packed({**parts(body), **more})))


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        docx.read(Source("x.docx", data))
    return error.value.message


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def par(*content: str) -> str:
    return f"<w:p>{''.join(run(piece) if not piece.startswith('<') else piece for piece in content)}</w:p>"


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else par(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(each if each.startswith('<') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def shapes(document: Document, number: int = 0) -> list[Shape]:
    return [(each.row, each.column, each.rows, each.columns, each.text) for each in document.tables[number].cells]


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_paragraphs_and_tables_keep_their_order_and_know_their_place() -> None:
    document = read(par("标题") + par() + par("单位") + table(row("a", "b")) + par("注"))
    assert [getattr(block, "text", "table") for block in document.blocks] == ["标题", "单位", "table", "注"]
    assert [line.passage.place().spots for line in document.lines[1:]] == [(NodeSpot((2,), 0, 2),), (NodeSpot((3,), 0, 1),)]
    assert document.tables[0].cells[1].passage.place().spots == (NodeSpot((1, 1, 2), 0, 1),)


def test_merged_cells_are_one_cell() -> None:
    wide, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    upper = row(cell("a", wide + start), "b") + row(cell("", wide + on), "c")
    document = read(table(upper, row("d", cell("e", start), "f"), row("g", cell("h", on), "i")))
    assert shapes(document) == [
        *((0, 0, 2, 2, "a"), (0, 2, 1, 1, "b"), (1, 2, 1, 1, "c")),
        *((2, 0, 1, 1, "d"), (2, 1, 2, 1, "e"), (2, 2, 1, 1, "f"), (3, 0, 1, 1, "g"), (3, 2, 1, 1, "i")),
    ]


def test_a_new_restart_begins_a_new_cell_and_a_continuation_of_nothing_is_a_cell() -> None:
    start, on = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'
    document = read(table(row(cell("a", on), "x"), row(cell("b", start), "y"), row(cell("c", start), "z"), row(cell("", on), "z")))
    assert [shape for shape in shapes(document) if shape[1] == 0] == [(0, 0, 1, 1, "a"), (1, 0, 1, 1, "b"), (2, 0, 2, 1, "c")]


def test_cells_merged_the_old_way_are_one_cell() -> None:
    document = read(table(row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), "b")))
    assert shapes(document) == [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b")]


def test_columns_left_out_before_a_row_shift_it() -> None:
    document = read(table(row("a", "b", "c"), row("d", properties='<w:gridBefore w:val="2"/>')))
    assert shapes(document)[-1] == (1, 2, 1, 1, "d")


@pytest.mark.parametrize("huge", ["1000000000", "2147483647", "9" * 400])
def test_a_span_beyond_measure_ends_where_the_others_end(huge: str) -> None:
    document = read(table(row("a", "b", "c"), row("d", cell("e", f'<w:gridSpan w:val="{huge}"/>'))))
    assert shapes(document)[-1] == (1, 1, 1, 2, "e")


@pytest.mark.parametrize("strange", ["-1", "0", "x", "٣", ""])
def test_a_span_that_is_no_count_is_one(strange: str) -> None:
    assert shapes(read(table(row(cell("a", f'<w:gridSpan w:val="{strange}"/>'), "b"))))[0] == (0, 0, 1, 1, "a")


def test_the_paragraphs_of_a_cell_are_its_lines() -> None:
    document = read(table(row(cell(par("一", "<w:r><w:br/></w:r>", "二") + par("<w:r><w:tab/></w:r>", "三") + par()), "b")))
    assert shapes(document)[0][4] == "一\n二\n\t三"


def test_the_lines_of_a_paragraph_share_its_number() -> None:
    document = read(par("一", "<w:r><w:br/></w:r>", "二"))
    assert [line.passage.place().spots for line in document.lines] == [(NodeSpot((1,), 0, 1),), (NodeSpot((1,), 2, 1),)]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:ins>" + run("900") + "</w:ins><w:del><w:r><w:delText>800</w:delText></w:r></w:del>", "900"),
        ("<w:moveFrom>" + run("a") + "</w:moveFrom>" + run("b") + "<w:moveTo>" + run("c") + "</w:moveTo>", "bc"),
        (run("a") + run("b", "<w:vanish/>") + run("c", '<w:vanish w:val="0"/>'), "ac"),
        (run("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "a"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("a"), "a"),
        ("<w:hyperlink>" + run("a") + "</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>" + run("b") + "</w:sdtContent></w:sdt>", "ab"),
        ('<w:fldSimple w:instr="DATE">' + run("2022") + "</w:fldSimple>", "2022"),
        ("<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("1"), "-1"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("95%"), "≥95%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="x" w:char="zz"/></w:r>', "☑"),
        ("<w:ruby><w:rt>" + run("zhi") + "</w:rt><w:rubyBase>" + run("执") + "</w:rubyBase></w:ruby>", "执"),
        ("<m:oMath><m:r><m:t>≥</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "≥1/2"),
        ('<w:commentRangeStart w:id="1"/>' + run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "a"),
    ],
)
def test_a_paragraph_reads_as_it_prints(content: str, shown: str) -> None:
    assert texts(read(f"<w:p>{content}</w:p>")) == [shown]


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


def test_a_field_shows_its_result() -> None:
    assert texts(read(par(field("=SUM(ABOVE)", "100"), "分"))) == ["100分"]
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    assert texts(read(par(begin, field("X", "part of the code"), end, "a"))) == ["a"]


def test_a_field_without_end_hides_its_own_paragraph_only() -> None:
    assert texts(read(par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "a") + par("b"))) == ["b"]


def test_a_paragraph_whose_end_is_struck_out_goes_on_with_the_next() -> None:
    assert texts(read(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('一')}</w:p>" + par("二") + par("三"))) == ["一二", "三"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:hidden/>"])
def test_a_row_that_is_struck_out_or_hidden_is_not_there(mark: str) -> None:
    on = cell("", "<w:vMerge/>")
    document = read(table(row(cell("a", '<w:vMerge w:val="restart"/>'), "b"), row(on, "c", properties=mark), row(on, "d")))
    assert shapes(document) == [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "d")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{par('盒')}</w:txbxContent>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    twice = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    assert texts(read(par("前", twice, "后") + par("末"))) == ["前后", "盒", "末"]
    assert shapes(read(table(row(cell(par("前", twice)), "b"))))[0][4] == "前\n盒"
    assert texts(read(par(f"<w:r>{old}</w:r>"))) == ["盒"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    assert shapes(read(par(f"<w:r><w:txbxContent>{table(row('a', 'b'))}</w:txbxContent></w:r>"))) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")]


def test_a_small_table_in_a_form_belongs_to_its_cell() -> None:
    inner = table(row("1", "2"), row("3", ""))
    document = read(table(row("a", "b", "c"), row("d", "e", "f"), row("g", cell(par("前") + inner + par("后")), "h")))
    assert len(document.tables) == 1
    assert shapes(document)[7] == (2, 1, 1, 1, "前\n1 2\n3\n后")


def test_a_form_inside_a_frame_is_a_table_of_its_own() -> None:
    inner = table(row("a", "b"), row("c", "d"))
    document = read(table(row("标题"), row(cell(inner + par())), row("落款")))
    assert [getattr(block, "text", "table") for block in document.blocks] == ["标题", "table", "落款"]
    assert [shape[4] for shape in shapes(document)] == ["a", "b", "c", "d"]


def test_the_rows_of_a_frame_that_hold_no_tables_are_a_table() -> None:
    inner = table(row("1", "2"), row("3", "4"))
    document = read(table(row("a", "b"), row(cell(inner, '<w:gridSpan w:val="2"/>')), row("c", "d"), row("e", "f")))
    assert [[shape[:2] + shape[4:] for shape in shapes(document, number)] for number in (0, 2)] == [
        [(0, 0, "a"), (0, 1, "b")],
        [(0, 0, "c"), (0, 1, "d"), (1, 0, "e"), (1, 1, "f")],
    ]


def test_a_header_is_read_only_when_nothing_stands_before_the_table() -> None:
    header, footer = (f"<w:{tag} {SPACES}>{par(text)}</w:{tag}>" for tag, text in (("hdr", "自评表"), ("ftr", "第1页")))
    named = '<w:headerReference w:type="first" r:id="r1"/><w:headerReference w:type="default" r:id="r1"/><w:footerReference r:id="r2"/>'
    section = f"<w:sectPr>{named}</w:sectPr>"
    more = {"word/header1.xml": header, "word/footer1.xml": footer}
    more["word/_rels/document.xml.rels"] = relations(("header", "header1.xml"), ("footer", "footer1.xml"))
    assert texts(read(table(row("a")) + section, **more)) == ["自评表"]
    assert texts(read(par("标题") + table(row("a")) + section, **more)) == ["标题"]


def test_footnotes_stand_at_the_end() -> None:
    separator = '<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {SPACES}>{separator}<w:footnote>{par('注')}</w:footnote></w:footnotes>"
    more = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relations(("footnotes", "footnotes.xml"))}
    assert texts(read(par("a"), **more)) == ["a", "注"]


def test_blank_tables_are_left_out_and_blank_cells_are_not() -> None:
    document = read(table(row("", "")) + table(row("a", "")))
    assert [shapes(document), len(document.tables)] == [[(0, 0, 1, 1, "a"), (0, 1, 1, 1, "")], 1]


def test_the_strict_namespace_is_read() -> None:
    members = {name: content.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, content in parts(par("a")).items()}
    assert texts(docx.read(Source("x.docx", packed(members)))) == ["a"]


def test_a_document_is_known_by_its_content_also_when_a_workbook_is_embedded_in_it() -> None:
    data = packed({**parts(par("a")), "word/embeddings/xl/workbook.xml": ""})
    assert {read_any(Source(name, data)).format for name in ("a.docx", "a.txt", "a")} == {"docx"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not-a-docx"),
        (b"<html>", "not-a-docx"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged-docx"),
        (packed({"xl/workbook.xml": ""}), "not-a-docx"),
        (packed({"word/document.xml": ""}), "bad-xml"),
        (packed({"word/document.xml": "<w:document/>"}), "bad-xml"),
        (packed({"word/document.xml": "<document/>"}), "not-a-docx"),
        (packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "xml-with-dtd"),
        (packed(parts("<w:tbl><w:tr><w:tc>" * 101 + "</w:tc></w:tr></w:tbl>" * 101)), "nested-too-deep"),
        (packed(parts(table(row(cell(par("a" * 100_001)), "b")))), "text-too-long"),
        (packed(parts(table(*[row(*["<w:tc/>"] * 50)] * 4_001))), "too-many-table-cells"),
    ],
)
def test_what_is_no_ordinary_document_is_refused(data: bytes, message: str) -> None:
    assert refusal(data) == message


@pytest.mark.parametrize("body", ["<w:tc><w:tr/></w:tc>", "<w:tbl><w:tc/></w:tbl>", "<w:t>a</w:t>", "<w:gridSpan/>", "<w:vMerge/>", "<w:del/>"])
def test_elements_out_of_their_place_do_no_harm(body: str) -> None:
    assert isinstance(read(body + par("x")), Document)


def test_content_nested_beyond_reason_is_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + par("a") + "</w:sdtContent></w:sdt>" * 20_000
    assert texts(read(deep)) == ["a"]


def test_a_changed_byte_never_gives_anything_but_a_document_or_a_read_error() -> None:
    data = packed(parts(par("a") + table(row(cell("a", '<w:gridSpan w:val="2"/>'), "b"))))
    for position in range(0, len(data), 3):
        broken = bytearray(data)
        broken[position] ^= 0xFF
        try:
            docx.read(Source("x.docx", bytes(broken)))
        except ReadError:
            continue
