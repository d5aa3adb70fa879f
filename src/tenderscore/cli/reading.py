"""From a command's arguments to what they hold, and to the award they lead to."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenderscore.award import Award
    from tenderscore.call import Call
    from tenderscore.intake import Intake
    from tenderscore.round import Round


def read(
    call_path: Path, workbooks: tuple[Path, ...], round_path: Path | None
) -> "tuple[Call, Round | None, Intake]":
    """The files of a command. Raises InputError."""
    from tenderscore import read_call, read_proposals, read_round

    call = read_call(call_path)
    round_ = read_round(round_path, call) if round_path else None
    return call, round_, read_proposals(workbooks, call, round_)


def award_of(call_path: Path, workbooks: tuple[Path, ...], round_path: Path | None) -> "Award":
    """The solvers start while the files are read. Raises InputError and NoAward."""
    from tenderscore import solver

    solver.warm_up()
    from tenderscore import decide

    call, round_, intake = read(call_path, workbooks, round_path)
    return decide(call, intake, round_)
