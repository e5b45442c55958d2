"""`formlint` and `python -m formlint`."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns the exit status. Who interrupts while the command line is still being imported sees no traceback of that."""
    try:
        from formlint.cli import main as run  # noqa: PLC0415 - imported here, an interruption is caught

        return run(arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
