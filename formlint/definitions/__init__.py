"""Form definitions: YAML that describes one kind of form - how to recognise it, its vocabulary, its rules.

`shipped()` gives those that come with formlint (`checks/forms/*.yaml`), `load(path)` reads a user's own. A user's own is validated by
`schemas/definition.schema.json`; the shipped ones are valid by test, so that a run does not pay for it. Whatever is wrong with a definition is
a `DefinitionError` with `where` (FILE:LINE), `found` and, where a word comes near, `meant`:

    checks/forms/x.yaml:31: unknown key "colums", did you mean "columns"?

A definition that `extends` a shipped one adds to it: its rules, fields, rows and columns come to those that are there, a rule of the same id takes
the place of the old one, and new words are tried after the old ones. With the same `form` it takes the place of the whole.

Words keep the spelling of the YAML; recognisers compare them folded (`recognisers/headings.py`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from formlint.definitions.texts import data_of, text_of
from formlint.errors import DefinitionError
from formlint.records import record

Words = tuple[str, ...]
_NAME = re.compile(r"[a-z][a-z0-9_.]*")
_WORKED_OUT = re.compile(r"[*/]|\bmean\s*\(")  # by more than a sum


@record(frozen=True, slots=True)
class Recognition:
    """A document is of this form when a title fits and `at_least` different headings are there, or twice as many headings without a title."""

    titles: Words
    headings: Words
    at_least: int = 3


@record(frozen=True, slots=True)
class TableDefinition:
    """A table of the form. With `rows` its rows have names (funds), without they are listed and numbered (indicators).

    `columns` and `rows` give the words for every key, `label` the headings of the column that holds the names of the rows (of a
    listed one its column `name`), `needs` groups of
    columns of which one each must be there, `numbers` what a column measures: amount, percent, points, measured (a number now and then).
    `ruled` gives more words for columns that head them only in ruled tables (支出, 上年结转), since elsewhere they name rows or stand in sentences.
    `either` are words of columns that head another column in other forms: what the numbers beside them tell is what they mean.
    `alone` are words of the whole where amounts stand beside their names under no header: `预算数 | 20.00 | 其中：财政资金 | 20.00`.
    """

    name: str
    columns: Mapping[str, Words]
    rows: Mapping[str, Words] = field(default_factory=dict)
    label: Words = ()
    ruled: Mapping[str, Words] = field(default_factory=dict)
    either: Words = ()
    alone: Words = ()
    splits: Words = ()  # of a row that begins another split of the whole: 按收入性质分
    total: Words = ()  # words of the closing row of a listed table
    subtotal: Words = ()  # words of a row that sums up a section
    parts: Mapping[str, Words] = field(default_factory=dict)  # key of a row: keys of the rows it contains
    numbers: Mapping[str, str] = field(default_factory=dict)  # column: amount, percent, points, measured
    needs: tuple[Words, ...] = ()
    at_least: int = 2

    @property
    def listed(self) -> bool:
        return not self.rows

    @property
    def scored(self) -> bool:
        """Its rows have a weight and a score in points, as those of an evaluation."""
        return self.numbers.get("weight") == self.numbers.get("score") == "points"


@record(frozen=True, slots=True)
class Section:
    """A first-level group of the indicators: `words` name it, `parts` name the second-level groups that belong to it."""

    key: str
    words: Words
    parts: Words = ()


@record(frozen=True, slots=True)
class Rule:
    """Where a check applies, how severe a breach is, and which clause demands it. A rule has a `check` or a `formula`."""

    id: str
    check: str = ""  # "arithmetic/footing"; a formula without one is judged by arithmetic/formula
    severity: str = "error"
    says: Mapping[str, str] = field(default_factory=dict)  # zh, en
    source: str = ""
    options: Mapping[str, object] = field(default_factory=dict)  # `with:`
    place: str = ""  # `in:`, "funds" or "funds[total]"
    formula: str = ""
    good: Words = ()
    bad: Words = ()
    where: str = ""  # FILE:LINE
    given: Mapping[str, object] = field(init=False, repr=False, compare=False)  # all keywords of its check: the options, the place, the formula

    def __post_init__(self) -> None:
        own = {"place": self.place, "formula": self.formula}
        options = {"place" if name == "in" else name: value for name, value in self.options.items()}
        kept: Any = self
        given = {name: value for name, value in own.items() if value} | options
        kept.given = {intern(name): value for name, value in given.items()}  # a call knows such names at once


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One kind of form. Compared and hashed by identity, so that what a recogniser makes of its words can be cached."""

    id: str
    title: Mapping[str, str]
    recognise: Recognition
    tables: Mapping[str, TableDefinition]
    fields: Mapping[str, Words] = field(default_factory=dict)
    ruled: Mapping[str, Words] = field(default_factory=dict)  # more labels of fields, which are so in cells only: 目标, 等级
    numbers: Mapping[str, str] = field(default_factory=dict)  # field: amount, percent, points, measured
    sides: Words = ()  # headings that name a block and no value: 绩效指标, 项目资金（万元）
    running: str = ""  # the field that paragraphs go into, in documents that are running text and no table: text, text[1], ...
    figures: str = ""  # the tables that others than those of the definition go into: sums, sums2, ...
    others: Words = ()  # headings that begin one of these within a form: 任务名称
    prose: Words = ()  # fields and columns whose running text holds statements: narrative.actual, indicators.actual
    kinds: Mapping[str, Words] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    clauses: Mapping[str, Words] = field(default_factory=dict)
    regime: Mapping[str, int] = field(default_factory=dict)
    rounding: str = ""  # half-up, truncated, unknown; empty: each form tells by its numbers
    rules: tuple[Rule, ...] = ()
    where: str = ""  # the file


