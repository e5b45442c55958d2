"""Makes the pictures of the readmes from the forms in fixtures/, with Debian's Chromium: `make pictures`."""

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageOps
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
SHEET = ROOT / "fixtures" / "project" / "faulty.xlsx"
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
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        sys.exit("the picture of the workbook stays as it is: there is no LibreOffice (apt install libreoffice-calc)")
    _save("annotated-sheet", marked_sheet(office))


def report(paths: list[Path], lang: str) -> str:
    """The HTML report on these forms."""
    setup = Setup(shipped(), load(SHIPPED), keep=True)
    documents = tuple(replace(lint(path, setup), path=path.relative_to(ROOT).as_posix()) for path in paths)
    out = io.StringIO()
    view = View(setup.checks, setup.definitions, lang, source=lambda document: (ROOT / document.path).read_bytes())
    reporter("html").report(Result(documents), out, view)
    return out.getvalue()


def marked_page() -> Image.Image:
    """The lower half of the first page of an annotated copy."""
    setup = Setup(shipped(), load(SHIPPED))
    copy = annotated(FORM.read_bytes(), lint(FORM, setup), View(setup.checks, setup.definitions))
    page: Image.Image = pypdfium2.PdfDocument(copy)[0].render(scale=1.6).to_pil()
    return page.crop((0, page.height * 55 // 100, page.width, page.height * 95 // 100))


def marked_sheet(office: str) -> Image.Image:
    """The upper half of an annotated workbook as LibreOffice prints it, one note open. The fixture has no borders: they are drawn first."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        form = folder / "form.xlsx"
        _ruled(SHEET).save(form)
        setup = Setup(shipped(), load(SHIPPED))
        copy = annotated(form.read_bytes(), lint(form, setup), View(setup.checks, setup.definitions))
        (folder / "copy.xlsx").write_bytes(_first_note_open(copy))
        export = 'pdf:calc_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", export, "--outdir", made]
        subprocess.run([*command, (folder / "copy.xlsx").as_posix()], capture_output=True, check=True, timeout=120)
        page: Image.Image = pypdfium2.PdfDocument((folder / "copy.pdf").read_bytes())[0].render(scale=2).to_pil()
    left, top, right, _ = ImageOps.invert(page.convert("L")).getbbox() or (0, 0, *page.size)
    return page.crop((left - 12, top - 12, right + 12, top + (right - left) * 37 // 100))


def _ruled(path: Path) -> openpyxl.Workbook:
    book = openpyxl.load_workbook(path)
    sheet, thin = book.worksheets[0], Side(style="thin", color="FF808080")
    for letter, width in zip("ABCDEFGHI", (11, 13, 18, 13, 14, 14, 9, 9, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            cell.border, cell.font = Border(thin, thin, thin, thin), Font(name="Noto Sans CJK SC", size=10)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[12].height = 56
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return book


def _first_note_open(copy: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(copy)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".vml"):
                part = part.replace(b"visibility:hidden", b"visibility:visible", 1).replace(b"<x:Row>", b"<x:Visible/><x:Row>", 1)
            new.writestr(name, part)
    return out.getvalue()


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
