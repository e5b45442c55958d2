"""formlint suppress: writes down that a finding was judged, beside the document."""

import os
from collections.abc import Sequence
from dataclasses import replace
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
from formlint.findings import Finding
from formlint.lint import lint
from formlint.reporters import View
from formlint.reporters.messages import told
from formlint.reporters.visible import visible
from formlint.results import IDENTITY, DocumentResult, FormResult
from formlint.settling import by_form, located, pins
from formlint.settling.suppressions import Entry, parse, sidecar
from formlint.words import say

HEAD = "formlint: 1\nsuppressions:\n"


@click.command(name="suppress", short_help="写明某个问题不必再提示 / Write down that a finding was judged.")
@click.argument("path", metavar="文件 / FILE", type=_options.FILE)
@click.option("--check", "check", required=True, metavar="编号 / ID", help="检查的编号 / Id of the check: pack/name.")
@click.option("--at", default="", metavar="位置 / WHERE", help="位置：栏目编号、单元格或表头 / Id of a field, cell or heading.")
@click.option("--form", default="", metavar="名称 / NAME", help="哪一份表：单位、项目、年度或工作表 / Which form: its unit, project, year or sheet.")
@click.option("--reason", required=True, metavar="文字 / TEXT", help="理由，必须写 / Why this is all right.")
@click.option("--kind", type=click.Choice(["accepted", "false-positive", "fixme"]), default="accepted", show_default=True, help="性质 / Kind.")
@click.option("--by", default="", metavar="姓名 / NAME", help="核实人 / Who judged it.")
@click.option("--expires", metavar="年-月-日 / YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="有效期至 / The last day on which it counts.")
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
    expires = said["expires"]
    if isinstance(expires, datetime) and expires.date() < today():
        raise click.UsageError(say("interface", "suppress-expired", lang, date=expires.date().isoformat()))
    if not os.path.lexists(path):
        complain(FormlintError("not-found"), lang, where=path.as_posix())
        return 2
    if check not in setup.checks:
        raise click.UsageError(Unknown(check, setup.checks).told(lang))
    wanted = Entry(check, "", form=str(said["form"]), at=at)
    document = lint(path, replace(setup, keep=False))
    if not document.forms and document.findings:
        tell("fault", lang, what=f"{path.as_posix()}: {told(document.findings[0], View(setup.checks, setup.definitions, lang))}")
        return 2
    found = [(form, finding) for _, form, finding in by_form(document) if finding.check == check and located(wanted, form, finding)]
    if len(found) != 1:
        _refuse(found, path, check, lang)
        return 2
    ((form, finding),) = found
    target = sidecar(path)
    text = target.read_text(encoding="utf-8") if target.exists() else HEAD
    text = text.rstrip("\n") + "\n" + _entry(finding, {**said, "form": said["form"] or (_name(form, document) if len(document.forms) > 1 else "")})
    parse(text, target.as_posix())  # an own layout that nothing can be added to is told, and nothing is written
    write_whole(target, text.encode())
    tell("suppress-written", lang, path=target, problem=told(finding, View(setup.checks, setup.definitions, lang)))
    return 0


def _refuse(found: Sequence[tuple[FormResult, Finding]], path: Path, check: str, lang: str) -> None:
    places = ", ".join(dict.fromkeys(finding.subject.id for _, finding in found))
    if not found:
        what = say("interface", "suppress-none", lang, path=path, check=check)
    elif len({id(form) for form, _ in found}) > 1:
        names = ", ".join(dict.fromkeys(visible(next(iter(_names(form)), "-")) for form, _ in found))
        what = say("interface", "suppress-forms", lang, path=path, check=check, forms=names, places=places)
    else:
        what = say("interface", "suppress-several", lang, path=path, check=check, places=places)
    tell("fault", lang, what=what)


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
    expires = said["expires"]
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
        **({"expires": expires.date().isoformat()} if isinstance(expires, datetime) else {}),
    }
    dumped = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000)
    return "".join(f"  {line}\n" for line in dumped.splitlines())
