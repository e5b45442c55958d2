"""Texts that do not say in which encoding they were written: read where the bytes are certain, and GB18030 is never taken for another."""

import codecs
import re
from pathlib import Path

import pytest

from formlint.readers import Source, csv, html, read, text
from formlint.readers.encodings import unmarked

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
TRADITIONAL = (
    "差旅費用報銷單\n單位：採購處,日期：2023年5月\n費用項目,單價,天數,金額\n交通費,120.00,2,240.00\n住宿費,380.00,3,1140.00\n合計,,,1380.00\n"
)
SIMPLIFIED = "差旅费用报销单\n单位：采购处,日期：2023年5月\n费用项目,单价,天数,金额\n交通费,120.00,2,240.00\n合计,,,1380.00\n"
ENGLISH = "Expense Claim\nEmployee,Sales desk\nDescription,Unit price,Quantity,Amount\nTrain,86.50,2,173.00\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("written", [TRADITIONAL, SIMPLIFIED, ENGLISH])
def test_utf_16_without_a_mark_is_read(written: str, encoding: str) -> None:
    assert [line.text for line in text.read(Source("x.txt", written.encode(encoding))).lines] == written.splitlines()


@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x.html"])
@pytest.mark.parametrize(("written", "encoding"), [(TRADITIONAL, "big5"), (TRADITIONAL, "utf-16-le"), (SIMPLIFIED, "utf-16-be"), (SIMPLIFIED, "gbk")])
def test_every_kind_of_text_is_read_alike(name: str, written: str, encoding: str) -> None:
    page = "<table><tr><td>" + written.replace("\n", "<tr><td>").replace(",", "<td>")
    document = read(Source(name, (page if name == "x.html" else written).encode(encoding)))
    told = [cell.text for table in document.tables for cell in table.cells] or [line.text for line in document.lines]
    parts = written.splitlines() if name == "x.txt" else re.split("[\n,]", written)
    assert list(filter(None, told)) == list(filter(None, parts))


FORMS = sorted(path for suffix in ("txt", "csv", "html") for path in FIXTURES.glob(f"*/*.{suffix}"))
ODD = ["臺北縣政府\n項目,數量\n", "㐀𠀀€", "分值", "項目 金額 合計", "鑫淼焱垚 犇骉羴猋 龘靐齉爩", "1,2\n"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_no_form_in_gb18030_is_taken_for_another_and_every_one_in_utf_16_is_known(path: Path) -> None:
    written = path.read_bytes().decode("utf-8-sig")
    assert list(unmarked(written.encode("gb18030"))) == ["utf-8", "gb18030"]
    assert next(unmarked(written.encode("utf-16-le"))) == "utf-16-le"
    assert next(unmarked(written.encode("utf-16-be"))) == "utf-16-be"


@pytest.mark.parametrize("written", [TRADITIONAL, *ODD])
def test_traditional_characters_and_rare_ones_in_gb18030_stay_what_they_are(written: str) -> None:
    assert text.decode(written.encode("gb18030")) == written


@pytest.mark.parametrize("data", [b"a,b,\0\n", b"name,amount\n1,\0002\n" * 9, codecs.BOM_UTF8 + b"a\0", bytes(range(256)) * 4, b"\0" * 64])
def test_a_zero_byte_alone_makes_no_utf_16(data: bytes) -> None:
    assert next(unmarked(data)) == "utf-8"


def test_big5_without_words_of_tables_is_not_certain() -> None:
    assert "cp950" not in list(unmarked("床前明月光，疑是地上霜。".encode("big5")))


def test_the_readers_of_tables_and_pages_refuse_what_no_encoding_decodes() -> None:
    for reader in (csv, html):
        with pytest.raises(Exception, match="not-text"):
            reader.read(Source("x", "合計".encode("big5") + b"\xff\xff"))
