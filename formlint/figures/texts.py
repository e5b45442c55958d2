"""The quantities of a running text, told from all the other things that digits are printed for.

Each run of digits is judged by the dozen characters before and after it. No quantity are: dates and years, document numbers, phones,
ordinals and ranks, item marks, ranges, ratios, fractions, identifiers (A4, COVID-19, 219001-池州市), ages, short quotations and titles of
documents. A Chinese numeral counts only where counting happens: before a measure word, and then at the end of a clause (培训班六期。) or
after a verb (举办两期培训班), outside quotation marks, not inside a name (三会一课, 两个维护; `words.yaml`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from formlint.figures import Comparator, Figure, Hedge
from formlint.figures.numerals import Squeezed, chinese, number, squeeze
from formlint.figures.wording import Meant, any_of, chinese_measure, counts, lead, names, tail, unit, words
from formlint.patterns import late

NEAR = 14  # characters that decide what a number is; the longest comparator and the longest unit have 5 and 8

# Latin letters belong to the run, so that A4 and COVID-19 are seen whole; a joiner needs something on its right
# not possessive (*+): nothing follows that could make it give back, and Python before 3.11.5 (Debian 12) never ends on such a group (gh-106052)
_RUN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_]|(?:[.,]{1,3}|[/~+×*—–-])(?=[A-Za-z0-9])|(?<=[0-9]):(?=[0-9]))*")
_DIGITS = re.compile(r"([0-9](?:[0-9.,]*[0-9])?)(?:[A-Za-z]+)?(?:/[A-Za-z]+)?")
_ITEM_AND_FIGURE = re.compile(r"[1-9][0-9]?\.([1-9][0-9]*(?:\.[0-9]+)?)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

_NOT_AFTER = re.compile(
    r"第[0-9、,至到-]*$|排名?(?:为|在|列)?$|(?:位列|名列|位居|列)(?:全[省州市县区国])?$|[〔【\[]$"
    r"|(?:电话|热线|手机|传真|邮编|号码|账号|编号|编码|代码|QQ|微信)[^0-9A-Za-z一-鿿]{0,3}$|[0-9][%‰]?[-~—–至到]$|[%‰]-$"
)
_NOT_BEFORE = re.compile(r"[号月日后#]|[〕】]|周?岁|[-~—–至到][0-9]|[%‰][-~—–至到][0-9]|-|(?:位|名)?[))]?之[一二三]")
_ITEM = re.compile(r"[.、)](?![0-9])")
_ITEM_BEFORE = re.compile(r"(?:^|[。;!?:」”\]\n]|[。;:]\()$")
_SCORED = late(r"(?:得分|总分|评分|分数|合计|共计|总计|为|达到?|:)$")
_ENDS = re.compile(r"$|[,。;、!?)(\n:]")
_OPENING = {"”": "“", "》": "《", "」": "「", "’": "‘"}


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[Figure, ...]:
    """The quantities of the text, without place and id, in reading order."""
    squeezed = squeeze(text)
    found = [*_arabic(text, squeezed), *_chinese(text, squeezed)]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _arabic(text: str, squeezed: Squeezed) -> Iterator[Figure]:
    plain, last = squeezed.text, 0
    for run in _RUN.finditer(plain):
        digits = _DIGITS.fullmatch(run[0])
        if digits is None or squeezed.origin[run.start()] < last:  # 10万公顷 of 次/10万公顷
            continue
        start, end = run.start(), digits.end(1) + run.start()
        start += _item_length(digits[1], plain[end : end + NEAR], _at_item(squeezed, start))
        value = number(plain[start:end])
        before, after = plain[max(0, start - NEAR) : start], plain[end : end + NEAR]
        if isinstance(value, Decimal) and not _something_else(before, after, squeezed, start, end):
            figure = _figure(text, squeezed, start, end, value)
            if figure:
                last = figure.end
                yield figure


def _something_else(before: str, after: str, squeezed: Squeezed, start: int, end: int) -> bool:
    """The digits are printed for something that is no quantity."""
    if _NOT_AFTER.search(before) or _NOT_BEFORE.match(after):
        return True
    if after.startswith("年") and _YEAR.fullmatch(squeezed.text, start, end):
        return True
    if _ITEM.match(after) and (after[0] != "、" or _at_item(squeezed, start)):
        return True
    if before.endswith("前") and after[:1] in "名位强":
        return True
    return _quoted(squeezed.text, start, end)


def _at_item(squeezed: Squeezed, start: int) -> bool:
    """An item of a list may begin here: at the start, after the end of a sentence, after a gap."""
    return start in squeezed.gaps or _ITEM_BEFORE.search(squeezed.text, max(0, start - 3), start) is not None


def _item_length(body: str, after: str, at_item: bool) -> int:
    """How many characters of `2.20` are the mark of an item: two when what follows can only be counted (家), or is a year."""
    found = _ITEM_AND_FIGURE.fullmatch(body) if at_item else None
    if found is None:
        return 0
    year = after[:1] == "年" and _YEAR.fullmatch(found[1])
    return found.start(1) if year or after[:1] == "月" or tail(after).unit.name in counts() or found[1].count(".") else 0


def _quoted(plain: str, start: int, end: int) -> bool:
    """Inside the title of a document, or in a quotation that is short enough to be a name."""
    before, after = plain[max(0, start - 40) : start], plain[end : end + 40]
    for closing, opening in _OPENING.items():
        distance = after.find(closing)
        if distance >= 0 and before.rfind(opening) > before.rfind(closing) and opening not in after[:distance]:
            return closing == "》" or len(before) - before.rfind(opening) + distance < 14
    return False


def _figure(text: str, squeezed: Squeezed, start: int, end: int, value: Decimal) -> Figure | None:
    """The figure with its words around it; None when nothing says what is counted."""
    plain = squeezed.text
    after = tail(plain[end : end + NEAR])
    share = plain[max(0, start - 3) : start]
    if share in ("百分之", "千分之"):
        start, after = start - 3, Meant(after.length, after.comparator, after.hedge, unit("%" if share[0] == "百" else "‰"))
    elif _minus(plain, start) and after.unit.name not in counts():
        start, value = start - 1, -value
    before = lead(plain[max(0, start - NEAR) : start])
    if not after.unit.name and not (before.comparator or _bare(plain, start, end + after.length)):
        return None
    if not before.length and _torn(text, squeezed, end):
        return None
    start, end = squeezed.span(start - before.length, end + after.length)
    comparator, hedge = before.comparator or after.comparator, before.hedge or after.hedge
    return Figure(text[start:end], value, after.unit.name, after.unit.scale, Comparator(comparator), Hedge(hedge), start, end)


def _torn(text: str, squeezed: Squeezed, end: int) -> bool:
    """A blank line follows the digits: `3` at the end of one row of a dump, `人员类经费` in the next."""
    return end < len(squeezed.text) and text.count("\n", squeezed.origin[end - 1], squeezed.origin[end]) > 1


def _minus(plain: str, start: int) -> bool:
    return plain[max(0, start - 1) : start] == "-" and not re.search(r"[A-Za-z0-9%)—-]$", plain[max(0, start - 2) : start - 1])


def _bare(plain: str, start: int, end: int) -> bool:
    """A number without unit is a quantity where the text says so: 自评得分为98。"""
    if not _SCORED.search(plain, max(0, start - 4), start) or not _ENDS.match(plain, end):
        return False
    body = plain[start:end]
    return len(body) <= 12 and not _YEAR.fullmatch(body) and (body[0] != "0" or body.startswith("0.") or body == "0")


_NUMERALS = "一二两三四五六七八九十百千零〇"


@cache
def _counted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = words()["chinese"]
    return (
        re.compile(
            rf"(?<![{_NUMERALS}])(?P<share>[百千]分之)?(?P<numeral>[{_NUMERALS}]{{1,20}}+)(?![{_NUMERALS}])(?(share)|(?=[余多]?(?:{any_of(listed['measures'])})))"
        ),
        re.compile(rf"(?:{any_of(listed['verbs'])})了?$"),
    )


_NO_COUNT_AFTER = re.compile(r"[第每这那某另同其唯前后上下任逐头又整]$")
_ARTICLE = frozenset({"个", "批", "种", "类", "条", "项", "名", "张", "块", "门", "家", "支", "人", "起"})  # 一批 is "many", 一个 is "a"


def _chinese(text: str, squeezed: Squeezed) -> Iterator[Figure]:
    plain = squeezed.text
    pattern, verbs = _counted()
    taken: tuple[tuple[int, int], ...] | None = None
    for found in pattern.finditer(plain):
        taken = names(plain) if taken is None else taken
        start, end = found.span()
        value = chinese(found["numeral"])
        if value is None or any(a < end and start < b for a, b in taken) or _quoted(plain, start, end):
            continue
        after = tail(plain[end : end + NEAR])
        if found["share"]:
            after = Meant(after.length, after.comparator, after.hedge, unit("%" if found["share"][0] == "百" else "‰"))
        elif not _counts(plain, found, after, verbs):
            continue
        before = lead(plain[max(0, start - NEAR) : start])
        comparator, hedge = before.comparator or after.comparator, before.hedge or after.hedge
        first, last = squeezed.span(start - before.length, end + after.length)
        yield Figure(text[first:last], value, after.unit.name, after.unit.scale, Comparator(comparator), Hedge(hedge), first, last)


def _counts(plain: str, found: re.Match[str], after: Meant, verbs: re.Pattern[str]) -> bool:
    """The numeral says how many, and is no article and no part of a word."""
    start, end = found.start(), found.end() + after.length
    before = plain[max(0, start - NEAR) : start]
    if not chinese_measure(after.unit.name) or _NO_COUNT_AFTER.search(before):
        return False
    one = found["numeral"] == "一" and after.unit.name in _ARTICLE
    if _ENDS.match(plain, end) or after.hedge or after.comparator:
        return bool(before) and (not one or verbs.search(before) is not None)
    return not one and (verbs.search(before) is not None or lead(before).length > 0)
