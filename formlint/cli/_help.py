"""Help pages as wide as a terminal shows them: a Chinese character takes two columns, and a line may break after it. click counts characters."""

import re
from collections.abc import Iterable, Iterator
from gettext import gettext

import click

from formlint.reporters.width import padded, width

_WIDE = r"\u2e80-\u9fff\uff00-\uffef“”‘’…—"
_CLOSING = "，。、：；！？）》”’…—"  # never begins a line
_PIECE = re.compile(rf"\s+|[（《“‘]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+[{_CLOSING}]*")


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The text in lines that are no wider, as far as its words allow."""
    line = ""
    for piece in _PIECE.findall(text):
        if line.strip() and width(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += piece if line or not piece.isspace() else ""
    if line.strip():
        yield line.rstrip()


class Formatter(click.HelpFormatter):
    """Draws by columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """No blank behind a full-width colon."""
        usage = prefix or gettext("Usage:")
        super().write_usage(prog, args, f"{usage} " if usage.isascii() else usage)

    def write_heading(self, heading: str) -> None:
        """With the colon of its language."""
        self.write(f"{'':>{self.current_indent}}{heading}{':' if heading.isascii() else '：'}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; one that begins with \\b keeps its lines."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write_paragraph()
            kept = paragraph.startswith("\b")
            room = self.width - self.current_indent
            lines = paragraph.split("\n")[1:] if kept else wrapped(" ".join(paragraph.split()), room)
            for line in lines:
                self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A name and what it means, the meanings one below the other."""
        rows = list(rows)
        fitting = [width(name) for name, _ in rows if width(name) <= col_max]
        first = max(fitting, default=col_max) + col_spacing
        indent = " " * self.current_indent
        for name, meaning in rows:
            lines = list(wrapped(meaning, max(20, self.width - self.current_indent - first))) or [""]
            if width(name) > col_max:
                self.write(f"{indent}{name}\n")
                name = ""  # noqa: PLW2901 - its meaning stands below
            for line in lines:
                self.write(f"{indent}{padded(name, first)}{line}".rstrip() + "\n")
                name = ""  # noqa: PLW2901
