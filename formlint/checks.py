"""Checks: what formlint knows how to judge. One file each in `checks/PACK/NAME.py`; its id is its place: `arithmetic/footing`.

A check is a generator `(form, *, options) -> Iterator[Verdict]`, decorated with `@check(...)`. The docstring of its file is its manual page, in
English and, after a line that begins with 中文, in Chinese. Good and Bad examples stand beside it, as small forms in the table notation of
`formlint/readers/markdown.py`; they are its tests. Checks are loaded by path, so that a checkout, an editable install and a wheel behave alike.
"""

import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Protocol

from formlint.errors import DefinitionError
from formlint.forms import Form
from formlint.kinship import Kin
from formlint.records import record, replace
from formlint.verdicts import Verdict

SHIPPED = next(path for path in (Path(__file__).parent / "checks", Path(__file__).parent.parent / "checks") if path.is_dir())


@record(frozen=True, slots=True)
class Words:
    """One text in both languages; Chinese is the source."""

    zh: str
    en: str


@record(frozen=True, slots=True)
class Good:
    """A form on which the check must stay silent."""

    text: str
    form: str = "cn-self-evaluation"


@record(frozen=True, slots=True)
class Bad:
    """A form on which the check must find something: `at` is the text of the figure or cell it accuses, `message` the id of its message."""

    text: str
    at: str
    message: str = ""
    form: str = "cn-self-evaluation"


@record(frozen=True, slots=True)
class Remark(Bad):
    """A form on which the check remarks on something: a finding of severity info, which a rule that makes errors hides in other examples."""


class Run(Protocol):
    def __call__(self, form: Form, **options: object) -> Iterator[Verdict]: ...


@record(frozen=True, slots=True)
class Check:
    """A check with everything that is known of it. `id` and `manual` are filled in when its file is loaded."""

    run: Run
    title: Words
    says: Mapping[str, Words]
    examples: tuple[Good | Bad, ...]
    id: str = ""
    manual: Words = field(default=Words("", ""))
    beside: Kin | None = None  # what it wants beside the form, as the keyword `beside`: forms of the same unit


def check(
    *examples: Good | Bad, title: Words, says: Mapping[str, Words], beside: Kin | None = None
) -> Callable[[Callable[..., Iterator[Verdict]]], Check]:
    """Makes a check of a generator. `title` is what holds when all is well, `says` its messages by id, with named arguments in braces.

    A check across forms says what it wants `beside` each form and gets it as the keyword `beside`: a tuple of forms of the same unit, never empty.
    What its verdicts cite of these goes into `elsewhere`. Its examples hold all the forms, one after the other.
    """
    return lambda run: Check(run, title, says, examples, beside=beside)


def load(*folders: Path) -> dict[str, Check]:
    """All checks of FOLDER/PACK/NAME.py by id, in order of id. DefinitionError when a file has no check, or an id comes twice."""
    found: dict[str, Check] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.py")):
            name = f"{path.parent.name}/{path.stem}"
            if name in found:
                raise DefinitionError("check-twice", where=str(path), name=name)
            found[name] = (_once if folder == SHIPPED else _loaded)(path, name)
    return found


def _loaded(path: Path, name: str) -> Check:
    module = _module(path, f"formlint_checks.{path.parent.name}.{path.stem}")
    checks = [value for value in vars(module).values() if isinstance(value, Check)]
    if len(checks) != 1:
        raise DefinitionError("not-one-check", where=str(path), count=str(len(checks)))
    english, _, chinese = (module.__doc__ or "").partition("\n中文")
    return replace(checks[0], id=name, manual=Words(chinese.lstrip("：:\n ").strip(), english.strip()))


_once = cache(_loaded)  # what is shipped stays as it is while a process runs, and all of it takes 0.1 s; a user's own file may be written anew


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if not isinstance(spec, ModuleSpec) or spec.loader is None:
        raise DefinitionError("not-a-module", where=str(path), found=path.suffix)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise DefinitionError("not-a-module", where=f"{error.filename or path}:{error.lineno}", found=error.msg) from error
    except Exception as error:  # whatever the user's own file does
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == module.__file__]
        fault = f"{type(error).__name__}: {error}"
        raise DefinitionError("pack-failed", where=f"{path}:{lines[-1] if lines else 1}", found=fault) from error
    return module
