"""Writes docs/checks/: the manual page of every check, in both languages, with an index. `make docs`; a test keeps the pages current."""

from collections.abc import Iterator
from pathlib import Path

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.examples import of_check
from formlint.reporters import View
from formlint.reporters.manual import page
from formlint.reporters.messages import spoken

FOLDER = Path(__file__).parent / "checks"
HEADS = {"zh": "# 检查项目\n\n由 `make docs` 生成。", "en": "# Checks\n\nMade by `make docs`."}


def main() -> None:
    for old in FOLDER.rglob("*.md"):
        old.unlink()
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def pages() -> Iterator[tuple[Path, str]]:
    """Every page and where it belongs."""
    checks, definitions = load(SHIPPED), shipped()
    tried = {id_: list(of_check(check, definitions, checks, good=False)) for id_, check in checks.items()}
    for lang, head in HEADS.items():
        view = View(checks, definitions, lang)
        yield from ((FOLDER / lang / f"{id_}.md", page(check, tried[id_], view)) for id_, check in checks.items())
        listed = "\n".join(f"- [`{id_}`]({id_}.md): {spoken(check.title, lang)}" for id_, check in checks.items())
        yield FOLDER / lang / "README.md", f"{head}\n\n{listed}\n"


if __name__ == "__main__":
    main()