@cache
def folder() -> Path:
    """Where the shipped definitions lie: in the package in a wheel, beside the package in a checkout."""
    here = Path(__file__).parents[1]
    return next((each for each in (here / "checks" / "forms", here.parent / "checks" / "forms") if each.is_dir()), here / "checks" / "forms")


@cache
def shipped() -> tuple[Definition, ...]:
    """The definitions that come with formlint, by file name."""
    return tuple(load(path, trusted=True) for path in sorted(folder().glob("*.yaml")))


def load(path: Path, *, trusted: bool = False) -> Definition:
    """The definition in one file; `trusted` skips the validation. Raises DefinitionError."""
    return parse(text_of(path), path.as_posix(), trusted=trusted)


def parse(text: str, name: str, *, trusted: bool = False) -> Definition:
    """The definition in a YAML text; `name` is what errors call the file. Raises DefinitionError."""
    data, tree = data_of(text, name, trusted=trusted)
    if not trusted:
        from formlint.definitions.errors import validate  # noqa: PLC0415  jsonschema costs 60 ms to import

        validate(data, tree, name)
    lines = {key: f"{name}:{line}" for key, line in _lines(tree, "rules")}
    whole, old = _extended(data, name) if "extends" in data else (data, {})
    if not trusted:
        from formlint.definitions.references import check  # noqa: PLC0415  as above

        check(data, whole, tree, name)
    return _definition(whole, name, {**old, **lines})


def _extended(data: dict[str, Any], name: str) -> tuple[dict[str, Any], Mapping[str, str]]:
    """The shipped definition with what this one adds, and where its rules stand."""
    known = {definition.id: definition for definition in shipped()}
    base = known.get(data["extends"])
    if base is None:
        raise DefinitionError("no-such-form", where=f"{name}:1", found=data["extends"], expected=", ".join(known))
    with Path(base.where).open(encoding="utf-8") as file:
        whole: dict[str, Any] = data_of(file.read(), base.where, trusted=True)[0]
    merged: dict[str, Any] = _merged(whole, {key: value for key, value in data.items() if key != "extends"})
    return merged, {rule.id: rule.where for rule in base.rules}


