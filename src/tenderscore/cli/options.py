"""Arguments and options that commands share, and where their reports go."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

PROBLEMS, EASED = 1, 3
PATH = click.Path(path_type=Path, readable=False)
"""Any path: whether it can be read or written is for those to say who read and write."""
FORMATS = ("text", "json", "md")

Decorator = Callable[[Any], Any]


def stack(*decorators: Decorator) -> Decorator:
    """Several arguments and options as one, in this order."""

    def decorate(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


call_argument = click.argument("call", type=PATH, metavar="CALL")
workbooks_argument = click.argument(
    "workbooks", type=PATH, nargs=-1, required=True, metavar="WORKBOOK…"
)
round_option = click.option(
    "--round", "round_file", type=PATH, metavar="FILE",
    help="What became known after the deadline: layout of the workbooks, conflicts, seed.",
)  # fmt: skip
format_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="How to report. [default: text]"
)
force_option = click.option("--force", is_flag=True, help="Replace what is there.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print only problems.")


nodes_option = click.option(
    "--max-nodes", "nodes", type=click.IntRange(min=1), metavar="N",
    help="Nodes that each question to the engine may take. [default: by size]",
)  # fmt: skip


read_options = stack(call_argument, workbooks_argument, round_option)


def report_options(out: str = "File to write instead of printing.") -> Decorator:
    """--format, --out with this help, --force and --quiet."""
    out_option = click.option("-o", "--out", type=PATH, metavar="PATH", help=out)
    return stack(format_option, out_option, force_option, quiet_option)


def format_of(format_: str | None, out: Path | None) -> str:
    """The chosen format, else by the ending of the file, else text."""
    endings = {".json": "json", ".md": "md"}
    return format_ or endings.get(out.suffix if out else "", "text")


def free(out: Path | None, force: bool, *inputs: Path | None) -> None:
    """Whether --out may be written, and is none of the inputs. Raises InputError."""
    if out is not None:
        from tenderscore.store import free_file

        free_file(out, force, [path for path in inputs if path])


def show(report: str, quiet: bool) -> None:
    """The report on stdout."""
    if not quiet:
        click.echo(report, nl=False)


def put(report: str, out: Path | None, quiet: bool) -> None:
    """The report into the file, or on stdout unless quiet."""
    if out is None:
        show(report, quiet)
        return
    from tenderscore.store import write_files

    write_files(out.parent, {out.name: report.encode()})


def note(text: str, quiet: bool) -> None:
    """A line about what was done, on stderr."""
    if not quiet:
        click.echo(text, err=True)


def waiting(text: str) -> None:
    """A line for a person who waits at a terminal; a script does not see it."""
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(text, err=True)
