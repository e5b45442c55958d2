"""The page's template is compiled once and kept with the bytecode of the package, where there may be any."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from formlint.reporters.html._compiled import template


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    template.cache_clear()
    yield
    template.cache_clear()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("page-*.pyc"))


def test_it_is_kept_where_python_keeps_bytecode(tmp_path: Path) -> None:
    template()
    (file,) = kept(tmp_path)
    before = file.stat().st_mtime_ns
    template.cache_clear()
    template()
    assert [each.stat().st_mtime_ns for each in kept(tmp_path)] == [before]


def test_nothing_is_written_where_python_may_write_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert template()
    assert not kept(tmp_path)


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(taken))
    assert template()
