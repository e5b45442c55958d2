"""A finding in one line: what is wrong, what to do, and what it cites of other documents of the run."""

from collections.abc import Iterator, Sequence

from formlint.findings import Finding, Mention
from formlint.reporters import View
from formlint.reporters.advice import in_few_words
from formlint.reporters.messages import told
from formlint.reporters.places import in_words
from formlint.reporters.visible import visible
from formlint.reporters.width import short
from formlint.results import DocumentResult, Result
from formlint.words import say

CITED = 60  # columns of a cited text


def cited(finding: Finding, result: Result) -> Iterator[tuple[int, DocumentResult, Mention]]:
    """The number of the document, from 0, the document, and what is cited of it."""
    yield from ((number - 1, result.documents[number - 1], mention) for number, mention in finding.elsewhere)


def in_a_line(finding: Finding, paths: Sequence[str], lang: str) -> str:
    """`2021/自评表.xlsx 自评表!E5 “120次”; ...`, of paths by number; empty when it cites nothing."""
    return "; ".join(_cited(paths[number - 1], mention, lang) for number, mention in finding.elsewhere)


def told_with_elsewhere(finding: Finding, result: Result, view: View) -> str:
    """What is wrong, behind it what to do, and what it cites of other documents."""
    places = in_a_line(finding, [document.path for document in result.documents], view.lang)
    return told_with_advice(finding, view) + (say("interface", "see-also", view.lang, places=places) if places else "")


def told_with_advice(finding: Finding, view: View) -> str:
    """What is wrong and what to do, as far as one number is to be put right."""
    gap = "" if view.lang == "zh" else " "
    return gap.join(part for part in (told(finding, view), in_few_words(finding, view.lang)) if part)


def _cited(path: str, mention: Mention, lang: str) -> str:
    text = short(visible(" ".join(mention.text.split())), CITED)
    where = " ".join(part for part in (visible(path), visible(in_words(mention.place, lang))) if part)
    return f"{where} “{text}”" if lang == "zh" else f'{where} "{text}"'
