"""A recogniser of printed text: strips of a picture, one line of text each, to characters.

The network is PP-OCRv6 (small), which the package rapidocr ships inside its wheel, run by onnxruntime. rapidocr itself is not imported: it would give
one confidence a line, where a linter needs the doubt of every digit and what else it may be, and it can download, which nothing here may.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from formlint.errors import ReadError
from formlint.records import record

Pixels = npt.NDArray[np.uint8]  # height x width

HEIGHT = 48  # pixels that the network wants a line to be high
NARROWEST = 160  # pixels that the network gets at least, the rest grey: a lone 5 or 。 is read worse without
WIDEST = 3_200  # pixels; a longer line is squeezed
BATCH = 12_000  # pixels of width that go through the network together, padding included
THREADS = 2
_BLANK = 0  # the class that stands between characters


@record(frozen=True, slots=True)
class Strip:
    """What was read on one strip. Everything but the text has one entry a character."""

    text: str = ""
    confidences: tuple[float, ...] = ()  # 0 to 1
    rivals: str = ""  # what the recogniser would have read instead; a blank where there was nothing else
    middles: tuple[float, ...] = ()  # where it stands, 0 at the left end of the strip, 1 at the right

    @property
    def confidence(self) -> float:
        """Of the strip as a whole; 0 for one that says nothing."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


def read(strips: Sequence[Pixels]) -> list[Strip]:
    """What stands on each strip. Strips of like width go through the network together."""
    sized = [_sized(strip) for strip in strips]
    found: list[Strip] = [Strip()] * len(strips)
    for batch in _batches([image.shape[1] for image in sized]):
        for number, strip in zip(batch, _read_together([sized[number] for number in batch]), strict=True):
            found[number] = strip
    return found


def _sized(strip: Pixels) -> Pixels:
    height, width = strip.shape
    wide = min(max(round(width * HEIGHT / height), 8), WIDEST)
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    sized: Pixels = cv2.resize(strip, (wide, HEIGHT), interpolation=method)
    return sized


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the strips, narrow ones first, in lots that pad little and fit into memory."""
    batch: list[int] = []
    for number in sorted(range(len(widths)), key=lambda each: widths[each]):
        if batch and (max(widths[number], NARROWEST) * (len(batch) + 1) > BATCH or widths[number] > max(1.3 * widths[batch[0]], NARROWEST)):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _read_together(images: Sequence[Pixels]) -> Iterator[Strip]:
    width = max(NARROWEST, *(image.shape[1] for image in images))
    fed = np.zeros((len(images), 3, HEIGHT, width), np.float32)
    for row, image in zip(fed, images, strict=True):
        row[:, :, : image.shape[1]] = image / np.float32(127.5) - np.float32(1)
    network, characters = _network()
    scores: npt.NDArray[np.float32] = network.run(None, {network.get_inputs()[0].name: fed})[0]
    for image, steps in zip(images, scores, strict=True):
        yield _decoded(steps, characters, width / image.shape[1])


def _decoded(steps: npt.NDArray[np.float32], characters: Sequence[str], padding: float) -> Strip:
    """Steps x classes to text: a character is a run of steps that all call it the likeliest."""
    best = steps.argmax(axis=1)
    starts = np.flatnonzero((best != _BLANK) & (np.diff(best, prepend=-1) != 0)).tolist()
    text, confidences, rivals, middles = [], [], [], []
    for start in starts:
        kind, end = best[start], start + 1
        while end < len(best) and best[end] == kind:
            end += 1
        peak = start + int(steps[start:end, kind].argmax())
        others = steps[peak].copy()
        others[[_BLANK, kind]] = 0
        text.append(characters[kind])
        confidences.append(float(steps[peak, kind]))
        rivals.append(characters[int(others.argmax())] or " ")
        middles.append(min((start + end) / 2 / len(steps) * padding, 1.0))
    return Strip("".join(text), tuple(confidences), "".join(rivals), tuple(middles))


@cache
def _network() -> tuple[Any, tuple[str, ...]]:
    """The network and the characters of its classes; ReadError when it is not installed."""
    network = opened("*rec*.onnx")
    listed = network.get_modelmeta().custom_metadata_map["character"].rstrip("\n").split("\n")
    return network, ("", *listed, " ")


def opened(pattern: str) -> Any:
    """A network that comes with rapidocr, by the name of its file; nothing is ever fetched."""
    package = find_spec("rapidocr")
    folders = [Path(folder) / "models" for folder in package.submodule_search_locations or ()] if package else []
    file = next((file for folder in folders for file in sorted(folder.glob(pattern))), None)
    if file is None:
        raise ReadError("picture-needs-ocr")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other programs want the cores too
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
