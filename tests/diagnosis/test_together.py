"""Groups that the numbers of others put right go with these, also when one of them took in another before."""

from decimal import Decimal

from formlint.diagnosis import _together
from formlint.diagnosis.localising import Candidate
from formlint.diagnosis.searching import Group
from formlint.figures import Figure
from formlint.relations import Operator, Outcome, Ref, Relation, total
from formlint.slips import Slip
from formlint.verdicts import Verdict
from tests.forge import figure

NUMBERS = {"t": "30", "p": "11", "q": "12", "z": "13", "w": "50", "a": "7"}
MEANT = {"p": "10", "q": "20", "z": "30"}


def named(name: str) -> Figure:
    return figure(NUMBERS[name], name)


def group(stated: str, parts: str, wrong: str) -> Group:
    """stated = the sum of the parts is broken; `wrong` is the likeliest to be wrong."""
    relation = Relation(Ref(named(stated)), Operator.EQUAL, total([Ref(named(part)) for part in parts]))
    meant = figure(MEANT.get(wrong, NUMBERS[wrong]), wrong)
    culprit = Candidate(
        named(wrong), Slip(Decimal(meant.text), 1.0, "digit"), 1.0, (), Figure(meant.text, Decimal(meant.text), id=wrong, label=(wrong,))
    )
    return [Verdict(Outcome.VIOLATED, named(stated), "m", relation=relation)], [culprit]


def shape(groups: list[Group]) -> list[str]:
    return [" ".join(verdict.subject.id for verdict in verdicts) for verdicts, _ in groups]


def test_what_two_others_put_right_goes_with_the_first_of_them() -> None:
    assert shape(_together([group("t", "pq", "t"), group("a", "p", "p"), group("a", "q", "q")])) == ["a t", "a"]


def test_a_group_that_took_in_another_stays_although_two_others_put_it_right() -> None:
    groups = [group("t", "pq", "t"), group("w", "qz", "p"), group("a", "q", "q"), group("a", "z", "z")]
    assert shape(_together(groups)) == ["w t", "a", "a"]
