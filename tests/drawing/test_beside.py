"""Two processes draw the pages between them, and whatever becomes of the second, every page is there once and in its place.

The drawing is done in a process of its own: the one that runs the tests has threads, where nothing is forked.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from signal import SIGKILL

import pytest

from formlint.drawing._beside import Beside
from formlint.drawing._pictures import Packed, Picture

PATIENCE = 30  # seconds
ROOT = Path(__file__).parents[2]
NUMBERS = (1, 2, 3, 5, 8, 13)
MAIN = os.getpid()
two_processors = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="a second process draws on Linux with two processors"
)


def draws(number: int) -> Picture | None:
    """One that tells its number, and who drew it; page 5 cannot be drawn."""
    time.sleep(0.02)
    return Picture(595.5, 842.25, Packed("png", f"{number} {os.getpid() == MAIN}".encode())) if number != 5 else None


def dies_elsewhere(number: int) -> Picture | None:
    if number > 1 and os.getpid() != MAIN:
        os.kill(os.getpid(), SIGKILL)
    return draws(number)


def fails_elsewhere(number: int) -> Picture | None:
    if os.getpid() != MAIN:
        raise ValueError
    return draws(number)


def lies_elsewhere(number: int) -> Picture | None:
    found = draws(number)
    return found if os.getpid() == MAIN or not found else Picture(1.0, 1.0, Packed("svg", found.packed.data))


WAYS = {draw.__name__: draw for draw in (draws, dies_elsewhere, fails_elsewhere, lies_elsewhere)}


def seen(way: str) -> list[tuple[int, bool] | None]:
    """Of every page its number, and whether this process drew it; None of one that was not drawn."""
    pictures = Beside(NUMBERS, lambda: nullcontext(WAYS[way])).pictures()
    told = [picture.packed.data.decode().split() if picture else None for picture in pictures]
    assert all(picture is None or (picture.width, picture.height) == (595.5, 842.25) for picture in pictures)
    return [(int(each[0]), each[1] == "True") if each else None for each in told]


def elsewhere(way: str) -> list[tuple[int, bool] | None]:
    code = f"import json\nfrom tests.drawing.test_beside import seen\nprint(json.dumps(seen({way!r})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return [tuple(each) if each else None for each in json.loads(done.stdout)]


@pytest.mark.parametrize("way", ["draws", "dies_elsewhere", "fails_elsewhere"])
def test_every_page_is_there_in_its_place(way: str) -> None:
    assert [each and each[0] for each in elsewhere(way)] == [number if number != 5 else None for number in NUMBERS]


@two_processors
def test_the_second_process_draws_the_first_pages_and_this_one_the_last() -> None:
    own = [each[1] for each in elsewhere("draws") if each]
    assert (own[0], own[-1]) == (False, True)
    assert own == sorted(own)


@two_processors
def test_what_is_no_picture_is_not_taken_for_one() -> None:
    assert elsewhere("lies_elsewhere")[0] is None


def test_where_there_are_threads_one_process_draws() -> None:
    code = (
        "import json, threading\nfrom tests.drawing.test_beside import seen\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\nprint(json.dumps(seen('draws')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert all(each is None or each[1] for each in json.loads(done.stdout))
