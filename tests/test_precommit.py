"""The hook we ship does its work inside the real pre-commit, in a real git repository, with file names as people in China give them.

The hook runs the formlint of this interpreter instead of one that pre-commit would fetch and install, so that nothing goes to the network;
all else is taken from the manifest as it is shipped.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
CLEAN, FAULTY = (ROOT / "fixtures" / case / "form.xlsx" for case in ("clean", "2022"))

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="pre-commit needs git, which is not on this machine")


class Repository:
    """A git repository with the hook installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "表格 仓库"
        self.folder.mkdir()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))} | {
            "PRE_COMMIT_HOME": str(folder / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
        }
        self.run("git", "init", "--quiet")
        self.run("git", "config", "user.name", "test")
        self.run("git", "config", "user.email", "test@example.org")
        config = {"repos": [{"repo": "local", "hooks": [local_hook()]}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        self.run(sys.executable, "-m", "pre_commit", "install")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=False)
        assert "Traceback" not in result.stdout + result.stderr
        return result

    def commit(self, **forms: Path) -> tuple[bool, str]:
        """Adds copies of these files under these names; whether git took the commit, and what was printed."""
        for name, form in forms.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(form, self.folder / name)
        self.run("git", "add", "--all")
        result = self.run("git", "commit", "--message", "forms")
        return result.returncode == 0, result.stdout + result.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def shipped_hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


def local_hook() -> dict[str, Any]:
    program, *arguments = shlex.split(shipped_hook()["entry"])
    assert program == "formlint"
    return shipped_hook() | {"language": "system", "entry": shlex.join([sys.executable, "-m", "formlint", *arguments])}


def test_manifest_is_valid() -> None:
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST], check=True)


def test_clean_forms_are_committed_whatever_they_are_called(repository: Repository) -> None:
    taken, output = repository.commit(**dict.fromkeys(["2024年自评表.xlsx", "2024 自评表（终稿）.XLSX", "归档/教育 局/自评表.xlsx"], CLEAN))
    assert taken, output
    assert "Passed" in output


def test_faulty_forms_are_refused_each_with_its_name_and_number(repository: Repository) -> None:
    names = ["2022年自评表.xlsx", "2022 自评表（终稿）.XLSX", "归档/教育 局/自评表.xlsx"]
    taken, output = repository.commit(**dict.fromkeys(names, FAULTY))
    assert not taken
    assert [name for name in names if name not in output] == []
    assert output.count("719") >= len(names)


def test_a_faulty_form_among_clean_ones_is_the_only_one_accused(repository: Repository) -> None:
    taken, output = repository.commit(**{"一.xlsx": CLEAN, "二.xlsx": FAULTY, "三.xlsx": CLEAN})
    assert not taken
    assert "719" in output
    assert {line.partition(":")[0] for line in output.splitlines() if " error " in line} == {"二.xlsx"}


def test_lock_files_and_other_files_are_left_alone(repository: Repository) -> None:
    taken, output = repository.commit(**dict.fromkeys(["~$自评表.xlsx", ".~lock.自评表.xlsx#", "说明.txt", "自评表.xlsx.bak"], FAULTY))
    assert taken, output
    assert "719" not in output


def test_a_broken_workbook_is_refused_with_its_name(repository: Repository, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    taken, output = repository.commit(**{"自评表.xlsx": broken})
    assert not taken
    assert "自评表.xlsx" in output
