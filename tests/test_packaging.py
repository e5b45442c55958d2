"""The wheel holds all that a run needs, and behaves as the checkout does. Nothing here goes to the network."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the installed wheel and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--no-compile", "--target", folder, wheel], check=True)
    return folder


def run(arguments: list[str], *, path: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Python with `path` before everything that is installed, in a folder of its own."""
    environment = os.environ | {"PYTHONPATH": str(path), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_wheel_holds_code_checks_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.py", "*.yaml", "*.json", "*.mo", "*.html", "*.css", "*.js", "*.txt", "py.typed")
        for path in (ROOT / "formlint").rglob(pattern)
    }
    wanted |= {f"formlint/{path.relative_to(ROOT).as_posix()}" for pattern in ("*/*.py", "forms/*.yaml") for path in (ROOT / "checks").glob(pattern)}
    assert "formlint/py.typed" in wanted
    assert wanted <= names


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"formlint"}
    assert not [name for name in names if "__pycache__" in name or name.startswith(("formlint/tests", "formlint/fixtures"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_installed_wheel_runs_from_its_own_folder(installed: Path, tmp_path: Path) -> None:
    where = run(["-c", "import formlint.checks; print(formlint.checks.__file__, formlint.checks.SHIPPED)"], path=installed, cwd=tmp_path)
    assert where.stdout.split() == [str(installed / "formlint" / "checks.py"), str(installed / "formlint" / "checks")]


SAID = """
import sys
from formlint.cli import main
for command in sys.argv[1:]:
    print(command, main(command.split()), flush=True)
"""


def test_wheel_and_checkout_say_the_same(installed: Path) -> None:
    commands = ["list", "--version", "check 2022/form.txt --format json", "check 2022/form.xlsx", "show clean/form.txt"]
    ours, theirs = (run(["-c", SAID, *commands], path=path, cwd=ROOT / "fixtures") for path in (ROOT, installed))
    assert [command for command in commands if command not in ours.stdout] == []
    assert (ours.returncode, ours.stderr) == (0, "")
    assert (theirs.returncode, theirs.stdout, theirs.stderr) == (ours.returncode, ours.stdout, ours.stderr)
