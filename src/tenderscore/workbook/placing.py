"""Whether the places of sites can be found, where the call measures what they reach."""

from collections.abc import Iterator, Sequence

from tenderscore.call import Call
from tenderscore.problem import Problem
from tenderscore.regions.resolve import one_place
from tenderscore.workbook.needs import fields_read
from tenderscore.workbook.rows import Record


def wrong_places(records: Sequence[Record], call: Call) -> Iterator[Problem]:
    """The places that no place of their Land is called, or several are."""
    if "sites" not in fields_read(call):
        return
    for record in records:
        place, land = record.values.get("place"), record.values.get("land")
        if place and land:
            found = one_place(place, land, record.cells["place"])
            if isinstance(found, Problem):
                yield found
