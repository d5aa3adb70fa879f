"""Whether the places of sites can be found, where the call measures what they reach."""

from collections.abc import Iterator, Sequence

from tenderscore.call import Call
from tenderscore.indicators import INDICATORS
from tenderscore.problem import Problem
from tenderscore.regions.resolve import one_place
from tenderscore.workbook.rows import Record


def wrong_places(records: Sequence[Record], call: Call) -> Iterator[Problem]:
    """The places that no place of their Land is called, or several are."""
    uses = [each.indicator for criterion in call.criteria for each in criterion.indicators]
    uses += [rule.indicator for rule in call.eligibility]
    if not any("sites" in INDICATORS[use.use].details["reads"] for use in uses):
        return
    for record in records:
        place, land = record.values.get("place"), record.values.get("land")
        if place and land:
            found = one_place(place, land, record.cells["place"])
            if isinstance(found, Problem):
                yield found
