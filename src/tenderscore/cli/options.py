"""Arguments and options that commands share, and where their reports go."""

import contextlib
import functools
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
LIMITS = (
    "file-mib", "members", "part-mib", "total-mib", "ratio", "depth", "token-kib", "sheets",
    "cells", "blanks", "strings", "text", "formats", "merges", "elements", "memory-mib", "seconds",
)  # fmt: skip
"""Of workbook/limits.py, which --help does not wait for; a test holds them together."""

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
SHEETS = ("csv", "xlsx")
"""Formats that some commands have besides."""
sheet_format_option = option(
    "--format", "format_", type=click.Choice([*FORMATS, *SHEETS]),
    help=N_("How to report. [default: text]"),
)  # fmt: skip
force_option = option("--force", is_flag=True, help=N_("Replace what is there."))
lang_option = option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, is_eager=True,
    help=N_("Language to speak. [default: the call's]"),
)  # fmt: skip
"""Acted on before the words of the command are read, by cli/speech.py."""


def print_limits(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """The table, and nothing else is done."""
    if wanted:
        from tenderscore.reports.limits import limits_text

        click.echo(limits_text(), nl=False)
        context.exit()


quiet_option = option("-q", "--quiet", is_flag=True, help=N_("Print only problems."))


nodes_option = option(
    "--max-nodes", "nodes", type=click.IntRange(min=1), metavar=N_("N"),
    help=N_("Nodes that each question to the engine may take. [default: by size]"),
)  # fmt: skip


exclude_option = option(
    "--exclude", multiple=True, metavar=N_("FILE"),
    help=N_("Leave this file out; the record shows it. May be given several times."),
)  # fmt: skip
limits_option = option(
    "--limits", is_flag=True, is_eager=True, expose_value=False, callback=print_limits,
    help=N_("Print how much of a workbook is read, and the --max-… that raise it."),
)  # fmt: skip


def taking(command: Any) -> Any:
    """--exclude, --limits and a --max-… for each limit; the command gets them as `take`."""

    @functools.wraps(command)
    def with_take(*args: Any, exclude: tuple[str, ...], **options: Any) -> Any:
        from tenderscore.workbook.incoming import Take
        from tenderscore.workbook.limits import limit_names, raised

        limits = raised({name: options.pop(f"max_{name}") for name in limit_names()})
        return command(*args, take=Take(exclude=exclude, limits=limits), **options)

    for name in reversed(LIMITS):
        each = click.Option([f"--max-{name}"], type=click.IntRange(min=1), hidden=True)
        with_take = _with(each, with_take)
    return stack(exclude_option, limits_option)(with_take)


def _with(parameter: click.Parameter, command: Any) -> Any:
    params = command.__dict__.setdefault("__click_params__", [])
    params.append(parameter)
    return command


read_options = stack(call_argument, workbooks_argument, round_option, taking)


def report_options(
    out: str = N_("File to write instead of printing."), format_: Decorator | None = format_option
) -> Decorator:
    """--format, unless it is None, --out with this help, --force, --lang and --quiet."""
    out_option = option("-o", "--out", type=PATH, metavar=N_("PATH"), help=out)
    formats = [format_] if format_ else []
    return stack(*formats, out_option, force_option, lang_option, quiet_option)


def format_of(format_: str | None, out: Path | None, *more: str) -> str:
    """The chosen format, else by the ending of the file, else text; `more` are known besides."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    return format_ or (ending if ending in ("json", "md", *more) else "text")


def sheet_format_of(format_: str | None, out: Path | None) -> str:
    """The same with the formats of sheets; a workbook is never printed."""
    form = format_of(format_, out, *SHEETS)
    if form == "xlsx" and out is None:
        raise click.UsageError(say("A workbook is no text to print; name it with --out."))
    return form


def put_sheets(
    form: str,
    out: Path | None,
    quiet: bool,
    text: Callable[[], str],
    workbook: Callable[[], bytes],
) -> None:
    """One of the two, as the format says, and a line on what was written."""
    if form == "xlsx" and out is not None:
        put_bytes(workbook(), out)
    else:
        put(text(), out, quiet, bom=form == "csv")
    if out is not None:
        note(written(out.parent, [out.name]), quiet)


def free(out: Path | None, force: bool, *inputs: Path | None) -> None:
    """Whether --out may be written, and is none of the inputs. Raises InputError."""
    if out is not None:
        from tenderscore.store import free_file

        free_file(out, force, every(*inputs))


def every(*inputs: Path | None) -> list[Path]:
    """The files that are read, those of folders too."""
    found = []
    for path in filter(None, inputs):
        found.append(path)
        with contextlib.suppress(OSError):
            found += path.iterdir() if path.is_dir() else []
    return found


def show(report: str, quiet: bool) -> None:
    """The report on stdout."""
    if not quiet:
        click.echo(report, nl=False)


def put(report: str, out: Path | None, quiet: bool, bom: bool = False) -> None:
    """The report into the file, after a mark of its encoding with `bom`; else on stdout."""
    if out is None:
        show(report, quiet)
    else:
        put_bytes(report.encode("utf-8-sig" if bom else "utf-8"), out)


def put_bytes(report: bytes, out: Path) -> None:
    """The report into the file."""
    from tenderscore.store import write_files

    write_files(out.parent, {out.name: report})


def note(text: str, quiet: bool) -> None:
    """A line about what was done, on stderr."""
    if not quiet:
        click.echo(text, err=True)


def written(folder: Path, files: Iterable[str]) -> str:
    from tenderscore.reports.lines import line

    return line(say("Written to {folder}: {files}", folder=folder, files=", ".join(files)))
