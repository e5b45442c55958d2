"""The report as a page in the browser: `formlint check --open`, and `formlint-open`, on which forms are dropped with the mouse."""

import sys
import tempfile
import webbrowser
from pathlib import Path

from formlint.cli import main
from formlint.cli._console import reason, tell
from formlint.cli._outputs import rendered, write_whole
from formlint.reporters import View
from formlint.results import Result
from formlint.words import say


def open_page(result: Result, view: View) -> bool:
    """Writes the page into a new folder that nobody else can read, and opens it. False when it cannot be written; this and that no browser opened
    are told."""
    try:
        page = Path(tempfile.mkdtemp(prefix="formlint-")) / f"{say('interface', 'report-title', view.lang)}.html"
        write_whole(page, rendered("html", result, view))
    except OSError as error:
        tell("fault", view.lang, what=say("interface", "cannot-write", view.lang, path=error.filename or "", reason=reason(error, view.lang)))
        return False
    tell("opened" if webbrowser.open(page.as_uri()) else "not-opened", view.lang, path=page)
    return True


def dropped() -> int:
    """`formlint-open FILES`: checks them and opens the page. A window that was opened for it stays until it was read."""
    files = sys.argv[1:]
    status = main(["check", "--open", "--", *files] if files else ["check", "--help"])
    if sys.stdin is not None and sys.stdin.isatty() and (status == 2 or not files):
        input(say("interface", "press-enter", "zh"))
    return status
