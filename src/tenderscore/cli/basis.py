"""From a command's arguments to what every scenario changes: the call file and what came in."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenderscore.call import Call
    from tenderscore.intake import Intake
    from tenderscore.round import Round
    from tenderscore.varying.plainly import Reread
    from tenderscore.what_if import Basis
    from tenderscore.workbook.incoming import Take


def basis_of(
    call_path: Path,
    workbooks: tuple[Path, ...],
    round_path: Path | None,
    nodes: int | None,
    take: "Take | None",
) -> "tuple[Basis, Reread]":
    """And how the workbooks are read again under another call. Raises InputError."""
    from tenderscore.cli.reading import read
    from tenderscore.toml_file import read_toml
    from tenderscore.what_if import Basis

    call, round_, intake = read(call_path, workbooks, round_path, take)
    basis = Basis(
        table=read_toml(call_path)[0],
        call=call,
        folder=call_path.parent,
        intake=intake,
        round_=round_,
        nodes=nodes,
    )
    return basis, functools.partial(_read_again, workbooks, round_, take)


def _read_again(
    workbooks: tuple[Path, ...], round_: "Round | None", take: "Take | None", call: "Call"
) -> "Intake":
    from tenderscore import read_proposals

    return read_proposals(workbooks, call, round_, take)
