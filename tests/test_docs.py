"""docs/checks/ is what `make docs` would write: no page is missing, old or left behind. What the recipes say in Python runs."""

import re
from pathlib import Path

import pytest

from docs.generate import FOLDER, pages
from formlint.cli import main

ROOT = Path(__file__).parent.parent


def test_the_pages_of_the_checks_are_current() -> None:
    made = dict(pages())
    assert {path: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")} == made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_recipe_in_python_runs(lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / lang / "recipes.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out.splitlines()[0] == "error narrative/breakdown 719人 519人"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_definition_of_a_form_of_ones_own_finds_what_the_page_shows(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (FOLDER.parent / lang / "own-forms.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(yaml|csv|text)\n(.*?)```", page, re.DOTALL))
    for kind in ("yaml", "csv"):
        Path(f"claim.{kind}").write_text(blocks[kind], encoding="utf-8")
    assert main(["check", "--definition", "claim.yaml", "claim.csv", "--lang", lang]) == 1
    checked = capsys.readouterr().out
    assert [part for part in blocks["text"].split("…\n") if part not in checked] == []
    assert main(["test", "claim.yaml", "--lang", lang]) == 0
