"""Score against balance → every portfolio that nothing beats in both, one after the other, exact.

The best score first, of equals the best balanced; then the best that is better balanced by a piece
or more; and so on until none is. Each is asked of the engine and is the best there is.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from tenderscore.award import Award
from tenderscore.block import Unsettled
from tenderscore.choice import Choice, choice
from tenderscore.claim import Aim
from tenderscore.constraint import Row
from tenderscore.frame import worth
from tenderscore.frontier.measures import balance_of, in_a_land, reach_of, smallest_group_of
from tenderscore.frontier.nouns import Against, Edge, Frontier
from tenderscore.optimum import Task, draw_order
from tenderscore.problem import InputError, problem
from tenderscore.scenario import Scenario
from tenderscore.selection import NoAward
from tenderscore.what_if import Basis, award_of

AGAINST = ("balance", "smallest-group", "reach")


def frontier(
    basis: Basis,
    against: str,
    *,
    centres: int | None = None,
    column: str | None = None,
    drop: tuple[str, ...] = (),
) -> Frontier:
    """`centres`: so many; None: as many as are awarded. `drop`: paths of rules to be left out.

    Rules that have to give are kept as the award eases them. Raises InputError and NoAward.
    """
    award = award_of(basis, Scenario(id="", drop=drop, where="--drop"))
    stands = _award_as_it_stands(basis) if drop else award
    asked = choice(award.call, award.proposals, award.scorecards, award.constraints, award.nodes)
    question = asked.kept_by(award.selection.funded).among_the_fundable()
    able = tuple(each for each in award.proposals if each.id in question.fundable)
    number = centres
    if number is None and against != "reach":
        number = len((stands or award).selection.funded & in_a_land(award.proposals))
    if against == "reach":
        held = reach_of(basis.call, able, number, column)
    else:
        measure = balance_of if against == "balance" else smallest_group_of
        held = measure(basis.call, able, number or 0)
    scan = _Scan(question=question, against=held, scores=_scores(award), unit=award.call.total_unit)
    edges, complete = scan.edges(stands)
    if not edges and complete:
        raise InputError([problem("TS833", where="--centres", n=number)])
    return Frontier(
        against=held,
        edges=edges,
        complete=complete,
        fixed=held.number is not None and scan.fixes(in_a_land(able)),
        award=None if stands is None else _figures(stands, held),
        dropped=drop,
        eased=tuple(dict.fromkeys(each.rule for each in award.selection.eased)),
    )


def _award_as_it_stands(basis: Basis) -> Award | None:
    try:
        return award_of(basis, Scenario(id=""))
    except NoAward:
        return None


def _scores(award: Award) -> Mapping[str, int]:
    return {card.proposal: card.ranking or 0 for card in award.scorecards}


def _figures(award: Award, against: Against) -> tuple[Fraction, Fraction]:
    funded = award.selection.funded
    return Fraction(award.selection.total, award.call.total_unit), against.value(funded)


@frozen(kw_only=True)
class _Scan:
    question: Choice
    against: Against
    scores: Mapping[str, int]
    unit: int
    """Of the scores."""

    def edges(self, stands: Award | None) -> tuple[tuple[Edge, ...], bool]:
        """From the best score on, and whether that is all."""
        found: list[Edge] = []
        further: tuple[Row, ...] = ()
        gains = self.against.gains
        while True:
            try:
                best = self._task(further).best()
            except Unsettled:
                return tuple(found), False
            if best is None:
                return tuple(found), True
            funded = best.chosen & frozenset(self.question.ids)
            found.append(
                Edge(
                    funded=funded,
                    total=Fraction(worth(funded, self.scores), self.unit),
                    value=self.against.value(funded),
                    award=stands is not None and funded == stands.selection.funded,
                )
            )
            further = (Row(terms=gains, at_least=worth(best.chosen, gains) + 1),)

    def _task(self, further: tuple[Row, ...]) -> Task:
        question, against = self.question, self.against
        scores = {id_: self.scores[id_] for id_ in question.ids}
        first = Aim(name="score", gains=scores, unit=self.unit)
        others = [each for each in question.aims if each.name != "score"]
        return Task(
            variables=(*question.ids, *against.helpers),
            rows=[*(row for _, row in question.rows()), *against.rows, *further],
            aims=(first, Aim(name=against.name, gains=against.gains), *others),
            draw=(*question.draw, *draw_order(against.helpers, question.seed)),
            nodes=question.nodes,
        )

    def fixes(self, counted: frozenset[str]) -> bool:
        """Whether the rules alone leave one number of centres."""
        numbers = set()
        for sign in (1, -1):
            task = self.question.asked_by([Aim(name="", gains=dict.fromkeys(counted, sign))])
            try:
                best = task.best()
            except Unsettled:
                return False
            numbers.add(len(best.chosen & counted) if best else 0)
        return len(numbers) == 1
