"""Two numbers varied at once → a grid: for each value of the second, a sweep of the first."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.problem import InputError, Problem
from tenderscore.running import Runner, one_by_one
from tenderscore.varying.outcome import Outcome, outcome_from
from tenderscore.varying.plainly import Reread
from tenderscore.varying.spec import Swept
from tenderscore.varying.states import written
from tenderscore.varying.sweeping import vary
from tenderscore.what_if import Basis


@frozen(kw_only=True)
class Grid:
    across: Swept
    down: Swept
    rows: tuple[tuple[Outcome, ...], ...]
    """One for each value down, one outcome in it for each value across."""
    letters: Mapping[frozenset[str], str] = field(converter=frozen_mapping)
    """Each portfolio of the grid, in the order in which it first comes: A, B, …, Z, AA, …"""


@frozen(kw_only=True)
class Work:
    """What all rows share."""

    basis: Basis
    across: Swept
    down: Swept
    reread: Reread | None


def grid(
    basis: Basis,
    across: Swept,
    down: Swept,
    runner: Runner = one_by_one,
    reread: Reread | None = None,
) -> Grid:
    """Raises InputError where no point makes sense."""
    work = Work(basis=basis, across=across, down=down, reread=reread)
    plain = runner(row, work, [str(value) for value in down.values])
    rows = tuple(tuple(map(outcome_from, outcomes)) for outcomes in plain)
    if all(each.kind == "refused" for outcomes in rows for each in outcomes):
        raise InputError(_row(work, down.values[0])[1])
    letters: dict[frozenset[str], str] = {}
    for outcomes in rows:
        for each in outcomes:
            if each.funds:
                letters.setdefault(each.funded, lettered(len(letters)))
    return Grid(across=across, down=down, rows=rows, letters=letters)


def row(work: Work, value: str) -> list[Any]:
    """The outcomes of one row, plain."""
    return [each.plain() for each in _row(work, Fraction(value))[0]]


def _row(work: Work, value: Fraction) -> tuple[list[Outcome], tuple[Problem, ...]]:
    also = {work.down.path: written(value)}
    try:
        varied = vary(work.basis, work.across, reread=work.reread, also=also)
    except InputError as error:
        return [Outcome(kind="refused")] * len(work.across.values), error.problems
    return [each.outcome for each in varied.points], ()


def lettered(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    return ("" if number < 26 else lettered(number // 26 - 1)) + chr(ord("A") + number % 26)
