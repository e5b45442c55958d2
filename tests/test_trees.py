"""What a YAML tree holds is what PyYAML says it does."""

import pytest
import yaml

from formlint.trees import held, tree_of

PLAIN = "title: {zh: 自评表, en: '5'}\nnumbers: [5, 0.5, 2026-01-31, yes, ~, '']\nnot a number: !!str 5\n"


def test_it_holds_what_pyyaml_reads() -> None:
    assert held(tree_of(PLAIN)) == yaml.safe_load(PLAIN)


def test_what_stands_there_by_an_alias_is_there_again() -> None:
    assert held(tree_of("a: &a {b: c}\nd: *a\n")) == {"a": {"b": "c"}, "d": {"b": "c"}}


@pytest.mark.parametrize("text", ["!!str [a]", "!!str {a: b}", "!!seq a", "!!seq {a: b}", "!!map a", "!!map ''", "!!map [a, b]", "!other a"])
def test_a_tag_that_its_value_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        held(tree_of(f"title: {text}\n"))


def test_nothing_is_an_empty_tree() -> None:
    assert tree_of("# nothing") is None


@pytest.mark.parametrize(
    "text", ["a: " + 50_000 * "[" + 50_000 * "]", 50_000 * "- " + "a", 50_000 * "{a: " + 50_000 * "}"], ids=["flow", "block", "keys"]
)
def test_what_is_too_deep_is_refused_before_libyaml_runs_out_of_stack(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="levels"):
        tree_of(text)


def test_a_long_list_is_not_deep() -> None:
    assert len(held(tree_of(2_000 * "- [a]\n"))) == 2_000
