"""Operators of a dump go back to their numbers: one that fell out of its line, and one with a blank behind it."""

from formlint.documents import Passage
from formlint.recognisers.dumps.dump import Dump
from formlint.recognisers.dumps.strips import Strip, kind_of, unit, width
from formlint.recognisers.headings import plain
from formlint.records import replace

_FALLEN = "≧≦"  # as office programs print them
_SIGNS = frozenset(("≥", "≤", "≧", "≦", "═", "=", "<", ">", "<=", ">="))


def joined_operator(dump: Dump) -> None:
    """An operator that fell out of its line goes back before its number: `供水水质达标率 91%` / `≧ 95% 3 3`."""
    if _SIGNS.isdisjoint(dump.said) and not any(f"\n{sign}" in dump.whole for sign in _FALLEN):  # most: none stands alone or has fallen
        return
    if not dump.aligned:
        _part_fallen(dump)
    fallen = [number for number, strip in enumerate(dump.strips) if number and strip.gap == 1 and strip.text in "≧≦≥≤═"]
    for number in reversed(fallen):
        strip, before = dump.strips[number], dump.strips[number - 1]
        if before.text[:1].isdigit() and not _asked(dump, number - 1):
            after = dump.strips[number + 1] if number + 1 < len(dump.strips) else None
            parts = [strip, before]
            if after and after.gap == 0 and plain(before.text)[-1].isdigit() and not after.text[0].isdigit():
                parts.append(after)
            text = "".join(part.text for part in parts)
            whole = Passage.join(part.passage for part in parts)
            dump.strips[number - 1] = replace(before, passage=whole, text=text, kind=kind_of(text), asks=True, width=width(text))
            dump.strips[number : number + len(parts) - 1] = []
            rest = number
            while rest < len(dump.strips) and dump.strips[rest].line == strip.line:
                dump.strips[rest] = replace(dump.strips[rest], gap=0, line=before.line)
                rest += 1
    dump.put(dump.strips if dump.apart else _signs_joined(dump))


def _part_fallen(dump: Dump) -> None:
    """An operator that fell out of its line and a number behind it, with a blank between, as two strips: `供水水质达标率 91%` / `≧ 95%`."""
    found: list[Strip] = []
    for number, strip in enumerate(dump.strips):
        fallen = number > 0 and strip.gap == 1 and strip.text[0] in _FALLEN and strip.passage.text[1:2] == " "
        if fallen and _same_measure(dump.strips[number - 1], strip) and not _asked(dump, number - 1):
            found += _two(strip)
        else:
            found.append(strip)
    dump.strips = found


def _two(strip: Strip) -> tuple[Strip, Strip]:
    """The operator, and the number behind it."""
    sign, text = strip.text[0], strip.text[1:]
    at = len(strip.passage.text) - len(strip.passage.text[1:].lstrip())
    own = replace(strip, passage=strip.passage.cut(0, 1), text=sign, width=width(sign), kind=kind_of(sign))
    behind = replace(strip, passage=strip.passage.cut(at), text=text, start=strip.start + at, gap=0, width=width(text), kind=kind_of(text))
    return own, replace(behind, asks=False)


def _same_measure(before: Strip, strip: Strip) -> bool:
    """A number of the unit that the other has, not alone in its line."""
    return before.text[0].isdigit() and before.gap == 0 and bool(unit(before.text)) and unit(before.text) == unit(strip.text)


def _asked(dump: Dump, number: int) -> bool:
    """The strip is not the first of its line with an operator: ≤ 5% 4%."""
    while not dump.strips[number].gap:
        number -= 1
        if dump.strips[number].asks:
            return True
    return False


def _signs_joined(dump: Dump) -> list[Strip]:
    """The strips, an operator and the number behind it being one: ≤ 5%."""
    if _SIGNS.isdisjoint([strip.text for strip in dump.strips]):
        return dump.strips
    found: list[Strip] = []
    for strip in dump.strips:
        before = found[-1] if found else None
        if before and before.text in _SIGNS and strip.gap == 0 and strip.text[0].isdigit() and strip.start - before.start == 2:
            text = before.text + strip.text
            whole = dump.lines[strip.line].passage.cut(before.start, strip.start + len(strip.passage.text))
            found[-1] = replace(before, passage=whole, text=text, kind=kind_of(text), asks=True, width=width(text))
        else:
            found.append(strip)
    return found
