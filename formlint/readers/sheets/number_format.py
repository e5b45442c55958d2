"""A number as a sheet prints it: `printed("0.98809999999999998", "0.00%")` is `98.81%`.

The number comes as the decimal string of the file and never becomes a float. A sheet shows no more than 15 significant digits of it, which is why
0.30000000000000004 reads 0.3 and 1.0049999999999999 rounds to 1.01. General shows 11 characters, as Excel does when the column is wide enough.
Codes: ECMA-376 part 1, 18.8.31. Padding blanks at the ends are dropped.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from formlint.exact import Fraction
from formlint.readers.sheets.format_code import Digits, Section, Token, digits, sections
from formlint.readers.sheets.serial_date import show_date

_NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,3})?", re.ASCII)
_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=2_500, rounding=ROUND_HALF_UP)  # 309 digits, and 1,000 characters of a code that each may add two


def printed(raw: str, code: str, *, since_1904: bool = False) -> str:
    """The number as the code prints it. What is not a number a sheet can hold comes back as it is."""
    if not _NUMBER.fullmatch(raw):
        return raw
    value = _SHOWN.create_decimal(raw)
    if value and abs(value.adjusted()) > 308:
        return raw
    section, bare = _chosen(sections(code), value)
    if section.has("date", "elapsed"):
        return show_date(section.tokens, value, since_1904=since_1904, numerals=section.numerals, chinese=section.chinese) or general(value)
    text = _number(section, abs(value))
    return ("-" if value < 0 and not bare else "") + text.strip()


def printed_text(text: str, code: str) -> str:
    """Text as the code prints it: only a section with `@`, or the fourth one, makes a difference."""
    if code in ("General", "@"):
        return text
    found = sections(code)
    section = found[3] if len(found) > 3 else next((section for section in found if section.has("text")), None)
    if section is None:
        return text
    return "".join(text if kind == "text" else shown for kind, shown in section.tokens)


def general(value: Decimal) -> str:
    """The number in General: 10 significant digits, 6 and an exponent from 1E+11 on and for the very small."""
    sign, value = "-" if value < 0 else "", abs(value)
    size = value.adjusted() if value else 0
    if -10 < size <= 10:
        plain = _plain(value, 12 if size < -4 else 9 if size < 0 else max(0, 9 - size))
        if len(plain) <= 11:
            return sign + plain
    mantissa = _rounded(value.scaleb(-size, _EXACT), 5)
    if mantissa >= 10:
        mantissa, size = mantissa / 10, size + 1
    return f"{sign}{_plain(mantissa, 5)}E{'-' if size < 0 else '+'}{abs(size):02d}"


def _chosen(found: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether it stands for negative numbers alone, so that it brings its own sign."""
    numeric = found[:3]
    if any(section.condition for section in numeric):
        section = next((section for section in numeric if section.holds(value)), None)
        section = section or next((section for section in numeric if not section.condition), numeric[-1])
        only_negative = section.condition is not None and section.condition[0] in ("<", "<=", "=") and section.condition[1] <= 0
        return section, only_negative
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False


def _number(section: Section, value: Decimal) -> str:
    tokens = section.tokens
    if section.has("general", "text") or not tokens:
        shown = "".join(general(value) if kind in ("general", "text") else text for kind, text in tokens) if tokens else ""
    elif not section.has("digit"):
        return "".join(text for _, text in tokens)
    elif section.has("exponent"):
        shown = _scientific(tokens, value)
    elif section.has("slash"):
        shown = _fraction(tokens, value)
    else:
        shown = _digits(tokens, section.digits, value)
    return _in_chinese(shown, section.numerals) if section.numerals else shown


