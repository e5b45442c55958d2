"""formlint test: the examples of checks and rules, and the rules of definitions themselves."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from formlint.checks import Check
from formlint.cli import _options
from formlint.cli._console import emit, language
from formlint.cli._setup import prepare
from formlint.definitions import Definition
from formlint.examples import Trial, of_check, of_rule
from formlint.lint import Setup
from formlint.reporters import View
from formlint.reporters.messages import told
from formlint.reporters.visible import visible
from formlint.reviewing import review
from formlint.words import say

YAML = (".yaml", ".yml")


@click.command(name="test", short_help="运行检查和规则自带的例子 / Run the examples of checks and rules.")
@click.argument("paths", nargs=-1, metavar="[路径]... / [PATHS]...", type=click.Path(path_type=Path, exists=True))
@_options.lang
@_options.packs
@_options.definition
@click.pass_context
def command(ctx: click.Context, paths: Sequence[Path], lang: str | None, packs: Sequence[Path], definitions: Sequence[Path]) -> None:
    """运行检查和规则自带的例子，并检查表格定义中的规则。路径可以是检查（.py）、检查所在的文件夹（文件夹/包/名称.py）或表格定义（.yaml）；不写则运行全部。

    Run the examples that checks and rules carry, and look for rules that contradict each other, follow from each other or never apply. A path is a
    check (.py), a folder of packs (FOLDER/pack/name.py) or a form definition (.yaml); without one, all that formlint knows is tried.
    """
    lang = language(lang)
    own = [path for path in paths if path.suffix in YAML]
    files = [path.resolve() for path in paths if path.suffix == ".py"]
    folders = [path for path in paths if path.is_dir()]
    homes = dict.fromkeys([*packs, *folders, *(path.parent.parent for path in files)])
    setup = prepare(_foreign(homes), [*own, *definitions], whole=False)
    wanted = None if not paths else _asked(setup, files, folders)
    tried = [*_checks(setup, wanted), *_rules(setup, own if paths else None)]
    failed = [trial for trial in tried if trial.fault]
    complaints = [each for definition in _chosen(setup.definitions, own if paths else None) for each in review(definition)]
    view = View(setup.checks, setup.definitions, lang)
    for trial in failed:
        emit("\n".join(_failure(trial, view)) + "\n\n")
    for complaint in complaints:
        emit(say("definitions", complaint.message, lang, where=visible(complaint.where), **{k: visible(v) for k, v in complaint.args.items()}) + "\n")
    emit(_summary(len(tried), len(failed), len(complaints), lang, rules=bool(own)) + "\n")
    ctx.exit(1 if failed or complaints or not (tried or own) else 0)


def _foreign(homes: Mapping[Path, None]) -> list[Path]:
    """Folders of packs that are not loaded anyway."""
    from formlint.checks import SHIPPED  # noqa: PLC0415 - beside its only use

    return [home for home in homes if home.resolve() != SHIPPED.resolve()]


def _asked(setup: Setup, files: Sequence[Path], folders: Sequence[Path]) -> set[str]:
    """Ids of the checks that the paths hold."""
    inside = [path for folder in folders for path in folder.glob("*/*.py")]
    return {f"{path.parent.name}/{path.stem}" for path in (*files, *inside)} & set(setup.checks)


def _checks(setup: Setup, wanted: set[str] | None) -> Iterator[Trial]:
    chosen: list[Check] = [check for id_, check in setup.checks.items() if wanted is None or id_ in wanted]
    for check in chosen:
        yield from of_check(check, setup.definitions, setup.checks)


def _rules(setup: Setup, own: Sequence[Path] | None) -> Iterator[Trial]:
    for definition in _chosen(setup.definitions, own):
        for rule in definition.rules:
            yield from of_rule(rule, definition, setup.checks)


def _chosen(definitions: Sequence[Definition], own: Sequence[Path] | None) -> list[Definition]:
    return [each for each in definitions if own is None or each.where in {path.as_posix() for path in own}]


def _failure(trial: Trial, view: View) -> Iterator[str]:
    at = getattr(trial.example, "at", "")
    message = "example-not-found-anywhere" if trial.fault == "example-not-found" and not at else trial.fault
    place = say("interface", "example-place", view.lang, owner=trial.owner, number=trial.number)
    yield f"{place}: {say('interface', message, view.lang, at=visible(at))}"
    yield from (f"  {line}" for line in map(visible, trial.example.text.strip().splitlines()))
    yield from (f"  -> {visible(finding.subject.text)}: {told(finding, view)}" for finding in trial.findings)
    yield from (f"  {line}" for line in trial.trace.splitlines())


def _summary(count: int, failed: int, complaints: int, lang: str, *, rules: bool) -> str:
    """`rules`: those of a definition were looked at, examples or none."""
    if failed or complaints:
        return say("interface", "examples-bad", lang, count=count, failed=failed, complaints=complaints)
    return say("interface", "examples-good" if count else "rules-good" if rules else "examples-none", lang, count=count)
