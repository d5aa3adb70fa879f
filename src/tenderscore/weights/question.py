"""Proposals and rules with the weights left open: what the engine is asked at given weights."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import Factory, define, evolve, field

from tenderscore.call import Call
from tenderscore.choice import Choice, choice
from tenderscore.claim import Aim
from tenderscore.constraint import Constraint
from tenderscore.frame import worth
from tenderscore.frozen import frozen_mapping
from tenderscore.optimum import Impossible
from tenderscore.proposal import Proposal
from tenderscore.scorecard import Scorecard
from tenderscore.weights.asked import Asked
from tenderscore.weights.exact import Vector, dot, whole
from tenderscore.weights.space import Space

Portfolio = frozenset[str]


@define(kw_only=True)
class Question:
    """Answers are kept: pieces of a space meet at the same corners."""

    choice: Choice
    """Fundable are all that some total could make fundable."""
    points: Mapping[str, Vector] = field(converter=frozen_mapping)
    """What each fundable proposal adds to the score for each unit of weight; turned round where
    the call wants the least score, 0 where no aim asks for it."""
    margins: Mapping[str, Vector] = field(converter=frozen_mapping)
    """Of each whose total may miss the threshold: m with m·w ≥ 0 where it reaches it."""
    size: int
    """So many criteria."""
    before: int
    """So many aims come before the score."""
    asked: dict[Portfolio, Asked | None] = Factory(dict)

    @property
    def count(self) -> int:
        """So many questions went to the engine."""
        return sum(each.count for each in self.asked.values() if each)

    def without(self, out: Portfolio) -> Asked | None:
        """The question without these; None: no portfolio keeps the rules then. Raises Unsettled."""
        if out not in self.asked:
            known = [p for asked in self.asked.values() if asked for p in asked.known]
            self.asked[out] = self._without(out, known)
        return self.asked[out]

    def _without(self, out: Portfolio, known: Iterable[Portfolio]) -> Asked | None:
        asked = evolve(self.choice, fundable=self.choice.fundable - out)
        first = asked.aims[: self.before]
        best = _best(asked, first)
        if best is None:
            return None
        held = tuple(
            Constraint(rule=aim.name, terms=aim.gains, at_least=value, at_most=value)
            for aim in first
            for value in [worth(best, aim.gains)]
        )
        left = evolve(
            asked,
            constraints=(*asked.constraints, *held),
            aims=asked.aims[self.before + 1 :],
        )
        these = [each for each in known if each.isdisjoint(out)] if not held else []
        return Asked(
            choice=left,
            points={id_: self.points[id_] for id_ in sorted(left.fundable)},
            size=self.size,
            known={each: self.vector(each) for each in (*these, best)},
        )

    def vector(self, portfolio: Iterable[str]) -> Vector:
        parts = [self.points[id_] for id_ in portfolio]
        return tuple(map(sum, zip(*parts, strict=True))) if parts else (0,) * self.size

    def fundable_at(self, id_: str, weights: Sequence[int]) -> bool:
        return id_ not in self.margins or dot(self.margins[id_], weights) >= 0

    def misses(self, weights: Sequence[int]) -> Portfolio:
        """Those whose total misses the threshold at these weights."""
        return frozenset(id_ for id_, each in self.margins.items() if dot(each, weights) < 0)

    def first(self, portfolio: Portfolio) -> tuple[int, ...]:
        """What is compared before the score."""
        return tuple(worth(portfolio, aim.gains) for aim in self.choice.aims[: self.before])

    def last(self, portfolio: Portfolio) -> tuple[int, ...]:
        """What decides between portfolios of the same score: the later aims, then the draw."""
        later = self.choice.aims[self.before + 1 :]
        drawn = (int(id_ in portfolio) for id_ in self.choice.draw)
        return (*(worth(portfolio, aim.gains) for aim in later), *drawn)


def _best(asked: Choice, aims: Sequence[Aim]) -> Portfolio | None:
    """One of the best by these aims; by none, any that keeps the rules. Raises Unsettled."""
    if aims:
        best = asked.asked_by(aims).best({})
        return None if best is None else best.chosen
    found = asked.task.some()
    return None if isinstance(found, Impossible) else found


def _whatever_the_total(card: Scorecard) -> Scorecard:
    obstacles = tuple(each for each in card.obstacles if each.kind != "total")
    return evolve(card, obstacles=obstacles)


def question(
    call: Call,
    proposals: Sequence[Proposal],
    cards: Sequence[Scorecard],
    constraints: Sequence[Constraint],
    space: Space,
    nodes: int | None = None,
) -> Question:
    """Where the ranking weights are not those of the thresholds, these stay as they are.

    Raises InputError where an aim needs a figure that a proposal does not give.
    """
    open_ = space.together and call.total_threshold is not None
    left = [_whatever_the_total(card) if open_ else card for card in cards]
    asked = choice(call, proposals, left, constraints, nodes)
    aims = [stage for stage in call.objective if stage.aim != "draw"]
    place = next((k for k, stage in enumerate(aims) if stage.what == "score"), len(aims))
    sign = 0 if place == len(aims) else 1 if aims[place].aim == "maximise" else -1
    points: dict[str, Vector] = {}
    margins: dict[str, Vector] = {}
    needed = Fraction(100 * (call.total_threshold or 0))
    if call.total_is == "sum":
        needed /= space.whole
    for card in left:
        if card.fundable:
            own = [card.points[name] for name in space.criteria]
            points[card.proposal] = tuple(sign * each for each in own)
            margin = whole(each - needed for each in own)
            if open_ and min(margin) < 0:
                margins[card.proposal] = margin
    return Question(choice=asked, points=points, margins=margins, size=len(space.criteria),
                    before=place)  # fmt: skip
