"""The flow goes one way, and the house keeps its rules: read from the source with ast, so that no module has to be trusted or run."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped

ROOT = Path(__file__).parent.parent

# Room, a file or a folder of formlint/: the rooms it may import. Every arrow points upwards in this table, so that there are no circles.
ARROWS = {
    "exact": "",
    "errors": "",
    "limits": "",
    "words": "",
    "documents": "",
    "figures": "documents exact",
    "findings": "documents figures",
    "forms": "documents exact figures",
    "kinship": "forms",
    "relations": "errors exact figures",
    "reckoning": "exact figures forms relations",
    "slips": "exact figures relations",
    "verdicts": "figures findings forms relations",
    "checks": "errors forms verdicts kinship",
    "definitions": "errors",
    "config": "definitions errors",
    "results": "documents findings forms relations verdicts",
    "readers": "definitions documents errors exact limits",
    "recognisers": "reckoning definitions documents exact figures forms relations slips",
    "explaining": "exact figures findings relations verdicts",
    "ledger": "explaining figures findings forms relations results verdicts",
    "judging": "checks definitions errors explaining figures findings forms relations results verdicts kinship",
    "diagnosis": "definitions documents exact explaining figures findings forms ledger relations slips verdicts",
    "examples": "checks definitions diagnosis findings judging readers recognisers results verdicts kinship",
    "reviewing": "definitions errors exact figures relations",
    "drawing": "documents errors readers",
    "lint": "checks definitions diagnosis documents errors findings forms judging ledger readers recognisers relations results kinship",
    "settling": "config definitions documents errors findings results",
    "choosing": "checks config definitions errors findings",
    "typed_json": "",
    "saved": "checks definitions documents findings forms relations results typed_json verdicts",
    "reporters": "drawing saved typed_json checks definitions documents errors examples figures findings forms relations results verdicts words",
    "annotating": "documents drawing findings readers reporters results words",
    "cli": (
        "saved annotating checks choosing config definitions documents drawing errors examples figures findings "
        "forms limits lint settling readers recognisers reporters results reviewing words"
    ),
    "__main__": "cli errors",
    "__init__": "",
}
LANGUAGE = {"records", "patterns", "trees"}  # stand for parts of Python and PyYAML, know nothing of forms: any room may use them
CHECKS_MAY_USE = {"kinship", "checks", "documents", "exact", "figures", "findings", "forms", "reckoning", "relations", "slips", "verdicts"}
EXACT = {"figures", "relations", "verdicts", "forms", "findings", "checks/"}
HEAVY = {"lxml", "numpy", "pypdfium2", "pdfminer", "jsonschema", "pdfplumber", "cv2", "onnxruntime", "PIL", "rapidocr"}
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "base", "core", "manager", "managers", "common", "misc"}


@dataclass(frozen=True, slots=True)
class Source:
    """A module of the house: its path, its room, its tree."""

    path: Path
    room: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@cache
def sources() -> tuple[Source, ...]:
    return tuple(_source(path) for path in sorted([*(ROOT / "formlint").rglob("*.py"), *(ROOT / "checks").rglob("*.py")]))


def of_formlint() -> list[Source]:
    return [source for source in sources() if source.room != "checks/"]


def of_checks() -> list[Source]:
    return [source for source in sources() if source.room == "checks/"]


def _source(path: Path) -> Source:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return Source(path, "checks/" if parts[0] == "checks" else parts[1], ast.parse(path.read_text(encoding="utf-8")))


def imports(source: Source) -> Iterator[str]:
    """Full names of the modules it imports, anywhere in it; `from formlint import x` counts as formlint.x."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source}:{node.lineno}: imports are written out in full"
            yield from (f"formlint.{alias.name}" for alias in node.names) if node.module == "formlint" else (str(node.module),)


def rooms(source: Source) -> set[str]:
    return {name.split(".")[1] for name in imports(source) if name.startswith("formlint.")} - {"__version__", *LANGUAGE}


def ids(source: Source) -> str:
    return str(source)


def test_every_arrow_of_the_table_points_upwards() -> None:
    above: set[str] = set()
    for room, allowed in ARROWS.items():
        assert set(allowed.split()) <= above, f"{room} may only use rooms that stand above it"
        above.add(room)


