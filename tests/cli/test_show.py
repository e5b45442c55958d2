"""formlint show: the form as it was read, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import formlint

Run = Callable[..., Any]

SCHEMA = json.loads((Path(formlint.__file__).parent / "schemas" / "form.schema.json").read_text(encoding="utf-8"))


def shown(text: str) -> list[dict[str, Any]]:
    report = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    files: list[dict[str, Any]] = report["files"]
    return files


def test_every_cell_has_an_id_a_value_and_a_place(run: Run) -> None:
    done = run("show", "clean.md", "--format", "json")
    (file,) = shown(done.out)
    assert done.status == 0
    assert (file["path"], file["form"]) == ("clean.md", "cn-self-evaluation")
    values = {each["id"]: each for each in file["values"]}
    assert values["funds.total.executed"]["value"] == "450.50"
    assert values["funds.total.rate"] == {
        "id": "funds.total.rate",
        "value": "98.81%",
        "label": ["年度资金总额", "执行率"],
        "place": {"kind": "docx", "table": [1], "row": 2, "col": 6, "char": [1, 7]},
        "number": "98.81",
        "unit": "%",
    }
    assert values["funds.basic.rate"]["value"] == "—"


def test_yaml_holds_the_same_as_json(run: Run) -> None:
    assert yaml.safe_load(run("show", "clean.md", "--format", "yaml").out)["files"] == shown(run("show", "clean.md", "--format", "json").out)


def test_people_see_ids_headings_and_places(run: Run) -> None:
    out = run("show", "clean.md").out
    assert "表格：预算绩效自评表 cn-self-evaluation department 2022" in out
    assert "initial=年初预算数" in out
    assert "funds.total.executed  450.50  @ 第1个表第2行第4列" in out


def test_what_is_no_number_is_told(run: Run) -> None:
    Path("odd.md").write_text(Path("clean.md").read_text(encoding="utf-8").replace("98.81%", "98..81%"), encoding="utf-8")
    assert "98..81%  <- 不是规范的数字（two-points）" in run("show", "odd.md").out
    assert "two-points" in {each.get("malformed") for each in shown(run("show", "odd.md", "--format", "json").out)[0]["values"]}


def test_a_document_that_is_no_known_form_is_shown_as_it_was_read(run: Run) -> None:
    Path("other.md").write_text("购物清单\n| 名称 | 数量 |\n|---|---|\n| 苹果 | 3 |\n", encoding="utf-8")
    done = run("show", "other.md")
    assert done.status == 1
    assert "没有认出任何已知的表格" in done.out
    assert "| 苹果 | 3 |" in done.out
    assert shown(run("show", "other.md", "--format", "json").out)[0]["form"] is None


@pytest.mark.parametrize(
    ("paths", "status"), [(["missing.md"], 2), (["clean.md", "missing.md"], 2), (["empty.md"], 1), (["clean.md", "empty.md"], 1)]
)
def test_the_status_says_whether_all_was_read(run: Run, paths: list[str], status: int) -> None:
    Path("empty.md").write_text("")
    done = run("show", *paths)
    assert done.status == status
    assert "Traceback" not in done.err
    assert done.err


@pytest.mark.parametrize("name", ["text", "json", "yaml"])
def test_hidden_characters_are_made_visible(run: Run, name: str) -> None:
    Path("evil.md").write_text(Path("clean.md").read_text(encoding="utf-8").replace("年度资金总额", "年度资金总额\u202e\x1b[2J"), encoding="utf-8")
    assert not set("\u202e\x1b") & set(run("show", "evil.md", "--format", name).out)
