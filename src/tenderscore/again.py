"""An award's question asked again with other rules: what would be funded instead.

Every answer comes from a solve of the changed problem, or from an argument that makes one needless:
a proof that never leans on a rule holds without it, and the best of more portfolios is the best of
fewer as long as it is among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import Factory, define, evolve

from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.choice import Choice, choice
from tenderscore.claim import Aim, Claim
from tenderscore.constraint import Constraint, Row
from tenderscore.engine.line import Line
from tenderscore.listing import Listing
from tenderscore.optimum import Task

Portfolio = frozenset[str]
Rules = frozenset[str]

NODES = 3000
"""So many for each set of rules left out; what that does not settle stays open."""


@define(kw_only=True)
class Again:
    """Asked of an award as often as needed; answers are kept, and begin the next search."""

    award: Award
    question: Choice
    """Among the fundable; the rules as the award keeps them, relief included."""
    known: dict[Portfolio, None] = Factory(dict)
    """Portfolios that were best before."""
    without_rules: dict[Rules, Portfolio | None] = Factory(dict)
    totalled: dict[Portfolio, tuple[int, ...]] = Factory(dict)

    @property
    def funded(self) -> Portfolio:
        return self.award.selection.funded

    @cached_property
    def listing(self) -> Listing:
        return Listing(variables=self.question.ids)

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
            self.totalled[portfolio] = tuple(
                sum(terms.get(id_, 0) for id_ in portfolio) for terms in self._terms
            )
        return self.totalled[portfolio]

    @cached_property
    def _terms(self) -> list[dict[str, int]]:
        return [dict(row.terms) for row in self.rows]

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that constrain anything, in the call's order."""
        return tuple(dict.fromkeys(constraint.rule for constraint in self.question.constraints))

    @cached_property
    def money(self) -> Rules:
        """The rules that limit the money of a portfolio."""
        return frozenset(rule.id for rule in self.award.call.rules if rule.use == "funding")

    def best(
        self, held: Mapping[str, int] | None = None, rules: Sequence[Constraint] | None = None
    ) -> Portfolio | None:
        """The best portfolio with these in (1) or out (0), under these rules instead of the
        award's; None if there is none. Raises Unsettled."""
        asked = self.question
        if rules is not None:
            asked = evolve(asked, constraints=tuple(rules))
        found = asked.task.best(held, known=self.known)
        if found is None:
            return None
        self.known[found.chosen] = None
        return found.chosen

    def asked(self, task: Task, held: Mapping[str, int] | None = None) -> Portfolio | None:
        """The same of any task over the proposals. Raises Unsettled."""
        found = task.best(held, known=self.known)
        return None if found is None else found.chosen

    def without(self, rules: Iterable[str]) -> Portfolio | None:
        """What would be funded if these rules did not exist; None: not settled."""
        dropped = frozenset(rules)
        if not dropped & self.leaned_on:
            return self.funded
        if dropped not in self.without_rules:
            self.without_rules[dropped] = self._without(dropped)
        return self.without_rules[dropped]

    def _without(self, dropped: Rules) -> Portfolio | None:
        left = tuple(each for each in self.question.constraints if each.rule not in dropped)
        for more, portfolio in self.without_rules.items():
            back = [each for each in left if each.rule in more]
            if portfolio and dropped < more and all(each.holds(portfolio) for each in back):
                return portfolio
        few = min(NODES, self.question.nodes or NODES)
        try:
            task = evolve(self.question, constraints=left, nodes=few).task
            best = self.asked(evolve(task, helped=False))
        except Unsettled:
            return None
        if best is None:
            raise ValueError("a portfolio that keeps all rules keeps fewer")
        return best

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


def again(award: Award) -> Again:
    asked = choice(award.call, award.proposals, award.scorecards, award.constraints, award.nodes)
    funded = award.selection.funded
    question = asked.kept_by(funded).among_the_fundable()
    return Again(award=award, question=question, known={funded: None})


def _rows_used(claim: Claim) -> set[int]:
    """The numbers of the rows that have a multiplier anywhere in the proof."""
    parts = [*claim.root, *(m for b in claim.blocks for s in b.stages for m in s.multipliers)]
    return {abs(key) - 1 for part in parts for key, _ in part}


def _row_owners(constraints: Iterable[Constraint]) -> list[Constraint]:
    """The constraint that each row of the question is of."""
    return [constraint for constraint in constraints for _ in constraint.rows()]
