"""A document becomes forms: by its grid where it has one, else by the order of its words."""

from collections.abc import Sequence

from formlint.definitions import Definition
from formlint.documents import Document
from formlint.forms import Form
from formlint.recognisers.headings import fold, plain, vocabulary


def recognise(document: Document, definitions: Sequence[Definition], *, force: str = "") -> tuple[Form, ...]:
    """The forms in the document, in its order; none when it fits no definition. `force` is the id of the definition to use whatever it looks like."""
    definition = _choose(document, definitions, force)
    if definition is None:
        return ()
    if document.ruled:
        from formlint.recognisers import grid  # noqa: PLC0415

        forms = grid.recognise(document, definition)
        if forms:
            return forms
    from formlint.recognisers import linear  # noqa: PLC0415

    return linear.recognise(document, definition)


def _choose(document: Document, definitions: Sequence[Definition], force: str) -> Definition | None:
    if force:
        return next((each for each in definitions if each.id == force), None)
    texts = [cell.text for table in document.tables for cell in table.cells] + [line.text for line in document.lines]
    scores = [(_score(texts, each), -place) for place, each in enumerate(definitions)]
    best = max(scores, default=(0.0, 0))
    return definitions[-best[1]] if best[0] >= 1 else None


def _score(texts: Sequence[str], definition: Definition) -> float:
    """Different headings over those needed; without a title twice as many are needed."""
    words = vocabulary(definition)
    folded = {fold(text) for text in texts}
    known = {fold(word) for word in definition.recognise.headings}
    found = folded & known
    if len(found) < definition.recognise.at_least:  # a text dump glues headings together
        running = plain("".join(texts))
        found = {word for word in known if word in running}
    titled = any(words.titles.find(text) for text in texts)
    return len(found) / (definition.recognise.at_least * (1 if titled else 2))
