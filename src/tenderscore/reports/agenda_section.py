"""Whom the jury should talk about: an agenda as a section, with the reason for each."""

from collections.abc import Iterator

from tenderscore.agenda import Agenda, Point, marked
from tenderscore.language import say, say_number
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.section import Part, Section
from tenderscore.reports.table import Column, Table, change_text, score_table
from tenderscore.reports.wording import land_text, listed
from tenderscore.units import decimal_text, points_text


def agenda_section(of: Lookup, agenda: Agenda) -> Section:
    return Section(title=say("What the jury should discuss"), parts=tuple(_parts(of, agenda)))


def _parts(of: Lookup, agenda: Agenda) -> Iterator[Part]:
    by = points_text(agenda.by)
    if agenda.points:
        yield say_number(
            "Discuss this proposal. The award stays, however the marks of any other single one "
            "move by up to {by} points each (exact).",
            "Discuss these {n} proposals. The award stays, however the marks of any other single "
            "one move by up to {by} points each (exact).",
            len(agenda.points),
            by=by,
        )
        yield _table(of, agenda)
    elif not any(map(marked, of.proposals.values())):
        yield say("There are no marks of jurors, so there is nothing in them to discuss.")
    elif not agenda.open:
        yield say(
            "Nothing needs to be discussed: the award stays, however the marks of any single "
            "proposal move by up to {by} points each (exact).",
            by=by,
        )
    if agenda.open:
        yield say("Not determined: {ids}.", ids=listed(agenda.open, len(agenda.open)))


def _table(of: Lookup, agenda: Agenda) -> Table:
    columns = (
        Column(header=say("Proposal"), kind="text"),
        Column(header=say("Land"), kind="text"),
        Column(header=say("Funded"), kind="text"),
        Column(header=say("Score"), kind="score"),
        Column(header=say("Enough"), kind="figure"),
        Column(header=say("What follows"), kind="text"),
    )
    rows = tuple(
        (
            point.proposal,
            land_text(of.proposals[point.proposal].land),
            say("yes") if point.funded else say("no"),
            of.scorecards[point.proposal].ranking,
            _enough(of, point),
            follows(point),
        )
        for point in sorted(agenda.points, key=lambda each: (each.enough or 0, each.proposal))
    )
    return score_table(of.call, columns, rows)


def _enough(of: Lookup, point: Point) -> str:
    """By how much its score has to rise or fall."""
    if point.obstacles:
        return say("a threshold")
    if point.enough is None:
        return "-"
    change = -point.enough if point.funded else point.enough
    return change_text(change, lambda pieces: decimal_text(pieces, of.call.total_unit))


def follows(point: Point) -> str:
    """comes in for M4-75; leaves, M4-59 comes in."""
    if point.joins is None or point.leaves is None:
        return say("then no portfolio keeps all rules")
    joins, leaves = (listed(ids, len(ids)) for ids in (point.joins, point.leaves))
    if point.funded and joins and leaves:
        return say("leaves with {leaves}; in come {joins}", leaves=leaves, joins=joins)
    if point.funded and joins:
        return say_number("leaves; in comes {joins}", "leaves; in come {joins}",
                          len(point.joins), joins=joins)  # fmt: skip
    if point.funded:
        return say("leaves with {leaves}", leaves=leaves) if leaves else say("leaves")
    if joins and leaves:
        return say("comes in with {joins} for {leaves}", joins=joins, leaves=leaves)
    if leaves:
        return say("comes in for {leaves}", leaves=leaves)
    return say("comes in with {joins}", joins=joins) if joins else say("comes in")
