"""formlint suppress: writes down that a finding was judged, beside the document."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
import yaml

from formlint.cli import _options
from formlint.cli._console import complain, language, tell
from formlint.cli._outputs import write_whole
from formlint.cli._settings import Settings, Wanted
from formlint.cli._settling import today
from formlint.cli._setup import Unknown
from formlint.errors import FormlintError
from formlint.findings import Finding, Mention
from formlint.lint import Setup, lint
from formlint.records import replace
from formlint.reporters import View
from formlint.reporters.messages import told
from formlint.reporters.places import in_words
from formlint.reporters.visible import visible
from formlint.results import IDENTITY, DocumentResult, FormResult
from formlint.settling import by_form, located, pins, suppressed
from formlint.settling.suppressions import Entry, parse, sidecar
from formlint.words import led, say

HEAD = "formlint: 1\nsuppressions:\n"


@click.command(name="suppress", short_help="写明某个问题不必再提示 / Write down that a finding was judged.")
@click.argument("path", metavar="文件 / FILE", type=_options.FILE)
@click.option("--check", "check", required=True, metavar="编号 / ID", help="检查的编号 / Id of the check: pack/name.")
@click.option("--at", default="", metavar="位置 / WHERE", help="位置：栏目编号、单元格或表头 / Id of a field, cell or heading.")
@click.option("--form", default="", metavar="名称 / NAME", help="哪一份表：单位、项目、年度或工作表 / Which form: its unit, project, year or sheet.")
@click.option("--reason", required=True, metavar="文字 / TEXT", help="理由，必须写 / Why this is all right.")
@click.option("--kind", type=click.Choice(["accepted", "false-positive", "fixme"]), default="accepted", show_default=True, help="性质 / Kind.")
@click.option("--by", default="", metavar="姓名 / NAME", help="核实人 / Who judged it.")
@click.option("--expires", metavar="年-月-日 / YYYY-MM-DD", help="有效期至 / The last day on which it counts.")
@_options.lang
@_options.config
@click.pass_context
def command(ctx: click.Context, /, **given: object) -> None:
    """核实过的问题不必再提示：把理由写入文件旁的“文件名.formlint.yaml”。表中数字变化后自动失效。

    Write down, in NAME.formlint.yaml beside the document, that a finding was judged and why. It lapses when the numbers change.
    """
    ctx.exit(_suppress(**given))  # type: ignore[arg-type]  # click fills them in by name


def _suppress(path: Path, check: str, at: str, lang: str | None, config: Path | None, **said: object) -> int:
    settings = Settings(Wanted(config=config))
    lang, setup = language(lang, settings.run.lang), settings.setup(path)
    reason = str(said["reason"])
    if not Entry(check, "", reason=reason).reasoned:
        raise click.UsageError(say("interface", "suppress-reason", lang, reason=reason))
    expires = _day(str(said["expires"]), lang) if said["expires"] is not None else ""
    if not os.path.lexists(path):
        complain(FormlintError("not-found"), lang, where=path.as_posix())
        return 2
    if check not in setup.checks:
        raise click.UsageError(Unknown(check, setup.checks).told(lang))
    wanted = Entry(check, "", form=str(said["form"]), at=at)
    document = lint(path, replace(setup, keep=False))
    if not document.forms and document.findings:
        tell("fault", lang, what=led(path.as_posix(), told(document.findings[0], View(setup.checks, setup.definitions, lang)), lang))
        return 2
    found = [(form, finding) for _, form, finding in by_form(document) if finding.check == check]
    meant = [(form, finding) for form, finding in found if located(wanted, form, finding)]
    if len(meant) != 1:
        tell("fault", lang, what=_refusal(found, meant, wanted, path.as_posix(), lang))
        return 2
    ((form, finding),) = meant
    target, problem = sidecar(path), told(finding, View(setup.checks, setup.definitions, lang))
    text = target.read_text(encoding="utf-8") if target.exists() else HEAD
    known = parse(text, target.as_posix()) if target.exists() else ()
    where = next((entry.where for entry in known if _settles(entry, finding, document, setup)), "")
    if where:
        tell("suppress-already", lang, path=where, problem=problem)
        return 0
    name = _name(form, document) if len(document.forms) > 1 else ""
    text = text.rstrip("\n") + "\n" + _entry(finding, {**said, "form": said["form"] or name, "expires": expires})
    parse(text, target.as_posix())  # an own layout that nothing can be added to is told, and nothing is written
    write_whole(target, text.encode())
    tell("suppress-written", lang, path=target, problem=problem)
    return 0


def _settles(entry: Entry, finding: Finding, document: DocumentResult, setup: Setup) -> bool:
    """Whether the finding is not told again by an entry that is there already."""
    return any(each.finding is finding for each in suppressed(document, (entry,), setup.checks, today()).settled)


def _day(text: str, lang: str) -> str:
    """The last day on which an entry counts, as it is written down."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.UsageError(say("interface", "suppress-date", lang, text=text, example=f"{today().year + 1}-12-31")) from error
    if day < today():
        raise click.UsageError(say("interface", "suppress-expired", lang, date=day.isoformat()))
    return day.isoformat()


Found = Sequence[tuple[FormResult, Finding]]


def _refusal(found: Found, meant: Found, wanted: Entry, path: str, lang: str) -> str:
    """Why nothing is written: `meant` are those of the findings of the check that are where the user says, and not one."""
    there = [(form, finding) for form, finding in found if located(replace(wanted, at=""), form, finding)]
    listed = meant or there or found
    if not found:
        message = "none"
    elif not meant:
        message = "elsewhere" if there else "other-form"
    else:
        message = "forms" if len({id(form) for form, _ in meant}) > 1 else "several"
    places = ", ".join(dict.fromkeys(_place(finding.subject, lang) for _, finding in listed))
    names = ", ".join(dict.fromkeys(visible(next(iter(_names(form)), "-")) for form, _ in listed))
    return say("interface", f"suppress-{message}", lang, path=path, check=wanted.check, forms=names, places=places)


def _place(mention: Mention, lang: str) -> str:
    """What `--at` takes, and for people where that is."""
    where = visible(in_words(mention.place, lang))
    return f"{mention.id} ({where})" if where else mention.id


def _name(form: FormResult, document: DocumentResult) -> str:
    """By which an entry names the form among those of its document; empty when nothing tells it from them."""
    return next((name for name in _names(form) if sum(each.is_called(name) for each in document.forms) == 1), "")


def _names(form: FormResult) -> list[str]:
    fields = (form.form.fields.get(name) for name in reversed(IDENTITY))
    named = ["".join(each.text.split()) for each in fields if each]
    return [name for name in (*named, form.sheet, str(form.form.year or ""), form.about) if name]


def _entry(finding: Finding, said: dict[str, object]) -> str:
    """An item of the list, with the numbers for people and the fingerprint for us."""
    actual, expected = pins(finding)
    entry = {
        "check": finding.check,
        **({"form": said["form"]} if said["form"] else {}),
        "at": finding.subject.id,
        "values": {"actual": actual, **({"expected": expected} if expected else {})},
        "fingerprint": finding.fingerprint,
        "anchor": finding.anchor,
        **({"occurrence": finding.occurrence} if finding.occurrence > 1 else {}),
        "kind": said["kind"],
        "reason": said["reason"],
        **({"by": said["by"]} if said["by"] else {}),
        "on": today().isoformat(),
        **({"expires": said["expires"]} if said["expires"] else {}),
    }
    dumped = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000)
    return "".join(f"  {line}\n" for line in dumped.splitlines())
