"""A cone of weights → pieces in each of which one award holds, thresholds on the total included.

Whether a total reaches its threshold changes at a hyperplane of weights; few of them matter. So the
best is sought as if every total that may reach it did. Where its members all do, that settles the
piece; where one does not, the piece is cut there: on the one side (closed) the best is still that
one, on the other (open) the question is asked again without the member.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from tenderscore.weights.asked import Answer
from tenderscore.weights.cone import Cone
from tenderscore.weights.envelope import Part, envelope
from tenderscore.weights.exact import Vector
from tenderscore.weights.question import Portfolio, Question


@frozen(kw_only=True)
class Piece:
    """One award holds at all weights inside; on the border it is as good as any.

    Every weight lies in a piece, on whose border at the latest, that leaves out nobody whose total
    reaches the threshold there.
    """

    cone: Cone
    out: Portfolio
    """Left out: their totals miss the threshold inside."""
    vector: Vector = ()
    """Sums of points of the award."""
    answer: Answer | None = None
    """None: no portfolio keeps the rules."""


def pieces(question: Question, cone: Cone) -> Iterator[Piece]:
    """Those of lower rank too, where two totals reach their thresholds only on a border.

    Raises Unsettled and TooManyCorners.
    """
    waiting: list[tuple[Cone | Part, Portfolio]] = [(cone, frozenset())]
    while waiting:
        at, out = waiting.pop()
        if isinstance(at, Part):
            found = _settled(question, at, out)
            if isinstance(found, Piece):
                yield found
            else:
                waiting += found
            continue
        out |= {id_ for id_, margin in question.margins.items() if at.most(margin) < 0}
        asked = question.without(out)
        if asked is None:
            yield Piece(cone=at, out=out)
        else:
            waiting += ((part, out) for part in envelope(question, asked, at))


def _settled(
    question: Question, part: Part, out: Portfolio
) -> Piece | list[tuple[Cone | Part, Portfolio]]:
    """The part as a piece, or what it is cut into: on the closed side the best stays."""
    asked = question.without(out)
    assert asked is not None
    missing = _missing(question, part.portfolio, part.cone)
    if missing is None:
        answer = asked.inside(part.cone, part.vector)
        missing = _missing(question, answer.may, part.cone)
        if missing is None:
            return Piece(cone=part.cone, out=out, vector=part.vector, answer=answer)
    margin = question.margins[missing]
    missed = part.cone.cut([-each for each in margin])
    cut: list[tuple[Cone | Part, Portfolio]] = [(missed, out | {missing})]
    reached = part.cone.cut(margin)
    if reached.rays and reached.rank == part.cone.rank:
        cut.append((evolve(part, cone=reached), out))
    elif reached.rays:
        cut.append((reached, out))
    return cut


def _missing(question: Question, members: Iterable[str], cone: Cone) -> str | None:
    """The first whose total misses the threshold anywhere in the cone."""
    margins = question.margins
    return next((m for m in sorted(members) if m in margins and cone.least(margins[m]) < 0), None)
