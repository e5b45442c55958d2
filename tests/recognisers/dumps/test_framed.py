"""What stands between the ends of two rows is one row, as long as nothing in it is odd."""

from collections.abc import Sequence

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.readers.text import lines
from formlint.recognisers.dumps.costs import Costs
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.ordered.cuts import Cells, cut
from formlint.recognisers.dumps.ordered.framed import framed
from formlint.recognisers.dumps.ordered.settled import row_ends

COLUMNS = ("name", "target", "actual", "weight", "score")
REASONED = (*COLUMNS, "reason")
BEFORE = "河道清淤 ≥16公里 17公里 5 5\n"
WRAPPED = """完成全乡主要河道与灌溉
水渠的清淤工作
清淤河道不少于十条，并
通过县水利局验收
已清淤河道十二条，县水
利局已于年底验收
10 10"""
WIDTHS = {"name": 11.0, "target": 11.0, "actual": 11.0}


def costs(text: str, columns: tuple[str, ...] = COLUMNS) -> Costs:
    strips = Dump(Document("text", tuple(lines(text)), ruled=False), shipped()[0]).strips
    return Costs(strips, columns, joined=False)


def found(costs: Costs, known: Sequence[Cells] = (), *, first: bool = False) -> list[Cells]:
    return framed(costs, known, row_ends(costs.strips), first=first)


def last(text: str, columns: tuple[str, ...] = COLUMNS, *, wide: bool = False) -> Cells:
    """The last row that is found of the text."""
    rough = costs(text, columns)
    return found(rough.widened(WIDTHS) if wide else rough)[-1]


def test_its_lines_are_parted_where_they_are_not_full() -> None:
    cells = {"name": (5, 6), "target": (7, 8), "actual": (9, 10), "weight": (11,), "score": (12,)}
    assert last(BEFORE + WRAPPED) == last(BEFORE + WRAPPED, wide=True) == cells


def test_it_begins_behind_the_number_of_a_page() -> None:
    cells = {"name": (6, 7), "target": (8, 9), "actual": (10, 11), "weight": (12,), "score": (13,)}
    assert last(BEFORE + "7\n" + WRAPPED) == cut(costs(BEFORE + "7\n" + WRAPPED).widened(WIDTHS), 40).rows[-1] == cells


@pytest.mark.parametrize("text", ["供水村数 ≥8个 9个 30 30", "村民饮水安全知识\n宣传人次\n≥8个 9个 30 30", "村容 明显改善\n明显改善 5 4"])
def test_it_is_parted_as_the_cut_parts_it(text: str) -> None:
    assert last(BEFORE + text) == cut(costs(BEFORE + text), 40).rows[-1]


@pytest.mark.parametrize(
    "text",
    [
        "村容整治按月通报考核。\n供水设施改造与管护长效机制\n≥8个 9个 30 30",  # the end of a sentence stands within
        "因连日降雨未能完成\n供水村数 ≥8个 9个 30 30",
        "供水村数 7 ≥8个 9个 30 30",
        "供水村数 — 9个 30 30",
        "供水村数 ≥8个 30 30",
        "≥8个 9个 村数 30 30",
    ],
)
def test_what_is_odd_is_left_to_the_cut(text: str) -> None:
    assert len(found(costs(BEFORE + text))) == 0


def test_behind_lost_points_a_reason_may_stand() -> None:
    lost = "河道清淤 ≥16公里 17公里 5 4\n改造供水管网\n供水村数\n≥8个 9个 30 30"
    assert found(costs(lost, REASONED)) == []
    assert len(found(costs(lost.replace("5 4", "5 5"), REASONED))) == 1


def test_above_the_first_end_more_than_a_row_may_stand() -> None:
    assert found(costs(BEFORE)) == []
    assert len(found(costs(BEFORE), first=True)) == 1


def test_rows_that_are_known_stay_and_other_columns_are_left_to_the_cut() -> None:
    known: list[Cells] = [{"name": (5, 6, 7), "target": (8,), "actual": (9, 10), "weight": (11,), "score": (12,)}]
    assert found(costs(BEFORE + WRAPPED), known) == known
    assert found(costs(BEFORE + WRAPPED, ("name", "weight", "target", "actual", "score")), known) == known