def _digits(tokens: tuple[Token, ...], places: Digits, value: Decimal) -> str:
    """Digits in their placeholders; literals stay where they are between them."""
    value = _rounded(value.scaleb(places.tens, _EXACT), len(places.part))
    whole, _, part = f"{value:f}".partition(".")
    whole = whole.lstrip("0")
    wholes, parts = iter(_whole(whole, places.whole, grouped=places.grouped)), iter(_part(part, places.part))
    shown = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "digit":
            shown.append(next(wholes) if index < places.point else next(parts))
        elif index == places.point and not places.whole:
            shown.append(whole + text)
        elif kind != "comma":
            shown.append(text)
    return "".join(shown)


def _whole(whole: str, holes: Sequence[str], *, grouped: bool) -> list[str]:
    """One text a placeholder, the first one with all the digits that have none."""
    shown = []
    for index, hole in enumerate(holes):
        right = len(holes) - 1 - index  # how many placeholders stand to the right
        end = len(whole) - right
        there = whole[0 if index == 0 else end - 1 : end] if end > 0 else ""
        if not there:
            there = "0" if "0" in holes[: index + 1] else " " if hole == "?" else ""
        shown.append(_group(there, right) if grouped else there)
    return shown


def _group(run: str, right: int) -> str:
    """`right` digits follow: 1234 before three others is 1,234, with the comma that stands before them."""
    places = range(len(run) - 1 + right, right - 1, -1)
    return "".join(digit + ("," if place and place % 3 == 0 and digit != " " else "") for digit, place in zip(run, places, strict=True))


def _part(part: str, holes: Sequence[str]) -> list[str]:
    """One digit a placeholder; zeros at the end only where a 0 asks for them."""
    needed = max(len(part.rstrip("0")), "".join(holes).rfind("0") + 1)
    return [part[index] if index < needed else " " if hole == "?" else "" for index, hole in enumerate(holes)]


def _scientific(tokens: tuple[Token, ...], value: Decimal) -> str:
    kinds = [kind for kind, _ in tokens]
    at = kinds.index("exponent")
    mantissa, rest = tokens[:at], tokens[at + 1 :]
    point = kinds.index("point") if "point" in kinds[:at] else at
    step, decimals = max(1, kinds[:point].count("digit")), kinds[point:at].count("digit")
    size = value.adjusted() if value else 0
    size -= size % step
    if _rounded(value.scaleb(-size, _EXACT), decimals).adjusted() >= step:
        size += step
    sign = "-" if size < 0 else "+" if tokens[at][1][1] == "+" else ""
    width = sum(text == "0" for kind, text in rest if kind == "digit")
    tail = "".join(text for kind, text in rest if kind != "digit")
    shown = _digits(mantissa, digits(mantissa), value.scaleb(-size, _EXACT)) if "digit" in kinds[:at] else ""
    return f"{shown}E{sign}{abs(size):0{width}d}{tail}"


def _fraction(tokens: tuple[Token, ...], value: Decimal) -> str:
    """`# ?/?` of 2.5 is 2 1/2; `# ?/8` keeps the denominator."""
    kinds = [kind for kind, _ in tokens]
    at = kinds.index("slash")
    fixed = re.match(r"[1-9]\d{0,5}", "".join(text for _, text in tokens[at + 1 :]))
    width = min(4, max(1, kinds[at:].count("digit")))
    exact = Fraction(value)
    whole = int(exact) if kinds[:at].count("digit") > 1 and ("literal", " ") in tokens[:at] else 0
    nearest = (exact - whole).limit_denominator(10**width - 1)
    under = int(fixed[0]) if fixed else nearest.denominator
    above = round((exact - whole) * under)
    shown = f"{above}/{under}" if above or not whole else ""
    return f"{whole if whole else ''} {shown}".strip() if exact else "0"


def _in_chinese(shown: str, numerals: str) -> str:
    from formlint.readers.sheets.chinese_numerals import in_chinese  # noqa: PLC0415 - cn2an, for the one form in a thousand that uses it

    return re.sub(r"\d+(\.\d+)?", lambda match: in_chinese(match[0], numerals), shown)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def _plain(value: Decimal, decimals: int) -> str:
    text = f"{_rounded(value, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
