"""A call, proposals and a space of weights → where which award holds, and how much of the space.

Up to six criteria shares are exact volumes; beyond that, or where a space has too many corners,
they are counted in draws, with the interval of that.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from tenderscore.arrays import all_inside, packed
from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.frozen import frozen_mapping
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.scorecard import Scorecard
from tenderscore.weights.cone import TooManyCorners, corner
from tenderscore.weights.counted import Counted, counted
from tenderscore.weights.evaluation import Evaluated, awards_at
from tenderscore.weights.exact import Vector
from tenderscore.weights.optimal import Optimal, optimal
from tenderscore.weights.pieces import Piece, pieces
from tenderscore.weights.question import Portfolio, Question, question
from tenderscore.weights.space import Space
from tenderscore.weights.uniform import TooThin
from tenderscore.weights.volume import volume

EXACT_CRITERIA = 6
DRAWS = 1000
SEED = "tenderscore"


@frozen(kw_only=True)
class Region:
    """One award holds at all weights inside."""

    funded: Portfolio | None
    """None: no portfolio keeps the rules there."""
    must: Portfolio = frozenset()
    """In every portfolio of the best score."""
    may: Portfolio = frozenset()
    """In one of them at least."""
    share: Fraction | None
    """Of the space; None where shares are counted in draws."""
    corners: tuple[tuple[Fraction, ...], ...]
    """Weights, in the call's unit."""
    inside: tuple[Fraction, ...]
    """Weights inside, with few digits."""


@frozen(kw_only=True)
class Decomposition:
    space: Space
    question: Question
    pieces: tuple[Piece, ...]
    """With those of lower rank; none where the space was only sampled."""
    regions: tuple[Region, ...]
    """The largest first."""
    shares: Mapping[str, Fraction] = field(converter=frozen_mapping)
    """Proposal → the share of the space in which it is funded; counted in draws if not `exact`."""
    unfilled: Fraction
    """The share in which no portfolio keeps the rules."""
    optimal: Optimal | None
    """None where the space was only sampled."""
    exact: bool
    """Whether shares are volumes."""
    counted: Counted | None
    """Draws, seed and intervals where they are not."""
    asked: int
    """Questions to the engine."""

    @property
    def proven(self) -> bool:
        """Whether the best is proven at all weights of the space, not only at those drawn."""
        return self.optimal is not None

    @property
    def everywhere(self) -> Portfolio:
        """In every best portfolio, whatever the weights."""
        return self.optimal.must if self.optimal else frozenset()

    @property
    def nowhere(self) -> Portfolio:
        """In no best portfolio, whatever the weights; also those that no total could save."""
        may = self.optimal.may if self.optimal else self.question.choice.fundable
        return frozenset(self.question.choice.ids) - may

    @property
    def somewhere(self) -> Portfolio:
        return frozenset(self.question.choice.ids) - self.everywhere - self.nowhere


def decomposition(
    call: Call,
    proposals: Sequence[Proposal],
    cards: Sequence[Scorecard],
    constraints: Sequence[Constraint],
    space: Space,
    nodes: int | None = None,
    draws: int = DRAWS,
    seed: str = SEED,
) -> Decomposition:
    """Raises InputError (an aim lacks a figure, or weights would have to be sampled from a space
    that is too thin) and Unsettled (the engine's nodes ran out)."""
    asked = question(call, proposals, cards, constraints, space, nodes)
    return decomposed(asked, space, draws, seed)


def decomposed(
    asked: Question, space: Space, draws: int = DRAWS, seed: str = SEED
) -> Decomposition:
    """The same of a question that may have been asked before. Raises as `decomposition` does."""
    try:
        found = tuple(pieces(asked, space.cone))
        best = optimal(asked, found)
    except TooManyCorners:
        found, best = (), None
    volumes = _volumes(space, found) if best else None
    drawn = _counted(asked, space, best, draws, seed) if volumes is None else None
    full = [each for each in found if each.cone.rank == space.cone.rank]
    whole = sum(volumes, Fraction(0)) if volumes else Fraction(1)
    parts = [each / whole for each in volumes] if volumes else [None] * len(full)
    regions = [_region(space, *pair) for pair in zip(full, parts, strict=True)]
    result = Decomposition(
        space=space,
        question=asked,
        pieces=found,
        regions=tuple(sorted(regions, key=lambda each: (-(each.share or 0), each.inside))),
        shares=drawn.shares if drawn else {},
        unfilled=drawn.unfilled if drawn else Fraction(0),
        optimal=best,
        exact=drawn is None,
        counted=drawn,
        asked=asked.count,
    )
    if drawn:
        return result
    return evolve(
        result,
        shares={id_: _share(regions, id_) for id_ in asked.choice.ids},
        unfilled=sum((r.share or Fraction(0) for r in regions if r.funded is None), Fraction(0)),
    )


def _counted(asked: Question, space: Space, best: Optimal | None, draws: int, seed: str) -> Counted:
    try:
        return counted(asked, space, best, draws, seed)
    except TooThin:
        raise InputError([problem("TS844", where=space.where)]) from None


def _volumes(space: Space, found: Iterable[Piece]) -> list[Fraction] | None:
    """None: too many criteria or corners."""
    if len(space.criteria) > EXACT_CRITERIA:
        return None
    try:
        return [volume(p.cone, space.columns) for p in found if p.cone.rank == space.cone.rank]
    except TooManyCorners:
        return None


def _region(space: Space, piece: Piece, share: Fraction | None) -> Region:
    answer = piece.answer
    return Region(
        funded=answer.award if answer else None,
        must=answer.must if answer else frozenset(),
        may=answer.may if answer else frozenset(),
        share=share,
        corners=tuple(sorted(space.weights(ray) for ray in piece.cone.rays)),
        inside=tuple(part * space.whole for part in corner(piece.cone.point())),
    )


def _share(regions: Iterable[Region], id_: str) -> Fraction:
    return sum((r.share or Fraction(0) for r in regions if id_ in (r.funded or ())), Fraction(0))


def evaluate(settled: Decomposition, weights: Sequence[Vector]) -> Evaluated:
    """The award at each of many weights: whole numbers in the order of the call's criteria, of any
    scale. Raises ValueError for weights outside the space, and Unsettled."""
    cone = settled.space.cone
    ready = packed(weights)
    inside = all_inside(ready, cone.halfspaces)
    if inside is None:
        inside = all(any(each) and cone.inside(each) for each in weights)
    if not inside:
        raise ValueError("weights outside the space that was settled")
    best = settled.optimal
    return awards_at(settled.question, best, ready if best and best.complete else weights)
