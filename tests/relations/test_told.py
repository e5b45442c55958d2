"""A number that text tells is exact where it counts something, and measured elsewhere."""

import pytest

from formlint.figures import Hedge
from formlint.relations import told
from tests.forge import figure


@pytest.mark.parametrize(
    ("text", "unit", "hedge", "exact"),
    [("519", "人", Hedge.NONE, True), ("519", "人", Hedge.ABOUT, False), ("519", "万元", Hedge.NONE, False), ("98", "%", Hedge.NONE, False)],
)
def test_heads_are_counted_and_amounts_rates_and_hedged_numbers_are_measured(text: str, unit: str, hedge: Hedge, exact: bool) -> None:
    assert told(figure(text, unit=unit, hedge=hedge)).exact is exact
