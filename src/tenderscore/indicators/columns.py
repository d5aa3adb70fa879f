"""A further column of the sheet Proposals, as it stands there."""

from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, place_in_call, unknown
from tenderscore.language import said
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal, Value
from tenderscore.suggest import did_you_mean


@indicator(unit="as in the column", reads=("column",))
def value(
    proposal: Proposal, call: Call, *, criterion: Criterion | None = None, column: str
) -> Fraction:
    """The number in a column that the call names, in that column's own unit.

    Raises InputError where the cell is empty or the call has no such column of numbers.
    """
    found = _cell(proposal, call, criterion, column, "number", "value")
    return Fraction(found)


@indicator(unit="yes or no", reads=("column",))
def yes(proposal: Proposal, call: Call, *, criterion: Criterion | None = None, column: str) -> int:
    """1 where a yes/no column that the call names says yes, 0 where it says no.

    Raises InputError where the cell is empty or the call has no such yes/no column.
    """
    return 1 if _cell(proposal, call, criterion, column, "yes_no", "yes") else 0


COLUMN_KINDS = {"number": said("number"), "yes_no": said("yes/no"), "text": said("text")}


def _cell(
    proposal: Proposal, call: Call, criterion: Criterion | None, column: str, kind: str, use: str
) -> Value:
    fitting = [name for name, each in call.columns.items() if each.kind == kind]
    if column not in fitting:
        raise InputError(
            [
                problem(
                    "TS507",
                    where=place_in_call(call, criterion),
                    column=repr(column),
                    kind=COLUMN_KINDS[kind],
                    suggestion=did_you_mean(column, fitting),
                    known=", ".join(fitting) or said("none, the call has no such column"),
                )
            ]
        )
    title = call.columns[column].title or column
    cell: Value | None = proposal.values.get(column)
    if cell is None:
        raise InputError([unknown(repr(title), proposal.cells.get(column, proposal.where), use)])
    return cell
