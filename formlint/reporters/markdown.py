"""A summary in Markdown, for the page of a pull request or a job ($GITHUB_STEP_SUMMARY): a table a document. What a form says is only text in it."""

import re
from collections.abc import Iterator
from typing import TextIO

from formlint.reporters import View
from formlint.reporters.ink import Ink
from formlint.reporters.listing import Item, of_document
from formlint.reporters.tally import readings, state, totals
from formlint.reporters.visible import visible
from formlint.results import DocumentResult, Result
from formlint.words import say

NAME = "markdown"
MOST_ROWS = 200  # a document; GitHub shows 1 MB of a summary
HEADS = ("severity", "place", "label", "problem", "suggested", "check-id")
_MARKUP = re.compile(r"([\\`*_\[\]|~])")
# GitHub looks for mentions, references and formulas when entities are characters again, within one stretch of text: so these stand alone in theirs
_ALONE = {each: f"<span>{each}</span>" for each in "@#$"}
_INERT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", **_ALONE})


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes the totals, then the documents."""
    out.write("# formlint\n\n")
    out.writelines(f"- {_inert(line)}\n" for line in totals(result, view))
    for document in result.documents:
        out.writelines(f"{line}\n" for line in _document(document, result, view))


def _document(document: DocumentResult, result: Result, view: View) -> Iterator[str]:
    yield f"\n## {_inert(visible(document.path))}\n"
    yield _inert(state(document, view, Ink(False)))
    doubts = readings(document, view)
    yield from ("", *(f"- {_inert(doubt)}" for doubt in doubts)) if doubts else ()
    found = list(of_document(document, result, view))
    if not found:
        return
    heads = [say("interface", f"list-{name}", view.lang) for name in HEADS]
    yield "\n| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    yield from (_row(each, view.lang) for each in found[:MOST_ROWS])
    if len(found) > MOST_ROWS:
        yield "\n" + say("interface", "and-more", view.lang, count=len(found) - MOST_ROWS)


def _row(item: Item, lang: str) -> str:
    problem = f"{item.problem}{say('interface', 'see-also', lang, places=item.elsewhere)}" if item.elsewhere else item.problem
    cells = (item.severity, item.place, item.label, problem, item.suggested, item.check)
    return "| " + " | ".join(map(_inert, cells)) + " |"


def _inert(text: str) -> str:
    """Nothing in it is markup, a link, a reference or a mention."""
    return _MARKUP.sub(r"\\\1", text.replace("\n", " ").translate(_INERT).replace("://", ":&#47;&#47;").replace("www.", "www&#46;"))
