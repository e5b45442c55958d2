"""What a dump has torn from its row, and nothing confirms there, is known as inferred; what the text keeps together is not."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from formlint.definitions import shipped
from formlint.documents import Passage, Piece, TextSpot
from formlint.forms import Field, Form, FormTable, Row
from formlint.recognisers.numbers import number
from formlint.recognisers.texts.inferring import inferred

HEADINGS = {"name": "三级指标", "target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分", "reason": "偏差原因"}
POINTS = ("weight", "score")
DEFINITION = next(each for each in shipped() if not each.running)
Cells = Mapping[str, tuple[str, Sequence[int]]]  # by column: text, a piece for every blank-parted part, and the line of every piece

ROADS: Cells = {"name": ("道路里程", [1]), "target": ("≥12公里", [2]), "actual": ("14公里", [3]), "weight": ("10", [4]), "score": ("10", [5])}
RATE: Cells = {"name": ("工程合格率", [6]), "target": ("≥95%", [7]), "actual": ("97%", [8]), "weight": ("10", [9]), "score": ("9", [10])}


def passage(text: str, lines: Sequence[int]) -> Passage:
    parts, at, pieces = text.split("|"), 0, []
    for part, line in zip(parts, lines, strict=True):
        pieces.append(Piece(at, at + len(part), TextSpot(line, 1, len(part))))
        at += len(part)
    return Passage("".join(parts), tuple(pieces))


def form(*rows: Cells, fields: Mapping[str, str] | None = None, unread: Sequence[int] = ()) -> Form:
    made = []
    for place, cells in enumerate(rows):
        id_ = f"indicators[{place}]"
        read = {key: passage(*cell) for key, cell in cells.items()}
        numbers = {key: number("points", each, id=f"{id_}.{key}", label=()) if key in POINTS else None for key, each in read.items()}
        made.append(Row(id_, str(place), "", {key: Field(f"{id_}.{key}", (), each, numbers[key]) for key, each in read.items()}))
    outside = {key: Field(key, (), Passage(text)) for key, text in (fields or {}).items()}
    left = tuple(passage("建设", [line]) for line in unread)
    return Form("x", "", outside, {"indicators": FormTable("indicators", HEADINGS, tuple(made))}, ruled=False, unread=left)


def found(*rows: Cells, airy: bool = False, aligned: bool = False, **others: Any) -> set[str]:
    """The ids; `others` are those of `form`."""
    texts = ["a", ""] * 20 if airy else ["a   b   c"] * 20 if aligned else ["a b c"] * 20
    return {each.removeprefix("indicators") for each in inferred(form(*rows, **others), texts, DEFINITION)}


@pytest.mark.parametrize("airy", [True, False])
def test_rows_that_stand_together_are_not_inferred(airy: bool) -> None:
    assert not found(ROADS, RATE, airy=airy)


def test_values_apart_from_their_name_are_inferred() -> None:
    torn = {**ROADS, "actual": ("14公里", [11])}
    assert found(torn, RATE) == {"[0].actual"}


def test_pairs_apart_from_their_names_agree_with_each_other() -> None:
    assert not found({**ROADS, "target": ("≥12公里", [11]), "actual": ("14公里", [12])}, {**RATE, "target": ("≥95%", [13]), "actual": ("97%", [14])})


def test_one_pair_that_does_not_agree_speaks_against_all_of_its_run() -> None:
    torn = found({**ROADS, "target": ("≥12公里", [11]), "actual": ("97%", [12])}, {**RATE, "target": ("≥95%", [13]), "actual": ("96%", [14])})
    assert torn == {"[0].name", "[0].target", "[0].actual", "[1].target", "[1].actual"}


def test_target_and_actual_in_two_units_are_inferred() -> None:
    assert found({**ROADS, "actual": ("97%", [3])}, RATE) == {"[0].name", "[0].target", "[0].actual"}


def test_a_weight_without_its_score_is_inferred() -> None:
    assert found({key: cell for key, cell in ROADS.items() if key != "score"}, RATE) == {"[0].weight"}


def test_a_value_among_the_pieces_of_a_sentence_is_inferred() -> None:
    mixed = {**ROADS, "reason": ("因实施方案调整，部分|3.2|任务结转至下年度完成。", [6, 6, 6])}
    assert found(mixed, {key: (text, [line + 1 for line in lines]) for key, (text, lines) in RATE.items()}) == {"[0].reason"}


def test_where_lines_break_within_cells_two_worded_cells_may_end_anywhere() -> None:
    worded = {**ROADS, "target": ("对道路开展", [2]), "actual": ("养护对道路的养护已经做到", [3])}
    assert found(worded, RATE) == {"[0].target", "[0].actual"}
    assert not found({**ROADS, "target": ("对道路开展养护。", [2]), "actual": ("对道路的养护均已开展到位", [3])}, RATE)


def test_a_reason_that_breaks_off_where_others_end_their_sentence_is_inferred() -> None:
    whole, broken = {**ROADS, "reason": ("受天气影响，进度滞后。", [5])}, {**RATE, "reason": ("因部分设备到货", [10])}
    assert found(whole, broken) == {"[1].reason"}
    assert not found(ROADS, broken)


def test_cells_next_to_text_that_no_field_took_are_inferred_where_rows_take_several_lines() -> None:
    assert found(ROADS, RATE, unread=[11]) == {"[1].score"}
    level = {key: (text, [6]) for key, (text, _) in RATE.items()}
    assert not found(level, unread=[7])


def test_two_labels_of_two_sections_are_not_both_right() -> None:
    labelled = {**ROADS, "l1": ("效益指标", [1]), "l2": ("质量指标", [1])}
    assert found(labelled, RATE) == {"[0].l1"}


def test_in_aligned_dumps_cells_off_the_line_of_their_row_are_inferred() -> None:
    level: Cells = {"name": ("道路|里程", [2, 4]), "target": ("≥12公里", [4]), "actual": ("14公里", [3]), "weight": ("10", [3]), "score": ("10", [3])}
    assert found(level, aligned=True) == {"[0].target"}


def test_running_text_that_has_lost_what_it_quotes_is_inferred() -> None:
    assert found(ROADS, RATE, fields={"narrative.goal": "落实“ ”制度，三会一课", "narrative.actual": "落实“三会一课”制度"}) == {"narrative.goal"}
