"""From a command's arguments to what they hold, and to the award they lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from tenderscore.cli.progress import progress
from tenderscore.language import say

if TYPE_CHECKING:
    from tenderscore.award import Award
    from tenderscore.call import Call
    from tenderscore.intake import Intake
    from tenderscore.round import Round
    from tenderscore.selection import NoAward
    from tenderscore.what_if import Basis, Reread
    from tenderscore.workbook.incoming import Take
    from tenderscore.workbook.limits import Limits


@contextmanager
def watched(workbooks: tuple[Path, ...], take: "Take | None") -> "Iterator[Take]":
    """What is to be read, with a bar for whoever waits for it; a process gets ready meanwhile."""
    from tenderscore.workbook.incoming import Take, incoming
    from tenderscore.workbook.opening import warm_up

    warm_up()
    its = take or Take()

    def files() -> int:
        return len(incoming(workbooks, its).files)

    with progress(say("Reading workbooks"), files) as done:
        yield evolve(its, done=done)


def read(
    call_path: Path,
    workbooks: tuple[Path, ...],
    round_path: Path | None,
    take: "Take | None" = None,
    *,
    before_marks: bool = False,
) -> "tuple[Call, Round | None, Intake]":
    """The files of a command. Raises InputError."""
    from tenderscore import read_call, read_proposals, read_round

    with watched(workbooks, take) as taken:
        call = read_call(call_path)
        round_ = read_round(round_path, call) if round_path else None
        intake = read_proposals(workbooks, call, round_, taken, before_marks=before_marks)
    return call, round_, intake


def award_of(
    call_path: Path,
    workbooks: tuple[Path, ...],
    round_path: Path | None,
    nodes: int | None = None,
    take: "Take | None" = None,
) -> "Award":
    """Raises InputError and NoAward."""
    from tenderscore import decide

    call, round_, intake = read(call_path, workbooks, round_path, take)
    return decide(call, intake, round_, nodes)


def drafted(
    call_path: Path,
    workbooks: tuple[Path, ...],
    round_path: Path | None,
    nodes: int | None,
    take: "Take | None" = None,
) -> "Award":
    """What holds before the seed of the draw is known. Raises InputError and NoAward."""
    from tenderscore import before_the_draw

    call, round_, intake = read(call_path, workbooks, round_path, take)
    return before_the_draw(call, intake, round_, nodes)


def basis_of(
    call_path: Path,
    workbooks: tuple[Path, ...],
    round_path: Path | None,
    nodes: int | None,
    take: "Take",
) -> "tuple[Basis, Reread]":
    """What scenarios change, and how the workbooks are read again. Raises InputError.

    Both can be taken to other processes.
    """
    from tenderscore.toml_file import read_toml
    from tenderscore.what_if import Basis

    call, round_, intake = read(call_path, workbooks, round_path, take)
    table, _ = read_toml(call_path)
    basis = Basis(table=table, call=call, folder=call_path.parent, intake=intake, round_=round_,
                  nodes=nodes)  # fmt: skip
    return basis, partial(_read_again, workbooks, round_, take.exclude, take.limits)


def _read_again(
    workbooks: tuple[Path, ...],
    round_: "Round | None",
    exclude: tuple[str, ...],
    limits: "Limits",
    call: "Call",
) -> "Intake":
    from tenderscore import read_proposals
    from tenderscore.workbook.incoming import Take

    return read_proposals(workbooks, call, round_, Take(exclude=exclude, limits=limits))


def write_what_is_known(
    error: "NoAward", call_path: Path, out: Path | None, proof: Path | None
) -> None:
    """Without an award: draft.json where the best was found, the proof where nothing fits."""
    from tenderscore import read_call
    from tenderscore.reports import NOT_PROVEN, PROOF
    from tenderscore.selection import NothingFits, NotProven
    from tenderscore.store import write_files

    call = read_call(call_path)
    if isinstance(error, NotProven) and out is not None:
        write_files(out, {"draft.json": NOT_PROVEN(call, error).encode()})
    if isinstance(error, NothingFits) and proof is not None:
        write_files(proof.parent, {proof.name: PROOF(call, error.claims).encode()})
