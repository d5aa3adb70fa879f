"""The best score over a cone of weights: linear piece by linear piece, proven at every corner.

The best score is the greatest of Σ w·points over the portfolios: convex and piecewise linear in w.
What is known of it lies on or below it. Where at every corner of what is known the engine finds
nothing above, it is known everywhere, since a convex function lies below its values at the corners.
"""

from attrs import frozen

from tenderscore.weights.asked import Asked, Portfolio
from tenderscore.weights.cone import Cone, TooManyCorners, lifted
from tenderscore.weights.exact import Vector, dot, primitive
from tenderscore.weights.question import Question

CORNERS = 20_000
"""So many of one envelope; beyond that, weights are sampled."""
QUESTIONS = 20_000
"""So many for all of a space, likewise."""


@frozen(kw_only=True)
class Part:
    """Where the portfolios with this sum of points are the best."""

    cone: Cone
    vector: Vector
    portfolio: Portfolio
    """One of them."""


def envelope(question: Question, asked: Asked, cone: Cone) -> list[Part]:
    """The parts of full rank. Raises Unsettled and TooManyCorners."""
    first = asked.at(cone.point()).award
    vectors = [question.vector(first)]
    portfolios = [first]
    over = lifted(cone, vectors[0])
    started = len(over.halfspaces) - 1
    proven: set[Vector] = set()
    while True:
        corner = next((r for r in over.rays if r not in proven and any(r[:-1])), None)
        if corner is None:
            break
        if question.count > QUESTIONS:
            raise TooManyCorners
        weights = primitive(corner[:-1])
        top = asked.at(weights).award
        vector = question.vector(top)
        # Lengths differ: the corner's own weights, not the primitive ones, go with its height.
        if dot(vector, corner[:-1]) <= corner[-1]:
            proven.add(corner)
            continue
        vectors.append(vector)
        portfolios.append(top)
        over = over.cut((*(-a for a in vector), 1), CORNERS)
    parts = []
    for k, (vector, portfolio) in enumerate(zip(vectors, portfolios, strict=True)):
        bit = 1 << (started + k)
        places = [p for p, mask in enumerate(over.tight) if mask & bit and any(over.rays[p][:-1])]
        rays = [over.rays[p][:-1] for p in places]
        if not rays:
            continue
        others = [
            tuple(a - b for a, b in zip(vector, other, strict=True))
            for j, other in enumerate(vectors)
            if j != k and any(over.tight[p] >> (started + j) & 1 for p in places)
        ]
        part = bounded(rays, [*cone.halfspaces, *others])
        if part.rank == cone.rank:
            parts.append(Part(cone=part, vector=vector, portfolio=portfolio))
    return parts


def bounded(rays: list[Vector], halfspaces: list[Vector]) -> Cone:
    """The cone of these rays, which the half-spaces are known to bound."""
    own = [primitive(ray) for ray in rays]
    useful = [
        h for h in dict.fromkeys(map(primitive, halfspaces))
        if any(h) and any(dot(h, ray) == 0 for ray in own)
    ]  # fmt: skip
    masks = [sum(1 << k for k, h in enumerate(useful) if dot(h, ray) == 0) for ray in own]
    return Cone(halfspaces=tuple(useful), rays=tuple(own), tight=tuple(masks))
