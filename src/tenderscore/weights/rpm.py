"""Robust Portfolio Modeling: all non-dominated portfolios under incomplete weights, core indices.

After J. Liesiö, P. Mild and A. Salo, EJOR 181 (2007) 1488-1505: a portfolio dominates another if at
no weights of the space it is worse and at some it is better; at the corners of the space, that is.
The core index of a project is the share of the non-dominated portfolios that contain it.

The outcomes at the corners are searched zone by zone: everything at least as good as a lower
corner. A zone with few portfolios is listed by the engine, completely. From one with many the best
sum is taken, and what that does not dominate lies in the zones that ask for more at one corner.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush

from attrs import evolve, field, frozen

from tenderscore.call import Call
from tenderscore.constraint import Constraint, Row
from tenderscore.dividing import reduced
from tenderscore.engine.model import Model, OutOfReach
from tenderscore.frozen import frozen_mapping
from tenderscore.proposal import Proposal
from tenderscore.scorecard import Scorecard
from tenderscore.weights.exact import Vector, dot
from tenderscore.weights.question import Portfolio, question
from tenderscore.weights.space import Space

PORTFOLIOS = 20_000
ZONES = 20_000
LISTED = 50
"""A zone with up to so many portfolios is listed."""
NODES = 200_000


@frozen(kw_only=True)
class Rpm:
    portfolios: tuple[Portfolio, ...]
    """The non-dominated ones, by id; those found so far if not `complete`."""
    core_index: Mapping[str, Fraction] = field(converter=frozen_mapping)
    """Proposal → the share of them that contain it; empty if not `complete`."""
    complete: bool
    zones: int
    """So many were searched."""

    @property
    def core(self) -> Portfolio:
        return frozenset(id_ for id_, index in self.core_index.items() if index == 1)

    @property
    def exterior(self) -> Portfolio:
        return frozenset(id_ for id_, index in self.core_index.items() if index == 0)

    @property
    def borderline(self) -> Portfolio:
        return frozenset(self.core_index) - self.core - self.exterior


def rpm(
    call: Call,
    proposals: Sequence[Proposal],
    cards: Sequence[Scorecard],
    constraints: Sequence[Constraint],
    space: Space,
    most: int = PORTFOLIOS,
    zones: int = ZONES,
) -> Rpm:
    """Among the portfolios that the call's own weights leave fundable. Raises InputError."""
    still = evolve(space, together=False)
    asked = question(call, proposals, cards, constraints, still)
    left = asked.choice.among_the_fundable()
    rays = tuple(
        ray for ray in space.cone.rays if any(dot(each, ray) for each in asked.points.values())
    )
    outcomes = {id_: tuple(dot(asked.points[id_], ray) for ray in rays) for id_ in left.ids}
    search = _Search(left.ids, [row for _, row in left.rows()], outcomes, len(rays))
    complete = search.run(most, zones)
    best = tuple(sorted(non_dominated(search.found), key=sorted))
    complete = complete and len(best) <= most
    index = {
        proposal.id: Fraction(sum(proposal.id in each for each in best), len(best) or 1)
        for proposal in proposals
    }
    return Rpm(
        portfolios=best,
        core_index=index if complete else {},
        complete=complete,
        zones=search.searched,
    )


def non_dominated(found: Mapping[Portfolio, Vector]) -> list[Portfolio]:
    """Those that no other surpasses at one corner without falling short at another."""
    groups: dict[Vector, list[Portfolio]] = {}
    for portfolio, outcome in found.items():
        groups.setdefault(outcome, []).append(portfolio)
    kept: list[Vector] = []
    for outcome in sorted(groups, key=lambda each: (sum(each), each), reverse=True):
        if not any(_reaches(other, outcome) for other in kept):
            kept.append(outcome)
    return [portfolio for outcome in kept for portfolio in groups[outcome]]


def _reaches(outcome: Sequence[int], least: Sequence[int]) -> bool:
    return all(a >= b for a, b in zip(outcome, least, strict=True))


class _Search:
    """Zones still to be searched, and every portfolio found."""

    def __init__(
        self, ids: Sequence[str], rows: Iterable[Row], outcomes: Mapping[str, Vector], size: int
    ):
        self.ids = ids
        self.outcomes = outcomes
        self.places = {id_: place for place, id_ in enumerate(ids)}
        self.lines = tuple(reduced(k, row, self.places, {}) for k, row in enumerate(rows))
        self.size = size
        self.gains = {self.places[id_]: sum(outcomes[id_]) for id_ in ids}
        self.found: dict[Portfolio, Vector] = {}
        self.points: set[Vector] = set()
        """Outcomes all of whose portfolios were found."""
        self.closed: list[Vector] = []
        """Zones all of whose portfolios were found."""
        self.searched = 0

    def run(self, most: int, zones: int) -> bool:
        """Whether everything was searched within so many portfolios and zones."""
        least = [min(0, sum(min(0, each[k]) for each in self.outcomes.values()))
                 for k in range(self.size)]  # fmt: skip
        waiting = [(sum(least), tuple(least))]
        while waiting:
            if len(self.found) > 2 * most or self.searched >= zones:
                return False
            zone = heappop(waiting)[1]
            if any(_reaches(zone, each) for each in self.closed):
                continue
            try:
                split = self._searched(zone, most)
            except OutOfReach:
                return False
            if split is None:
                self.closed.append(zone)
                continue
            for k in range(self.size):
                further = (*zone[:k], split[k] + 1, *zone[k + 1 :])
                heappush(waiting, (sum(further), further))
        return True

    def _searched(self, zone: Vector, most: int) -> Vector | None:
        """None: all of the zone is found; else an outcome in it, by which to split it."""
        self.searched += 1
        model = self._model(zone)
        listed = model.equals(self.gains, sum(zone), LISTED, {}, False)
        if listed is not None:
            self._keep(listed[0])
            return None
        inside = [each for each in self.points if _reaches(each, zone)]
        if inside:
            return max(inside, key=lambda each: (sum(each), each))
        best = model.best(self.gains)
        assert best is not None
        value = sum(self.gains[place] for place in best)
        equals = model.equals(self.gains, value, 2 * most, {}, False)
        if equals is None:
            raise OutOfReach(None, None)
        return max(self._keep(equals[0]))

    def _keep(self, found: Iterable[frozenset[int]]) -> list[Vector]:
        kept = []
        for places in found:
            portfolio = frozenset(self.ids[place] for place in places)
            parts = [self.outcomes[id_] for id_ in portfolio]
            outcome = tuple(map(sum, zip(*parts, strict=True))) if parts else (0,) * self.size
            self.found[portfolio] = outcome
            self.points.add(outcome)
            kept.append(outcome)
        return kept

    def _model(self, zone: Vector) -> Model:
        rows = [
            Row(terms={id_: each[k] for id_, each in self.outcomes.items()}, at_least=least)
            for k, least in enumerate(zone)
        ]
        lines = [reduced(len(self.lines) + k, row, self.places, {}) for k, row in enumerate(rows)]
        return Model(size=len(self.ids), lines=(*self.lines, *lines), nodes=NODES)
