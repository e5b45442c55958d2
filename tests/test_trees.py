"""What a tree of YAML holds is what PyYAML makes of it, and what PyYAML refuses is refused."""

import pytest
import yaml

from formlint.trees import held, tree_of


@pytest.mark.parametrize(
    "text",
    [
        "a: [b, {c: d}]",
        "a: ~\nb: 012\nc: 1_0\nd: 1:20\ne: .5\nf: yes\ng: 2026-02-28\nh: '1'",
        "a: !!set {b, c}",
        "a: !!omap [{b: c}]",
        "a: &x [1]\nb: *x",
        "[]",
    ],
)
def test_it_holds_what_pyyaml_makes_of_it(text: str) -> None:
    assert held(tree_of(text)) == yaml.safe_load(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: !!str {b: c}",
        "a: !!str [b]",
        "a: !!map [b]",
        "a: !!map b",
        "a: !!seq {b: c}",
        "a: !!seq b",
        "a: !!int b",
        "a: !own b",
        "a: =",
        "a: !!python/object/apply:os.getcwd []",
        "a: 2026-02-31",
    ],
)
def test_it_refuses_what_pyyaml_refuses(text: str) -> None:
    with pytest.raises((yaml.YAMLError, ValueError)):
        held(tree_of(text))


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
