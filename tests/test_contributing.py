"""What CONTRIBUTING.md shows runs as it stands: every example is put into a copy of the house, and the copy is used."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = re.findall(r"`(?P<path>(?:checks|formlint)/[\w/]+\.\w+)`:\n\n```\w+\n(?P<text>.*?)```", GUIDE, re.DOTALL)
RULES = re.findall(r"```yaml\n(  .*?)```", GUIDE, re.DOTALL)
CLAIM = re.findall(r"<<'END'\n(.*?)END\n", GUIDE, re.DOTALL)[0]
NEGATIVE = """# 2022年度部门整体支出绩效自评表

| 资金来源 | 年初预算数 | 全年预算数 | 到位数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|---|
| 年度资金总额 | 100.00 | 120.00 | 150.00 | 60.00 | 10 | 50% | 5 |
| 基本支出 | 110.00 | 130.00 | 160.00 | 70.00 | — | — | — |
| 项目支出 | -10.00 | -10.00 | -10.00 | -10.00 | — | — | — |
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of formlint with all examples of the guide added."""
    house = tmp_path_factory.mktemp("house")
    for room in ("formlint", "checks"):
        shutil.copytree(ROOT / room, house / room, ignore=shutil.ignore_patterns("__pycache__"))
    for path, text in FILES:
        (house / path).write_text(text, encoding="utf-8")
    with (house / "checks/forms/cn_self_evaluation.yaml").open("a", encoding="utf-8") as definition:
        definition.writelines(RULES)
    add(house / "formlint/readers/__init__.py", '".md": "markdown"', '".psv": "psv"')
    add(house / "formlint/reporters/__init__.py", '"jsonl"', '"overview"')
    return house


def add(path: Path, after: str, entry: str) -> None:
    """The line that the guide asks for: an entry after the last of a list."""
    text = path.read_text(encoding="utf-8")
    assert after in text
    path.write_text(text.replace(after, f"{after}, {entry}", 1), encoding="utf-8")


def run(house: Path, *arguments: str | Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(house), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "formlint", *arguments], cwd=house, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_the_guide_shows_one_file_for_each_thing_to_add() -> None:
    assert [path.rsplit("/", 1)[0] for path, _ in FILES] == ["checks/arithmetic", "checks/forms", "formlint/readers", "formlint/reporters"]
    assert len(RULES) == 2


def test_the_check_and_the_rule_find_what_they_are_for(house: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(NEGATIVE, encoding="utf-8")
    output = run(house, "check", form, "--format", "concise")
    assert "arithmetic/not_negative" in output
    assert "arithmetic/formula" in output


def test_the_check_explains_itself(house: Path) -> None:
    assert "No amount is negative" in run(house, "explain", "arithmetic/not_negative", "--lang", "en")


def test_the_definition_recognises_its_form_and_finds_the_wrong_sum(house: Path, tmp_path: Path) -> None:
    form = tmp_path / "claim.md"
    form.write_text(CLAIM, encoding="utf-8")
    assert "cn-travel-claim" in run(house, "show", form, "--format", "json")
    output = run(house, "check", form, "--lang", "en")
    assert "2193.00" in output
    assert "2093.00" in output


def test_the_reader_and_the_reporter_do_their_work(house: Path, tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in line.strip("#| ").split("|")] for line in CLAIM.splitlines() if line and "---" not in line]
    form = tmp_path / "claim.psv"
    form.write_text("\n".join(map("|".join, rows)), encoding="utf-8")
    assert run(house, "check", form, "--format", "overview") == f"   1  {form.as_posix()}\n"
