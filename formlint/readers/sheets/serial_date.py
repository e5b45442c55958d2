"""The dates and times of a sheet: days since the end of 1899 or since 1904, printed by a format code.

Days before 1 March 1900 count a 29 February 1900 that never was, as Lotus 1-2-3 and all sheets after it do.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from formlint.records import record

DATE_TOKEN = r"am/pm|a/p|上午/下午|aaaa|aaa|y+|m+|d+|h+|s+|e+|b+|g+"
LAST_DAY = 2958465  # 31 December 9999

_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEK = "一二三四五六日"


@record(frozen=True, slots=True)
class Moment:
    """A day of the calendar and a time of day; `seconds` since the beginning of the count."""

    year: int
    month: int
    day: int
    weekday: int  # 0 is Monday
    seconds: Decimal

    @property
    def second(self) -> Decimal:
        return self.seconds % 60

    @property
    def minute(self) -> int:
        return int(self.seconds // 60 % 60)

    @property
    def hour(self) -> int:
        return int(self.seconds // 3600 % 24)


def show_date(tokens: Sequence[tuple[str, str]], serial: Decimal, *, since_1904: bool, numerals: str = "", chinese: bool = False) -> str:
    """The day and time that a serial number means; empty when it means none."""
    decimals = _decimals(tokens)
    seconds = _EXACT.multiply(serial, Decimal(86400)).quantize(Decimal(1).scaleb(-decimals), context=_EXACT) if 0 <= serial <= LAST_DAY else None
    if seconds is None:
        return ""
    moment = _moment(seconds, since_1904=since_1904)
    twelve = any(kind == "date" and "/" in text for kind, text in tokens)
    shown, after_point = [], False
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            shown.append(_part(text.lower(), moment, _is_minute(tokens, index), twelve=twelve, numerals=numerals, chinese=chinese))
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
            shown.append(f"{int(moment.seconds // unit):0{len(text)}d}")
        elif kind == "digit" and after_point:
            continue
        elif kind == "point" and decimals and index + 1 < len(tokens) and tokens[index + 1][0] == "digit":
            shown.append(f"{moment.second % 1:.{decimals}f}"[1:])
        elif kind != "text":
            shown.append(text)
        after_point = kind == "point" or (after_point and kind == "digit")
    return "".join(shown).strip()


def serial(day: str) -> str | None:
    """The serial number (since 1899) of an ISO date or date and time, as newer files store them; None when it is none."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?Z?)?", day)
    if not found:
        return None
    try:
        days = (date(int(found[1]), int(found[2]), int(found[3])) - date(1899, 12, 30)).days
    except ValueError:
        return None
    seconds = Decimal(int(found[4] or 0) * 3600 + int(found[5] or 0) * 60) + Decimal(found[6] or 0)
    return f"{days + _EXACT.divide(seconds, Decimal(86400)):f}"


def _moment(seconds: Decimal, *, since_1904: bool) -> Moment:
    days = int(seconds // 86400)
    weekday = (days + 5) % 7 if not since_1904 else (days + 4) % 7
    if since_1904:
        day = date(1904, 1, 1) + timedelta(min(days, LAST_DAY - 1462))
    elif days in (0, 60):
        return Moment(1900, 1 if days == 0 else 2, 0 if days == 0 else 29, weekday, seconds)
    else:
        day = date(1899, 12, 31 if days < 60 else 30) + timedelta(min(days, LAST_DAY))
    return Moment(day.year, day.month, day.day, weekday, seconds)


def _decimals(tokens: Sequence[tuple[str, str]]) -> int:
    """How many digits of a second are shown: `ss.00` shows two."""
    pattern = "".join({"digit": "0", "point": "."}.get(kind, "x") for kind, _ in tokens)
    found = re.search(r"\.(0+)", pattern)
    return min(9, len(found[1])) if found else 0


def _is_minute(tokens: Sequence[tuple[str, str]], index: int) -> bool:
    """Whether an `m` means minutes: after hours, or before seconds."""
    units = [(at, text[0].lower()) for at, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed") and "/" not in text]
    before = [unit for at, unit in units if at < index]
    after = [unit for at, unit in units if at > index]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _part(text: str, moment: Moment, is_minute: bool, *, twelve: bool, numerals: str, chinese: bool) -> str:
    if "/" in text:
        before, after = {"上午/下午": ("上午", "下午"), "a/p": ("A", "P")}.get(text, ("AM", "PM"))
        return before if moment.hour < 12 else after
    unit, width = text[0], len(text)
    if unit in "ye":
        return _count(moment.year if width > 2 or unit == "e" else moment.year % 100, 4 if unit == "e" or width > 2 else 2, numerals, "year")
    if unit == "m" and not is_minute:
        return _month(moment.month, width, numerals)
    if unit in "da" and width > 2:
        return _weekday(text, moment.weekday, chinese=chinese)
    if unit in "bg":  # Buddhist years and eras: none in China
        return ""
    value = {"m": moment.minute, "d": moment.day, "h": moment.hour, "s": int(moment.second)}[unit]
    return _count((value - 1) % 12 + 1 if unit == "h" and twelve else value, min(width, 2), numerals)


def _month(month: int, width: int, numerals: str) -> str:
    if width < 3:
        return _count(month, width, numerals)
    name = _MONTHS[month - 1]
    return {3: name[:3], 5: name[0]}.get(width, name)


def _weekday(text: str, weekday: int, *, chinese: bool) -> str:
    if text[0] == "a" or chinese:
        return ("星期" if text in ("aaaa", "dddd") else "周" if text[0] == "d" else "") + _WEEK[weekday]
    return _DAYS[weekday] if len(text) > 3 else _DAYS[weekday][:3]


def _count(value: int, width: int, numerals: str, unit: str = "") -> str:
    text = f"{value:0{width}d}"
    if not numerals:
        return text
    from formlint.readers.sheets.chinese_numerals import digit_by_digit, in_chinese  # noqa: PLC0415 - cn2an, for the few that use it

    return digit_by_digit(text, numerals) if unit == "year" else in_chinese(str(value), numerals)
