"""Opening a file and choosing its reader: any path and any bytes give a Document or a ReadError."""

import os
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formlint.documents import Document
from formlint.errors import ReadError
from formlint.limits import Limits
from formlint.readers import SUFFIXES, Source, open_source, read
from formlint.words import say

FORM = Path(__file__).parents[2] / "fixtures" / "2022" / "form.xlsx"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(source: Path | Source) -> str:
    with pytest.raises(ReadError) as error:
        read(source)
    assert say("documents", error.value.message, "zh", **error.value.details)
    return error.value.message


def test_a_source_is_read_once_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "自评表.txt"
    path.write_bytes(b"a")
    assert open_source(path) == Source("自评表.txt", b"a")


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "folder.txt").mkdir()
    names = {"no.txt": "not-found", "a.txt/b.txt": "not-found", "link.txt": "is-a-link", "loop.txt": "is-a-link"}
    names |= {"fifo.txt": "not-a-file", "folder.txt": "not-a-file", "\0": "not-found", "n" * 300: "not-found"}
    assert {name: refusal(tmp_path / name) for name in names} == names
    assert refusal(Path("/dev/null")) == "not-a-file"


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 108 bytes only
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert refusal(Path("s.txt")) == "not-a-file"


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(Limits().megabytes * 1_000_000 + 1)
    assert refusal(path) == "too-big"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.xlsx", b"", "empty"),
        ("a.heic", b"\0\0\0\x18ftypheic", "unknown-format"),
        ("a", b"text", "unknown-format"),
        ("a.zip", b"PK\x03\x04a.pdf", "archive"),
        ("a.rar", b"Rar!\x1a\x07", "archive"),
        ("~$a.xlsx", b"\x05Zhang" + b" " * 159, "lock-file"),
        (".~a.et", b"", "lock-file"),
        ("a.docx", b"PK\x03\x04word/document.xml", "damaged-docx"),
        ("a.xlsx", b"<a>", "not-a-workbook"),
        ("a.xls", OLE2 + b"\0" * 600, "not-an-office-file"),
        ("a.xlsx", OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0"), "encrypted-workbook"),
        ("a.doc", b"\0\1\2", "not-an-office-file"),
        ("a.odt", b"PK\3\4", "not-an-office-file"),
        ("a.xlsx", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "git-lfs-pointer"),
        ("a.txt", b"PK\x03\x04\0\0", "not-text"),
    ],
)
def test_bytes_that_cannot_be_read_say_why(name: str, data: bytes, message: str) -> None:
    assert refusal(Source(name, data)) == message


def test_an_unknown_suffix_names_those_that_are_supported() -> None:
    with pytest.raises(ReadError) as error:
        read(Source("a.heic", b"\xff"))
    assert error.value.details == {"suffix": ".heic", "supported": " ".join(SUFFIXES)}


def test_content_goes_before_the_name_and_the_difference_is_told() -> None:
    data = FORM.read_bytes()
    plain, misnamed, bare = read(Source("a.XLSX", data)), read(Source("a.txt", data)), read(Source("a", data))
    assert plain.blocks == misnamed.blocks == bare.blocks
    assert misnamed.notices[0].message == "other-suffix"
    assert misnamed.notices[0].args == (("suffix", ".txt"), ("format", "xlsx"))
    assert plain.notices == bare.notices == ()


def test_the_table_of_suffixes_is_what_the_readers_say() -> None:
    modules = {name for name in SUFFIXES.values() if (Path(import_module("formlint.readers").__file__ or "").parent / f"{name}.py").exists()}
    said = {suffix: name for name in modules for suffix in import_module(f"formlint.readers.{name}").SUFFIXES}
    assert said == {suffix: name for suffix, name in SUFFIXES.items() if name in modules}


def test_no_reader_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, formlint.readers; print(*(name for name in sys.modules if name.startswith('formlint.readers.') or name in ('lxml', 'zipfile')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "formlint.readers._contents"


@given(
    st.sampled_from([".txt", ".md", ".xlsx", ".xls", ".csv"]),
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", OLE2, b"\xff\xfe", b"| "]),
)
def test_any_bytes_give_a_document_or_a_read_error(suffix: str, data: bytes, head: bytes) -> None:
    assume(not (head + data).startswith((b"%PDF-", b"{\\rtf")))  # test_pdf.py, test_office.py
    try:
        assert isinstance(read(Source("a" + suffix, head + data)), Document)
    except ReadError as error:
        assert say("documents", error.message, "en", **error.details)


def test_a_form_whose_name_begins_like_that_of_a_lock_is_read() -> None:
    assert read(Source("~$a.xlsx", FORM.read_bytes())).format == "xlsx"


def test_a_workbook_named_as_an_archive_is_read_as_what_it_is() -> None:
    assert read(Source("a.zip", FORM.read_bytes())).format == "xlsx"
