"""The shelf of indicators: the registry, its decorator, and which cells an indicator has read."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from tenderscore.call import Call, Criterion
from tenderscore.chain import cells_of
from tenderscore.control import by_organisation
from tenderscore.language import N_, Text, said
from tenderscore.problem import InputError, Problem, problem
from tenderscore.proposal import Proposal
from tenderscore.registry import Entry, Registry

WHOLE_CHAIN = said("SME status by the sheet Ownership, with partner and linked enterprises")
SIMPLE_TEST = said("SME status by the simple test: each partner's own figures")

Figure = TypeVar("Figure")
Indicator = TypeVar("Indicator", bound=Callable[..., int | Fraction])

INDICATORS = Registry(N_("indicator"), fixed=frozenset({"criterion"}))


def indicator(
    *, unit: str, reads: tuple[str, ...], of_points_alone: bool = False
) -> Callable[[Indicator], Indicator]:
    """Put a function (proposal, call, *, criterion=None, **options) → int | Fraction on the shelf.

    `reads` says what the trail cites: marks, partners, ownership (where SMEs are asked for), sites,
    activities, column (the one that the option `column` names) or fields of the proposal.
    `of_points_alone`: two proposals whose marks that count are the same points, by whomever, have
    the same value.
    """

    def decorate(function: Indicator) -> Indicator:
        INDICATORS.register(unit=unit, reads=reads, of_points_alone=of_points_alone)(function)
        return function

    return decorate


def cells_read(
    entry: Entry, proposal: Proposal, criterion: Criterion | None, options: Mapping[str, Any]
) -> tuple[str, ...]:
    """The cells that this indicator's value rests on, each once, in reading order."""
    cells = (
        cell
        for what in entry.details["reads"]
        for cell in _cells(what, proposal, criterion, options)
    )
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def _cells(
    what: str, proposal: Proposal, criterion: Criterion | None, options: Mapping[str, Any]
) -> Iterator[str]:
    if what == "marks":
        yield from (
            mark.where for mark in proposal.marks if criterion and mark.criterion == criterion.id
        )
    elif what == "partners":
        yield from (partner.where for partner in proposal.partners)
    elif what == "ownership":
        if asks_for_smes(options):
            yield from _chain_cells(proposal)
    elif what == "activities":
        yield from (each.where for each in proposal.activities)
    elif what == "sites":
        yield from (site.where for site in proposal.sites)
    else:
        name = options["column"] if what == "column" else what
        yield proposal.cells.get(name, "")


def how_found(entry: Entry, proposal: Proposal, options: Mapping[str, Any]) -> Text:
    """By which of the tests of SME status, for an indicator that asks for it."""
    if "ownership" not in entry.details["reads"] or not asks_for_smes(options):
        return ""
    return WHOLE_CHAIN if proposal.ownership else SIMPLE_TEST


def asks_for_smes(options: Mapping[str, Any]) -> bool:
    """Of an indicator that reads the ownership: always, unless it has an option for it."""
    return "sme" not in options or options["sme"] is not None


def _chain_cells(proposal: Proposal) -> Iterator[str]:
    ownership = proposal.ownership
    if ownership is None:
        return
    for partner in proposal.partners:
        if partner.organisation in by_organisation(ownership):
            yield from cells_of(ownership, partner.organisation)


def known(value: Figure | None, what: Text, proposal: Proposal, field: str, use: str) -> Figure:
    """The value, unless it is None: raises the problem that names the cell of the field."""
    if value is None:
        raise InputError([unknown(what, proposal.cells.get(field, proposal.where), use)])
    return value


def unknown(what: Text, where: str, use: str) -> Problem:
    return problem("TS503", where=where, what=what, indicator=use)


def percent(part: int | Fraction, whole: int | Fraction) -> Fraction:
    return Fraction(100 * part) / Fraction(whole)


def place_in_call(call: Call, criterion: Criterion | None) -> str:
    """Where a fault of the call's own is looked for."""
    return f"{call.name} › criteria.{criterion.id}" if criterion else call.name
