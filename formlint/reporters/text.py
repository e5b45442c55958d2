"""The report for people: every finding with the row it stands in, the sum on paper, who is suspected and what to do; then what could not be checked.

A document has problems, has none that were found, or could not be checked; the third is never told as the second.
"""

from collections.abc import Iterator, Sequence
from typing import TextIO

from formlint.findings import Finding, Mention, Severity, Suspect
from formlint.forms import Form
from formlint.reporters import View
from formlint.reporters.accounts import accounts
from formlint.reporters.advice import change, doubt, label
from formlint.reporters.excerpt import Laid, Mark, excerpt
from formlint.reporters.ink import Ink
from formlint.reporters.messages import spoken, titled, told
from formlint.reporters.places import in_words
from formlint.reporters.sums import paper
from formlint.reporters.tally import remainder, state, totals, worst
from formlint.reporters.visible import visible
from formlint.reporters.width import short
from formlint.results import DocumentResult, Result
from formlint.words import aside, led, say, strung

NAME = "text"
INDENT = "     "
MOST_ELSEWHERE = 2  # rows drawn beside the guilty one


def report(result: Result, out: TextIO, view: View) -> None:
    """Writes a part for every document, then the totals; of many documents the worst ones before these."""
    ink = Ink(view.colour)
    paths = [document.path for document in result.documents]
    for document in result.documents:
        out.writelines(f"{line}\n" for line in _document(document, paths, view, ink))
        out.write("\n")
    out.writelines(f"{line}\n" for line in (*worst(result, view), *totals(result, view)))


def _document(document: DocumentResult, paths: Sequence[str], view: View, ink: Ink) -> Iterator[str]:
    yield ink("bold", f"== {visible(document.path)}: ") + state(document, view, ink)
    for finding in _serious(document.findings):
        yield ""
        yield _title(finding, view, ink)
    for result in document.forms:
        laid = Laid.out(result.form)
        for finding in _serious(result.findings):
            yield ""
            yield from _finding(finding, document, laid, view, ink)
            yield from _elsewhere(finding, paths, view, ink)
    remarks = [finding for finding in document.all_findings if finding.severity is Severity.INFO]
    if remarks:
        yield ""
        for finding in remarks:
            yield _remark(finding, view, ink)
            yield from _elsewhere(finding, paths, view, ink)
    yield from remainder(document, view)
    for result in document.forms if view.ledger else ():
        yield from accounts(result, view, ink)


def _elsewhere(finding: Finding, paths: Sequence[str], view: View, ink: Ink) -> Iterator[str]:
    """What it cites of other documents, a line each."""
    for number, mention in finding.elsewhere:
        text = short(visible(" ".join(mention.text.split())), 40)
        yield ink("place", f"  --> {visible(paths[number - 1])}" + _where(mention, view.lang)) + led("", text, view.lang)


def _serious(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def _finding(finding: Finding, document: DocumentResult, laid: Laid, view: View, ink: Ink) -> Iterator[str]:
    guilty = finding.culprit.mention if finding.culprit else finding.subject
    yield _title(finding, view, ink)
    yield ink("place", f"  --> {visible(document.path)}" + _where(guilty, view.lang))
    yield from _drawn(finding, guilty, laid, view, ink)
    if finding.comparison:
        sure = guilty.id == finding.subject.id and bool(finding.culprit or not finding.suspects)
        room = view.width - len(INDENT)
        yield from (INDENT + line for line in paper(finding.comparison, ink, finding.severity.value, view.lang, room, sure=sure))
    yield from (INDENT + line for line in (*_advice(finding, view, ink), *_background(finding, laid.form, view, ink)))


def _title(finding: Finding, view: View, ink: Ink) -> str:
    sure = "" if finding.confidence == "certain" else aside(say("interface", finding.confidence.value, view.lang), view.lang)
    word = say("interface", finding.severity.value, view.lang)
    return ink(finding.severity.value, f"{word}[{finding.check}] {told(finding, view).rstrip('。.')}{sure}")


def _where(mention: Mention, lang: str) -> str:
    """`  自评表!E14（参加培训人数 / 实际完成值）`; the name of the file stands before it."""
    place, headings = visible(in_words(mention.place, lang)), label(mention)
    return (f"  {place}" if place else "") + aside(headings, lang)


def _drawn(finding: Finding, guilty: Mention, laid: Laid, view: View, ink: Ink) -> Iterator[str]:
    """The row of the guilty number with what else of the finding stands in it, then rows with evidence that the sum does not show."""
    others = [each for each in (finding.subject, *finding.evidence) if each.id != guilty.id]
    note = say("interface", "printed-here", view.lang, text=short(visible(guilty.text), 24))
    marks = [Mark(guilty, guilty=True, note=note if guilty.text.strip() else ""), *map(Mark, others)]
    yield from excerpt(laid, marks, ink, finding.severity.value, view.width)
    summed = {term.mention.id for term in finding.comparison.terms if term.mention} if finding.comparison else set()
    drawn = {_row(laid, guilty)}
    for mention in others:
        row = _row(laid, mention)
        if row in drawn or mention.id in summed or len(drawn) > MOST_ELSEWHERE:
            continue
        drawn.add(row)
        yield from excerpt(laid, [Mark(each) for each in [mention, *others] if _row(laid, each) == row], ink, finding.severity.value, view.width)


def _row(laid: Laid, mention: Mention) -> str:
    """Id of the row, or of the field, that a mention stands in."""
    field = mention.id.partition("@")[0]
    _, table, at = laid.fields.get(field, (None, None, 0))
    return table.rows[at].id if table else field


def _advice(finding: Finding, view: View, ink: Ink) -> Iterator[str]:
    """What to put right: one number when the form gives it away, else those that may be wrong, likeliest first."""
    if finding.culprit:
        mend = change(finding.culprit, _of(finding.culprit), view.lang)
        yield ink("mend", led(say("interface", "fix", view.lang), mend, view.lang))
    elif finding.suspects:
        yield ink("mend", led(say("interface", "suspects", view.lang), "", view.lang))
        for number, suspect in enumerate([each for each in finding.suspects if each.share], 1):
            yield ink("mend", f"  {number}. {doubt(suspect, _of(suspect), view.lang)}  {suspect.share:.0%}")
    if finding.consequences:
        yield led(say("interface", "then", view.lang), "", view.lang)
        yield from (f"  - {told(each, view)} [{each.check}]" for each in finding.consequences)


def _of(suspect: Suspect) -> str:
    return label(suspect.mention) or suspect.mention.id


def _background(finding: Finding, form: Form, view: View, ink: Ink) -> Iterator[str]:
    if finding.grade:
        yield ink("dim", say("interface", f"grade-{finding.grade}", view.lang))
    rule = view.rule(form.definition, finding.rule)
    says, source = spoken(rule.says, view.lang) if rule else "", visible(finding.source)
    if says or source:
        basis = (says or source) + aside(source if says else "", view.lang)
        yield ink("dim", led(say("interface", "basis", view.lang), basis, view.lang))
    if finding.related:
        also = strung((titled(each, view) for each in finding.related), view.lang, ";")
        yield ink("dim", led(say("interface", "also", view.lang), also, view.lang))


def _remark(finding: Finding, view: View, ink: Ink) -> str:
    place = visible(in_words(finding.subject.place, view.lang))
    word = ink("info", f"{say('interface', 'info', view.lang)}[{finding.check}]")
    return f"{word} {led(place, told(finding, view), view.lang) if place else told(finding, view)}"
