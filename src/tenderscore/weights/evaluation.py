"""A space settled once → the award at each of many weights, without asking the engine again.

Why that is exact: every portfolio that is the best anywhere in the space is known, and each keeps
the rules wherever all its members reach the threshold on the total. So at any weights the best of
those whose members do is the best of all, and the award is among those as good, singled out by the
later aims and the draw, which no weight changes. Borders need no care of their own.
"""

from collections.abc import Sequence

from attrs import frozen

from tenderscore.arrays import Rows, best_of
from tenderscore.weights.exact import Vector, dot
from tenderscore.weights.optimal import Optimal
from tenderscore.weights.question import Portfolio, Question


@frozen(kw_only=True)
class Evaluated:
    portfolios: tuple[Portfolio, ...]
    """Each that is the best somewhere."""
    places: tuple[int, ...]
    """For each row of weights the number of its award; -1: no portfolio keeps the rules."""

    def award(self, number: int) -> Portfolio | None:
        place = self.places[number]
        return None if place < 0 else self.portfolios[place]


def awards_at(question: Question, best: Optimal | None, weights: Rows) -> Evaluated:
    """`best`: of a space that the weights lie in; None: the engine is asked. Raises Unsettled."""
    if best is None or not best.complete:
        return _asked(question, _plain(weights))
    known = best.vectors
    first = sorted({question.first(each) for each in known}, reverse=True)
    ranks = {each: first.index(question.first(each)) for each in known}
    portfolios = sorted(known, key=lambda each: (question.last(each), sorted(each)), reverse=True)
    if not portfolios:
        return Evaluated(portfolios=(), places=(-1,) * len(weights))
    # Of two with the same sums and thresholds, the later one is never taken.
    taken: dict[object, Portfolio] = {}
    for each in portfolios:
        taken.setdefault((known[each], each.intersection(question.margins)), each)
    portfolios = list(taken.values())
    names = sorted({id_ for each in portfolios for id_ in each if id_ in question.margins})
    vectors = [known[each] for each in portfolios]
    margins = [question.margins[id_] for id_ in names]
    needs = [[k for k, id_ in enumerate(names) if id_ in each] for each in portfolios]
    order = [ranks[each] for each in portfolios]
    found = best_of(weights, vectors, margins, needs, order)
    if found is None:
        found = [_best(each, vectors, margins, needs, order) for each in _plain(weights)]
    return Evaluated(portfolios=tuple(portfolios), places=tuple(found))


def _plain(weights: Rows) -> list[Vector]:
    """Whole numbers without an end, whatever they were packed in."""
    return [tuple(map(int, each)) for each in weights]


def _best(
    weights: Vector,
    vectors: Sequence[Vector],
    margins: Sequence[Vector],
    needs: Sequence[Sequence[int]],
    ranks: Sequence[int],
) -> int:
    """As in arrays, for numbers of any size."""
    reached = [dot(margin, weights) >= 0 for margin in margins]
    open_ = [k for k, needed in enumerate(needs) if all(reached[each] for each in needed)]
    return min(open_, key=lambda k: (ranks[k], -dot(vectors[k], weights)), default=-1)


def _asked(question: Question, weights: Sequence[Vector]) -> Evaluated:
    found: dict[Vector, Portfolio | None] = {}
    for each in dict.fromkeys(weights):
        asked = question.without(question.misses(each))
        found[each] = asked.at(each).award if asked else None
    portfolios = tuple(sorted({p for p in found.values() if p is not None}, key=sorted))
    numbers = {each: number for number, each in enumerate(portfolios)}
    answers = (found[each] for each in weights)
    return Evaluated(
        portfolios=portfolios,
        places=tuple(-1 if each is None else numbers[each] for each in answers),
    )
