"""Which rows of an aligned dump a label stands beside: 产出指标 in the middle of the rows it covers, 一、产出指标（50分） above them."""

from collections.abc import Sequence

from formlint.recognisers.dumps.dump import Dump, Hit, banded

MOST_ROWS = 200  # of a page; one has up to 60
GOES_ON = 0.8  # that rows at the top of a page belong to the label of the page before


def levels(dump: Dump, anchors: Sequence[float], labels: Sequence[Hit], above: Sequence[Hit | None]) -> list[Hit | None]:
    """The label of every row: labels stand in the middle of the rows they cover, and together they cover all of them; bands stand above theirs.

    The first rows of a page may belong to the last label of the page before, `above`.
    """
    labels = sorted(labels, key=lambda hit: dump.strips[hit.numbers[0]].line)
    if len(anchors) > MOST_ROWS:
        return [None] * len(anchors)
    if not labels or len(labels) > len(anchors):
        return [above[0] if above and not labels else None] * len(anchors)
    lines = [sorted(dump.strips[number].line for number in hit.numbers) for hit in labels]
    if any(banded(dump, hit) for hit in labels):
        return [
            next((hit for hit, line in reversed(list(zip(labels, lines, strict=True))) if line[0] < anchor), above[0] if above else None)
            for anchor in anchors
        ]
    middles = [(line[0] + line[-1]) / 2 for line in lines]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for skipped in range(1, len(anchors) if above else 1):
        best[0][skipped] = (GOES_ON, 0)
    for left, middle in zip(reversed(range(len(middles))), middles, strict=True):  # labels behind this one, each of which covers a row
        ways: dict[int, tuple[float, int]] = {}
        for begin, (cost, _) in best[-1].items():
            for end in range(begin + 1, len(anchors) + 1 - left):
                total = cost + abs((anchors[begin] + anchors[end - 1]) / 2 - middle)
                if end not in ways or total < ways[end][0]:
                    ways[end] = (total, begin)
        best.append(ways)
    found: list[Hit | None] = []
    end = len(anchors)
    for place in range(len(labels), 0, -1):
        begin = best[place][end][1] if end in best[place] else end
        found[:0] = [labels[place - 1]] * (end - begin)
        end = begin
    found[:0] = [*above] * end
    return found if len(found) == len(anchors) else [None] * len(anchors)
