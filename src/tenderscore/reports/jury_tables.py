"""The state of a jury as tables: what is open, too few marks, how far apart, each juror."""

from collections.abc import Sequence
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.jury import JuryState
from tenderscore.language import say, titled
from tenderscore.reports.table import Column, Raw, Table
from tenderscore.units import POINTS_UNIT

WIDEST = 10
"""So many of the widest spreads are shown where the call sets no bound."""


def open_table(call: Call, state: JuryState) -> Table:
    columns = [(say("Juror"), "text"), (say("Proposal"), "text"), (say("Criterion"), "text")]
    return _table(
        call,
        columns,
        [
            (each.juror, each.proposal, _title(call, criterion))
            for each in state.open
            for criterion in each.criteria
        ],
    )


def thin_table(call: Call, state: JuryState) -> Table:
    columns = [
        (say("Proposal"), "text"),
        (say("Criterion"), "text"),
        (say("Marks"), "count"),
        (say("Needed"), "count"),
        (say("Still open"), "count"),
    ]
    return _table(
        call,
        columns,
        [
            (each.proposal, _title(call, each.criterion), each.found, each.needed, each.open)
            for each in state.thin
        ],
    )


def spread_table(call: Call, state: JuryState, every: bool = False) -> Table:
    """Those over the call's bound, else the widest; or every one."""
    columns = [
        (say("Proposal"), "text"),
        (say("Criterion"), "text"),
        (say("Lowest"), "count"),
        (say("Highest"), "count"),
        (say("Apart"), "count"),
        (say("Marks"), "count"),
    ]
    bounded = call.jury.discuss_above is not None
    shown = [each for each in state.spreads if each.over] if bounded else state.spreads[:WIDEST]
    return _table(
        call,
        columns,
        [
            (
                each.proposal,
                _title(call, each.criterion),
                *(Fraction(n, POINTS_UNIT) for n in (each.least, each.most, each.width)),
                each.marks,
            )
            for each in (state.spreads if every else shown)
            if every or each.width
        ],
    )


def juror_table(call: Call, state: JuryState) -> Table:
    columns = [
        (say("Juror"), "text"),
        (say("Marks"), "count"),
        (say("Mean"), "count"),
        (say("Compared"), "count"),
        (say("Above others"), "count"),
    ]
    return _table(
        call,
        columns,
        [
            (each.juror, each.marks, each.mean, each.compared, each.above_others)
            for each in state.leanings
        ],
    )


def _table(
    call: Call, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Raw, ...]]
) -> Table:
    kinds = tuple(
        Column(header=header, kind="text" if kind == "text" else "count")
        for header, kind in columns
    )
    return Table(columns=kinds, rows=tuple(rows), currency=call.currency)


def _title(call: Call, criterion: str) -> str:
    its = call.criterion(criterion)
    return titled(its.title, its.title_de)
