"""A number format code, taken apart: `0.00"万元";[Red]-0.00` has two sections. ECMA-376 part 1, 18.8.31."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import eq, ge, gt, le, lt, ne

from formlint.patterns import late
from formlint.readers.sheets.serial_date import DATE_TOKEN
from formlint.records import record

Token = tuple[str, str]  # kind, text

MOST_CODE = 1_000  # characters of a format code; Excel allows 255

_TOKEN = re.compile(
    rf"""(?P<literal>"[^"]*"?|\\.|!.|_.|\*.) | \[(?P<bracket>[^\]]*)\] | (?P<general>General|G/通用格式)
    | (?P<exponent>E[+-]) | (?P<date>{DATE_TOKEN}) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/)
    | (?P<text>@) | (?P<end>;) | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = late(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_COMPARE = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_ELAPSED = late(r"h+|m+|s+", re.IGNORECASE)
# the system's long date and time, as a Chinese system prints them
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}


@record(frozen=True, slots=True)
class Digits:
    """How digits are placed: the placeholders before and after the point, the number of the token that is the point, and the scale."""

    whole: tuple[str, ...]
    part: tuple[str, ...]
    point: int
    grouped: bool
    tens: int  # the number is shown times 10 to this


@dataclass(frozen=True)
class Section:
    """One of the up to four parts of a format code."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: str = ""  # 1, 2, 3 of [DBNum1]: Chinese numerals
    chinese: bool = False  # [$-804]: names of days in Chinese

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.tokens)

    @cached_property
    def digits(self) -> Digits:
        return digits(self.tokens)

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def holds(self, value: Decimal) -> bool:
        return self.condition is not None and bool(_COMPARE[self.condition[0]](value, self.condition[1]))


def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format code. A code that is too long counts as General."""
    return _sections(code if len(code) <= MOST_CODE else "General")


def digits(tokens: tuple[Token, ...]) -> Digits:
    """Where the digits of a section go. A comma after the last placeholder divides by a thousand, any other before the point groups."""
    kinds = [kind for kind, _ in tokens]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    whole, part = (tuple(text for kind, text in half if kind == "digit") for half in (tokens[:point], tokens[point:]))
    commas = [index for index, kind in enumerate(kinds) if kind == "comma"]
    scaling = sum(_scales(kinds, index) for index in commas)
    grouped = any(index < point and "digit" in kinds[index:] and not _scales(kinds, index) for index in commas)
    return Digits(whole, part, point, grouped, 2 * kinds.count("percent") - 3 * scaling)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    for mark, meant in _SYSTEM.items():
        code = meant if code.upper().startswith(mark) else code
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match.lastgroup == "end":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part) for part in parts)


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, numerals, chinese = None, "", False
    for match in matches:
        kind, text = match.lastgroup or "", match[0]
        if kind == "literal":
            tokens.append(("literal", _literal(text)))
        elif kind != "bracket":
            tokens.append((kind if kind != "other" else "literal", text))
        elif _ELAPSED.fullmatch(bracket := match["bracket"]):
            tokens.append(("elapsed", bracket))
        elif found := _CONDITION.fullmatch(bracket):
            condition = (found[1], Decimal(found[2]))
        elif bracket.upper().startswith("DBNUM"):
            numerals = bracket[5:]
        elif bracket.startswith("$"):
            tokens.append(("literal", bracket[1:].partition("-")[0]))
            chinese = chinese or bracket.endswith("804")
    return Section(tuple(tokens), condition, numerals, chinese)


def _literal(text: str) -> str:
    if text[0] == '"':
        return text[1:-1] if text.endswith('"') and len(text) > 1 else text[1:]
    return {"_": " ", "*": ""}.get(text[0], text[1])


def _scales(kinds: list[str], index: int) -> bool:
    rest = [kind for kind in kinds[index:] if kind != "comma"]
    return kinds[index - 1] in ("digit", "comma") and "digit" in kinds[:index] and (not rest or rest[0] != "digit")
