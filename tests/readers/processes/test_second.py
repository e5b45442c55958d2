"""Where no second process can be had, its work is done here, and nothing else is different.

Each is tried in a process of its own: the one that runs the tests has threads, where nothing is forked.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PATIENCE = 60  # seconds
DRAWN = """
from contextlib import nullcontext
from formlint.drawing._beside import Beside
from formlint.drawing._pictures import Packed, Picture
print(len(Beside(range(8), lambda: nullcontext(lambda number: Picture(1.0, 1.0, Packed("png", b"x")))).pictures()))
"""


def said(program: str) -> str:
    found = subprocess.run([sys.executable, "-c", program + DRAWN], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    return found.stdout + found.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no second process")
def test_there_may_be_many_open_files() -> None:
    limit = "import os, resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (1500, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))\n"
    assert said(limit + "files = [os.open(os.devnull, 0) for _ in range(1100)]") == "8\n"


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("import signal\nvars(signal).pop('SIGKILL', None)", id="windows-has-no-such-signal"),
        pytest.param("import os\ndef no():\n    raise BlockingIOError\nos.fork = no", id="no-more-processes-allowed"),
        pytest.param("import signal\nif hasattr(signal, 'SIGCHLD'):\n    signal.signal(signal.SIGCHLD, signal.SIG_IGN)", id="ends-are-ignored"),
    ],
)
def test_without_a_second_process_every_page_is_drawn_here(program: str) -> None:
    platform = "import sys\nsys.platform = 'win32'\n" if "SIGKILL" in program else ""
    assert said(platform + program) == "8\n"
