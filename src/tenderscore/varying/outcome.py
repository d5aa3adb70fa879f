"""What a value leads to, and the stretches of values that lead to the same: nouns."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import frozen

from tenderscore.problem import Problem
from tenderscore.selection import Easing
from tenderscore.varying.spec import Swept


@frozen(kw_only=True)
class Outcome:
    """Plain, so that it can come from another process."""

    kind: str
    """award, relief, nothing fits, refused (the call file makes no sense so), not proven."""
    funded: frozenset[str] = frozenset()
    eased: tuple[Easing, ...] = ()
    rules: tuple[str, ...] = ()
    """Of "nothing fits": rules that cannot be kept together, where known."""
    total: Fraction | None = None
    """Points."""
    money: int | None = None
    """Cents."""

    @property
    def funds(self) -> bool:
        """Whether there is a portfolio."""
        return self.kind in ("award", "relief")

    def like(self, other: "Outcome") -> bool:
        """Whether it is the same award, or nothing fits in both; points may differ."""
        return (self.kind, self.funded, self.eased) == (other.kind, other.funded, other.eased)

    def plain(self) -> list[Any]:
        eased = [[each.rule, each.group, each.by] for each in self.eased]
        total = None if self.total is None else str(self.total)
        return [self.kind, sorted(self.funded), eased, list(self.rules), total, self.money]


def outcome_from(plain: list[Any]) -> Outcome:
    """The outcome that was made plain."""
    kind, funded, eased, rules, total, money = plain
    return Outcome(
        kind=kind,
        funded=frozenset(funded),
        eased=tuple(Easing(rule=rule, group=group, by=by) for rule, group, by in eased),
        rules=tuple(rules),
        total=None if total is None else Fraction(total),
        money=money,
    )


@frozen(kw_only=True)
class Stretch:
    """From the first value to the last, both included, on the ladder of the number's unit."""

    first: Fraction
    last: Fraction
    outcome: Outcome
    total_last: Fraction | None
    """Points at the last value; those of the outcome are at the first."""
    exact: bool
    """Whether nothing else can happen within; else it was not examined beyond the points."""


@frozen(kw_only=True)
class Point:
    """One value of the grid, as asked for."""

    value: Fraction
    outcome: Outcome


@frozen(kw_only=True)
class Change:
    """At this value another award begins."""

    at: Fraction
    comes: tuple[str, ...]
    goes: tuple[str, ...]


@frozen(kw_only=True)
class Varied:
    """A number varied from its low value to its high one."""

    swept: Swept
    now: Fraction | None
    """What the call file says."""
    unit: Fraction
    """The smallest difference that was looked at."""
    how: str
    """bound, threshold, weight or number: why the changes are exact, or not."""
    stretches: tuple[Stretch, ...]
    """Values rise; together they cover the sweep."""
    points: tuple[Point, ...]
    problems: tuple[tuple[Fraction, tuple[Problem, ...]], ...] = ()
    """Why the call file makes no sense, for the first value of each stretch that is refused."""

    @property
    def exact(self) -> bool:
        """Whether nothing else is awarded at any value of the sweep, be it a point or none."""
        known = self.how != "number" or self.swept.low == self.swept.high
        return known and all(each.exact for each in self.stretches)

    def changes(self) -> Iterator[Change | None]:
        """One between each two stretches; None where either has no portfolio."""
        for before, after in pairwise(self.stretches):
            old, new = before.outcome.funded, after.outcome.funded
            known = before.outcome.funds and after.outcome.funds
            yield (
                Change(at=after.first, comes=tuple(sorted(new - old)),
                       goes=tuple(sorted(old - new)))
                if known
                else None
            )  # fmt: skip
