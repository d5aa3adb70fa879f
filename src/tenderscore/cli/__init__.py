"""The command line: reads its arguments, makes one library call, prints one report.

The only user of click, and the only place that prints.
"""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from tenderscore.cli.options import lang_option
from tenderscore.cli.saying import SayingCommand, option
from tenderscore.cli.speech import begin
from tenderscore.language import N_, say

COMMANDS = (
    "new", "call", "template", "check", "collect", "score", "select", "explain", "simulate",
    "robust", "frontier", "compare", "sme", "finding", "doctor",
)  # fmt: skip


class Commands(SayingCommand, click.Group):
    """Loads a command's module when it is asked for: `select` stands in cmd_select.py."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        """Speaks from the first word in the language that one of them asks for."""
        words = sys.argv[1:] if args is None else list(args)
        begin(words)
        return super().main(words, *more, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from tenderscore.suggest import did_you_mean

            no_such = say("No such command '{name}'.", name=args[0])
            ctx.fail(f"{no_such}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tenderscore.cli.cmd_{cmd_name}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command


def _say_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(say("tenderscore, version {version}", version=version("tenderscore")))
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
        help=N_("Show the version and exit."))  # fmt: skip
@lang_option
def tenderscore() -> None:
    """From a workbook of proposals to an award: scored, selected, every refusal explained.

    \b
    A first award:
      tenderscore new my-call
      tenderscore select my-call/call.toml my-call/proposals.xlsx --out award
    """


def main() -> None:
    from tenderscore.cli.run import run

    sys.exit(run(tenderscore))
