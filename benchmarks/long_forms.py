"""Forms of many rows, for the measure of judging: that of `fixtures/clean` with its indicators replaced by so many of one kind."""

from dataclasses import dataclass
from pathlib import Path

from formlint.documents import Document
from formlint.readers.markdown import parse

CLEAN = Path(__file__).parent.parent / "fixtures" / "clean" / "form.md"
POINTS = 90
OWN = "产出指标50分、效益指标30分、服务对象满意度10分"
KINDS = {
    "all is well": ("{more}", "99.8"),
    "the total is wrong": ("{more}", "93.8"),
    "every row is wrong": ("{less}", "99.8"),
    "every row and the total are wrong": ("{less}", "89.8"),
}


@dataclass(frozen=True, slots=True)
class LongForm:
    """A form of so many rows. `kind` is one of KINDS."""

    kind: str
    rows: int

    def document(self) -> Document:
        lines = CLEAN.read_text(encoding="utf-8").replace(OWN, f"产出指标{POINTS}分").splitlines()
        first, total = (next(at for at, line in enumerate(lines) if line.startswith(start)) for start in ("| 产出指标", "| 总分"))
        actual, score = KINDS[self.kind]
        closing = f"| 总分 | < | < | < | < | 100 | {score} |  |"
        return parse("\n".join([*lines[:first], *(self._row(at, actual) for at in range(self.rows)), closing, *lines[total + 1 :]]))

    def _row(self, at: int, actual: str) -> str:
        """Its points are earned whole, whatever was reached: with `less` than its target it is wrong."""
        sections = f"产出指标（{POINTS}分） | 数量指标" if at == 0 else "^ | ^"
        points = f"{POINTS / self.rows:.4f}".rstrip("0").rstrip(".")
        done = actual.format(more=24 + at, less=10 + at // 2)
        return f"| {sections} | 第{at + 1}项工程建设数量 | ≥{20 + at}个 | {done}个 | {points} | {points} |  |"
