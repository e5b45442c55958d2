"""A record is a frozen dataclass in all but the guard."""

import dataclasses
import inspect
import pickle
import re
import sys
from pathlib import Path
from typing import Any

from formlint import lint  # and with it all rooms between a document and its findings
from formlint.checks import Bad, Remark
from formlint.documents import NodeSpot, PageSpot, Passage, ScanSpot
from formlint.forms import Field
from formlint.records import replace


def test_it_compares_and_hashes_by_what_it_holds() -> None:
    one, other = (NodeSpot((1, 2, 3), 0, 4) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert replace(one, start=1) not in {one}


def test_it_has_slots_and_no_room_for_more() -> None:
    assert not hasattr(NodeSpot((1,), 0, 4), "__dict__")


def test_it_crosses_a_process() -> None:
    field = Field("unit", ("单位",), Passage.at("某 局", NodeSpot((1,), 0, 3)))
    again = pickle.loads(pickle.dumps(field))
    assert again == field
    assert again.unbroken == "某局"


def test_a_record_may_extend_another() -> None:
    spot = ScanSpot(1, 0.0, 9.0, b"", 0, (0.5,), "8")
    assert isinstance(spot, PageSpot)
    assert spot != replace(spot, rivals="3")


def test_it_prints_and_compares_what_it_was_made_of_only() -> None:
    one, other = (Field("unit", ("单位",), Passage("某 局")) for _ in range(2))
    assert one == other
    assert repr(one) == "Field(id='unit', label=('单位',), passage=Passage(text='某 局', pieces=()), number=None, hidden=False)"


def test_it_is_no_other_record_that_holds_the_same() -> None:
    assert Remark("甲", "乙") != Bad("甲", "乙")


def test_one_with_other_values_works_out_what_follows_from_them() -> None:
    field = Field("unit", ("单位",), Passage("某 局"), hidden=True)
    other = replace(field, passage=Passage("某 处"))
    assert (other.unbroken, other.hidden, field.unbroken) == ("某处", True, "某局")


def test_every_record_is_made_by_the_places_of_its_fields() -> None:
    assert lint
    loaded: list[Any] = [each for name, module in list(sys.modules.items()) if name.startswith("formlint.") for each in vars(module).values()]
    records: set[Any] = {each for each in loaded if isinstance(each, type) and hasattr(each, "__replaced__")}
    assert len(records) > 60
    for each in records:
        given = [field.name for field in dataclasses.fields(each) if field.init]
        assert "__replaced__" in vars(each), "a class that extends a record is one"
        assert list(inspect.signature(each).parameters) == given
        assert not any(field.kw_only for field in dataclasses.fields(each))


def test_frozen_data_is_a_record_everywhere() -> None:
    root = Path(__file__).parent.parent
    sources = {path: path.read_text(encoding="utf-8") for room in ("formlint", "checks") for path in (root / room).rglob("*.py")}
    assert len(sources) > 100
    del sources[root / "formlint" / "records.py"]
    theirs = re.compile(r"@dataclass\(frozen=True, slots=True\)|^from dataclasses import .*\breplace\b", re.MULTILINE)
    assert [path.name for path, source in sources.items() if theirs.search(source)] == []
