"""A form definition loads as frozen data; whatever is wrong with one is said with its line and the word that was meant."""

import re
from pathlib import Path

import pytest

from formlint import definitions
from formlint.definitions import Definition, errors, parse, shipped, texts
from formlint.errors import DefinitionError
from formlint.recognisers.headings import fold
from formlint.words import say
from tests.steps import steps

SMALL = """\
form: tender
title: {zh: 评分表, en: Tender scores}
recognise:
  titles: [评分表]
  headings: [评审因素, 分值, 得分]
tables:
  criteria:
    columns: {name: [评审因素], weight: [分值], score: [得分]}
    numbers: {points: [weight, score]}
rules:
  no-score-above-its-weight:
    says: {zh: 得分不超过分值, en: No score exceeds its weight}
    check: scoring/ceiling
    in: criteria
    severity: error
    source: 评标办法
    with: {most: weight}
  total:
    says: {zh: 合计, en: Total}
    formula: total = sum(score)
"""


def test_shipped_definitions_are_what_their_schema_allows() -> None:
    for path in definitions.folder().glob("*.yaml"):
        definitions.load(path)


def test_shipped_definitions_and_their_rules_say_what_they_are_in_both_languages() -> None:
    for definition in definitions.shipped():
        for text in (definition.title, *(rule.says for rule in definition.rules)):
            assert re.search("[一-鿿]", text["zh"])
            assert re.search("[A-Za-z]{3}", text["en"])


def test_shipped_definition_gives_no_word_to_two_columns() -> None:
    for definition in definitions.shipped():
        for table in definition.tables.values():
            words = [word for each in table.columns.values() for word in {fold(word) for word in each}]
            assert len(words) == len(set(words)), sorted({word for word in words if words.count(word) > 1})


def test_shipped_definition_gives_no_word_to_two_fields() -> None:
    for definition in definitions.shipped():
        words = [word for each in definition.fields.values() for word in {fold(word) for word in each}]
        assert len(words) == len(set(words)), sorted({word for word in words if words.count(word) > 1})


def test_shipped_definition_numbers_only_columns_it_has() -> None:
    for definition in definitions.shipped():
        for table in definition.tables.values():
            assert set(table.numbers) <= set(table.columns)
            assert {key for group in table.needs for key in group} <= set(table.columns)
            assert {part for parts in table.parts.values() for part in parts} | set(table.parts) <= set(table.rows)


def small() -> Definition:
    return parse(SMALL, "tender.yaml")


def test_rule_keeps_what_the_yaml_says() -> None:
    rule = small().rules[0]
    assert (rule.id, rule.check, rule.severity, rule.place) == ("no-score-above-its-weight", "scoring/ceiling", "error", "criteria")
    assert rule.options == {"most": "weight"}
    assert rule.says["en"] == "No score exceeds its weight"


def test_rule_knows_its_line() -> None:
    assert [rule.where for rule in small().rules] == ["tender.yaml:11", "tender.yaml:18"]


def test_rule_with_a_formula_needs_no_check() -> None:
    rule = small().rules[1]
    assert (rule.check, rule.formula, rule.severity) == ("arithmetic/formula", "total = sum(score)", "error")


def test_numbers_are_kept_by_column() -> None:
    assert small().tables["criteria"].numbers == {"weight": "points", "score": "points"}


