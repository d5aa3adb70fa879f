"""An award's question asked again with other rules: what would be funded instead.

Every answer comes from a solve of the changed problem, or from an argument that makes one needless:
a proof that never leans on a rule holds without it, and the best of more portfolios is the best of
fewer as long as it is among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import Factory, define, evolve

from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.choice import Choice, choice
from tenderscore.claim import Aim, Claim
from tenderscore.constraint import Constraint, Row
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model
from tenderscore.listing import Listing, Many, OutOfNodes
from tenderscore.optimum import Task

Portfolio = frozenset[str]
Rules = frozenset[str]

NODES = 3000
"""So many for each set of rules left out; what that does not settle stays open."""
FEWER, WIDER = 300, 2
"""So many for sets that are larger than what is asked for; so many unsettled ones are tried."""


@define(kw_only=True)
class Again:
    """Asked of an award as often as needed; answers are kept, and begin the next search."""

    award: Award
    question: Choice
    """Among the fundable; the rules as the award keeps them, relief included."""
    known: dict[Portfolio, None] = Factory(dict)
    """Portfolios that were best before."""
    answered: dict[frozenset[tuple[str, int]], Portfolio | None] = Factory(dict)
    """By what is held in or out."""
    without_rules: dict[Rules, Portfolio | None] = Factory(dict)
    settled: dict[Rules, Portfolio] = Factory(dict)
    """The best without these rules, where it was asked for."""
    unsettled: set[Rules] = Factory(set)
    """Nor is it asked for without these and further rules."""
    idle: list[str] = Factory(list)
    """Without all these together the award stays."""
    totalled: dict[Portfolio, tuple[int, ...]] = Factory(dict)
    breaking: dict[Portfolio, frozenset[int]] = Factory(dict)
    breaking_rows: dict[Portfolio, frozenset[int]] = Factory(dict)
    standings: dict[Portfolio, tuple[int, ...]] = Factory(dict)

    @property
    def funded(self) -> Portfolio:
        return self.award.selection.funded

    @cached_property
    def listing(self) -> Listing:
        return Listing(variables=self.question.ids)

    @cached_property
    def one_block(self) -> bool:
        """Whether all that is open hangs together; else it is asked block by block."""
        return len(self.question.task.divided.parts) < 2

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        """Which of the question's constraints it is, if it is one."""
        return {id(each): number for number, each in enumerate(self.question.constraints)}

    @cached_property
    def _owners(self) -> tuple[int, ...]:
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

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that constrain anything, in the call's order."""
        return tuple(dict.fromkeys(constraint.rule for constraint in self.question.constraints))

    @cached_property
    def money(self) -> Rules:
        """The rules that limit the money of a portfolio."""
        return frozenset(rule.id for rule in self.award.call.rules if rule.use == "funding")

    def best(
        self,
        held: Mapping[str, int] | None = None,
        rules: Sequence[Constraint] | None = None,
        aims: Sequence[Aim] | None = None,
    ) -> Portfolio | None:
        """The best portfolio with these in (1) or out (0), under these rules and by these aims
        instead of the award's; None if there is none. Raises Unsettled."""
        held = held or {}
        if rules is None and aims is None:
            key = frozenset(held.items())
            if key not in self.answered:
                if not self.answered:
                    self._swapped()
                self.answered[key] = self._best(self.question, held)
            return self.answered[key]
        asked = self.question
        if rules is not None:
            asked = evolve(asked, constraints=tuple(rules))
        if aims is not None:
            asked = evolve(asked, aims=tuple(aims))
        return self._best(asked, held)

    def _best(self, asked: Choice, held: Mapping[str, int], helped: bool = True) -> Portfolio | None:
        try:
            best = self._listed(asked, held)
        except OutOfNodes:
            if not helped:
                raise Unsettled(None, None, 0, 0) from None
            best = self.asked(asked.task, held)
        except Many:
            best = self.asked(evolve(asked.task, helped=helped), held)
        if best is not None:
            self.known[best] = None
        return best

    def _listed(self, asked: Choice, held: Mapping[str, int]) -> Portfolio | None:
        """Raises Many."""
        if not self.one_block or not asked.aims:
            raise Many
        own = asked.aims == self.question.aims
        fitting = self._fitting(asked.constraints, held)
        return self.listing.first(
            self._model(asked.constraints),
            asked.aims[0].gains,
            held,
            self._own_standing if own else lambda p: self.standing(p, asked.aims),
            fitting,
            asked.nodes,
        )

    def _fitting(
        self, constraints: Sequence[Constraint], held: Mapping[str, int]
    ) -> list[Portfolio]:
        """The known ones that keep these constraints."""
        inside = frozenset(id_ for id_, value in held.items() if value)
        outside = frozenset(held) - inside
        numbers = self._numbers
        own = frozenset(numbers[id(each)] for each in constraints if id(each) in numbers)
        others = [row for each in constraints if id(each) not in numbers for row in each.rows()]
        return [
            portfolio
            for portfolio in self.known
            if inside <= portfolio
            and outside.isdisjoint(portfolio)
            and own.isdisjoint(self.broken(portfolio))
            and all(row.holds(portfolio) for row in others)
        ]

    def _model(self, constraints: Sequence[Constraint]) -> Model:
        if constraints is self.question.constraints:
            return self._own_model
        return self.listing.model(line for each in constraints for line in self._lines_of(each))

    @cached_property
    def _own_model(self) -> Model:
        return self.listing.model(self.lines)

    def _lines_of(self, constraint: Constraint) -> Sequence[Line]:
        number = self._numbers.get(id(constraint))
        if number is None:
            return [self.listing.line(row) for row in constraint.rows()]
        first = self.first_rows[number]
        return self.lines[first : self.first_rows[number + 1]]

    def asked(self, task: Task, held: Mapping[str, int] | None = None) -> Portfolio | None:
        """The same of any task over the proposals. Raises Unsettled."""
        found = task.best(held, known=self.known)
        return None if found is None else found.chosen

    def without(self, rules: Iterable[str]) -> Portfolio | None:
        """What would be funded if these rules did not exist; None: not settled."""
        dropped = frozenset(rules)
        if dropped not in self.without_rules:
            self.without_rules[dropped] = self._without(dropped)
        return self.without_rules[dropped]

    def _without(self, dropped: Rules) -> Portfolio | None:
        """More rules than these are left out first: where what is best then breaks none of the
        others, it is best without these, and without all that lie in between."""
        for more, portfolio in self.settled.items():
            if dropped <= more and self._rules_broken(portfolio) <= dropped:
                return portfolio
        besides = [rule for rule in self.idle if rule not in dropped]
        whole = True
        failed = 0
        while besides and failed < WIDER:
            more = dropped.union(besides)
            portfolio = None
            if more in self.settled or not any(each <= more for each in self.unsettled):
                portfolio = self._left_out(more, FEWER)
            if portfolio is None:
                self.unsettled.add(more)
                failed += 1
                besides = besides[: len(besides) // 2]
            elif (broken := self._rules_broken(portfolio)) <= dropped:
                if whole and not broken:
                    self.idle += sorted(more.difference(self.idle))
                return portfolio
            else:
                besides = [rule for rule in besides if rule not in broken]
            whole = False
        best = self._left_out(dropped, NODES)
        if best is None:
            self.unsettled.add(dropped)
        return best

    def _left_out(self, dropped: Rules, nodes: int) -> Portfolio | None:
        """The best without these rules, and no others; None: not settled."""
        if dropped in self.settled:
            return self.settled[dropped]
        left = tuple(each for each in self.question.constraints if each.rule not in dropped)
        few = min(nodes, self.question.nodes or nodes)
        try:
            best = self._best(evolve(self.question, constraints=left, nodes=few), {}, helped=False)
        except Unsettled:
            return None
        if best is None:
            raise ValueError("a portfolio that keeps all rules keeps fewer")
        self.settled[dropped] = best
        return best

    def broken(self, portfolio: Portfolio) -> frozenset[int]:
        """The question's constraints that it does not keep, by number."""
        if portfolio not in self.breaking:
            rows = self.broken_rows(portfolio)
            self.breaking[portfolio] = frozenset(self._owners[number] for number in rows)
        return self.breaking[portfolio]

    def broken_rows(self, portfolio: Portfolio) -> frozenset[int]:
        """The question's rows that it does not keep, by number."""
        if portfolio not in self.breaking_rows:
            totals = self.totals(portfolio)
            self.breaking_rows[portfolio] = frozenset(
                number
                for number, (row, total) in enumerate(zip(self.rows, totals, strict=True))
                if (row.at_least is not None and total < row.at_least)
                or (row.at_most is not None and total > row.at_most)
            )
        return self.breaking_rows[portfolio]

    def broken_by(self, portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
        """(rule, group) that it does not keep."""
        constraints = self.question.constraints
        numbers = sorted(self.broken(portfolio))
        return tuple((constraints[n].rule, constraints[n].group) for n in numbers)

    def keeps_instead(self, joins: str, falls: str) -> bool:
        """Whether all rules are kept if one steps in for one of the funded."""
        totals, changes = self.totals(self.funded), dict(self._columns[joins])
        for number, term in self._columns[falls]:
            changes[number] = changes.get(number, 0) - term
        rows = self.rows
        return all(
            ((least := rows[number].at_least) is None or least <= totals[number] + change)
            and ((most := rows[number].at_most) is None or most >= totals[number] + change)
            for number, change in changes.items()
        )

    def _swapped(self) -> None:
        """The best portfolio with each refused one, and without each funded one, of those in which
        one steps in for another: the next searches begin with them."""
        best: dict[str, Portfolio] = {}
        for joins in self.question.ids:
            for falls in () if joins in self.funded else self.funded:
                if self.keeps_instead(joins, falls):
                    portfolio = self.funded - {falls} | {joins}
                    for id_ in (joins, falls):
                        if id_ not in best or self._own_standing(portfolio) > self._own_standing(
                            best[id_]
                        ):
                            best[id_] = portfolio
        self.known |= dict.fromkeys(best[id_] for id_ in sorted(best))

    def _rules_broken(self, portfolio: Portfolio) -> Rules:
        return frozenset(self.question.constraints[n].rule for n in self.broken(portfolio))

    @cached_property
    def leaned_on(self) -> Rules:
        """The rules that the award's proof leans on; without the others it holds as it stands."""
        claims = self.award.selection.claims
        if self.award.selection.eased or len(claims) != 1:
            return frozenset(self.rules)
        used = _rows_used(claims[0])
        return frozenset(
            constraint.rule
            for number, constraint in enumerate(_row_owners(self.question.constraints))
            if number in used
        )

    def leans_on(self, constraint: Constraint) -> bool:
        """Whether the award's proof leans on this one."""
        claims = self.award.selection.claims
        if self.award.selection.eased or len(claims) != 1:
            return True
        used = _rows_used(claims[0])
        owners = _row_owners(self.question.constraints)
        return any(owner is constraint for n, owner in enumerate(owners) if n in used)

    def total(self, portfolio: Iterable[str]) -> int:
        """Sum of the ranking scores, in 1/total_unit points."""
        return sum(self.scores[id_] for id_ in portfolio)

    def money_of(self, portfolio: Iterable[str]) -> int:
        """What they request together, in cents."""
        return sum(self.requested[id_] for id_ in portfolio)

    @cached_property
    def scores(self) -> Mapping[str, int]:
        return {card.proposal: card.ranking or 0 for card in self.award.scorecards}

    @cached_property
    def requested(self) -> Mapping[str, int]:
        return {proposal.id: proposal.requested for proposal in self.award.proposals}

    def standing(self, portfolio: Portfolio, aims: Sequence[Aim] | None = None) -> tuple[int, ...]:
        """What two portfolios are compared by: aim after aim, then proposal by proposal of the
        draw; the greater is the better."""
        values = [sum(aim.gains.get(id_, 0) for id_ in portfolio)
                  for aim in (self.question.aims if aims is None else aims)]  # fmt: skip
        return (*values, *(int(id_ in portfolio) for id_ in self.question.draw))

    def _own_standing(self, portfolio: Portfolio) -> tuple[int, ...]:
        if portfolio not in self.standings:
            self.standings[portfolio] = self.standing(portfolio)
        return self.standings[portfolio]


def again(award: Award) -> Again:
    asked = choice(award.call, award.proposals, award.scorecards, award.constraints, award.nodes)
    funded = award.selection.funded
    question = asked.kept_by(funded).among_the_fundable()
    asked = Again(award=award, question=question, known={funded: None})
    asked.idle += [rule for rule in asked.rules if rule not in asked.leaned_on]
    asked.settled[frozenset(asked.idle)] = funded
    return asked


def _rows_used(claim: Claim) -> set[int]:
    """The numbers of the rows that have a multiplier anywhere in the proof."""
    parts = [*claim.root, *(m for b in claim.blocks for s in b.stages for m in s.multipliers)]
    return {abs(key) - 1 for part in parts for key, _ in part}


def _row_owners(constraints: Iterable[Constraint]) -> list[Constraint]:
    """The constraint that each row of the question is of."""
    return [constraint for constraint in constraints for _ in constraint.rows()]
