"""The closing row of a text dump: its label, the 100 and the sum of the scores are found together or apart, and a 100 of a row is none."""

import pytest

from formlint.definitions import shipped
from formlint.documents import Document
from formlint.exact import Fraction
from formlint.readers.text import lines
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.parted.assembled import UNKNOWN
from formlint.recognisers.dumps.rows.listed import Listing
from formlint.recognisers.dumps.rows.totals import close, sums, torn_total, total_score

ROW = "村民满意度 ≥90% 95% 10 10\n"


def closed(text: str) -> tuple[Dump, Listing]:
    dump, found = Dump(Document("text", tuple(lines(text)), ruled=False), shipped()[0]), Listing()
    close(dump, found, 0, len(dump.strips))
    return dump, found


def printed(dump: Dump, numbers: tuple[int, ...]) -> list[str]:
    return [dump.strips[number].text for number in numbers]


@pytest.mark.parametrize("text", [ROW + "总分 100 98", ROW + "总分\n100\n98", ROW + "总分 100分 98分", "100 98\n" + ROW + "总分"])
def test_the_label_and_its_two_numbers_are_the_closing_row(text: str) -> None:
    dump, found = closed(text)
    assert found.closing
    assert (dump.text(found.closing.numbers), [each.rstrip("分") for each in printed(dump, found.total)]) == ("总分", ["100", "98"])


def test_what_belongs_to_the_closing_row_is_taken_and_nothing_else() -> None:
    dump, _ = closed(ROW + "总分 100 98")
    assert [strip.text for strip, taken in zip(dump.strips, dump.taken, strict=True) if taken] == ["总分", "100", "98"]


def test_of_two_hundreds_the_second_is_the_score() -> None:
    dump, found = closed(ROW + "总分\n100\n100")
    assert (printed(dump, found.total), found.total[1] - found.total[0]) == (["100", "100"], 1)


def test_a_hundred_without_a_label_needs_a_number_behind_it() -> None:
    assert printed(*_total(ROW + "100 98")) == ["100", "98"]
    assert printed(*_total("检查覆盖率 100")) == []
    assert printed(*_total(ROW + "98")) == []


def _total(text: str) -> tuple[Dump, tuple[int, ...]]:
    dump, found = closed(text)
    return dump, found.total


@pytest.mark.parametrize(("behind", "grade"), [(" 优", ["优"]), ("\n优", []), (" 无", []), ("", [])])
def test_a_grade_on_the_line_of_the_closing_row_is_its_own(behind: str, grade: list[str]) -> None:
    dump, found = closed(ROW + "总分 100 98" + behind)
    assert printed(dump, found.grade) == grade


def test_a_label_in_two_parts_around_its_numbers_is_put_together() -> None:
    dump, found = closed("总\n100\n98\n分")
    assert found.closing is None
    torn_total(dump, found, 0, len(dump.strips))
    assert found.closing
    assert (dump.text(found.closing.numbers), printed(dump, found.total)) == ("总分", ["100", "98"])


def test_a_torn_score_between_is_not_the_total() -> None:
    dump, found = closed("总分\n100\n9\n98")
    assert printed(dump, found.total) == ["100", "9"]
    total_score(dump, found)
    assert printed(dump, found.total) == ["100", "98"]
    assert [dump.taken[number] for number, strip in enumerate(dump.strips) if strip.text == "9"] == [False]


def test_rows_add_up_to_the_closing_row_less_the_funds() -> None:
    dump, found = closed("年度资金总额 10 8\n" + ROW + "总分 100 98")
    funds = [number for number, strip in enumerate(dump.strips) if strip.line == 0][1:]
    assert sums(dump, found, funds) == (Fraction(90), Fraction(90))
    assert sums(dump, found, ()) == UNKNOWN
