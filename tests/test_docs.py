"""docs/checks/ is what `make docs` would write: no page is missing, old or left behind."""

from docs.generate import FOLDER, pages


def test_the_pages_of_the_checks_are_current() -> None:
    made = dict(pages())
    assert {path: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")} == made
