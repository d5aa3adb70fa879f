"""An award's question asked again with other rules: what would be funded instead.

Every answer comes from a solve of the changed problem, or from an argument that makes one needless:
a proof that never leans on a rule holds without it, and the best of more portfolios is the best of
fewer as long as it is among them. So more rules are left out at once than is asked for, where that
is settled soon; and what was best before is where the next search begins.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import Factory, define, evolve

from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.choice import Choice, choice
from tenderscore.claim import Aim, Claim
from tenderscore.constraint import Constraint
from tenderscore.frame import worth
from tenderscore.keeping import Keeping, Portfolio, Rules
from tenderscore.listing import Many, OutOfNodes
from tenderscore.optimum import Task

FIGURE_NODES = 3_000
"""So many for each question of a figure: a request, an easing. More would keep people waiting."""
NODES = 3_000
"""So many for each set of rules left out; what that does not settle stays open."""
FEWER = 150
"""So many for sets that are larger than what is asked for."""


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
    standings: dict[Portfolio, tuple[int, ...]] = Factory(dict)

    @property
    def funded(self) -> Portfolio:
        return self.award.selection.funded

    @cached_property
    def keeping(self) -> Keeping:
        return Keeping(question=self.question)

    @cached_property
    def one_block(self) -> bool:
        """Whether all that is open hangs together; else it is asked block by block."""
        asked = self.question
        return asked.fundable.issuperset(asked.ids) and len(asked.task.divided.parts) < 2

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that constrain anything, in the call's order."""
        return tuple(dict.fromkeys(constraint.rule for constraint in self.question.constraints))

    @cached_property
    def money(self) -> Rules:
        """The rules that limit the money of a portfolio."""
        return self.award.call.money_rules

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
            asked = evolve(asked, constraints=tuple(rules), nodes=self.figure_nodes)
        if aims is not None:
            asked = evolve(asked, aims=tuple(aims))
        return self._best(asked, held, helped=rules is None)

    def _best(
        self, asked: Choice, held: Mapping[str, int], helped: bool = True
    ) -> Portfolio | None:
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
        return self.keeping.listing.first(
            self.keeping.model(asked.constraints),
            asked.aims[0].gains,
            held,
            self._own_standing if own else lambda p: self.standing(p, asked.aims),
            self.keeping.fitting(self.known, asked.constraints, held),
            asked.nodes,
        )

    def asked(self, task: Task, held: Mapping[str, int] | None = None) -> Portfolio | None:
        """The same of any task over the proposals. Raises Unsettled."""
        found = task.best(held, known=self.known)
        return None if found is None else found.chosen

    @property
    def figure_nodes(self) -> int:
        return self._at_most(FIGURE_NODES)

    def _at_most(self, nodes: int) -> int:
        """So many nodes, or as few as the award was given."""
        return min(nodes, self.question.nodes or nodes)

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
            if dropped <= more and self.keeping.rules_broken(portfolio) <= dropped:
                return portfolio
        besides = [rule for rule in self.idle if rule not in dropped]
        whole = True
        while besides:
            more = dropped.union(besides)
            hopeless = more not in self.settled and any(u <= more for u in self.unsettled)
            best = None if hopeless else self._left_out(more, FEWER)
            if best is None:
                self.unsettled.add(more)
                break
            if (broken := self.keeping.rules_broken(best)) <= dropped:
                if whole and not broken:
                    self.idle += sorted(more.difference(self.idle))
                return best
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
        asked = evolve(self.question, constraints=left, nodes=self._at_most(nodes))
        try:
            best = self._best(asked, {}, helped=False)
        except Unsettled:
            return None
        if best is None:
            raise ValueError("a portfolio that keeps all rules keeps fewer")
        self.settled[dropped] = best
        return best

    def _swapped(self) -> None:
        """The best portfolio with each refused one, and without each funded one, of those in which
        one steps in for another: the next searches begin with them."""
        best: dict[str, Portfolio] = {}
        for joins in sorted(self.question.fundable - self.funded):
            for falls in sorted(self.funded):
                if not self.keeping.keeps_instead(self.funded, joins, falls):
                    continue
                portfolio = self.funded - {falls} | {joins}
                for id_ in (joins, falls):
                    best[id_] = max(best.get(id_, portfolio), portfolio, key=self._own_standing)
        self.known |= dict.fromkeys(best[id_] for id_ in sorted(best))

    @cached_property
    def _leaned(self) -> frozenset[int]:
        """The numbers of the constraints that the award's proof leans on; all, where there is no
        single proof of the award as it stands."""
        claims = self.award.selection.claims
        if self.award.selection.eased or len(claims) != 1:
            return frozenset(range(len(self.question.constraints)))
        used = _rows_used(claims[0])
        return frozenset(owner for row, owner in enumerate(self.keeping.owners) if row in used)

    @cached_property
    def leaned_on(self) -> Rules:
        """The rules that the award's proof leans on; without the others it holds as it stands."""
        return frozenset(self.question.constraints[number].rule for number in self._leaned)

    def leans_on(self, constraint: Constraint) -> bool:
        """Whether the award's proof leans on this one of the question's constraints."""
        return self.keeping.numbers[id(constraint)] in self._leaned

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
        by = self.question.aims if aims is None else aims
        values = (worth(portfolio, aim.gains) for aim in by)
        return (*values, *(int(id_ in portfolio) for id_ in self.question.draw))

    def _own_standing(self, portfolio: Portfolio) -> tuple[int, ...]:
        if portfolio not in self.standings:
            self.standings[portfolio] = self.standing(portfolio)
        return self.standings[portfolio]


def again(award: Award) -> Again:
    asked = choice(award.call, award.proposals, award.scorecards, award.constraints, award.nodes)
    funded = award.selection.funded
    question = asked.kept_by(funded).among_the_fundable()
    answers = Again(award=award, question=question, known={funded: None})
    answers.idle += [rule for rule in answers.rules if rule not in answers.leaned_on]
    answers.settled[frozenset(answers.idle)] = funded
    return answers


def _rows_used(claim: Claim) -> set[int]:
    """The numbers of the rows that have a multiplier anywhere in the proof."""
    parts = [*claim.root, *(m for b in claim.blocks for s in b.stages for m in s.multipliers)]
    return {abs(key) - 1 for part in parts for key, _ in part}
