"""A constraint → its bounds, as they look at one proposal whose request may be another."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from tenderscore.constraint import Constraint, Row

Portfolio = frozenset[str]


@frozen(kw_only=True)
class Side:
    """An upper or a lower bound: the others' terms, and the proposal's own by what it asks for."""

    number: int
    """Of the row among the question's."""
    terms: Mapping[str, int]
    bound: int
    upper: bool
    id_: str
    asked: int
    own: tuple[int, int, int, int]
    """(factor, term, factor, term): the first two multiplied, less the others; the terms are in
    proportion to the request."""

    def coefficient(self, request: int) -> int:
        """Of the proposal itself, if it asked for so much."""
        part, term, share, whole = self.own
        return part * (term * request // self.asked) - share * (whole * request // self.asked)

    @cached_property
    def grows(self) -> bool:
        """Whether its own term grows with the request, or stays."""
        return self.coefficient(2 * self.asked) >= self.coefficient(self.asked)

    def room(self, totals: Sequence[int], portfolio: Portfolio) -> int:
        """What the others of a portfolio leave for the proposal's own term. `totals`: of each row
        of the question."""
        own = self.terms.get(self.id_, 0) if self.id_ in portfolio else 0
        return self.bound - totals[self.number] + own

    def fits(self, room: int, request: int) -> bool:
        own = self.coefficient(request)
        return own <= room if self.upper else own >= room

    def suited(self, low: int, high: int) -> Row:
        """With the term of the request in the stretch that suits the bound best."""
        ends = self.coefficient(low), self.coefficient(high)
        term = min(ends) if self.upper else max(ends)
        terms = {**self.terms, self.id_: term}
        if self.upper:
            return Row(terms=terms, at_most=self.bound)
        return Row(terms=terms, at_least=self.bound)


def sides_of(constraint: Constraint, first: int, id_: str, asked: int) -> Iterator[Side]:
    """`first`: the number of its first row."""
    percents = [p for p in (constraint.at_least_percent, constraint.at_most_percent)
                if p is not None]  # fmt: skip
    term, whole = constraint.terms.get(id_, 0), (constraint.whole or {}).get(id_, 0)
    if constraint.unit != "cents" or not (term or whole):
        return
    for place, row in enumerate(constraint.rows()):
        own = (1, term, 0, 0)
        if constraint.whole is not None:
            own = (100 * percents[place].denominator, term, percents[place].numerator, whole)
        for bound, upper in ((row.at_least, False), (row.at_most, True)):
            if bound is not None:
                yield Side(number=first + place, terms=row.terms, bound=bound, upper=upper,
                            id_=id_, asked=asked, own=own)  # fmt: skip