def test_every_room_has_a_place_in_the_table() -> None:
    assert {source.room for source in of_formlint()} == {*ARROWS, *LANGUAGE}


@pytest.mark.parametrize("source", [source for source in of_formlint() if source.room not in LANGUAGE], ids=ids)
def test_a_module_imports_only_the_rooms_that_its_room_may_know(source: Source) -> None:
    assert rooms(source) - {source.room} <= set(ARROWS[source.room].split())


@pytest.mark.parametrize("source", of_checks(), ids=ids)
def test_a_check_knows_forms_and_relations_only(source: Source) -> None:
    assert rooms(source) <= CHECKS_MAY_USE


def test_nobody_imports_a_check_by_name() -> None:
    for source in sources():
        named = [name for name in imports(source) if name.split(".")[0] in ("checks", "formlint_checks") or name.startswith("formlint.checks.")]
        assert not named, source


def test_only_the_main_module_imports_the_command_line() -> None:
    assert {source.room for source in sources() if "cli" in rooms(source)} <= {"cli", "__main__"}


@pytest.mark.parametrize("source", [each for each in sources() if each.room in EXACT], ids=ids)
def test_what_is_printed_in_a_form_is_never_a_float(source: Source) -> None:
    """No call of float() and no decimal constant; the type may be named, for the infinite ends of an interval."""
    for node in ast.walk(source.tree):
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"), f"{source}:{node.lineno}"
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{source}:{node.lineno}"


def test_no_module_has_an_empty_name() -> None:
    assert not [str(source) for source in sources() if source.path.stem.strip("_") in EMPTY_WORDS]


def test_every_module_says_what_it_is() -> None:
    assert not [str(source) for source in sources() if not ast.get_docstring(source.tree)]


def test_no_module_is_longer_than_400_lines() -> None:
    assert not [str(source) for source in sources() if len(source.path.read_text(encoding="utf-8").splitlines()) > 400]


def test_no_function_is_longer_than_60_lines() -> None:
    functions = ((source, node) for source in sources() for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    assert not [f"{source}:{node.lineno} {node.name}" for source, node in functions if (node.end_lineno or 0) - node.lineno >= 60]


def test_every_file_of_a_pack_is_a_check_and_some_rule_uses_it() -> None:
    checks = load(SHIPPED)
    assert set(checks) == {f"{source.path.parent.name}/{source.path.stem}" for source in of_checks()}
    used = {rule.check for definition in shipped() for rule in definition.rules}
    assert set(checks) <= used, "a check that no shipped rule uses never runs"


def test_packs_are_folders_and_not_packages() -> None:
    assert not list((ROOT / "checks").rglob("__init__.py")), "formlint/checks.py and the shipped folder formlint/checks would collide"


def loaded_by(statement: str) -> set[str]:
    """Top-level names of the modules that a fresh interpreter holds after the statement."""
    program = f"import sys\n{statement}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split("\n")[-2].split())


def test_the_command_line_starts_without_heavy_modules() -> None:
    assert not loaded_by("import formlint.__main__, formlint.cli") & (HEAVY | {"yaml", "cn2an"})


def test_a_page_of_print_is_drawn_without_a_library_for_pictures() -> None:
    form = f"open({str(ROOT / 'fixtures/2022/form.pdf')!r}, 'rb').read()"
    assert "PIL" not in loaded_by(f"from formlint.drawing._pages import drawer\nwith drawer({form}, {{}}) as draw: assert draw(1)")


def test_the_pipeline_is_imported_without_heavy_modules() -> None:
    assert not loaded_by("import formlint.lint") & HEAVY


@pytest.mark.parametrize(("name", "needed"), [("2022/form.xlsx", set[str]()), ("2022/form.txt", set[str]())])
def test_checking_a_file_loads_only_what_its_format_needs(name: str, needed: set[str]) -> None:
    checking = f"from formlint.__main__ import main\nassert main(['check', {str(ROOT / 'fixtures' / name)!r}]) in (0, 1)"
    assert loaded_by(checking) & HEAVY <= needed
