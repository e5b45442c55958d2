"""The command line: one file a command, imported when it is called, so that `formlint --version` costs what click costs.

Exit status: 0 nothing to report, 1 findings, 2 usage, configuration or a fault of formlint, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

import click

from formlint import __version__
from formlint.cli._language import LANGUAGES, clicks_words, of_arguments, one, speaking
from formlint.errors import FormlintError

COMMANDS = ("check", "show", "explain", "list", "config", "suppress", "report", "test", "new")


class _Commands(click.Group):
    lang = ""
    _help: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As click has it: one and the same, so that of it and --version the one that is given first is told. Click looks its words up when it makes
        the option, and to load those of a language takes a twentieth of a start."""
        if self._help is None:
            text = one("显示这份说明。 / Show this message and exit.", self.lang or "zh")
            self._help = click.Option(ctx.help_option_names, is_flag=True, expose_value=False, is_eager=True, callback=_told_help, help=text)
        return self._help

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]  # `list` is one of them, and a module of this package

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"formlint.cli.{cmd_name}").command
        return speaking(command, self.lang)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            meant = self._meant(args[0])
            blank = " " if meant and not error.message.endswith("。") else ""
            raise click.UsageError(f"{error.message}{blank}{meant}", ctx) from error

    def _meant(self, given: str) -> str:
        """What to write instead of a command that there is none of: a file without a command is to be checked."""
        from difflib import get_close_matches  # noqa: PLC0415 - for those who mistype
        from pathlib import Path  # noqa: PLC0415

        from formlint.reporters.visible import visible  # noqa: PLC0415
        from formlint.words import say  # noqa: PLC0415 - words cost YAML

        if os.path.lexists(given) or Path(given).suffix:
            path = f'"{given}"' if " " in given else given
            return say("interface", "check-it", self.lang or "zh", path=visible(path))
        near = get_close_matches(given, COMMANDS, 1)
        return say("interface", "did-you-mean", self.lang or "zh", word=near[0]) if near else ""

    def speaking(self, lang: str) -> "_Commands":
        """The same, with its help and that of its commands in that language."""
        spoken = speaking(self, lang)
        spoken.lang = lang
        return spoken


def _told_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _told_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Not click's own, which looks its words up, too."""
    if wanted and not ctx.resilient_parsing:
        click.echo(f"formlint {__version__}", color=ctx.color)
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_told_version, help="显示版本号。 / Show the version.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="语言（或环境变量 FORMLINT_LANG） / Language (FORMLINT_LANG).")
def cli(lang: str | None) -> None:
    """核对填好的表格：重算表中自述的数字，指出互相矛盾之处。

    Recompute what a filled-in form says about itself, and show which numbers contradict each other.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status. What a user can mend is told in a line, without a traceback."""
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts a thread a processor for large matrices, of which we have none: 20 ms of each
    _streams()
    lang = of_arguments(given)
    try:
        with clicks_words(lang or "zh"):
            return _run(given, lang)
    except click.Abort:
        return _interrupted(lang or "zh")
    except OSError as error:
        return _unwritten(error, lang)
    except Exception:  # noqa: BLE001 - a fault of ours: the traceback is for the maintainers, and 1 would look like findings
        sys.excepthook(*sys.exc_info())
        return 2


def _interrupted(lang: str) -> int:
    """Nothing of a report is written before all of it is there."""
    with suppress(ImportError, AttributeError):  # modules that were being imported may be half there
        from formlint.cli._console import tell  # noqa: PLC0415 - words cost YAML

        tell("interrupted", lang)
    return 130


def _unwritten(error: OSError, lang: str) -> int:
    """A console or a pipe that takes no more is told; whatever names a file is a fault of ours."""
    if error.filename is not None:
        sys.excepthook(*sys.exc_info())
        return 2
    from formlint.cli._console import discard, reason, tell  # noqa: PLC0415 - words cost YAML
    from formlint.words import say  # noqa: PLC0415

    discard(sys.stdout)
    tell("fault", lang or "zh", what=say("interface", "unwritten", lang or "zh", reason=reason(error, lang or "zh")))
    return 2


def _run(arguments: Sequence[str], lang: str) -> int:
    try:
        status = cli.speaking(lang).main([*arguments], prog_name="formlint", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        _spoken(error, lang).show()
        return 2
    except FormlintError as error:
        from formlint.cli._console import complain  # noqa: PLC0415 - words cost YAML

        complain(error, lang)
        return 2
    return int(status or 0)


def _spoken(error: click.ClickException, lang: str) -> click.ClickException:
    """Click ends a sentence of its own by a full stop that nothing translates, and puts a blank behind others."""
    if lang == "en" or not isinstance(error, (click.MissingParameter, click.NoSuchOption)):
        return error
    return click.UsageError(error.format_message().replace("'.", "'。", 1).replace("。 ", "。"), error.ctx)


def _streams() -> None:
    """Makes the streams fit to be written to: what a GBK console cannot print is spelled out, and the report goes on."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever called: Python has none then, and the next file that is opened would take its number
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - for as long as the process lives
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
