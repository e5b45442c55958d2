"""The command line: one file a command, imported when it is called, so that `formlint --version` costs what click costs.

Exit status: 0 nothing to report, 1 findings, 2 usage, configuration or a fault of formlint, 130 interrupted.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from formlint import __version__
from formlint.errors import FormlintError

COMMANDS = ("check", "show", "explain", "list", "config", "suppress", "report", "test", "new")


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"formlint.cli.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="formlint", message="%(prog)s %(version)s", help="版本 / Show the version.")
def cli() -> None:
    """核对填好的表格：重算表中自述的数字，指出互相矛盾之处。

    Recompute what a filled-in form says about itself, and show which numbers contradict each other.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status. What a user can mend is told in a line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a GBK console cannot print is spelled out, and the report goes on
    try:
        status = cli.main(arguments, prog_name="formlint", standalone_mode=False)
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except FormlintError as error:
        from formlint.cli._console import complain  # noqa: PLC0415 - words cost YAML

        complain(error)
        return 2
    except Exception:  # noqa: BLE001 - a fault of ours: the traceback is for the maintainers, and 1 would look like findings
        sys.excepthook(*sys.exc_info())
        return 2
    return int(status or 0)
