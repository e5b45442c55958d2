"""A number prints as a sheet prints it, digit for digit."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formlint.readers.sheets.number_format import printed, printed_text


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.98809999999999998", "0.00%", "98.81%"),
        ("450.5", "0.00", "450.50"),
        ("1.0049999999999999", "0.00", "1.01"),  # 15 digits first, then half up
        ("0.5", "0%", "50%"),
        ("0.005", "0%", "1%"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("123456", "#,#", "123,456"),
        ("100", "#,##0", "100"),
        ("10", "#,##0", "10"),
        ("1", "#,##0.00", "1.00"),
        ("1000", "#,##0", "1,000"),
        ("0", "#,##0", "0"),
        ("0", "#", ""),
        ("0.5", ".00", ".50"),
        ("12.5", ".00", "12.50"),
        ("5", "0.##", "5."),
        ("5", "0.??", "5."),
        ("123456", "000-0000", "012-3456"),
        ("7", "000", "007"),
        ("5", "", ""),
        ("5", ";;;", ""),
    ],
)
def test_digits(raw: str, code: str, shown: str) -> None:
    assert printed(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("0", "0"),
        ("-5.50", "-5.5"),
        ("1e2", "100"),
        ("0.30000000000000004", "0.3"),
        ("0.98809999999999998", "0.9881"),
        ("98.810000000000002", "98.81"),
        ("0.33333333333333331", "0.333333333"),
        ("33.333333333333336", "33.33333333"),
        ("13921104188", "13921104188"),
        ("123456789012", "1.23457E+11"),
        ("110101199001011234", "1.10101E+17"),
        ("99999999999.5", "1E+11"),
        ("1234567890.55", "1234567891"),
        ("0.00001", "0.00001"),
        ("0.0000123456789", "1.23457E-05"),
        ("1E-10", "1E-10"),
    ],
)
def test_general_shows_what_fits_eleven_characters(raw: str, shown: str) -> None:
    assert printed(raw, "General") == shown


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("-0.001", "0.00", "-0.00"),
        ("-1234.5", "#,##0.00;(#,##0.00)", "(1,234.50)"),
        ("-5", "0;[Red]0", "5"),
        ("0", '0.00;-0.00;"—"', "—"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("450.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "450.50"),
        ("5", '[>=10]"多";[<3]"少";"中"', "中"),
        ("12", '[>=10]"多";[<3]"少";"中"', "多"),
        ("-4", "[<0]0.0;0", "4.0"),
        ("-4", "[>100]0;0.0", "-4.0"),
    ],
)
def test_sections(raw: str, code: str, shown: str) -> None:
    assert printed(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("450.5", '0.00"万元"', "450.50万元"),
        ("450.5", "0.00元", "450.50元"),
        ("98.81", '0.00"%"', "98.81%"),
        ("98.81", "0.00\\%", "98.81%"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("12345", "0!.0,", "1.2"),  # ten thousands, as Chinese sheets show them
        ("12345", '0\\.0,"万"', "1.2万"),
        ("1234567", "0.0,", "1234.6"),
        ("1234567", "#,##0,,", "1"),
        ("5", "@", "5"),
        ("3.5", 'General"分"', "3.5分"),
        ("3.5", "G/通用格式", "3.5"),
        ("12345.678", "0.00E+00", "1.23E+04"),
        ("999.99", "0.0E+00", "1.0E+03"),
        ("0.00012", "##0.0E+0", "120.0E-6"),
        ("2.5", "# ?/?", "2 1/2"),
        ("0.25", "# ?/?", "1/4"),
        ("2.5", "# ?/8", "2 4/8"),
        ("123.45", "[DBNum2][$-804]General", "壹佰贰拾叁.肆伍"),
        ("105", "[DBNum1][$-804]General", "一百〇五"),
        ("12", "[DBNum3]0", "１２"),
    ],
)
def test_signs_units_and_scales(raw: str, code: str, shown: str) -> None:
    assert printed(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("44620", "yyyy-mm-dd", "2022-02-28"),
        ("44620", 'yyyy"年"m"月"d"日"', "2022年2月28日"),
        ("44620", "yyyy年m月d日", "2022年2月28日"),
        ("44620", "m/d/yy", "2/28/22"),
        ("44620", "aaaa", "星期一"),
        ("44620", "[$-804]dddd", "星期一"),
        ("44620", "dddd, mmmm d", "Monday, February 28"),
        ("44620.5", "yyyy/m/d h:mm", "2022/2/28 12:00"),
        ("44620", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2022年2月28日"),
        ("44620", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二二年二月二十八日"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("60", "yyyy-mm-dd", "1900-02-29"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("0.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("0.5006944444", "mm:ss.0", "01:00.0"),
        ("0.999999999", "h:mm:ss", "0:00:00"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("99999999", "yyyy-mm-dd", "99999999"),
    ],
)
def test_dates_and_times(raw: str, code: str, shown: str) -> None:
    assert printed(raw, code) == shown


@pytest.mark.parametrize(("raw", "shown"), [("0", "1904-01-01"), ("43158", "2022-02-28")])
def test_dates_since_1904(raw: str, shown: str) -> None:
    assert printed(raw, "yyyy-mm-dd", since_1904=True) == shown


@pytest.mark.parametrize("raw", ["1e999999", "1e999", "NaN", "Infinity", "1_000", "１２", "9" * 50, "", "#N/A", "abc"])
def test_what_no_sheet_holds_stays_as_it_is(raw: str) -> None:
    assert printed(raw, "0.00") == raw


@pytest.mark.parametrize(
    ("code", "shown"), [("General", "甲"), ("0.00", "甲"), ("@", "甲"), ('"单位："@', "单位：甲"), (";;;", ""), ('0;-0;0;"有"', "有")]
)
def test_text_changes_only_where_the_code_speaks_of_text(code: str, shown: str) -> None:
    assert printed_text("甲", code) == shown


@given(st.integers(-(10**14), 10**14))
def test_groups_are_those_of_python(number: int) -> None:
    assert printed(str(number), "#,##0") == f"{number:,}"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_two_decimals_are_rounded_half_up(number: Decimal) -> None:
    assert printed(str(number), "0.00") == f"{number.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4),
    st.text('0#?.,%;@/E+-ymdhs[]"\\_*! General', max_size=20),
)
def test_any_code_prints_something(number: object, code: str) -> None:
    assert isinstance(printed(str(number), code), str)


@pytest.mark.parametrize("raw", ["1e308", "1e-308", "-1.5", "0", "1" * 40])
@pytest.mark.parametrize(
    "code", ["0." + "0" * 998, "0" + "%" * 999, "0" * 1_000, "0" + "," * 999, "0E+" + "0" * 997, "h:mm:ss." + "0" * 990, "0" * 2_000]
)
def test_a_code_of_any_length_prints_something(raw: str, code: str) -> None:
    assert len(printed(raw, code)) < 4_000
