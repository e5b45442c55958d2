"""What a number counts: the noun phrase beside it.

`参加培训人数519人` counts what stands before, `选派99名机关党务干部到州委党校` what stands after. The words that bound a noun phrase are in
`words/statements.yaml`; a phrase has neither white space nor quotation marks.
"""

import re
from functools import cache
from pathlib import Path

from formlint.figures.wording import any_of
from formlint.trees import held, tree_of

_FILE = Path(__file__).parent / "words" / "statements.yaml"
MOST = 40  # characters of a noun phrase; a longer one is a sentence
NEAR = 120  # characters around a number in which its noun is looked for

_QUOTED = re.compile(r"[“\"‘'「]([^“”\"‘’'「」]{0,40})[”\"’'」]")
_QUOTES = re.compile(r"[“”\"‘’'「」《》<>]")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_STOP = re.compile(r"[,。;:、!?()\[\]〔〕【】|~…\n]")
_BUDGET = "(?!(?:全年|年度|当年|本年度?)(?:预算|执行|财政|资金|支出|收入))"  # 全年预算数 is a name
_DATE = r"[0-9]{1,2}[.、)]|(?:19|20)[0-9]{2}年(?:度|底|初|末)?|[0-9]{1,2}月(?:份|底|[0-9]{1,2}日)?"


@cache
def phrases() -> dict[str, str]:
    """The lists of words, blank-separated."""
    found: dict[str, str] = held(tree_of(_FILE.read_text(encoding="utf-8")))
    return found


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = phrases()
    return re.compile(
        {
            "lead": rf"(?:{_BUDGET}(?:{_DATE}|{any_of(words['ordinals'], words['adverbs'], words['opening'])}))+",
            "verb": rf"(?:{any_of(words['verbs'])})(?!率|数|量|情况|任务|时间|及时|进度|质量|性|员|费|单位)|(?:19|20)[0-9]{{2}}年度?",
            "link": rf"(?:{any_of(words['links'])})+$",
            "end": rf"{any_of(words['ends'])}|在(?![职校岗编建册读])",
            "purpose": rf"(?:{any_of(words['purposes'])})",
        }[name]
    )


def _bare(text: str) -> str:
    """Without asides in brackets and without quotation marks; a quotation is one word (“双随机、一公开”), a dated one (“3·15”) is none."""
    return _QUOTES.sub("", _QUOTED.sub(lambda quoted: "" if re.search("[0-9]", quoted[1]) else _STOP.sub("", quoted[1]), _ASIDE.sub("", text)))


def each(text: str) -> str:
    """For whom or how often the number at the end of the text is counted (每季度, 每人), when the clause says so; else empty."""
    found = re.search("每(?:半年|季度?|学期|[年月周天日次户人名个期批村校组])(?=[^,。;:!?]*$)", text[-NEAR:])
    return found[0] if found else ""


def before(text: str) -> str:
    """The noun phrase at the end of the text, which ends where the number begins; empty when there is none."""
    clause = _STOP.split(_bare(text[-NEAR:]).rstrip(":"))[-1]
    clause = _pattern("link").sub("", clause)
    clause = clause[max((verb.end() for verb in _pattern("verb").finditer(clause) if verb.end() < len(clause)), default=0) :]
    lead = _pattern("lead").match(clause)
    clause = clause[lead.end() :] if lead else clause
    return "" if _pattern("verb").fullmatch(clause) else clause[-MOST:]


def after(text: str) -> str:
    """The noun phrase at the start of the text, which begins where the unit ends; empty when there is none."""
    purpose = _pattern("purpose").match(text)
    clause = _STOP.split(_bare(text[purpose.end() if purpose else 0 : NEAR]))[0].lstrip("的")
    end = None if purpose else _pattern("end").search(clause)
    return (clause[: end.start()] if end else clause)[:MOST]


def complement(text: str) -> str:
    """What the number is said to be: 132人|为市级."""
    found = re.match("(?:均?为|是|属于?)", text)
    return _STOP.split(_QUOTES.sub("", text[found.end() : NEAR]))[0][:MOST] if found else ""


def listed(text: str) -> tuple[str, ...]:
    """The nouns of 党务干部、入党积极分子、发展对象分别为; empty when the text does not end that way."""
    found = re.search(r"([^,。;:()]+)分别(?:为|是|达到?|有)?$", text[-NEAR:]) if "分别" in text[-5:] else None
    if not found:
        return ()
    *others, last = re.split("[、]", found[1])
    return tuple(filter(None, map(before, [*others, *re.split("和|及|与", last)])))
