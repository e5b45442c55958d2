"""The strips of a text dump, by the lines they stand in."""

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.dump import Dump


def test_a_strip_is_alone_on_a_line_that_holds_no_other() -> None:
    dump = Dump(Document("text", tuple(lines("年度总\n得分   分值\n\n产出指标")), ruled=False), shipped()[0])
    assert [dump.alone(number) for number in range(len(dump.strips))] == [len(dump.on_line(strip.line)) == 1 for strip in dump.strips]
    assert [strip.text for number, strip in enumerate(dump.strips) if dump.alone(number)] == ["年度总", "产出指标"]
