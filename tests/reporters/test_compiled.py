"""The page's template is compiled once and kept with the bytecode of the package, where there may be any."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from formlint.reporters.html import _compiled
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


@pytest.mark.parametrize("left", [0, 5, 30, 31, 60, 200, -1])
def test_what_was_written_in_part_is_made_anew(tmp_path: Path, left: int) -> None:
    template()
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:left])
    template.cache_clear()
    assert template()
    assert file.read_bytes() == whole


def test_what_is_no_bytecode_is_made_anew(tmp_path: Path) -> None:
    template()
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.index(b"\x80\x02", 8)] + b"cnowhere\nnothing\n.")
    template.cache_clear()
    assert template()
    assert file.read_bytes() == whole


def test_what_another_jinja_made_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = tmp_path / "compiler.py"
    compiler.write_text("")
    monkeypatch.setattr(_compiled, "MADE_BY", (compiler,))
    template()
    (file,) = kept(tmp_path)
    before = file.read_bytes()
    os.utime(compiler, (1, 1))
    template.cache_clear()
    template()
    assert kept(tmp_path) == [file]
    assert file.read_bytes() != before


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes here")
def test_who_may_read_the_package_may_read_it(tmp_path: Path) -> None:
    template()
    (file,) = kept(tmp_path)
    assert file.stat().st_mode & 0o777 == Path(_compiled.__file__).stat().st_mode & 0o666


def test_nothing_is_written_where_python_may_write_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert template()
    assert not kept(tmp_path)


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(taken))
    assert template()
