"""`formlint` and `python -m formlint`."""

import sys

from formlint.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
