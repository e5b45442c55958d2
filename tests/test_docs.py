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
