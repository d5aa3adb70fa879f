"""A question's rules, row by row → what portfolios come to in them, and which they do not keep."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import Factory, define

from tenderscore.choice import Choice
from tenderscore.constraint import Constraint, Row
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model
from tenderscore.listing import Listing

Portfolio = frozenset[str]
Rules = frozenset[str]


@define(kw_only=True)
class Keeping:
    """Worked out once for each portfolio; constraints and rows are told by their numbers."""

    question: Choice
    totalled: dict[Portfolio, tuple[int, ...]] = Factory(dict)
    breaking: dict[Portfolio, frozenset[int]] = Factory(dict)

    @cached_property
    def listing(self) -> Listing:
        return Listing(variables=self.question.ids, most=self.question.nodes)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """By identity: which of the question's constraints it is, if it is one."""
        return {id(each): number for number, each in enumerate(self.question.constraints)}

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """The number of the constraint that each row is of."""
        constraints = self.question.constraints
        return tuple(number for number, each in enumerate(constraints) for _ in each.rows())

    @cached_property
    def first_rows(self) -> tuple[int, ...]:
        counts = [len(each.rows()) for each in self.question.constraints]
        return (0, *accumulate(counts))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for each in self.question.constraints for row in each.rows())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the question, by the places of the listing."""
        return tuple(map(self.listing.line, self.rows))

    def totals(self, portfolio: Portfolio) -> tuple[int, ...]:
        """What it comes to in each row of the question."""
        if portfolio not in self.totalled:
            totals = [0] * len(self.rows)
            for id_ in portfolio:
                for number, term in self._columns[id_]:
                    totals[number] += term
            self.totalled[portfolio] = tuple(totals)
        return self.totalled[portfolio]

    @cached_property
    def _columns(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Of each proposal: (number of a row, its term there)."""
        columns: dict[str, list[tuple[int, int]]] = {id_: [] for id_ in self.question.ids}
        for number, row in enumerate(self.rows):
            for id_, term in row.terms.items():
                columns[id_].append((number, term))
        return columns

    def broken(self, portfolio: Portfolio) -> frozenset[int]:
        """The question's constraints that it does not keep, by number."""
        return frozenset(self.owners[number] for number in self.broken_rows(portfolio))

    def broken_rows(self, portfolio: Portfolio) -> frozenset[int]:
        """The question's rows that it does not keep, by number."""
        if portfolio not in self.breaking:
            totals = self.totals(portfolio)
            self.breaking[portfolio] = frozenset(
                number
                for number, (row, total) in enumerate(zip(self.rows, totals, strict=True))
                if (row.at_least is not None and total < row.at_least)
                or (row.at_most is not None and total > row.at_most)
            )
        return self.breaking[portfolio]

    def broken_by(self, portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
        """(rule, group) that it does not keep."""
        constraints = self.question.constraints
        numbers = sorted(self.broken(portfolio))
        return tuple((constraints[n].rule, constraints[n].group) for n in numbers)

    def keeps_instead(self, funded: Portfolio, joins: str, falls: str) -> bool:
        """Whether what is kept is still kept if one steps in for one of the funded."""
        totals, changes = self.totals(funded), dict(self._columns[joins])
        for number, term in self._columns[falls]:
            changes[number] = changes.get(number, 0) - term
        rows = self.rows
        return all(
            ((least := rows[number].at_least) is None or least <= totals[number] + change)
            and ((most := rows[number].at_most) is None or most >= totals[number] + change)
            for number, change in changes.items()
        )

    def rules_broken(self, portfolio: Portfolio) -> Rules:
        return frozenset(self.question.constraints[n].rule for n in self.broken(portfolio))

    def fitting(
        self,
        portfolios: Iterable[Portfolio],
        constraints: Sequence[Constraint],
        held: Mapping[str, int],
    ) -> list[Portfolio]:
        """Those that keep these constraints, with these in (1) or out (0)."""
        inside = frozenset(id_ for id_, value in held.items() if value)
        outside = frozenset(held) - inside
        numbers = self.numbers
        own = frozenset(numbers[id(each)] for each in constraints if id(each) in numbers)
        others = [row for each in constraints if id(each) not in numbers for row in each.rows()]
        return [
            portfolio
            for portfolio in portfolios
            if inside <= portfolio
            and outside.isdisjoint(portfolio)
            and own.isdisjoint(self.broken(portfolio))
            and all(row.holds(portfolio) for row in others)
        ]

    def model(self, constraints: Sequence[Constraint]) -> Model:
        if constraints is self.question.constraints:
            return self._own_model
        return self.listing.model(line for each in constraints for line in self._lines_of(each))

    @cached_property
    def _own_model(self) -> Model:
        return self.listing.model(self.lines)

    def _lines_of(self, constraint: Constraint) -> Sequence[Line]:
        number = self.numbers.get(id(constraint))
        if number is None:
            return [self.listing.line(row) for row in constraint.rows()]
        first = self.first_rows[number]
        return self.lines[first : self.first_rows[number + 1]]
