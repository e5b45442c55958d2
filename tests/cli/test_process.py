"""formlint as a process of its own: what it imports, which consoles it survives, how it ends when the reader goes away."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from formlint.reporters.width import width

ROOT = Path(__file__).parent.parent.parent
NAMES = "import sys; from formlint.cli import main; status = main(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr)"
HEAVY = {"jsonschema", "numpy", "pypdfium2", "pdfminer", "importlib.metadata", "difflib", "fractions", "quicktions"}


def imported(*arguments: str) -> set[str]:
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", NAMES, *arguments], cwd=ROOT, capture_output=True, text=True, env=environment, check=True)
    return set(done.stderr.split())


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "formlint", *arguments], cwd=ROOT, capture_output=True, env=os.environ | environment, check=False)


def test_the_version_imports_click_and_next_to_nothing() -> None:
    loaded = imported("--version")
    ours = {name for name in loaded if name.partition(".")[0] == "formlint"}
    assert ours == {"formlint", "formlint.cli", "formlint.cli._language", "formlint.errors"}
    assert not loaded & (HEAVY | {"yaml", "lxml"})
    click = subprocess.run([sys.executable, "-c", "import sys, click; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert loaded - ours <= {*click.stdout.split(), "copy"}


@pytest.mark.parametrize("name", ["text", "json"])
def test_a_workbook_is_checked_without_what_it_does_not_need(name: str) -> None:
    loaded = imported("check", "fixtures/clean/form.xlsx", "--format", name)
    assert "formlint.readers.xlsx" in loaded
    assert not loaded & (HEAVY - {"quicktions", "difflib"})
    assert not {each for each in loaded if each.startswith("formlint.readers.pdf")}


def test_a_console_that_knows_no_chinese_gets_the_report_all_the_same() -> None:
    done = run("check", "fixtures/clean/form.md", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 0
    assert rb"\u672a\u53d1\u73b0\u95ee\u9898" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_gbk_console_gets_chinese() -> None:
    done = run("check", "fixtures/2022/form.md", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "警告[scoring/execution_score]" in done.stdout.decode("gbk")
    assert b"\\u" not in done.stdout


def test_programs_get_utf_8_on_every_console() -> None:
    done = run("check", "fixtures/2022/form.md", "--format", "json", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert "得分" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_a_reader_that_goes_away_is_no_fault() -> None:
    shell = f"{sys.executable} -m formlint show fixtures/2022/form.md --format yaml | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, check=False)
    assert done.stdout == b"files:\n"
    assert (done.returncode, done.stderr) == (0, b"")


def test_two_runs_write_the_same_bytes() -> None:
    runs = [run("check", "fixtures/2022/form.md", "fixtures/clean/form.md", "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert str(ROOT).encode() not in runs[0]


@pytest.mark.parametrize(
    "arguments", [("check", "fixtures/2022/form.md"), ("check", "fixtures/clean/form.md", "--format", "json"), ("list",), ("--help",)]
)
@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_report_that_cannot_be_written_is_told_and_the_status_is_2(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "formlint", *arguments], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert "磁盘已满".encode() in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("closed", "status"), [(">&-", 1), ("2>&-", 1), ("| head -n 1", 1), ("2>&1 | true", 1)])
def test_a_closed_console_is_no_fault_and_the_status_stays(closed: str, status: int) -> None:
    shell = f"{sys.executable} -m formlint check fixtures/2022/form.md --fail-on warning {closed}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (status, b"")


def test_a_report_goes_into_a_pipe_and_leaves_it_one() -> None:
    command = "-m formlint check fixtures/clean/form.md --output concise:/dev/stdout"
    shell = f"{sys.executable} {command}; test -f /dev/stdout && echo replaced"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert b"replaced" not in done.stdout


@pytest.mark.parametrize(
    "arguments", [("-m", "formlint", "check", "--open"), ("-c", "from formlint.cli._browser import dropped; raise SystemExit(dropped())")]
)
def test_the_page_is_opened_in_the_browser(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {seen}\n', encoding="utf-8")
    browser.chmod(0o755)
    environment = os.environ | {"BROWSER": str(browser), "TMPDIR": str(tmp_path), "DISPLAY": ":7"}
    command = [sys.executable, *arguments, "fixtures/2022/form.md"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    page = Path(unquote(seen.read_text(encoding="utf-8").removeprefix("file://")))
    assert done.returncode == 1, done
    assert "519人" in page.read_text(encoding="utf-8")
    assert page.parent.stat().st_mode & 0o077 == 0
    assert "已在浏览器中打开" in done.stderr.decode()


THREADS = """
import os, sys
from formlint.cli import main
main(sys.argv[1:])
import numpy
print(len(os.listdir("/proc/self/task")), os.environ["OPENBLAS_NUM_THREADS"], file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process tells its threads")
@pytest.mark.parametrize(("given", "kept"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_numpy_starts_no_threads_unless_the_user_wants_them(given: dict[str, str], kept: str) -> None:
    usual = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", THREADS, "check", "fixtures/2022/form.pdf"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=usual | given, check=True)
    threads, told = done.stderr.split()[-2:]
    assert told == kept
    assert kept != "1" or threads == "1"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
def test_progress_never_wraps_and_takes_itself_back(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not there on Windows

    for number in range(2):
        (tmp_path / f"{'很长的文件名称' * 8}{number}.txt").write_text("x", encoding="utf-8")
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "formlint", "check", str(tmp_path), "--lang", "zh"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, check=False
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode().split("\r\033[K")
    os.close(ours)
    assert [width(each) <= 79 for each in shown] == [True] * 4
    assert [each[:8] for each in shown] == ["", "正在检查 1/2", "正在检查 2/2", ""]


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C goes to all processes of a console")
def test_who_interrupts_is_told_that_there_is_no_result(tmp_path: Path) -> None:
    waits = "import signal, os, click; from formlint.cli import check, main; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    waits += "check._checked = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
    script = (
        waits
        + "raise SystemExit(main(['check', 'fixtures/clean/form.md', '--lang', 'en', '--output', 'json:"
        + (tmp_path / "a.json").as_posix()
        + "']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 130
    assert done.stderr.decode().strip() == "Interrupted: there is no complete result."
    assert not done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("module", ["formlint.cli", "click", "click.core", "formlint.cli.check", "yaml", "yaml.nodes"])
def test_who_interrupts_while_modules_are_imported_sees_no_traceback(module: str) -> None:
    """Half of YAML, with which all words are read, may be there then."""
    script = f"""import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from formlint.__main__ import main
raise SystemExit(main(["check", "fixtures/clean/form.md", "--isolated", "--lang", "en"]))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 130
    assert done.stderr.decode().strip() in ("", "Interrupted: there is no complete result.")
    assert not done.stdout
