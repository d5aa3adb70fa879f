"""The sheets of a jury, from the files of a command into a folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tenderscore.cli.options import every, note, show, written
from tenderscore.language import say

if TYPE_CHECKING:
    from tenderscore.workbook.incoming import Take


def write_for_jurors(
    call_file: Path,
    workbooks: tuple[Path, ...],
    round_file: Path | None,
    take: "Take",
    out: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    if not workbooks:
        raise click.UsageError(say("Name the workbooks with the proposals to be marked."))
    if out is None:
        raise click.UsageError(say("Name the folder for the jurors' sheets with --out."))
    from tenderscore.cli.reading import read
    from tenderscore.reports.juror_form import bundles, bundles_text, juror_form
    from tenderscore.store import free_folder, write_files

    call, round_, intake = read(call_file, workbooks, round_file, take, before_marks=True)
    files = bundles(call, round_, intake.proposals)
    free_folder(out, force, files, every(call_file, *workbooks, round_file))
    write_files(out, {name: juror_form(bundle) for name, bundle in files.items()})
    show(bundles_text(files), quiet)
    note(written(out, files), quiet)
