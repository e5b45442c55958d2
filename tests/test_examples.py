"""Every check is shown at work: its good examples are silent, its bad ones are found, and each of its messages is told, in both languages.

What only a text dump makes a check say (a column is lost) is shown by the dumps of fixtures/.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from formlint.checks import SHIPPED, Bad, Check, Good, load
from formlint.definitions import shipped
from formlint.examples import Trial, of_check
from formlint.lint import Setup, lint_source
from formlint.readers import Source
from formlint.words import filled

CHECKS = load(SHIPPED)
DUMPS = sorted((Path(__file__).parent.parent / "fixtures").glob("*/form.txt"))
LOSSES = (("", ""), ("万元", ""), ("24场 10 10", "24场 10"))  # nothing; the unit of the cost rows; a score
TORN = """2022年度部门整体支出绩效目标自评表
  部门（单位）名称        州工作委员会

 一级指标     二级指标         三级指标                  年度指标值(A)                  实际完成值(B)         分值    得分      未完成原因分析

                     工委工作完成情况                良好                良好            20     20
          数量指标            创建合格率              100%              100%          20     20
 产出指标                 宣传费效果              良好                良好             5     5
          质量指标            活动费效果              良好                良好             5     5
 效益指标     时效指标            完成时间         2022年12月底完成         2022年12月底完成        30    30
 满意度指标    服务对象满意度         群众满意度              100%              100%          10    10

                                   总    分                                    90   90

注：原则上一级指标分值统一设置为：产出指标55分，效益指标30分、服务对象满意度10分、预算资金执行率10分。
"""  # a heading whose rows do not make up its points
NAMES = [f"{check.id}-{at}-{type(example).__name__}" for check in CHECKS.values() for at, example in enumerate(check.examples)]


@cache
def trials(check_id: str) -> tuple[Trial, ...]:
    return tuple(of_check(CHECKS[check_id], shipped(), CHECKS))


@pytest.mark.parametrize(("check", "number"), [(check, at) for check in CHECKS.values() for at in range(len(check.examples))], ids=NAMES)
def test_a_good_example_is_silent_and_a_bad_one_is_found_where_it_says(check: Check, number: int) -> None:
    trial = trials(check.id)[number]
    assert not trial.fault, [(finding.subject.text, finding.message) for finding in trial.findings] or trial.trace


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_is_shown_both_ways(check: Check) -> None:
    """Silence is tested at least as hard as alarm: as many good examples, and two or more."""
    bad = sum(type(example) is Bad for example in check.examples)
    good = sum(isinstance(example, Good) for example in check.examples)
    assert bad >= 1
    assert good >= max(bad, 2)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_has_a_manual_and_a_title_in_both_languages(check: Check) -> None:
    for words in (check.manual, check.title, *check.says.values()):
        assert re.search("[一-鿿]", words.zh)
        assert re.search("[A-Za-z]{3}", words.en)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_both_languages_of_a_message_use_the_same_arguments(check: Check) -> None:
    for words in check.says.values():
        used = [set(re.findall(r"{(\w+)[}:]", text)) for text in (words.zh, words.en)]
        assert used[0] == used[1]


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_verdict_of_the_examples_can_be_told(check: Check) -> None:
    """What a check says has words, and the arguments that the words ask for."""
    for trial in trials(check.id):
        assert {verdict.message for verdict in trial.verdicts} <= set(check.says)
        for finding in trial.findings:
            assert filled(check.says[finding.message].zh, dict(finding.args))
            assert filled(check.says[finding.message].en, dict(finding.args))


@cache
def told_of_dumps() -> frozenset[tuple[str, str]]:
    """Check and message of every verdict on the dumps of fixtures/, as they are and with what LOSSES takes away, and on TORN."""
    texts = [TORN, *(path.read_text(encoding="utf-8").replace(*loss) for path in DUMPS for loss in LOSSES)]
    results = [lint_source(Source("form.txt", text.encode()), "form.txt", Setup(shipped(), CHECKS)) for text in texts]
    return frozenset((verdict.check, verdict.message) for result in results for form in result.forms for verdict in form.verdicts)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_message_of_a_check_is_told_somewhere(check: Check) -> None:
    """A message that no example and no dump brings up has never been seen by anyone."""
    told = {verdict.message for trial in trials(check.id) for verdict in trial.verdicts}
    told |= {message for name, message in told_of_dumps() if name == check.id}
    assert set(check.says) <= told


def test_every_rule_names_a_check_and_every_check_has_a_rule() -> None:
    used = {rule.check for each in shipped() for rule in each.rules}
    assert used == set(CHECKS)


def test_every_rule_says_what_it_demands_in_both_languages() -> None:
    assert all({"zh", "en"} <= set(rule.says) for each in shipped() for rule in each.rules)
