"""Pieces → every portfolio that is the best at any weights at all, borders included.

What is as good as the award at some weights of a piece is so on the whole face that they lie in,
and so at a corner. What is as good at a corner counts if on its face there are weights at which all
its members reach the threshold.
"""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.weights.pieces import Piece
from tenderscore.weights.question import Portfolio, Question


@frozen(kw_only=True)
class Optimal:
    vectors: Mapping[Portfolio, tuple[int, ...]] = field(converter=frozen_mapping)
    """Each portfolio that is the best somewhere, with its sums of points."""
    complete: bool
    """Else there are more than can be listed; `must` and `may` then err to the side of caution."""
    must: Portfolio
    """In every best portfolio at all weights."""
    may: Portfolio
    """In a best portfolio at some weights."""


def optimal(question: Question, found: Iterable[Piece]) -> Optimal:
    """Raises Unsettled."""
    vectors: dict[Portfolio, tuple[int, ...]] = {}
    complete = True
    must, may = set(question.choice.fundable), set[str]()
    for piece in found:
        asked = question.without(piece.out)
        if asked is None or piece.answer is None:
            continue
        answers = [piece.answer, *(asked.at(ray) for ray in piece.cone.rays)]
        seen: set[Portfolio] = set()
        for answer in answers:
            if answer.equals is None:
                complete = False
                must &= answer.must
                may |= answer.may
                continue
            for portfolio in answer.equals:
                if portfolio not in seen and _somewhere(question, piece, portfolio):
                    vectors[portfolio] = question.vector(portfolio)
                seen.add(portfolio)
    return Optimal(
        vectors=vectors,
        complete=complete,
        must=frozenset(must).intersection(*vectors),
        may=frozenset(may).union(*vectors),
    )


def _somewhere(question: Question, piece: Piece, portfolio: Portfolio) -> bool:
    """Whether it is as good as the piece's award where all its members may be funded."""
    own = question.vector(portfolio)
    face = piece.cone
    if own != piece.vector:
        face = face.on([a - b for a, b in zip(piece.vector, own, strict=True)])
    for id_ in sorted(portfolio):
        if not face.rays:
            return False
        if id_ in question.margins and face.least(question.margins[id_]) < 0:
            face = face.cut(question.margins[id_])
    return bool(face.rays)
