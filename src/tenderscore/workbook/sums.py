"""Amounts that must add up: years and partners to the proposal, costs within the partner."""

from collections.abc import Iterator, Sequence

from tenderscore.language import Text, later, said
from tenderscore.problem import Problem, problem
from tenderscore.units import Cents, amount_text
from tenderscore.workbook.columns import COST_KINDS
from tenderscore.workbook.rows import Record
from tenderscore.workbook.sheet import YEAR_FIELD

SHOWN = 6


def years_of(proposal: Record) -> dict[int, Cents]:
    """Year → cents."""
    return {
        int(match[1]): value
        for field, value in proposal.values.items()
        if (match := YEAR_FIELD.fullmatch(field))
    }


def requested_cells(record: Record) -> str:
    """Where the requested amount stands: its cell, or those of the years that stand in for it."""
    if "requested" in record.cells:
        return record.cells["requested"]
    first, *others = (record.cells[f"requested_{year}"] for year in sorted(years_of(record)))
    return ", ".join([first, *(cell.rpartition("!")[2] for cell in others)])


def wrong_sums(
    proposal: Record, partners: Sequence[Record], currency: str, *, whole: bool
) -> Iterator[Problem]:
    """What could not be read is a problem already, and its sum is not judged.

    `whole` says whether these are all partners.
    """
    years = {f"requested_{year}": amount for year, amount in years_of(proposal).items()}
    all_years = not any(YEAR_FIELD.fullmatch(field) for field in proposal.wrong)
    total = proposal.values.get("requested")
    if total is not None and years and all_years and sum(years.values()) != total:
        cells = [proposal.cells[field] for field in sorted(years)]
        yield _mismatch("TS404", proposal, total, sum(years.values()), cells, currency)
    if total is None and "requested" not in proposal.wrong and years and all_years:
        total = sum(years.values())
    parts = [p for p in partners if "requested" in p.values]
    added = sum(p.values["requested"] for p in parts)
    read = whole and not any("requested" in p.wrong for p in partners)
    if total is not None and parts and read and added != total:
        cells = [p.cells["requested"] for p in parts]
        yield _mismatch("TS405", proposal, total, added, cells, currency)
    for partner in partners:
        costs = [f"cost_{kind}" for kind in COST_KINDS if f"cost_{kind}" in partner.values]
        own, spent = partner.values.get("requested"), sum(partner.values[c] for c in costs)
        if own is not None and spent > own:
            cells = [partner.cells[c] for c in costs]
            yield _mismatch("TS406", partner, own, spent, cells, currency)


def _mismatch(
    code: str, record: Record, total: int, added: int, cells: Sequence[str], currency: str
) -> Problem:
    shown: Text = ", ".join(cells[:SHOWN])
    if len(cells) > SHOWN:
        shown = said("{some} and {n} more", some=shown, n=len(cells) - SHOWN)
    return problem(
        code,
        where=requested_cells(record),
        total=later(amount_text, total, currency),
        sum=later(amount_text, added, currency),
        cells=shown,
    )
