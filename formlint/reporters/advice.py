"""What to put right: one number, and how it probably came to be printed."""

from formlint.findings import Finding, Mention, Suspect
from formlint.reporters.visible import visible
from formlint.reporters.width import short
from formlint.words import say

LONGEST = 40  # characters of the printed text
LABEL = 28  # columns of a heading that says where
TOLD = frozenset(("digit", "look-alike", "swap", "lost-digit", "added-digit", "shift", "unit", "sign", "reckoned", "zero", "stale"))


def change(suspect: Suspect, place: str, lang: str) -> str:
    """Change "719人" to "519人" in `place` (one digit is wrong, it seems)."""
    return say("interface", "change", lang, place=place, how=how(suspect, lang), **_texts(suspect))


def in_few_words(finding: Finding, lang: str) -> str:
    """Change "719人" to "519人". For reports of a line a finding, which stands at the culprit and speaks of the total: a culprit that is another
    number is named. Empty when there is no single one to put right."""
    culprit = finding.culprit
    if not culprit:
        return ""
    if culprit.mention.id == finding.subject.id or not (place := label(culprit.mention)):
        return say("interface", "change-here", lang, **_texts(culprit))
    return say("interface", "change", lang, place=place, how="", **_texts(culprit))


def label(mention: Mention) -> str:
    """Its headings, without the colons they were printed with, each cut to what tells it apart."""
    return " / ".join(short(visible(part).strip(" ：:"), LABEL) for part in mention.label)


def doubt(suspect: Suspect, place: str, lang: str) -> str:
    """ "719人" in `place`, which should be "519人" (one digit is wrong, it seems)."""
    return say("interface", "suspect", lang, place=place, how=how(suspect, lang), **_texts(suspect))


def how(suspect: Suspect, lang: str) -> str:
    """The slip in brackets; nothing where no slip explains the number, or a saved run names one that we do not know."""
    return say("interface", "how", lang, slip=say("slips", suspect.kind, lang)) if suspect.kind in TOLD else ""


def _texts(suspect: Suspect) -> dict[str, str]:
    return {"text": short(visible(suspect.mention.text), LONGEST), "suggestion": visible(suspect.suggestion)}
