"""The marks of a jury → who has still to mark what, where they disagree, who marks how.

Nothing is corrected and no mark is weighed: these are facts for a secretariat and for the jury.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.marked import least_marks, marked_criteria
from tenderscore.jury import JuryState, Leaning, Open, Spread, Thin
from tenderscore.proposal import Mark
from tenderscore.round import Round
from tenderscore.units import POINTS_UNIT, Points
from tenderscore.workbook.marking import marks_of
from tenderscore.workbook.reading import Tables

Given = Mapping[str, tuple[str, ...]]
"""Proposal → the jurors who are to mark it."""
Marks = Mapping[str, Sequence[Mark]]
"""Proposal → its marks, conflicts among them."""
_Table = Mapping[tuple[str, str], Mapping[str, Points]]
"""Proposal and criterion → juror → points."""


def jury_state(call: Call, given: Given, marks: Marks) -> JuryState:
    """Of all proposals that are to be marked, or were."""
    criteria = marked_criteria(call)
    jurors = dict.fromkeys(juror for its in given.values() for juror in its)
    jurors |= dict.fromkeys(mark.juror for its in marks.values() for mark in its)
    declared = {(m.juror, id_): None for id_, its in marks.items() for m in its if m.conflict}
    table: dict[tuple[str, str], dict[str, Points]] = {
        (id_, criterion.id): {} for id_ in sorted({*given, *marks}) for criterion in criteria
    }
    for id_, its in marks.items():
        for mark in its:
            if mark.points is not None and (id_, mark.criterion) in table:
                table[id_, mark.criterion][mark.juror] = mark.points
    expected = [
        (id_, juror)
        for id_, its in sorted(given.items())
        for juror in its
        if (juror, id_) not in declared
    ]
    open_ = tuple(_open(expected, criteria, table))
    wanted = len(expected) * len(criteria)
    spreads = [_spread(call, place, its) for place, its in table.items() if len(its) > 1]
    return JuryState(
        jurors=tuple(jurors),
        wanted=wanted,
        given=wanted - sum(len(each.criteria) for each in open_),
        open=open_,
        declared=tuple(declared),
        thin=tuple(_thin(call, table, open_)),
        spreads=tuple(sorted(spreads, key=lambda its: -its.width)),
        leanings=tuple(_leaning(juror, table) for juror in jurors),
    )


def collected_state(call: Call, tables: Tables, round_: Round | None) -> JuryState:
    """Of the marks that came in jurors' sheets, alone.

    Who is to mark what, the round says where it names jurors; else the sheets that came.
    """
    round_ = round_ or Round()
    marks: dict[str, list[Mark]] = {}
    records = tables.records["marks"]
    for record, mark in zip(records, marks_of(records), strict=True):
        marks.setdefault(record.proposal, []).append(mark)
    ids = {id_ for sheet in tables.jury for id_ in sheet.given} | set(round_.assignments)
    sheets = sorted(tables.jury, key=lambda its: its.file)
    given = {
        id_: round_.markers(id_)
        if round_.jurors
        else tuple(
            sheet.juror
            for sheet in sheets
            if id_ in sheet.given and sheet.juror not in round_.conflicts.get(id_, ())
        )
        for id_ in sorted(ids)
    }
    return jury_state(call, given, marks)


def _open(
    expected: Sequence[tuple[str, str]], criteria: Sequence[Criterion], table: _Table
) -> Iterator[Open]:
    for id_, juror in expected:
        left = tuple(each.id for each in criteria if juror not in table[id_, each.id])
        if left:
            yield Open(juror=juror, proposal=id_, criteria=left)


def _thin(call: Call, table: _Table, open_: Sequence[Open]) -> Iterator[Thin]:
    to_come = Counter((each.proposal, criterion) for each in open_ for criterion in each.criteria)
    for (id_, criterion), its in table.items():
        needed = least_marks(call.criterion(criterion))
        if len(its) < needed:
            yield Thin(
                proposal=id_,
                criterion=criterion,
                found=len(its),
                needed=needed,
                open=to_come[id_, criterion],
            )


def _spread(call: Call, place: tuple[str, str], its: Mapping[str, Points]) -> Spread:
    least, most = min(its.values()), max(its.values())
    bound = call.jury.discuss_above
    return Spread(
        proposal=place[0],
        criterion=place[1],
        least=least,
        most=most,
        marks=len(its),
        over=bound is not None and most - least > bound,
    )


def _leaning(juror: str, table: _Table) -> Leaning:
    own = [its[juror] for its in table.values() if juror in its]
    above = [
        its[juror] - Fraction(sum(its.values()) - its[juror], len(its) - 1)
        for its in table.values()
        if juror in its and len(its) > 1
    ]
    return Leaning(
        juror=juror,
        marks=len(own),
        mean=Fraction(sum(own), POINTS_UNIT * len(own)) if own else None,
        compared=len(above),
        above_others=sum(above, Fraction(0)) / (POINTS_UNIT * len(above)) if above else None,
    )
