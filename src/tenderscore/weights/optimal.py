"""Pieces → every portfolio that is the best at any weights at all, borders included.

What is as good as the award at some weights of a piece is so on the whole face that they lie in,
and so at a corner. What is as good at a corner counts if on its face there are weights at which all
its members reach the threshold.
"""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.weights.exact import Vector
from tenderscore.weights.pieces import Piece
from tenderscore.weights.question import Portfolio, Question


@frozen(kw_only=True)
class Optimal:
    vectors: Mapping[Portfolio, Vector] = field(converter=frozen_mapping)
    """Each portfolio that is the best somewhere, with its sums of points."""
    where: Mapping[Portfolio, Vector] = field(converter=frozen_mapping)
    """Weights at which it is."""
    complete: bool
    """Else there are more than can be listed; `must` and `may` then err to the side of caution."""
    must: Portfolio
    """In every best portfolio at all weights."""
    may: Portfolio
    """In a best portfolio at some weights."""


def optimal(question: Question, found: Iterable[Piece]) -> Optimal:
    """Raises Unsettled."""
    vectors: dict[Portfolio, Vector] = {}
    where: dict[Portfolio, Vector] = {}
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
                if portfolio in seen or portfolio in vectors:
                    continue
                seen.add(portfolio)
                if weights := _where(question, piece, portfolio):
                    vectors[portfolio] = question.vector(portfolio)
                    where[portfolio] = weights
    return Optimal(
        vectors=vectors,
        where=where,
        complete=complete,
        must=frozenset(must).intersection(*vectors) if may or vectors else frozenset(),
        may=frozenset(may).union(*vectors),
    )


def _where(question: Question, piece: Piece, portfolio: Portfolio) -> Vector | None:
    """Weights in the piece at which it is as good as the award and all its members may be funded.

    None: there are none, or only where somebody whom the piece leaves out may be funded too; these
    belong to another piece.
    """
    own = question.vector(portfolio)
    face = piece.cone
    if own != piece.vector:
        face = face.on([a - b for a, b in zip(piece.vector, own, strict=True)])
    for id_ in sorted(portfolio):
        if face.rays and id_ in question.margins and face.least(question.margins[id_]) < 0:
            face = face.cut(question.margins[id_])
    if not face.rays:
        return None
    weights = face.point()
    return weights if question.misses(weights) >= piece.out else None
