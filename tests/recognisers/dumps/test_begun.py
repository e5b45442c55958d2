"""Which headings a strip of a text dump may begin."""

import pytest

from formlint.definitions import shipped
from formlint.recognisers.dumps.begun import Begun, begun
from formlint.recognisers.headings import Lexicon, vocabulary

DEFINITION = shipped()[0]


def _known() -> tuple[Begun, Lexicon]:
    return begun(DEFINITION), vocabulary(DEFINITION).rows["funds"]


@pytest.mark.parametrize("text", ["基本支出", "基本", "一、基本支出", "其中:基本支出", "1.", "1.基本支出", "基本支出(万元)"])
def test_a_heading_and_what_may_be_its_beginning_begin_one(text: str) -> None:
    asked, rows = _known()
    assert rows in next(iter(asked.of([text])))


@pytest.mark.parametrize("text", ["(万元)", "382.37", "5", "—", "1.组织培训", "基本,完成", "参加培训人数"])
def test_other_strips_begin_none(text: str) -> None:
    asked, rows = _known()
    assert rows not in next(iter(asked.of([text])))


def test_what_begins_a_heading_is_one_or_goes_on_in_the_next() -> None:
    asked, rows = _known()
    assert rows in next(iter(asked.of(["基本", "支出"])))
    assert rows in next(iter(asked.of(["基本支出", "382.37"])))
    assert rows not in next(iter(asked.of(["基本", "完成"])))


def test_a_bare_number_before_a_point_is_the_mark_of_a_heading() -> None:
    asked, rows = _known()
    assert rows in next(iter(asked.of(["5", "、基本支出"])))
    assert rows not in next(iter(asked.of(["5", "基本支出"])))