def _merged(old: Any, new: Any) -> Any:
    """Mappings key by key, lists one after the other; anything else is what the new one says. A rule is replaced as a whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        merged = {key: _merged(value, new[key]) if key in new and key != "rules" else value for key, value in old.items()}
        added = {key: value for key, value in new.items() if key not in old}
        return {**merged, **added, **({"rules": {**old["rules"], **new["rules"]}} if "rules" in old and "rules" in new else {})}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *(each for each in new if each not in old)]
    return new


def _lines(tree: Any, key: str) -> Iterator[tuple[str, int]]:
    """The keys of a top-level mapping and the lines they stand on, from 1."""
    for head, block in tree.value:
        if head.value == key and block.id == "mapping":
            yield from ((inner.value, inner.start_mark.line + 1) for inner, _ in block.value)


def _definition(data: dict[str, Any], name: str, lines: Mapping[str, str]) -> Definition:
    """`lines` has the FILE:LINE of every rule."""
    recognise = data["recognise"]
    tables = {key: _table(key, each) for key, each in data["tables"].items()}
    return Definition(
        id=data["form"],
        title=data["title"],
        recognise=Recognition(tuple(recognise.get("titles", ())), tuple(recognise.get("headings", ())), recognise.get("at_least", 3)),
        tables=tables,
        fields=_words(data.get("fields", {})),
        ruled=_words(data.get("ruled", {})),
        numbers=_kinds(data),
        sides=tuple(data.get("sides", ())),
        prose=tuple(data.get("prose", ())),
        running=data.get("running", ""),
        figures=data.get("figures", ""),
        others=tuple(data.get("others", ())),
        kinds=_words(data.get("kinds", {})),
        sections={key: Section(key, tuple(each["words"]), tuple(each.get("parts", ()))) for key, each in data.get("sections", {}).items()},
        clauses=_words(data.get("clauses", {})),
        regime=data.get("regime", {}),
        rounding=data.get("rounding", ""),
        rules=tuple(_rule(key, each, lines.get(key, name), tables, _kinds(data)) for key, each in (data.get("rules") or {}).items()),
        where=name,
    )


def _table(name: str, data: dict[str, Any]) -> TableDefinition:
    columns = _words(data["columns"])
    named = {"name": tuple(map(str, data["label"]))} if "label" in data and not data.get("rows") and "name" not in columns else {}
    return TableDefinition(
        name,
        columns={**named, **columns},
        rows=_words(data.get("rows", {})),
        label=tuple(data.get("label", ())),
        ruled=_words(data.get("ruled", {})),
        either=tuple(data.get("either", ())),
        alone=tuple(data.get("alone", ())),
        splits=tuple(data.get("splits", ())),
        total=tuple(data.get("total", ())),
        subtotal=tuple(data.get("subtotal", ())),
        parts=_words(data.get("parts", {})),
        numbers=_kinds(data),
        needs=tuple(map(tuple, data.get("needs", ()))),
        at_least=data.get("at_least", 2),
    )


def _rule(key: str, data: dict[str, Any], where: str, tables: Mapping[str, TableDefinition], fields: Mapping[str, str]) -> Rule:
    table = tables.get(data.get("in", "").partition("[")[0])
    return Rule(
        key,
        check=data.get("check", "arithmetic/formula" if "formula" in data else ""),
        severity=data.get("severity", "error"),
        says=data.get("says", {}),
        source=data.get("source", ""),
        options={**_exact(data.get("formula", ""), {**fields, **(table.numbers if table else {})}), **data.get("with", {})},
        place=data.get("in", ""),
        formula=data.get("formula", ""),
        good=tuple(data.get("good", ())),
        bad=tuple(data.get("bad", ())),
        where=where,
    )


def _exact(formula: str, kinds: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What a formula says of points is exact, for they are given or counted; but what it works out by more than a sum is rounded."""
    told = formula.partition("=")[0].strip(" <>")
    worked_out = _WORKED_OUT.search(formula) is not None
    points = [name for name in dict.fromkeys(_NAME.findall(formula)) if kinds.get(name.removeprefix("total.")) == "points"]
    found = tuple(name for name in points if not (worked_out and name == told))
    return {"exact": found} if found else {}


def _kinds(data: dict[str, Any]) -> Mapping[str, str]:
    """What each of the `numbers` measures."""
    return {name: kind for kind, names in data.get("numbers", {}).items() for name in names}


def _words(data: dict[str, Any]) -> Mapping[str, Words]:
    return {key: tuple(map(str, words)) for key, words in data.items()}