@pytest.mark.parametrize(
    ("old", "new", "message", "line", "detail"),
    [
        ("recognise:", "recognize:", "misspelt-key", 3, ("meant", "recognise")),
        ("columns:", "colums:", "misspelt-key", 8, ("meant", "columns")),
        ("    severity: error", "    severity: eror", "misspelt-value", 15, ("meant", "error")),
        ("    severity: error", "    severity: 3", "unknown-value", 15, ("found", "3")),
        ("    check: scoring/ceiling\n", "", "check-or-formula", 11, ("at", "rules.no-score-above-its-weight")),
        ("    check: scoring/ceiling", "    check: Ceiling", "id-of-a-check", 13, ("at", "rules.no-score-above-its-weight.check")),
        ("title: {zh: 评分表, en: Tender scores}", "title: {}", "empty", 2, ("at", "title")),
        ("{zh: 合计, en: Total}", "{zh: 合计, en: ''}", "empty", 19, ("at", "rules.total.says.en")),
        ("formula: total = sum(score)", "formula: ab", "too-little", 20, ("expected", "3")),
        ("form: tender", "form: Tender", "name-with-hyphens", 1, ("found", '"Tender"')),
        ("  total:\n", "  Total:\n", "name-with-hyphens", 18, ("found", '"Total"')),
        ("score: [得分]", "given-score: [得分]", "name-with-underscores", 8, ("found", '"given-score"')),
        ("  titles: [评分表]", "  at_least: 0", "too-small", 4, ("expected", "1")),
        ("  titles: [评分表]", "  at_least: 1000", "too-great", 4, ("expected", "100")),
        ("[评分表]", f"[{'表' * 101}]", "too-much", 4, ("expected", "100")),
        ("rules:\n", "kinds: 3\nrules:\n", "not-keys", 10, ("found", "3")),
        (SMALL[SMALL.index("rules:") :], "rules: 3\n", "not-keys", 10, ("at", "rules")),
        ("title: {zh: 评分表, en: Tender scores}", "title: 评分表", "not-keys", 2, ("at", "title")),
        ("form: tender\n", "", "missing-key", 1, ("expected", "form")),
        ("[评分表]", "[评分表", "not-yaml", 5, ("found", "did not find expected ',' or ']'")),
        ("source: 评标办法", "severity: info", "key-twice", 16, ("found", "severity")),
        ("[评审因素, 分值, 得分]", "&a [评审因素]\n  titles: *a", "key-twice", 6, ("found", "titles")),
        ("  titles: [评分表]", "  ? !!str [titles]\n  : [评分表]", "key-no-text", 4, ("found", "sequence")),
        ("titles: [评分表]", "titles: !!str [评分表]", "not-yaml", 4, ("found", "expected a scalar node, but found sequence")),
        ("titles: [评分表]\n  headings: [评审因素, 分值, 得分]", "titles: &a [评分表]\n  headings: *a", "alias", 4, ("where", "tender.yaml:4")),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, message: str, line: int, detail: tuple[str, str]) -> None:
    assert SMALL.count(old) >= 1
    with pytest.raises(DefinitionError) as caught:
        parse(SMALL.replace(old, new, 1), "tender.yaml")
    assert (caught.value.message, caught.value.details["where"]) == (message, f"tender.yaml:{line}")
    assert caught.value.details[detail[0]] == detail[1]


@pytest.mark.parametrize("text", ["", "- a\n- b", "just words", "form: !!python/object/apply:os.system [ls]", "a: &a [*a]", "\x00"])
def test_what_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(DefinitionError):
        parse(text, "x.yaml")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_error_has_its_words(lang: str) -> None:
    details = {"where": "x.yaml:3", "found": "F", "meant": "M", "expected": "E", "at": "A", "most": "1"}
    source = "".join(Path(module.__file__ or "").read_text(encoding="utf-8") for module in (definitions, errors))
    named = {*re.findall(r'DefinitionError\("([a-z-]+)"', source), *errors.KINDS.values(), *errors.BOUNDS.values(), *errors.PATTERNS.values()} | {
        f"{a}-{b}" for a in ("misspelt", "unknown") for b in ("key", "value")
    }
    assert all(say("definitions", name, lang, **details).startswith("x.yaml:3") for name in named)


def test_of_thousands_of_mistakes_the_first_are_told_and_each_takes_as_long_as_one() -> None:
    """Each of them asks for its line, and for the word that was meant."""

    def refused(many: int) -> None:
        rules = "".join(f"  rule-{at}: {{says: {{zh: 合}}, formula: a = b, severty: info}}\n" for at in range(many // 10))
        keys = "".join(f"heading{at}: x\n" for at in range(many))
        with pytest.raises(DefinitionError) as caught:
            parse(SMALL + rules + keys, "tender.yaml")
        assert (caught.value.message, caught.value.details["where"]) == ("misspelt-key", "tender.yaml:21")
        assert len(caught.value.others) == errors.MOST - 1

    refused(2_000)
    assert steps(lambda: refused(8_000)) < 5 * steps(lambda: refused(2_000))


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        definitions.load(tmp_path / "none.yaml")
    assert caught.value.message == "unreadable"


def test_file_of_a_megabyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text("# " + "x" * texts.MOST_BYTES, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        definitions.load(path)
    assert caught.value.message == "too-large"


def test_a_definition_adds_to_the_one_it_extends() -> None:
    text = (
        "form: mine\nextends: cn-self-evaluation\nfields: {unit: [预算单位全称], region: [所在地区]}\n"
        "rules:\n  more:\n    formula: executed <= budget\n    in: funds\n    says: {zh: 一, en: one}\n"
        "  one-year:\n    formula: executed <= initial\n    in: funds\n    says: {zh: 一, en: one}\n"
    )
    base, found = shipped()[0], parse(text, "mine.yaml")
    assert found.id == "mine"
    assert found.fields["unit"] == (*base.fields["unit"], "预算单位全称")
    assert found.fields["region"] == ("所在地区",)
    assert [rule.id for rule in found.rules] == [*(rule.id for rule in base.rules), "more"]
    replaced = {rule.id: rule for rule in found.rules}
    assert (replaced["one-year"].formula, replaced["one-year"].where, replaced["more"].where) == ("executed <= initial", "mine.yaml:9", "mine.yaml:5")
    assert replaced["scores-add-up"].where.startswith(base.where)


def test_what_extends_nothing_known_says_what_there_is() -> None:
    with pytest.raises(DefinitionError) as error:
        parse("form: mine\nextends: cn-self\n", "mine.yaml")
    assert (error.value.message, error.value.details["expected"]) == ("no-such-form", "cn-self-evaluation, cn-performance-report")


def test_a_key_that_yaml_does_not_take_for_text_is_told() -> None:
    with pytest.raises(DefinitionError) as error:
        parse("form: mine\nno: x\n", "mine.yaml")
    assert error.value.message == "key-no-text"


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "near"),
    [
        ("points: [weight, score]", "points: [weight, scores]", 9, "misspelt-reference", "score"),
        ("points: [weight, score]", "points: [weight,\n      scores]", 10, "misspelt-reference", "score"),
        ("points: [weight, score]", "points: [zzz]", 9, "unknown-reference", ""),
        ("points: [weight, score]}", "points: [weight]}\n    needs: [[name], [weigth, score]]", 10, "misspelt-reference", "weight"),
        ("points: [weight, score]}", "points: [weight]}\n    ruled: {scor: [分]}", 10, "misspelt-reference", "score"),
        ("points: [weight, score]}", "points: [weight]}\n    rows: {sum: [合计]}\n    parts:\n      sun: [sum]", 12, "misspelt-reference", "sum"),
        ("points: [weight, score]}", "points: [weight]}\n    rows: {sum: [合计]}\n    parts:\n      sum: [a]", 12, "unknown-reference", ""),
        ("tables:", "fields: {advance: [预支]}\nnumbers: {amount: [advanc]}\ntables:", 7, "misspelt-reference", "advance"),
        ("tables:", "prose: [criteria.nam]\ntables:", 6, "misspelt-reference", "criteria.name"),
    ],
)
def test_a_name_that_nothing_has_is_told_with_what_was_meant(old: str, new: str, line: int, message: str, near: str) -> None:
    with pytest.raises(DefinitionError) as error:
        parse(SMALL.replace(old, new), "tender.yaml")
    details = error.value.details
    assert (error.value.message, details["where"], details["meant"]) == (message, f"tender.yaml:{line}", near)
    assert details["found"] in say("definitions", message, "zh", **details)


def test_names_are_those_of_what_is_extended_too() -> None:
    tables = "tables: {funds: {columns: {mine: [本级]}, numbers: {amount: [mine, budget]}, needs: [[mine, budget]], parts: {fiscal: [other]}}}\n"
    found = parse("form: mine\nextends: cn-self-evaluation\nnumbers: {points: [total.score]}\n" + tables, "mine.yaml")
    assert found.tables["funds"].numbers["mine"] == "amount"


def test_the_column_of_the_names_needs_not_be_named() -> None:
    text = SMALL.replace("columns: {name: [评审因素], ", "label: [评审因素]\n    needs: [[name]]\n    columns: {")
    assert parse(text, "tender.yaml").tables["criteria"].needs == (("name",),)


def test_all_names_that_nothing_has_are_told() -> None:
    with pytest.raises(DefinitionError) as error:
        parse(SMALL.replace("[weight, score]}", "[weigth]}\n    needs: [[scor]]"), "tender.yaml")
    assert [each.details["found"] for each in (error.value, *error.value.others)] == ["weigth", "scor"]
