"""A call and how its weights may vary → the set of weights that is examined."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from tenderscore.call import Call
from tenderscore.problem import problem, refuse
from tenderscore.weights.cone import Cone, corner, orthant
from tenderscore.weights.exact import Vector, pivots, solved, whole
from tenderscore.weights.spec import Weighted, bounds


@frozen(kw_only=True)
class Space:
    """Ranking weights that may be; they keep the sum that they have in the call."""

    spec: str
    where: str
    """The words as they were written, for messages."""
    criteria: tuple[str, ...]
    base: tuple[Fraction, ...]
    """The call's ranking weights."""
    whole: Fraction
    """Their sum: 100 for a mean."""
    cone: Cone
    together: bool
    """The call's thresholds use the same weights, and these vary with them; else they stay."""

    def weights(self, ray: Sequence[int]) -> tuple[Fraction, ...]:
        """In the call's unit."""
        return tuple(part * self.whole for part in corner(ray))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Criteria whose weights tell all weights of the space apart."""
        return pivots(self.cone.rays)

    @cached_property
    def ranges(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """From where to where each weight can go."""
        corners = [self.weights(ray) for ray in self.cone.rays]
        return tuple((min(each), max(each)) for each in zip(*corners, strict=True))

    def completed(self, given: Mapping[int, Fraction]) -> tuple[Fraction, ...]:
        """All weights, from those of the `free` criteria."""
        rays = self.independent
        rows = [[ray[k] for ray in rays] for k in given] + [[sum(ray) for ray in rays]]
        parts = solved(rows, [*given.values(), self.whole])
        pairs = zip(*rays, strict=True)
        return tuple(sum((p * v for p, v in zip(parts, each, strict=True)), Fraction(0))
                     for each in pairs)  # fmt: skip

    @cached_property
    def free(self) -> tuple[int, ...]:
        """Criteria whose weights, with the sum of all, tell all others."""
        return tuple(k - 1 for k in pivots([(sum(ray), *ray) for ray in self.cone.rays])[1:])

    @cached_property
    def independent(self) -> tuple[Vector, ...]:
        """As many rays as span the space."""
        columns = pivots(tuple(zip(*self.cone.rays, strict=True)))
        return tuple(self.cone.rays[k] for k in columns)

    @property
    def at(self) -> Vector:
        """The direction of the call's weights."""
        return whole(self.base)

    @property
    def holds_base(self) -> bool:
        return self.cone.inside(self.at)


def space(call: Call, spec: str, where: str = "--weights") -> Space:
    """Raises InputError with all that is wrong with the words."""
    names = tuple(each.id for each in call.criteria)
    base = tuple(each.ranking_weight for each in call.criteria)
    total = sum(base, Fraction(0))
    found, problems = bounds(spec, Weighted(names=names, base=base, where=f"{where} {spec}"))
    refuse(problems)
    cone = orthant(len(names))
    for bound in found:
        # Σ terms·w ≥ least · Σ w / total: the sum of the weights is fixed.
        normal = whole(term - bound.at_least / total for term in bound.terms)
        if any(normal) and normal not in cone.halfspaces:
            cone = cone.cut(normal)
        if not cone.rays:
            refuse([problem("TS843", where=f"{where} {spec}")])
    return Space(
        spec=spec,
        where=f"{where} {spec}",
        criteria=names,
        base=base,
        whole=total,
        cone=cone,
        together=all(each.weight == each.ranking_weight for each in call.criteria),
    )


def toward(space: Space, place: int) -> Cone:
    """All weights in which one criterion weighs anything, and the others are in proportion."""
    others = [k for k in range(len(space.base)) if k != place]
    rest = [space.at[k] if any(space.at[k] for k in others) else 1 for k in others]
    line = orthant(len(space.base))
    for k, share in zip(others, rest, strict=True):
        normal = [-share * (i in others) for i in range(len(space.base))]
        normal[k] += sum(rest)
        if any(normal):
            line = line.on(normal)
    return line
