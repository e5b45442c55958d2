"""The words around numbers: units, comparators, hedges. The words themselves are in `words.yaml`."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from formlint.exact import Fraction
from formlint.figures import Comparator, Hedge
from formlint.records import record

_FILE = Path(__file__).with_name("words.yaml")
_HEDGES = frozenset(hedge.value for hedge in Hedge if hedge)


@cache
def words() -> dict[str, Any]:
    """The file as it is."""
    from formlint.trees import held, tree_of  # noqa: PLC0415  so that a figure can be had without YAML

    found: dict[str, Any] = held(tree_of(_FILE.read_text(encoding="utf-8")))
    return found


def any_of(*given: str) -> str:
    """A pattern for one of the words (blank-separated), the longest first."""
    listed = {word for each in given for word in each.split()}
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


@cache
def chinese_digits() -> dict[str, int]:
    """The numerals of one character that count: 一 to 十, and 两."""
    small: dict[str, int] = words()["chinese"]["small"]
    return small


@cache
def counts() -> frozenset[str]:
    """Units of things that are counted one by one."""
    return frozenset(words()["counts"].split())


@record(frozen=True, slots=True)
class Unit:
    """A unit as we spell it (万元, %, 人), and how many base units it is."""

    name: str = ""
    scale: Fraction = Fraction(1)


@record(frozen=True, slots=True)
class Meant:
    """What the words before or after the digits say, and how many characters they are."""

    length: int = 0
    comparator: Comparator = Comparator.NONE
    hedge: Hedge = Hedge.NONE
    unit: Unit = Unit()


@cache
def _rates() -> dict[str, Unit]:
    return {word: Unit(name, Fraction(rate["scale"])) for name, rate in words()["rates"].items() for word in [name, *rate["also"].split()]}


@lru_cache(maxsize=512)
def unit(name: str) -> Unit:
    """The unit of that name: 万元 is 10000 元; 百分比 is %."""
    if name in _rates():
        return _rates()[name]
    base = name.partition("/")[0]
    if base in counts() or base in words()["measures"].split():
        return Unit(name)
    return Unit(name, Fraction(next((scale for word, scale in _multiples() if base.startswith(word)), 1)))


@cache
def _multiples() -> tuple[tuple[str, int], ...]:
    return tuple(sorted(words()["multiples"].items(), key=lambda item: -len(item[0])))


def multiplies(name: str) -> bool:
    """The word is a number word that may stand for a unit: 150万."""
    return name in words()["multiples"]


@cache
def _meaning() -> dict[str, Comparator | Hedge]:
    listed = [*words()["prefixes"].items(), *words()["suffixes"].items()]
    return {word: Hedge(key) if key in _HEDGES else Comparator(key) for key, given in listed for word in given.split()}


def _meant(spelled: list[str]) -> tuple[Comparator, Hedge]:
    said = [_meaning()[word] for word in spelled]
    comparators = [each for each in said if isinstance(each, Comparator)]
    hedges = [each for each in said if isinstance(each, Hedge)]
    return next(iter(comparators), Comparator.NONE), next(iter(hedges), Hedge.NONE)


@cache
def _before() -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = any_of(*words()["prefixes"].values())
    # 签约, 节约, 附近, 最近 end like a hedge and are none
    return re.compile(rf"(?:(?![约近](?<=[签节集预履违合邀特契毁续条附最邻亲靠远就][约近]))(?:{word}))++\Z"), re.compile(word)


@lru_cache(maxsize=4096)
def lead(text: str) -> Meant:
    """What the end of the text says of the number after it: `人数不少于` is 3 characters that mean AT_LEAST."""
    run, word = _before()
    found = run.search(text)
    return Meant(len(found[0]), *_meant(word.findall(found[0]))) if found else Meant()


@cache
def _after() -> re.Pattern[str]:
    listed = words()
    over, limits = any_of(listed["over"]), "|".join(f"(?<={word})[{then}]" for word, then in listed["not_before"].items())
    base = rf"(?:{any_of(listed['counts'], listed['measures'])})(?![A-Za-z]|{limits})"
    rate, multiple = any_of(*_rates()), any_of(*listed["multiples"])
    return re.compile(
        rf" ?(?P<over>{over})?(?:(?P<rate>{rate})|(?P<base>{base})|(?P<multiple>{multiple})(?P<late>{over})?(?P<rest>{base})?)?"
        rf"(?P<per>(?<=[^0-9 ])/(?:{any_of(listed['per'])}))?(?:(?P<bound>{any_of(*listed['suffixes'].values())})(?!(?<=内)[{listed['inside']}]))?"
    )


@lru_cache(maxsize=4096)
def tail(text: str) -> Meant:
    """What the beginning of the text says of the number before it: hedge, unit and bound of `余万元以上…`."""
    found = _after().match(text)
    if found is None or not found[0].strip():
        return Meant()
    said = found.groupdict(default="")
    comparator, hedge = _meant([said["bound"]] if said["bound"] else [])
    name = said["rate"] or said["base"] or said["multiple"] + said["rest"]
    return Meant(found.end(), comparator, Hedge.OVER if said["over"] or said["late"] else hedge, unit(name + said["per"]))


@cache
def _names() -> re.Pattern[str]:
    listed: str = words()["names"]
    firsts = "".join(sorted({name[0] for name in listed.split()}))
    return re.compile(rf"(?=[{firsts}])(?:{any_of(listed)})")


def names(text: str) -> tuple[tuple[int, int], ...]:
    """Where names stand that only look like counts: 三会一课, 二十大."""
    return tuple(found.span() for found in _names().finditer(text))


def named(text: str) -> bool:
    """The text begins with such a name."""
    return _names().match(text) is not None


@cache
def _chinese_measures() -> frozenset[str]:
    return frozenset(words()["chinese"]["measures"].split())


def chinese_measure(name: str) -> bool:
    """The unit is one that a Chinese numeral may count."""
    return name in _chinese_measures()


@cache
def _inapplicable() -> re.Pattern[str]:
    return re.compile(rf"(?:[-—–―─－−~/\\／＼]|{any_of(words()['not_applicable'])})+")


def inapplicable(text: str) -> bool:
    """The text says that there is no number: dashes, strokes, 不适用."""
    return _inapplicable().fullmatch("".join(text.split())) is not None


def nothing(text: str) -> bool:
    """The text says that the amount is none: 无, 免费, free."""
    return text.strip() in words()["nothing"].split()
