"""Patterns mean what people expect of them."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from formlint.config.globs import Glob, below


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("2023/**", "2023/a.pdf", True),
        ("2023/**", "2023/b/a.pdf", True),
        ("2023", "2023/b/a.pdf", True),
        ("2023/", "2023/a.pdf", True),
        ("2023", "2024/2023/a.pdf", True),
        ("2023/**", "2024/2023/a.pdf", False),
        ("*.pdf", "b/c/a.pdf", True),
        ("b/*.pdf", "b/c/a.pdf", False),
        ("**/附件*.xlsx", "附件1.xlsx", True),
        ("**/附件*.xlsx", "b/c/附件1.xlsx", True),
        ("./a?.pdf", "a1.pdf", True),
        ("a.pdf", "axpdf", False),
        ("[a].pdf", "[a].pdf", True),
        ("*.pdf", "../a.pdf", False),
        ("**", "../a.pdf", False),
    ],
)
def test_a_pattern_means_files_and_folders_below_its_own(tmp_path: Path, pattern: str, path: str, fits: bool) -> None:
    assert Glob(tmp_path, pattern).fits(tmp_path / path) is fits


@pytest.mark.parametrize(
    ("path", "folder", "name"),
    [
        (PureWindowsPath("C:/forms/2023/a.pdf"), PureWindowsPath("C:/forms"), "2023/a.pdf"),
        (PureWindowsPath("C:/Forms/a.pdf"), PureWindowsPath("c:/forms"), "a.pdf"),
        (PureWindowsPath("D:/forms/a.pdf"), PureWindowsPath("C:/forms"), None),
        (PureWindowsPath("//server/share/a.pdf"), PureWindowsPath("C:/"), None),
        (PurePosixPath("/forms/2023/a.pdf"), PurePosixPath("/forms"), "2023/a.pdf"),
        (PurePosixPath("/other/a.pdf"), PurePosixPath("/forms"), None),
    ],
)
def test_what_lies_on_another_drive_is_not_below_a_folder(path: PurePath, folder: PurePath, name: str | None) -> None:
    assert below(path, folder) == name
