"""What is found of the indicators of a text dump, while they are read."""

from dataclasses import dataclass, field

from formlint.recognisers.dumps.dump import Hit
from formlint.recognisers.dumps.ordered.cuts import Cells


@dataclass(slots=True)
class Listing:
    """`rows` map columns to strips, `labels` head sections and their parts, in reading order, `total` are the two numbers of the closing row."""

    columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    rows: list[Cells] = field(default_factory=list)
    labels: list[Hit] = field(default_factory=list)
    first: list[Hit | None] = field(default_factory=list)  # for every row, where the text has kept its columns
    second: list[Hit | None] = field(default_factory=list)
    closing: Hit | None = None
    total: tuple[int, ...] = ()
    near: tuple[int, ...] = ()  # numbers around the closing row
    grade: tuple[int, ...] = ()  # 优, behind the two numbers
    odd: int = 0  # numbers and values of rows that the dump printed out of their order
    hidden: tuple[frozenset[str], ...] = ()  # for every row, where the cells are parted, the columns of which it is not known whose they are
    parted: bool = False  # empty lines part the cells
