"""A headless Chromium (Debian's, never one that is downloaded) and pages to open in it."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint, lint_together
from formlint.reporters import View, reporter
from formlint.results import Result

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
Open = Callable[..., Any]


@cache
def setup() -> Setup:
    return Setup(shipped(), load(SHIPPED), keep=True)


def html(*paths: Path, lang: str = "zh") -> str:
    """The report on the files."""
    result = Result(lint_together(tuple(lint(path, setup()) for path in paths), [setup()] * len(paths)))
    out = StringIO()
    view = View(setup().checks, setup().definitions, lang, source=lambda document: Path(document.path).read_bytes())
    reporter("html").report(result, out, view)
    return out.getvalue()


@pytest.fixture(scope="module")  # while it runs, so does its event loop, and who comes later could start none
def chromium() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium: apt install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a report; whatever goes wrong on it, is asked from outside or opens a dialog fails the test."""
    faults: list[str] = []

    def open_page(*paths: Path, fragment: str = "", lang: str = "zh", **options: Any) -> Any:
        file = tmp_path / "report.html"
        file.write_text(html(*paths, lang=lang), encoding="utf-8")
        page = chromium.new_page(**({"viewport": {"width": 1440, "height": 900}} | options))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
        page.goto(file.as_uri() + fragment)
        return page

    yield open_page
    assert faults == []
