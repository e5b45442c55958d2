"""The text of a finding, made from its message id and arguments in the language of the view."""

from collections.abc import Mapping

from formlint.checks import Words
from formlint.findings import Arg, Args, Consequence, Finding, Misreading
from formlint.reporters import View
from formlint.reporters.visible import visible
from formlint.reporters.width import short
from formlint.results import RuleRun
from formlint.words import filled, listed, say

OWN = ("document", "suppression")  # packs whose words are ours
MOST, LONGEST = 3, 24  # inferred texts that are told, and their columns


def told(finding: Finding | Consequence, view: View) -> str:
    """What is wrong. Words of documents and suppressions are ours, all others belong to the check."""
    pack, _, name = finding.check.partition("/")
    if pack in OWN:
        args = {key: _spelled(value, view.lang) for key, value in finding.args}
        try:
            return say(f"{pack}s", name, view.lang, **args)
        except KeyError:  # saved by a later version
            return " ".join([finding.check, *args.values()])
    said = of_check(finding.check, finding.message, finding.args, view)
    if not isinstance(finding, Finding) or not (finding.misreading or finding.inferred):
        return said
    sentence = said.rstrip("。.")
    doubt = _misread(finding.misreading, view) if finding.misreading else _inferred(finding, view)
    return sentence + doubt + said[len(sentence) :]


def _inferred(finding: Finding, view: View) -> str:
    """That a number may belong to another row."""
    texts = [*dict.fromkeys(short(visible(each.text), LONGEST) for each in finding.inferred if each.text)]
    return say("interface", "inferred", view.lang, texts=listed(texts[:MOST], view.lang) + (" .." if len(texts) > MOST else ""))


def _misread(found: Misreading, view: View) -> str:
    """That the reading may be what is wrong."""
    label = "".join(found.mention.label[:1])
    args = {"text": found.mention.text, "character": found.character, "instead": found.instead, "other": found.text, "label": label}
    return say("interface", "misread", view.lang, **{key: visible(value) for key, value in args.items()})


def reasons(run: RuleRun, view: View) -> tuple[str, ...]:
    """Why a rule could not be judged, or not everywhere; of a crash its last line only, which names no path of this machine."""
    return tuple(dict.fromkeys(_reason(run, message, args, view) for message, args in run.why))


def remarks(run: RuleRun, view: View) -> tuple[str, ...]:
    """What holds and is worth telling: a rate verified by other numbers than usual."""
    return tuple(dict.fromkeys(of_check(run.check, message, args, view) for message, args in run.remarks))


def titled(check: str, view: View) -> str:
    """What a check is called; its id when it is not known here."""
    found = view.checks.get(check)
    return spoken(found.title, view.lang) if found else check


def of_check(check: str, message: str, args: Args, view: View) -> str:
    """A message of a check, filled in."""
    found = view.checks.get(check)
    words = found.says.get(message) if found else None
    return fill(words, args, view.lang) if words else f"{check}: {message}"


def spoken(words: Words | Mapping[str, str] | None, lang: str) -> str:
    """The text in this language; in Chinese, which is the source, where there is no other."""
    if words is None:
        return ""
    if isinstance(words, Words):
        return words.en or words.zh if lang == "en" else words.zh or words.en
    return words.get(lang) or words.get("zh") or next(iter(words.values()), "")


def fill(words: Words, args: Args, lang: str) -> str:
    """The words with their named fields filled in; a field that has no argument stays as `?`. Arguments are never templates."""
    return filled(spoken(words, lang), _Known((name, _spelled(value, lang)) for name, value in args))


def _spelled(value: Arg, lang: str) -> str:
    return visible(value) if isinstance(value, str) else listed([visible(each) for each in value], lang)


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _reason(run: RuleRun, message: str, args: Args, view: View) -> str:
    if message == "crashed":
        return say("interface", "check-crashed", view.lang, check=run.check, fault=visible(run.fault))
    return of_check(run.check, message, args, view)
