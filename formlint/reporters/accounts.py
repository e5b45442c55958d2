"""The ledger in lines: every relation with its arithmetic and verdict, then every figure with the numbers of the relations that it takes part in.

  1  成立      年度资金总额 / 年初预算数   382.37 = 292.29 + 90.08
...
  +  年度资金总额 / 年初预算数   382.37   1 7
"""

from collections.abc import Iterator, Sequence

from formlint.findings import Mention
from formlint.reporters import View
from formlint.reporters.ink import Ink
from formlint.reporters.sums import in_one_line
from formlint.reporters.visible import visible
from formlint.reporters.width import padded, plain, short, width
from formlint.results import Entry, FormResult, Standing, Stated
from formlint.words import led, say, strung

LABEL = 36  # columns
TEXT = 18
MARKS = {Standing.VERIFIED: "+", Standing.CONFLICT: "!", Standing.NOT_COVERED: "?"}
STYLES = {"holds": "mend", "rounding": "mend", "violated": "error"}


def accounts(result: FormResult, view: View, ink: Ink) -> Iterator[str]:
    """The ledger of one form; nothing where it has neither relations nor figures."""
    if result.stated:
        yield ""
        yield led(say("interface", "ledger-relations", view.lang, count=len(result.stated), listed=_counted(result, view.lang)), "", view.lang)
        yield from _relations(result.stated, view, ink)
    if result.ledger:
        yield ""
        yield led(say("interface", "ledger-figures", view.lang, count=len(result.ledger)), "", view.lang)
        yield from _figures(result.ledger, ink)


def _counted(result: FormResult, lang: str) -> str:
    return strung((f"{say('interface', f'outcome-{outcome}', lang)} {count}" for outcome, count in result.outcomes.items() if count), lang)


def _relations(stated: Sequence[Stated], view: View, ink: Ink) -> Iterator[str]:
    words = [say("interface", f"outcome-{each.outcome}", view.lang) for each in stated]
    labels = [_label(each.subject) for each in stated]
    wide, most = max(map(width, words)), max(map(width, labels))
    for each, word, label in zip(stated, words, labels, strict=True):
        head = f"{each.number:5}  {ink(STYLES.get(each.outcome, 'warning'), padded(word, wide))}  {padded(label, most)}  "
        room = max(20, view.width - 5 - 2 - wide - 2 - most - 2)
        yield (
            head + short(plain(in_one_line(each.comparison, view.lang, amiss=each.outcome == "violated")), room) if each.comparison else head
        ).rstrip()


def _figures(entries: Sequence[Entry], ink: Ink) -> Iterator[str]:
    labels = [_label(each.mention) for each in entries]
    texts = [short(plain(visible(" ".join(each.mention.text.split()))), TEXT) for each in entries]
    most, wide = max(map(width, labels)), max(map(width, texts))
    for each, label, text in zip(entries, labels, texts, strict=True):
        mark = ink({Standing.CONFLICT: "error", Standing.VERIFIED: "mend"}.get(each.standing, "dim"), MARKS[each.standing])
        numbers = " ".join(map(str, each.relations))
        yield f"    {mark}  {padded(label, most)}  {padded(text, wide)}  {numbers}".rstrip()


def _label(mention: Mention) -> str:
    """Its headings, without colons, or its id where a text says no heading; innermost last."""
    parts = [short(plain(visible(" ".join(part.split()))).strip(" :："), 22) for part in mention.label if part.strip()]
    return short(" / ".join(parts) or mention.id, LABEL)
