"""Makes the pictures of the readmes from the forms in fixtures/, with Debian's Chromium: `make pictures`."""

import io
import shutil
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from formlint.annotating import annotated
from formlint.checks import SHIPPED, load
from formlint.definitions import shipped
from formlint.lint import Setup, lint
from formlint.reporters import View, reporter
from formlint.results import Result

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"
FORM = ROOT / "fixtures" / "2022" / "form.pdf"
SEVERAL = sorted((ROOT / "fixtures").glob("*/*.xlsx"))
WINDOW = {"width": 1280, "height": 760}


def main() -> None:
    """Writes the pictures of both languages."""
    FOLDER.mkdir(exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("there is no Chromium: apt install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for lang in ("zh", "en"):
            _save(f"report-{lang}", _shot(browser, report([FORM], lang), keys="j"))
            _save(f"overview-{lang}", _shot(browser, report(SEVERAL, lang)))
        browser.close()
    _save("annotated", marked_page())


def report(paths: list[Path], lang: str) -> str:
    """The HTML report on these forms."""
    setup = Setup(shipped(), load(SHIPPED), keep=True)
    documents = tuple(lint(path, setup) for path in paths)
    out = io.StringIO()
    view = View(setup.checks, setup.definitions, lang, source=lambda document: Path(document.path).read_bytes())
    reporter("html").report(Result(documents), out, view)
    return out.getvalue().replace(f"{ROOT.as_posix()}/", "")


def marked_page() -> Image.Image:
    """The lower half of the first page of an annotated copy."""
    setup = Setup(shipped(), load(SHIPPED))
    copy = annotated(FORM.read_bytes(), lint(FORM, setup), View(setup.checks, setup.definitions))
    page: Image.Image = pypdfium2.PdfDocument(copy)[0].render(scale=1.6).to_pil()
    return page.crop((0, page.height * 55 // 100, page.width, page.height * 95 // 100))


def _shot(browser: Any, text: str, keys: str = "") -> Image.Image:
    page = browser.new_page(viewport=WINDOW)
    page.set_content(text)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    taken = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(taken))


def _save(name: str, picture: Image.Image) -> None:
    picture.convert("RGB").save(FOLDER / f"{name}.webp", lossless=True, method=6)


if __name__ == "__main__":
    main()
