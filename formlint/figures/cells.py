"""A cell that should be one number: comparator, hedge, digits, unit, and nothing else."""

import re
from decimal import Decimal
from functools import lru_cache

from formlint.figures import Comparator, Figure, Hedge, Malformed
from formlint.figures.numerals import Squeezed, chinese, number, squeeze
from formlint.figures.wording import Meant, Unit, chinese_measure, lead, multiplies, named, tail, unit
from formlint.patterns import late
from formlint.records import record

MOST_CHARACTERS = 200  # a longer cell is prose; a number too long to be one is still told from prose by its first characters

_NUMERALS = "一二两三四五六七八九十百千零〇"
_CELL = re.compile(
    rf"(?P<head>[^0-9OoIl.,+{_NUMERALS}-]{{0,8}})(?P<sign>[+-]*)"
    rf"(?:(?P<share>[百千]分之))?(?:(?P<body>[0-9OoIl.,]+(?:[eE][+-]?[0-9]+)?)|(?P<chinese>[{_NUMERALS}]{{1,20}}))(?P<rest>.*)",
    re.DOTALL,
)
_CURRENCY = re.compile(r"(?:(?P<yuan>¥)|[$€£])$")  # other money than yuan has no unit here: it is added up among its own
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:[.][0-9]{1,2}){2}")
_YEAR = late(r"(?:19|20)[0-9]{2}")
_STRAY = re.compile(r"%?[-+%‰]+")
_LEFTOVER = re.compile(r"[。;,、:.*★☆#]*(?:[\[(](?:含|注|备注)?[\])])?[①-⑳]?")
_BRACKETED = re.compile(r"\(([^()]{1,6})\)(.*)")


@record(frozen=True, slots=True)
class _Parts:
    """What a cell is made of. `length` is how many characters of the squeezed text belong to the number."""

    number: Decimal
    before: Meant
    after: Meant
    length: int


@lru_cache(maxsize=8192)
def whole(text: str, heading: str) -> Figure | Malformed | None:
    """The number that the whole text is, without place and id. `heading` is the unit of the column, for cells that print none."""
    squeezed = squeeze(text[:MOST_CHARACTERS])
    found = _CELL.fullmatch(squeezed.text)
    if not found:
        return None
    sign = _CURRENCY.search(found["head"])
    ahead = found["head"][: sign.start()] if sign else found["head"]
    before = lead(ahead)
    if before.length != len(ahead):
        return None
    parts = _chinese(found, before) if found["chinese"] else _digits(found, before, heading)
    if not isinstance(parts, _Parts):
        return Malformed(text.strip(), parts) if parts else None
    if len(text.strip()) > MOST_CHARACTERS:
        return None
    return _figure(text, squeezed, parts, _unit(parts.after.unit, heading, "元" if sign and sign["yuan"] else ""))


def _digits(found: re.Match[str], before: Meant, heading: str) -> _Parts | str:
    """The parts, or the reason why the digits are malformed, or an empty reason when the text is no number at all."""
    body, rest = found["body"], found["rest"]
    trimmed = body.rstrip(".,")
    body, rest = (trimmed, body[len(trimmed) :] + rest) if len(body) - len(trimmed) <= 1 else (body, rest)
    if not re.search("[0-9]", body) or _DATE.fullmatch(body):
        return ""
    after = _after(rest, heading)
    if after is None:
        stray = _STRAY.fullmatch(rest) is not None
        return "stray-sign" if stray else "too-long" if len(body) > MOST_CHARACTERS / 2 else ""
    value = number(body)
    if len(found["sign"]) > 1 or isinstance(value, str):
        return value if isinstance(value, str) else "stray-sign"
    if after.unit.name == "年" and _YEAR.fullmatch(body):
        return ""
    if found["share"]:
        after = Meant(after.length, after.comparator, after.hedge, unit("%" if found["share"][0] == "百" else "‰"))
    return _Parts(-value if found["sign"] == "-" else value, before, after, found.start("body") + len(body) + after.length)


def _chinese(found: re.Match[str], before: Meant) -> _Parts | str:
    numeral, rest, share = found["chinese"], found["rest"], found["share"]
    after = tail(rest)
    if not share and (not chinese_measure(after.unit.name) or named(found[0])):
        return ""
    value = chinese(numeral)
    if value is None or found["sign"] or not _LEFTOVER.fullmatch(rest, after.length):
        return ""
    if share:
        after = Meant(after.length, after.comparator, after.hedge, unit("%" if share[0] == "百" else "‰"))
    return _Parts(value, before, after, found.end("chinese") + after.length)


def _after(rest: str, heading: str) -> Meant | None:
    """What follows the digits, when nothing but unit, hedge and bound does."""
    bracketed = _BRACKETED.fullmatch(rest)
    if bracketed and tail(bracketed[1]).length == len(bracketed[1]) and _LEFTOVER.fullmatch(bracketed[2]):
        inner = tail(bracketed[1])
        return Meant(len(bracketed[1]) + 2, inner.comparator, inner.hedge, inner.unit)
    after = tail(rest)
    if heading and not after.unit.name and rest.startswith(heading):
        after = Meant(len(heading), unit=unit(heading))
    return after if _LEFTOVER.fullmatch(rest, after.length) else None


def _unit(printed: Unit, heading: str, currency: str) -> Unit:
    """The unit of the cell: its own; its heading's when it prints none; 万 under a heading in 万元 or 元 is 万元, not multiplied twice."""
    if multiplies(printed.name):
        base = unit(heading or currency).name
        while base and multiplies(base[0]) and len(base) > 1 and unit(base).scale != 1:
            base = base[1:]
        return unit(printed.name + base) if base and base not in "%‰" else printed
    return printed if printed.name else unit(currency or heading)


def _figure(text: str, squeezed: Squeezed, parts: _Parts, measured: Unit) -> Figure:
    start, end = squeezed.span(0, parts.length)
    comparator = parts.before.comparator or parts.after.comparator
    hedge = parts.before.hedge or parts.after.hedge
    return Figure(text[start:end], parts.number, measured.name, measured.scale, Comparator(comparator), Hedge(hedge), start, end)
