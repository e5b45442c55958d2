"""Small forms to run the command line on, and one way to run it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from formlint.cli import main

HEAD = (
    "# 2022年度部门整体支出绩效自评表\n\n| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|---|\n"
)
REST = "| 基本支出 | 292.29 | 365.86 | 365.86 | — | — | — |\n| 项目支出 | 90.08 | 90.08 | 84.64 | — | — | — |\n"
CLEAN = HEAD + "| 年度资金总额 | 382.37 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n" + REST
FAULTY = HEAD + "| 年度资金总额 | 382.87 | 455.94 | 450.50 | 10 | 98.81% | 9.9 |\n" + REST


@dataclass(frozen=True, slots=True)
class Done:
    """What a run left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Runs formlint in a folder with clean.md and faulty.md."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORMLINT_LANG", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("clean.md").write_text(CLEAN, encoding="utf-8")
    Path("faulty.md").write_text(FAULTY, encoding="utf-8")

    def done(*arguments: str) -> Done:
        status = main(arguments)
        return Done(status, *capsys.readouterr())

    return done
