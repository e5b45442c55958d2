"""The grades 优, 良, 中, 差 and 优秀, 良好, 合格, 不合格, and the scores that they begin and end at; a form may lay down its own.

The four letters have the bands of 财预〔2020〕10号. The words are local: 优秀 begins at 90 nearly everywhere, but 良好 at 80 or 75 and ends at 90 or
95, and 合格 may be all that is below 优秀, so their bands are the widest of those in use. What a form prints (95分（含）以上为优，85分至95分为良)
goes before both.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from formlint.exact import Fraction
from formlint.figures import Figure
from formlint.forms import Form
from formlint.forms.whole import per_form
from formlint.patterns import late
from formlint.relations import Const, Operator, Relation, awarded

Band = tuple[int, int | None]  # from, to but not included
Scale = Mapping[str, Band]  # by 优, 良, 中, 差

BANDS: Scale = {"优": (90, None), "良": (80, 90), "中": (60, 80), "差": (0, 60)}
LOCAL: Mapping[str, Band] = {"优秀": (90, None), "良好": (75, 95), "合格": (60, None), "不合格": (0, 60)}
WORDS = "优秀|良好|不合格|合格|[优良中差]"  # in a pattern
LETTERS = {"优秀": "优", "良好": "良", "合格": "中", "不合格": "差"}
LEAST = 60  # points that 优 takes anywhere
_LAID_DOWN = ("note", "remarks", "conclusion")  # fields
_BRACKET = "(?:[(（][^()（）]{0,6}[)）])?"  # （含）, （含95分）
_NUMBER = rf"(?<![\d.])(\d{{2,3}})(?![\d.%％])分?{_BRACKET}"
_RANGE = rf"(?:[-—~～至到]|≤[^，,；;。\d]{{0,6}}[<＜]){_NUMBER}"
_IS = rf"[^，,；;。\d]{{0,4}}(?:[，,](?:评价|评定|自评|绩效|等级|等次|结果|级别|档次|[定评]){{1,3}})?[为是]“?({WORDS})"
_AT_LEAST = "(?:≥|>=|大于等于|不低于)"
_BEHIND = late(rf"{_AT_LEAST}{_NUMBER}{_IS}|{_NUMBER}(?:及?以上{_BRACKET}|{_RANGE}){_IS}")
_BEFORE = late(rf"({WORDS})”?(?:[(（:：为]*{_AT_LEAST}{_NUMBER}|[(（:：为]+{_NUMBER}(?:及?以上|{_RANGE}))")


@per_form
def own_scale(form: Form) -> Scale | None:
    """The bands that the notes, remarks or the conclusion of a form lay down."""
    return laid_down("\n".join(field.unbroken for name, field in form.fields.items() if name.startswith(_LAID_DOWN)))


def laid_down(text: str) -> Scale | None:
    """The bands that a text, which has no blanks, lays down; an empty scale where it tells two, and None where it tells none of 优, or those of
    a part (18分以上为优)."""
    begins: dict[str, set[int]] = {}
    for pattern in (_BEHIND, _BEFORE) if "优" in text else ():
        for found in pattern.finditer(text):
            told = [part for part in found.groups() if part]
            numbers = [int(part) for part in told if part.isdecimal()]
            word = next(part for part in told if not part.isdecimal())
            begins.setdefault(LETTERS.get(word, word), set()).add(min(numbers))
    if min(begins.get("优", (0,))) < LEAST:
        return None
    steps = [(letter, min(begins[letter])) for letter in BANDS if letter in begins and letter != "差"]
    if any(len(each) > 1 for each in begins.values()) or any(low >= above for (_, above), (_, low) in pairwise(steps)):
        return {}
    return _scale(dict(steps))


def _scale(begins: Mapping[str, int]) -> Scale:
    """Each grade ends where the next one above it begins; of one that is not told, no more than that is known."""
    scale: dict[str, Band] = {}
    end: int | None = None
    for letter in BANDS:
        scale[letter] = (begins.get(letter, 0), end if letter != "差" or "中" in begins else None)
        end = begins.get(letter, end)
    return scale


def band(word: str, scale: Scale | None) -> Band:
    """What a grade takes by the form's own scale, else by the usual one."""
    return scale[LETTERS.get(word, word)] if scale else {**BANDS, **LOCAL}[word]


def certain(word: str, scale: Scale | None) -> bool:
    """The grade is judged by the bands of the state, which the form's own do not contradict."""
    return word in BANDS and band(word, scale) == BANDS[word]


def within(score: Figure, taken: Band) -> Iterator[Relation]:
    """That the score reaches the grade, and, where the grade ends, that it lies below its end: at most the next score that could be printed."""
    low, high = taken
    yield Relation(awarded(score), Operator.AT_LEAST, Const(Fraction(low)))
    if high is not None:
        yield Relation(awarded(score), Operator.AT_MOST, Const(Fraction(high) - score.ulp))
