"""States at two values → the loosest question over all values between, and what needs which value.

Between the two each bound moves one way, looser or tighter. So the looser of its two ends is the
loosest that it ever is, and what is best under the loosest bounds is best wherever it is allowed.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from tenderscore.choice import Choice
from tenderscore.constraint import Constraint
from tenderscore.varying.states import State

Key = tuple[str, str, int]


@frozen(kw_only=True)
class Moving:
    """Bounds that are not the same at both ends, by constraint and side."""

    rising: tuple[tuple[Key, str], ...]
    """Looser at the higher value."""
    falling: tuple[tuple[Key, str], ...]
    fewer: bool
    """Whether fewer can be funded at the higher value."""
    more: bool

    def allowed_upwards(self, funded: frozenset[str], state: State) -> bool:
        """What it needs a high value for: if it is allowed, it is at higher values too."""
        inside = not self.more or funded <= state.fundable
        return inside and all(_holds(state, key, side, funded) for key, side in self.rising)

    def allowed_downwards(self, funded: frozenset[str], state: State) -> bool:
        inside = not self.fewer or funded <= state.fundable
        return inside and all(_holds(state, key, side, funded) for key, side in self.falling)


SIDES = ("least", "most")


def moving(low: State, high: State) -> Moving:
    """What is not the same in both, and which way it goes."""
    rising: list[tuple[Key, str]] = []
    falling: list[tuple[Key, str]] = []
    for key in {**low.named, **high.named}:
        for side in SIDES:
            bounds = [_loose(state.named.get(key), side) for state in (low, high)]
            if bounds[0] != bounds[1]:
                (rising if bounds[0] < bounds[1] else falling).append((key, side))
    return Moving(
        rising=tuple(rising),
        falling=tuple(falling),
        fewer=not low.fundable <= high.fundable,
        more=not high.fundable <= low.fundable,
    )


def loosest(low: State, high: State) -> Choice:
    """Every bound as loose as at the end where it is loosest."""
    base = low if high.fundable <= low.fundable else high
    return evolve(base.choice, constraints=tuple(_loosest(low, high)))


def _loosest(low: State, high: State) -> Iterator[Constraint]:
    for key, one in low.named.items():
        other = high.named.get(key)
        if other is None:
            continue
        if one is other or one == other:
            yield one
            continue
        for side in SIDES:
            looser = one if _loose(one, side) >= _loose(other, side) else other
            if bound_of(looser, side) is not None:
                yield only(looser, side)


def only(constraint: Constraint, side: str) -> Constraint:
    """With its bound on this side alone."""
    if side == "least":
        return evolve(constraint, at_most=None, at_most_percent=None)
    return evolve(constraint, at_least=None, at_least_percent=None)


def bound_of(constraint: Constraint, side: str) -> Fraction | None:
    """In whole units, or percent."""
    percent = getattr(constraint, f"at_{side}_percent")
    pieces = getattr(constraint, f"at_{side}")
    if constraint.whole is not None:
        return None if percent is None else Fraction(percent)
    return None if pieces is None else Fraction(pieces, constraint.scale)


def reached(constraint: Constraint, funded: frozenset[str]) -> Fraction | None:
    """What a portfolio comes to, in whole units or percent; None: nothing to have a share of."""
    total = constraint.total(funded)
    if constraint.whole is None:
        return Fraction(total, constraint.scale)
    whole = sum(term for id_, term in constraint.whole.items() if id_ in funded)
    return Fraction(100 * total, whole) if whole else None


def _loose(constraint: Constraint | None, side: str) -> tuple[bool, Fraction]:
    """The greater, the looser."""
    bound = None if constraint is None else bound_of(constraint, side)
    if bound is None:
        return True, Fraction(0)
    return False, bound if side == "most" else -bound


def _holds(state: State, key: Key, side: str, funded: frozenset[str]) -> bool:
    constraint = state.named.get(key)
    return constraint is None or only(constraint, side).holds(funded)
