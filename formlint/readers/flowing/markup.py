"""HTML as a stream of tags and text, from a stranger: one pass, time and memory proportional to the page, whatever is in it.

It cuts as browsers do (HTML standard, 13.2.5): a `<` that starts no tag is text; a tag or a comment without end ends the page. html.parser starts
again behind each of them, and takes minutes for a megabyte of `<a <a <a`.
"""

import re
from collections.abc import Iterator
from html import unescape

_NAME = re.compile(r"/?([A-Za-z][^\s/>]*+)")
_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")
_RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes", "title"}  # what stands in them is no markup, and not on the page
MOST_ATTRIBUTES = 1_000

Token = tuple[str, str]  # ("td", its attributes), ("/td", ""), ("", text)


def tokens(page: str) -> Iterator[Token]:
    """Start tags, end tags and text; tag names in lower case."""
    position = 0
    while position < len(page):
        mark = page.find("<", position)
        if mark != position:
            yield "", _plain(page[position : mark if mark >= 0 else len(page)])
        if mark < 0:
            return
        name = _NAME.match(page, mark + 1)
        if not name:
            after = _past(page, mark)
            if after == mark + 1:
                yield "", "<"
            position = after
            continue
        rest = _REST.match(page, name.end())
        if not rest:
            return
        yield from _tag(name, rest[0][:-1])
        position = _past_raw(page, rest.end(), name[1].lower()) if name[0][0] != "/" else rest.end()


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by their names in lower case; of two of one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), _plain(match[2] or match[3] or match[4] or ""))
        if len(found) >= MOST_ATTRIBUTES:
            break
    return found


def _tag(name: re.Match[str], rest: str) -> Iterator[Token]:
    tag = name[1].lower()
    yield ("/" + tag, "") if name[0][0] == "/" else (tag, rest)


def _past(page: str, mark: int) -> int:
    """Where a comment, a declaration or an instruction ends; behind the `<` when it is none."""
    if page.startswith("<!--", mark):
        end = page.find("-->", mark + 2)  # <!--> is a comment too
        return end + 3 if end >= 0 else len(page)
    if page[mark + 1 : mark + 2] in ("!", "?", "/"):
        end = page.find(">", mark)
        return end + 1 if end >= 0 else len(page)
    return mark + 1


def _past_raw(page: str, position: int, tag: str) -> int:
    """Behind what stands in an element without markup, before its end tag."""
    if tag not in _RAW:
        return position
    end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(page, position)
    return end.start() if end else len(page)


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:  # &#9...9; with thousands of digits
        return text
