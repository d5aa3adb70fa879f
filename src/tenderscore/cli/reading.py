"""From a command's arguments to the award or the scorecards they lead to."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenderscore.award import Award


def award_of(call_path: Path, workbooks: tuple[Path, ...], round_path: Path | None) -> "Award":
    """The solvers start while the files are read. Raises InputError and NoAward."""
    from tenderscore import solver

    solver.warm_up()
    from tenderscore import decide, read_call, read_proposals, read_round

    call = read_call(call_path)
    round_ = read_round(round_path, call) if round_path else None
    return decide(call, read_proposals(workbooks, call, round_), round_)
