"""Whether text on pictures can be recognised here, and how large a picture may be. Light, so that readers can ask before they load anything."""

from importlib.util import find_spec

NEEDED = ("rapidocr", "onnxruntime", "cv2", "PIL")  # what `formlint[ocr]` brings
MOST_PIXELS = 100_000_000  # a picture; A3 at 600 dots an inch has 70 million


def needs_ocr() -> bool:
    """Whether `formlint[ocr]` is still to be installed."""
    return any(find_spec(name) is None for name in NEEDED)
