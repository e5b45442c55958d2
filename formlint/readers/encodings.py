"""In which encoding a text was written, where it does not say so itself.

UTF-8 is certain when all of it is. UTF-16 without its mark has the zero bytes of its digits and line ends, which no other encoding has, and is taken
only where what it says are the characters of forms. All else is GB18030, but for Big5 (Taiwan, Hong Kong, Macao): nearly any bytes of the one can be
read as the other, so Big5 has to be proven. Where it has its common characters GB18030 has rare ones: a text is Big5 when all of it is, when as
GB18030 a sixth of its characters would be none of GB 2312, when as Big5 nearly all are common, and when words that tables have are among them.
"""

import re
from collections.abc import Iterator

SHORTEST = 16  # characters of a text in UTF-16: of fewer nobody can say that they are no accident
ENOUGH = 0.98  # of the characters of a text; the rest are names and signs
COMMON = 0.75  # of the characters beyond ASCII; pairs of ASCII letters read as UTF-16 are Chinese, too, but a third of them is common
LOOKED_AT = 20_000  # bytes, where all need not be
_WRITTEN = re.compile(r"[\t\n\r\f -~·×÷°±²³Α-ω‐-‧‰′″※℃№Ⅰ-ⅻ←-↙≈-≧①-⒛─-╿■-◯★☆✓✔、-〗一-龥！-～￥\u00a0]+")
_LAST_COMMON = 0xC6  # the first byte of the last of the 5,401 common characters of Big5
_RARE = 1 / 6  # of a text in Big5 read as GB18030 it is 0.4 to 0.6; of one in simplified Chinese below 0.01
_TABLE_WORDS = (
    *("合計", "總計", "小計", "金額", "數量", "單價", "單位", "項目", "名稱", "日期", "備註", "編號", "年度", "部門", "姓名"),
    *("內容", "說明", "標準", "預算", "實際", "完成", "指標", "得分", "權重", "比例", "目標", "評分"),
)


def unmarked(data: bytes) -> Iterator[str]:
    """The encodings that bytes which begin with no mark may have, the likeliest first: the first that decodes them all is theirs."""
    if b"\0" in data[:LOOKED_AT]:
        yield from (encoding for encoding in ("utf-16-le", "utf-16-be") if _is_utf_16(data, encoding))
    yield "utf-8"
    if _is_big5(data):
        yield "cp950"
    yield "gb18030"


def _is_utf_16(data: bytes, encoding: str) -> bool:
    if len(data) % 2:
        return False
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    if len(text) < SHORTEST or "\0" in text or len(_WRITTEN.sub("", text)) > (1 - ENOUGH) * len(text):
        return False
    beyond = _beyond_ascii(text[:LOOKED_AT])
    return max(_of_gb2312(beyond), _common_in_big5(beyond)) >= COMMON * len(beyond)


def _is_big5(data: bytes) -> bool:
    otherwise = _beyond_ascii(data[:LOOKED_AT].decode("gb18030", "replace"))
    if _of_gb2312(otherwise) > (1 - _RARE) * len(otherwise):
        return False
    try:
        text = data.decode("cp950")
    except UnicodeDecodeError:
        return False
    beyond = _beyond_ascii(text[:LOOKED_AT])
    return _common_in_big5(beyond) >= ENOUGH * len(beyond) and sum(word in text for word in _TABLE_WORDS) >= 2


def _beyond_ascii(text: str) -> str:
    return "".join([character for character in text if not character.isascii()])


def _of_gb2312(beyond: str) -> int:
    """How many are of the 6,763 characters and the signs of GB 2312: simplified, and in use. Each has two bytes there."""
    return len(beyond.encode("gb2312", "ignore")) // 2


def _common_in_big5(beyond: str) -> int:
    """How many are of the common characters of Big5, or signs."""
    written = (character.encode("cp950", "ignore") for character in beyond)
    return sum(each[0] <= _LAST_COMMON for each in written if each)
