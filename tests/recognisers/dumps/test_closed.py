"""What stands between the lines of a cell is in it, unless another cell has it or nothing tells whose it is."""

import pytest

from formlint.readers.text import lines
from formlint.recognisers.dumps.ordered.cuts import Cells
from formlint.recognisers.dumps.rows.closed import closed
from formlint.recognisers.dumps.strips import strips

TEXT = "完成全乡主要河道\n与灌溉水渠的\n清淤工作\n5\n≥16公里"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"name": (0, 2)}, (0, 1, 2)),
        ({"name": (0, 1, 2), "target": (4,)}, (0, 1, 2)),
        ({"name": (0, 2), "target": (1,)}, (0, 2)),
        ({"name": (0, 2, 4)}, (0, 2, 4)),
        ({"name": (2, 0)}, (2, 0)),
    ],
    ids=["nothing has it", "nothing is there", "another cell has it", "a number is there", "the lines are turned"],
)
def test_a_cell_has_what_stands_between_its_lines(row: Cells, name: tuple[int, ...]) -> None:
    found = list(strips(enumerate(lines(TEXT)), joined=False))
    assert closed(found, [row]) == [{**row, "name": name}]
