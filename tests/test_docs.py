"""docs/checks/ is what `make docs` would write: no page is missing, old or left behind. What the recipes say in Python runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import FOLDER, pages


def test_the_pages_of_the_checks_are_current() -> None:
    made = dict(pages())
    assert {path: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")} == made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_recipe_in_python_runs(lang: str) -> None:
    root = Path(__file__).parent.parent
    (code,) = re.findall(r"```python\n(.*?)```", (root / "docs" / lang / "recipes.md").read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[0] == "error narrative/breakdown 719人 519人"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_definition_of_a_form_of_ones_own_finds_what_the_page_shows(lang: str, tmp_path: Path) -> None:
    page = (FOLDER.parent / lang / "own-forms.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(yaml|csv|text)\n(.*?)```", page, re.DOTALL))
    for kind in ("yaml", "csv"):
        (tmp_path / f"claim.{kind}").write_text(blocks[kind], encoding="utf-8")
    checked, tested = (
        run(tmp_path, *said, "--lang", lang) for said in (("check", "--definition", "claim.yaml", "claim.csv"), ("test", "claim.yaml"))
    )
    assert (checked.returncode, tested.returncode) == (1, 0)
    for part in blocks["text"].split("…\n"):
        assert part in checked.stdout


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "formlint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
