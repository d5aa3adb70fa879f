"""A call file, what came in, and a scenario → the award that the patched call file leads to.

The whole way is gone again: the patched table is read like any call file, and the workbooks are
read again unless the patch cannot make a difference to reading.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from tenderscore.award import Award, Select, decide
from tenderscore.call import Call
from tenderscore.call_file import call_from
from tenderscore.frozen import frozen_mapping
from tenderscore.intake import Intake
from tenderscore.patching import patched
from tenderscore.problem import problem, refuse
from tenderscore.round import Round
from tenderscore.scenario import Scenario
from tenderscore.workbook.needs import fields_read

Reread = Callable[[Call], Intake]


@frozen(kw_only=True)
class Basis:
    """What every scenario changes: the call file's table, and what came in under it."""

    table: Mapping[str, Any] = field(converter=frozen_mapping)
    call: Call
    folder: Path
    """Where the call file stands, for the files that it names."""
    intake: Intake
    round_: Round | None = None
    nodes: int | None = None


def call_of(basis: Basis, scenario: Scenario) -> Call:
    """The patched call. Raises InputError with everything that is wrong with it."""
    table, problems = patched(basis.table, scenario)
    refuse(problems)
    call, problems = call_from(table, basis.call.name, basis.folder)
    if call is not None and call.currency != basis.call.currency:
        problems.append(problem("TS813", where=scenario.where))
    refuse(problems)
    assert call is not None
    return call


def award_of(
    basis: Basis, scenario: Scenario, reread: Reread | None = None, by: Select | None = None
) -> Award:
    """The award under the patched call. Raises InputError, NothingFits and NotProven.

    `reread` reads the workbooks under another call, where that may read them otherwise; `by`
    selects in place of the engine.
    """
    call = call_of(basis, scenario)
    return decide(call, intake_of(basis, call, reread), basis.round_, basis.nodes, by)


def intake_of(basis: Basis, call: Call, reread: Reread | None) -> Intake:
    """What came in as this call reads it. Raises InputError."""
    if reread is None or reads_alike(basis.call, call):
        return basis.intake
    return reread(call)


def reads_alike(call: Call, other: Call) -> bool:
    """Whether workbooks that could be read under the first call are read the same under the other.

    They are if the two differ in rules, aims, bounds, weights and indicators alone, and the other
    needs no table or field more.
    """
    return fields_read(other) <= fields_read(call) and _read_by(call) == _read_by(other)


def _read_by(call: Call) -> Call:
    """What reading looks at, beside the fields that are needed."""
    return evolve(
        call,
        eligibility=(),
        criteria=tuple(
            evolve(each, weight=Fraction(0), ranking_weight=Fraction(0), threshold=None,
                   indicators=())
            for each in call.criteria
        ),
        total_threshold=None,
        total_source="",
        partner_leaves="",
        rules=(),
        objective=(),
        sha256="",
    )  # fmt: skip
