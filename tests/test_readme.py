"""What the readmes and the pages of docs/ show is what the commands print: every `$ formlint …` of a console block is run. A line `…` leaves out."""

import json
import re
import shlex
from pathlib import Path

import pytest

from formlint.cli import main
from formlint.reporters import NAMES

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
PAGES = tuple(sorted(path.relative_to(ROOT).as_posix() for lang in ("zh", "en") for path in (ROOT / "docs" / lang).glob("*.md")))


def commands(readme: str) -> list[tuple[str, str]]:
    """The commands of the console blocks, each with the output shown below it."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [(match[1], match[2]) for block in blocks for match in re.finditer(r"^\$ (formlint .*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


@pytest.mark.parametrize(("readme", "command", "shown"), [(readme, *each) for readme in (*READMES, *PAGES) for each in commands(readme)])
def test_the_readme_shows_what_the_command_prints(
    readme: str, command: str, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "100", "LANG": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    main(shlex.split(command)[1:])
    output = capsys.readouterr().out
    at = 0
    for part in re.split(r"^…\n", shown, flags=re.MULTILINE):
        found = output.find(part, at)
        assert found >= 0, f"{readme}: {command} prints\n{output}"
        at = found + len(part)


def test_both_readmes_show_the_main_command() -> None:
    for readme in READMES:
        assert any(command.startswith("formlint check") for command, _ in commands(readme)), readme


@pytest.mark.parametrize(
    "readme",
    [
        *READMES,
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs/decisions/README.md",
        *PAGES,
    ],
)
def test_links_lead_to_files_that_are_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "#"))]
    assert not [link for link in links if not (ROOT / readme).parent.joinpath(link).exists()]


def test_every_page_is_there_in_both_languages_and_linked_from_its_readme() -> None:
    chinese, english = ({Path(page).name for page in PAGES if page.startswith(f"docs/{lang}/")} for lang in ("zh", "en"))
    assert chinese == english
    for readme, lang in (("README.zh-CN.md", "zh"), ("README.md", "en")):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert not [page for page in chinese if f"docs/{lang}/{page}" not in text]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_commands_of_its_other_language(page: str) -> None:
    lang, name = page.split("/")[1:]
    other = f"docs/{'en' if lang == 'zh' else 'zh'}/{name}"
    assert [re.sub(r"--lang \w+", "", command) for command, _ in commands(page)] == [
        re.sub(r"--lang \w+", "", command) for command, _ in commands(other)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_key_of_the_configuration_is_described(lang: str) -> None:
    keys = json.loads((ROOT / "formlint" / "schemas" / "config.schema.json").read_text(encoding="utf-8"))["properties"]
    text = (ROOT / "docs" / lang / "configuration.md").read_text(encoding="utf-8")
    assert not [key for key in keys if f"`{key}`" not in text]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_of_reports_is_described(lang: str) -> None:
    text = (ROOT / "docs" / lang / "outputs.md").read_text(encoding="utf-8")
    assert not [name for name in NAMES if f"`{name}`" not in text]
