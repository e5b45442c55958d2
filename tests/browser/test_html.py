"""The HTML report in a browser: boxes lie over the numbers, keys and links lead to them, nothing runs that a form brought along."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from formlint.documents import PageSpot
from formlint.lint import lint
from tests.browser.conftest import html, setup

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FORMS = {suffix: FIXTURES / "2022" / f"form.{suffix}" for suffix in ("pdf", "xlsx", "txt")}
HOSTILE = [
    "<script>document.title='evil'</script>",
    "<img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "</style><style>*{display:none}",
    "{{ 7*7 }}",
    "=cmd()|'/C calc'!A0",
    "\u202egnp.exe",
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<a href=https://example.org>",
    "<!--",
    "]]>",
    "&#60;script&#62;alert(1)",
    "\u2028alert(1)\u2066",
    "${alert(1)}`",
]
Open = Callable[..., Any]


@pytest.mark.parametrize("suffix", FORMS)
def test_every_finding_is_told_and_the_culprit_boxed(opened: Open, suffix: str) -> None:
    page = opened(FORMS[suffix])
    found = lint(FORMS[suffix], setup()).all_findings
    assert page.locator(".finding").count() == len(found)
    assert "719人" in page.locator("#f1 .message").inner_text()
    assert "改为“519人”" in page.locator("#f1 .fix").first.inner_text()
    assert page.locator('[data-for~="f1"]').count() >= 2


def test_boxes_lie_over_the_glyphs(opened: Open) -> None:
    """Every box on the screen is where `show` says its number stands, and no wider than it; that the ink is there too is in tests/reporters."""
    page = opened(FORMS["pdf"])
    sizes = [each.get_size() for each in pypdfium2.PdfDocument(FORMS["pdf"])]
    figures = [each.bounding_box() for each in page.locator("figure.page").all()]
    for number, finding in enumerate(lint(FORMS["pdf"], setup()).all_findings, 1):
        spot = (finding.culprit.mention if finding.culprit else finding.subject).place.spots[0]
        assert isinstance(spot, PageSpot)
        figure, (width, height) = figures[spot.page - 1], sizes[spot.page - 1]
        scale = figure["width"] / width
        assert figure["height"] == pytest.approx(height * scale, abs=2)
        left, top, right, bottom = (edge * scale for edge in spot.box)
        box = page.locator(f'[data-for="f{number}"] .guilty').first.bounding_box()
        assert 0 <= figure["x"] + left - box["x"] < 6
        assert 0 <= figure["y"] + top - box["y"] < 6
        assert 0 <= box["x"] + box["width"] - figure["x"] - right < 6
        assert 0 <= box["y"] + box["height"] - figure["y"] - bottom < 6


def test_a_sheet_has_its_letters_and_numbers(opened: Open) -> None:
    page = opened(FORMS["xlsx"])
    assert page.locator(".grid thead th").all_inner_texts()[:3] == ["A", "B", "C"]
    row = page.locator(".grid tbody tr").filter(has=page.locator('th:text-is("19")'))
    assert row.locator('.mark.guilty[data-for~="f1"]').inner_text().startswith("719人")


def test_a_text_has_its_line_numbers_and_marks_just_the_number(opened: Open) -> None:
    page = opened(FORMS["txt"])
    assert page.locator('.mark.guilty[data-for~="f1"]').first.inner_text().startswith("719人")
    assert page.locator(".line .at").first.inner_text().isdecimal()


def test_keys_go_from_finding_to_finding_and_the_link_follows(opened: Open) -> None:
    page = opened(FORMS["pdf"])
    for key, expected in (("j", "f1"), ("j", "f2"), ("K", "f1"), ("k", "f8")):
        page.keyboard.press(key)
        assert page.evaluate("location.hash") == f"#{expected}"  # page.url learns of it later
        assert page.locator(".finding.on").get_attribute("id") == expected
    assert page.locator("#f8").is_visible()


def test_keys_still_work_after_the_box_is_ticked(opened: Open) -> None:
    page = opened(FORMS["xlsx"])
    page.locator("[data-ticks]").check()
    page.keyboard.press("j")
    assert page.locator(".finding.on").get_attribute("id") == "f1"


def test_keys_can_be_switched_off(opened: Open) -> None:
    page = opened(FORMS["xlsx"])
    page.locator("[data-keys]").uncheck()
    page.keyboard.press("j")
    assert page.locator(".finding.on").count() == 0
    page.locator("[data-keys]").check()
    page.keyboard.press("j")
    assert page.locator(".finding.on").get_attribute("id") == "f1"


@pytest.mark.parametrize("suffix", FORMS)
def test_every_finding_brings_its_number_into_sight(opened: Open, suffix: str) -> None:
    page = opened(FORMS[suffix])
    seen = page.locator(".face").bounding_box()
    for number in range(1, page.locator(".finding").count() + 1):
        page.keyboard.press("j")
        marked = page.locator(f'.face [data-for~="f{number}"]:has(.guilty), .face .guilty[data-for~="f{number}"]').first.bounding_box()
        assert seen["y"] - 1 <= marked["y"] + marked["height"] / 2 <= seen["y"] + seen["height"] + 1


def test_a_deep_link_opens_at_its_finding(opened: Open) -> None:
    page = opened(FORMS["xlsx"], fragment="#f3")
    assert page.locator(".finding.on").get_attribute("id") == "f3"


def test_a_box_leads_to_its_finding(opened: Open) -> None:
    page = opened(FORMS["xlsx"])
    page.locator('.mark.guilty[data-for~="f1"]').click()
    assert page.locator(".finding.on").get_attribute("id") == "f1"


def test_verified_numbers_are_ticked_on_request(opened: Open) -> None:
    page = opened(FORMS["pdf"])
    assert not page.locator(".tick").first.is_visible()
    page.locator("[data-ticks]").check()
    assert page.locator(".tick").first.is_visible()


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        (FORMS["pdf"], "bad", "有问题"),
        (FIXTURES / "clean" / "form.pdf", "good", "未发现问题"),
        (Path(__file__), "unchecked", "没能检查"),
    ],
)
def test_the_head_knows_three_states(opened: Open, path: Path, state: str, told: str) -> None:
    page = opened(path)
    assert page.locator(f".bar.{state} .pill").first.inner_text() == told
    if state != "bad":
        assert page.locator(f".verdict.{state}").is_visible()


def test_the_page_is_small() -> None:
    assert len(html(FORMS["pdf"]).encode()) <= 300_000


def test_the_page_is_usable_within_half_a_second(opened: Open) -> None:
    """Opened, laid out and answering keys; the best of three goes, for other work on the machine counts too."""
    page = opened(FORMS["pdf"])
    taken = []
    for _ in range(3):
        page.reload()
        page.keyboard.press("j")
        page.wait_for_selector(".finding.on")
        taken.append(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
    assert min(taken) < 500


def test_it_prints_on_five_pages_at_most(opened: Open) -> None:
    printed = opened(FORMS["pdf"]).pdf(prefer_css_page_size=True)
    assert 2 <= len(pypdfium2.PdfDocument(printed)) <= 5


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("suffix", FORMS)
def test_nothing_stands_in_the_way_of_anyone(opened: Open, suffix: str, lang: str) -> None:
    found = Axe().run(opened(FORMS[suffix], lang=lang))
    assert found.violations_count == 0, found.generate_report()


def test_the_overview_and_a_phone_are_as_open(opened: Open) -> None:
    overview = Axe().run(opened(FORMS["pdf"], FIXTURES / "clean" / "form.xlsx"))
    assert overview.violations_count == 0, overview.generate_report()
    phone = Axe().run(opened(FORMS["pdf"], viewport={"width": 390, "height": 844}))
    assert phone.violations_count == 0, phone.generate_report()


def test_a_phone_shows_the_box_of_the_finding(opened: Open) -> None:
    page = opened(FORMS["pdf"], viewport={"width": 390, "height": 844}, fragment="#f1")
    box = page.locator('[data-for~="f1"] .guilty').first.bounding_box()
    assert 0 <= box["x"] < 390
    assert 0 <= box["y"] < 844


def test_the_badge_leaves_the_number_in_sight(opened: Open) -> None:
    """A score of one digit is narrower than the badge at its corner."""
    page = opened(FORMS["pdf"])
    number, badge = (page.locator(f'[data-for="f2"] {part}').first.bounding_box() for part in (".guilty.box", ".disc"))
    assert badge["x"] + badge["width"] / 2 > number["x"] + number["width"]
    assert badge["y"] + badge["height"] / 2 < number["y"]


def test_a_phone_has_room_for_the_columns_of_the_overview(opened: Open) -> None:
    page = opened(FORMS["xlsx"], FIXTURES / "clean" / "form.xlsx", viewport={"width": 390, "height": 844})
    assert page.locator(".heat tbody tr").first.bounding_box()["height"] < 120
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_a_form_says_is_only_text(opened: Open, tmp_path: Path) -> None:
    rows = "".join(f"| 产出指标 | 数量指标 | {text.replace('|', chr(92) + '|')} | ≥4次 | 5次 | 5 | 6 |\n" for text in HOSTILE)
    columns = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    head = f"# 2022年度项目支出绩效自评表\n\n单位：{HOSTILE[0]}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    file = tmp_path / "<b>x.md"
    file.write_text(head + rows, encoding="utf-8")
    page = opened(file)
    page.keyboard.press("j")
    assert "evil" not in page.title()
    assert page.locator(".finding").count() >= len(HOSTILE)
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert "<script>document.title='evil'</script>" in page.locator(".read").inner_text()
    assert not any(sign in page.content() for sign in "\u202e\u2066\u2028")
    attributes = page.evaluate("[...document.querySelectorAll('*')].flatMap(each => [...each.attributes]).map(each => each.name)")
    assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert all(link.startswith("#") for link in page.evaluate("[...document.querySelectorAll('a')].map(each => each.getAttribute('href'))"))


def test_no_script_runs_but_the_one_of_the_page(chromium: Any, tmp_path: Path) -> None:
    """Should something slip through the escaping, the policy of the page still stops it."""
    file = tmp_path / "report.html"
    file.write_text(
        html(FORMS["xlsx"]).replace("</body>", "<script>document.title = 'evil'</script><img src=x onerror=\"document.title = 'evil'\"></body>")
    )
    page = chromium.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(file.as_uri())
    assert page.title() != "evil"
    assert sum("Content Security Policy" in text for text in refused) >= 2


def test_several_documents_have_an_overview_that_sorts_and_leads_to_them(opened: Open) -> None:
    page = opened(FIXTURES / "clean" / "form.xlsx", FORMS["pdf"], FIXTURES / "project" / "faulty.docx")
    assert page.locator("#overview").is_visible()
    assert not page.locator("#d2").is_visible()
    page.locator('.heat button:text-is("错误")').click()
    assert page.locator(".heat tbody tr th").first.inner_text().endswith("project/faulty.docx")
    page.locator(".heat tbody a").first.click()
    page.locator("#d3").wait_for()  # the browser tells of a new fragment a little later
    assert not page.locator("#overview").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#d3f1"
    page.locator("#d3 .back").click()
    page.locator("#overview").wait_for()


def test_the_overview_has_the_worst_first_and_can_be_sifted(opened: Open) -> None:
    page = opened(FIXTURES / "clean" / "form.xlsx", FORMS["pdf"], FIXTURES / "project" / "faulty.docx")
    shown = page.locator(".heat tbody tr:visible th")
    assert [Path(each).parent.name for each in shown.all_inner_texts()] == ["project", "2022", "clean"]
    page.locator("[data-sift=state]").select_option("bad")
    assert [Path(each).parent.name for each in shown.all_inner_texts()] == ["project", "2022"]
    page.locator("[data-sift=text]").fill("FAULTY")
    assert [Path(each).parent.name for each in shown.all_inner_texts()] == ["project"]
    assert page.locator("[data-sifted]").inner_text() == "共 3 份文件，显示 1 份"
    page.emulate_media(media="print")
    assert shown.count() == 3
    page.emulate_media(media="screen")
    page.locator("[data-sift=text]").fill("")
    page.locator("[data-sift=state]").select_option("")
    assert shown.count() == 3


def test_the_overview_is_printed_across_with_all_its_columns(opened: Open) -> None:
    """On A4 less its margins, at 96 dots an inch."""
    page = opened(*sorted(FIXTURES.glob("*/faulty.xlsx")), viewport={"width": 1032, "height": 703})
    sizes = [each.get_size() for each in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))]
    assert sizes[0][0] > sizes[0][1]
    assert sizes[-1][0] < sizes[-1][1]
    page.emulate_media(media="print")
    assert page.locator(".heat thead .check").count() > 8  # as many as no page upright has room for
    last = page.locator(".heat thead th").last.bounding_box()
    assert last["x"] + last["width"] <= 1032


@pytest.mark.parametrize("width", [360, 420, 1440])
@pytest.mark.parametrize("suffix", ["xlsx", "txt"])
def test_a_badge_stays_beside_its_number(opened: Open, suffix: str, width: int) -> None:
    page = opened(FORMS[suffix], viewport={"width": width, "height": 800})
    for badge in page.locator(".face .badge").all():
        link = badge.locator("xpath=..")
        tall = link.evaluate("each => { const all = each.getClientRects(); return [all.length, all[0].height]; }")
        assert tall[0] == 1, link.inner_text()


def test_an_ofd_is_drawn_in_the_size_of_its_page(opened: Open) -> None:
    """On the screen, and on paper as large as A4 holds beside its margins."""
    page = opened(FIXTURES / "2022" / "form.ofd")
    drawing = page.locator("figure.page svg").first
    assert drawing.bounding_box()["width"] > 600
    words = page.locator("figure.page .words").first
    assert words.bounding_box()["height"] > 8
    page.emulate_media(media="print")
    assert drawing.bounding_box()["width"] > 600
    assert drawing.bounding_box()["height"] < 245 * 96 / 25.4 + 1
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) <= 5


def test_boxes_lie_over_the_words_of_an_ofd(opened: Open) -> None:
    """As the browser sets them, in whatever font it has."""
    page = opened(FIXTURES / "2022" / "form.ofd")
    box = page.locator('[data-for="f1"] .guilty').first.bounding_box()
    under = page.evaluate(
        """([left, top, right, bottom]) => [...document.querySelectorAll(".words")].flatMap((words) => [...words.textContent].map((letter, at) => {
            const place = words.getExtentOfChar(at), matrix = words.getScreenCTM();
            const start = new DOMPoint(place.x, place.y + place.height / 2).matrixTransform(matrix);
            return start.x > left - 1 && start.x < right - 4 && start.y > top && start.y < bottom ? letter : "";
        })).join("")""",
        [box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]],
    )
    assert under == "719人"
