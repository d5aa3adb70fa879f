"""The state of a jury for a secretariat: what is open, too few marks, disagreement, each juror."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from tenderscore.call import Call
from tenderscore.indicators.marked import marked_criteria
from tenderscore.jury import JuryState, Open
from tenderscore.language import say, say_number
from tenderscore.reports.jury_tables import juror_table, spread_table, thin_table
from tenderscore.reports.lines import line
from tenderscore.reports.section import Listed, Part, Section, section_lines
from tenderscore.reports.table import Table
from tenderscore.reports.wording import listed, visible
from tenderscore.units import points_text
from tenderscore.workbook.juror_sheets import open_text

SHOWN = 20
"""So many rows of a table are printed; the workbook has all."""


def jury_text(call: Call, state: JuryState, came: Sequence[str]) -> str:
    """`came` are the jurors of whom a sheet has come."""
    lines = [line(_marks_given(state))]
    if state.declared:
        pairs = [
            say("{juror} with {id}", juror=visible(juror), id=visible(id_))
            for juror, id_ in state.declared
        ]
        lines.append(line(say("Conflicts of interest declared: {pairs}", pairs=listed(pairs))))
    for section in jury_sections(call, state, came):
        lines += ["", *section_lines(section)]
    return "\n".join(lines) + "\n"


def _marks_given(state: JuryState) -> str:
    return say_number(
        "Marks: {given} of {wanted} given, by {n} juror",
        "Marks: {given} of {wanted} given, by {n} jurors",
        len(state.jurors),
        given=state.given,
        wanted=state.wanted,
    )


def jury_sections(call: Call, state: JuryState, came: Sequence[str]) -> list[Section]:
    """Those that have something to say."""
    thin, apart = thin_table(call, state), spread_table(call, state)
    hopeless = sum(each.hopeless for each in state.thin)
    note = say_number(
        "Of one of them there will be too few whoever still marks: let another juror mark it.",
        "Of {n} of them there will be too few whoever still marks: let other jurors mark them.",
        hopeless,
    )
    sections = [
        (say("Still open"), (Listed(tuple(_open(call, state, came))),), bool(state.open)),
        (
            say("Fewer marks than the call needs"),
            (*_top(thin), *((note,) if hopeless else ())),
            bool(thin.rows),
        ),
        (_apart_title(call), _top(apart), bool(apart.rows)),
        (
            say("Jurors"),
            (
                juror_table(call, state),
                say(
                    "The last column compares with the others' mean only where others have marked "
                    "the same. Nothing is corrected."
                ),
            ),
            bool(state.leanings),
        ),
    ]
    return [Section(title=title, parts=parts) for title, parts, known in sections if known]


def _top(table: Table) -> tuple[Part, ...]:
    """As many rows as can be taken in, and how many more there are."""
    more = len(table.rows) - SHOWN
    if more <= 0:
        return (table,)
    text = say_number("{n} more stands in the workbook.", "{n} more stand in the workbook.", more)
    return evolve(table, rows=table.rows[:SHOWN]), text


def _open(call: Call, state: JuryState, came: Sequence[str]) -> Iterator[str]:
    by_juror: dict[str, list[Open]] = {}
    for each in state.open:
        by_juror.setdefault(each.juror, []).append(each)
    for juror in state.jurors:
        its = by_juror.get(juror, [])
        count = sum(len(each.criteria) for each in its)
        if not its:
            continue
        if juror not in came:
            yield say_number(
                "{juror}: {n} mark; no sheet has come",
                "{juror}: {n} marks; no sheet has come",
                count,
                juror=visible(juror),
            )
            continue
        left = [(each.proposal, each.criteria) for each in its]
        names = open_text(left, len(marked_criteria(call)))
        yield say_number(
            "{juror}: {n} mark: {names}",
            "{juror}: {n} marks: {names}",
            count,
            juror=visible(juror),
            names=names,
        )


def _apart_title(call: Call) -> str:
    bound = call.jury.discuss_above
    if bound is None:
        return say("Marks that lie furthest apart")
    return say("To be discussed: marks more than {points} points apart", points=points_text(bound))
