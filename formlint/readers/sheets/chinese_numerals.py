"""Numbers as the formats [DBNum1] (一百二十), [DBNum2] (壹佰贰拾) and [DBNum3] (full-width digits) print them."""

import cn2an

_DIGITS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖", "3": "０１２３４５６７８９"}


def in_chinese(number: str, numerals: str) -> str:
    """120.5 is 一百二十.五: the whole with its units, the rest digit by digit. From 10^16 on, digits stay as they are."""
    whole, point, part = number.partition(".")
    if numerals not in ("1", "2"):
        return digit_by_digit(number, numerals)
    if len(whole) > 16:
        return number
    shown = str(cn2an.an2cn(whole, "low" if numerals == "1" else "up"))
    return shown.replace("零", "〇" if numerals == "1" else "零") + point + digit_by_digit(part, numerals)


def digit_by_digit(number: str, numerals: str) -> str:
    """2022 is 二〇二二."""
    return "".join(_DIGITS[numerals][int(sign)] if sign.isdigit() and numerals in _DIGITS else sign for sign in number)
