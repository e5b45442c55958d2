"""What stands in layers that are not shown is read, as no engine leaves it out, and that is told."""

import zlib

import pytest

from formlint.readers import Source, pdf
from tests.readers.printed import Sheet, stream, text
from tests.readers.printed import pdf as printed

LAYER = b"<</Type/OCG/Name(Draft)>>"
WRITTEN = "/OC /Layer BDC " + text(55, 735, "450.50 with a few more words in it") + " EMC"


def told(catalog: bytes, *extra: bytes) -> list[str]:
    document = pdf.read(Source("x.pdf", printed(Sheet(WRITTEN), extra=[LAYER, *extra], catalog=catalog)))
    assert [line.text for line in document.lines] == ["450.50 with a few more words in it"]
    return [notice.message for notice in document.notices]


@pytest.mark.parametrize("shown", [b"/OFF[5 0 R]", b"/Order[5 0 R] /OFF [ 5 0 R ]", b"/BaseState /OFF"])
def test_hidden_layers_are_told(shown: bytes) -> None:
    assert told(b"/OCProperties<</OCGs[5 0 R]/D<<" + shown + b">>>>") == ["hidden-layers"]


@pytest.mark.parametrize("shown", [b"", b"/OFF[]", b"/BaseState/ON/ON[5 0 R]"])
def test_layers_that_are_shown_are_nothing_to_tell(shown: bytes) -> None:
    assert told(b"/OCProperties<</OCGs[5 0 R]/D<<" + shown + b">>>>") == []


def test_a_box_that_is_not_ticked_is_no_layer() -> None:
    assert told(b"", b"<</AP<</N<</OFF[5 0 R]>>>>>>") == []


def test_hidden_layers_are_also_found_where_objects_are_packed() -> None:
    packed = zlib.compress(b"6 0 <</OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>")
    assert told(b"", stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")) == ["hidden-layers"]
