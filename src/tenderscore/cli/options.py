"""Arguments and options that commands share, and where their reports go."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from tenderscore.cli.saying import argument, option
from tenderscore.cli.speech import follow
from tenderscore.language import LANGUAGES, N_, say

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


def _follow(_: click.Context, __: click.Parameter, call: Path) -> Path:
    follow(call)
    return call


call_argument = argument("call", type=PATH, metavar=N_("CALL"), callback=_follow)
workbooks_argument = argument(
    "workbooks", type=PATH, nargs=-1, required=True, metavar=N_("WORKBOOK…")
)
round_option = option(
    "--round", "round_file", type=PATH, metavar=N_("FILE"),
    help=N_("What became known after the deadline: layout of the workbooks, conflicts, seed."),
)  # fmt: skip
format_option = option(
    "--format", "format_", type=click.Choice(FORMATS), help=N_("How to report. [default: text]")
)
force_option = option("--force", is_flag=True, help=N_("Replace what is there."))
lang_option = option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, is_eager=True,
    help=N_("Language to speak. [default: the call's]"),
)  # fmt: skip
"""Acted on before the words of the command are read, by cli/speech.py."""
quiet_option = option("-q", "--quiet", is_flag=True, help=N_("Print only problems."))


nodes_option = option(
    "--max-nodes", "nodes", type=click.IntRange(min=1), metavar=N_("N"),
    help=N_("Nodes that each question to the engine may take. [default: by size]"),
)  # fmt: skip


read_options = stack(call_argument, workbooks_argument, round_option)


def report_options(out: str = N_("File to write instead of printing.")) -> Decorator:
    """--format, --out with this help, --force, --lang and --quiet."""
    out_option = option("-o", "--out", type=PATH, metavar=N_("PATH"), help=out)
    return stack(format_option, out_option, force_option, lang_option, quiet_option)


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


def written(folder: Path, files: Iterable[str]) -> str:
    from tenderscore.reports.lines import line

    return line(say("Written to {folder}: {files}", folder=folder, files=", ".join(files)))
