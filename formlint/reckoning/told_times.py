"""What running text tells of another time than that of the form: of another year, of a plan, of a part of the year.

The words stand before the number in its sentence: 上年发放…, 计划培训…, 2022年受益学生…. Where the year of the form is not known, every year that is
named is another.
"""

from formlint.forms import Form
from formlint.patterns import late

NAMED_YEAR = late(r"(20\d\d)(?=年)(?<!\d20\d\d)")  # what may not stand before it is looked at last: the search is one for 20
# What their words begin with comes first, and all of them stand behind it: `re` runs past other characters 3 times as fast. Numbers have a pattern of
# their own, since most texts hold one and few a month.
_OTHER = late(
    r"[上去往同前比与较计拟预累截下](?<=(?=(?:上年|去年|往年|同比|上一年|前年|[比与较]\d{4}年|计划(?!完成率)|拟|预计|累计|截至|截止|上半年|下半年)[^。；;]{0,30}$).)"
)
_PART = late(r"[一二三四\d](?<=(?=(?:[一二三四1-4]季度|\d{1,2}月底?|\d{1,2}[-—至]\d{1,2}月)[^。；;]{0,30}$).)")
_REACH = 40  # characters: the longest of these words, and the 30 that may stand behind it
_YEAR = late(r"(20\d\d)年(?:(?!20\d\d年)[^。；;]){0,30}$")


def of_another_time(form: Form, before: str) -> bool:
    """The text before a number, without blanks, says that the number is not of the form's year, or not of all of it."""
    near = before[-_REACH:]
    part = ("月" in near or "季" in near) and _PART.search(near) is not None
    return part or _OTHER.search(near) is not None or of_another_year(form, before)


def of_another_year(form: Form, before: str) -> bool:
    """The last year that the text names before a number, in its sentence, is not the form's."""
    near = before[-_REACH:]
    named = _YEAR.search(near) if "年" in near else None
    return named is not None and (form.year is None or int(named[1]) != form.year)
