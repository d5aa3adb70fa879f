"""What the score is held against, and the portfolios that nothing beats in both: nouns."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from tenderscore.constraint import Row
from tenderscore.frozen import frozen_mapping


@frozen(kw_only=True)
class Against:
    """A measure that a sum over proposals and helping variables counts in whole pieces.

    Whatever the helpers, the sum is at most what the portfolio comes to, and some reach it.
    """

    name: str
    """balance, smallest-group or reach."""
    detail: str = ""
    """The key, or the column."""
    number: int | None = None
    """So many centres; None: any number."""
    gains: Mapping[str, int] = field(converter=frozen_mapping)
    """To be maximised."""
    rows: tuple[Row, ...] = ()
    helpers: tuple[str, ...] = ()
    members: Mapping[str, frozenset[str]] = field(factory=dict, converter=frozen_mapping)
    """Land or group → its proposals."""
    shares: Mapping[str, Fraction] = field(factory=dict, converter=frozen_mapping)
    """Of the key, by Land."""
    values: Mapping[str, Fraction] = field(factory=dict, converter=frozen_mapping)
    """Of the column, by proposal."""

    @property
    def falls(self) -> bool:
        """Whether less is better."""
        return self.name == "balance"

    def value(self, funded: frozenset[str]) -> Fraction:
        """The distance or the share, of 1, or the sum of the column."""
        if self.name == "reach":
            return sum((self.values[id_] for id_ in funded), Fraction(0))
        counts = {name: len(funded & ids) for name, ids in self.members.items()}
        if self.name == "balance":
            whole = sum(counts.values()) or 1
            names = {**self.shares, **counts}
            gaps = (abs(Fraction(counts.get(n, 0), whole) - self.shares.get(n, 0)) for n in names)
            return sum(gaps, Fraction(0)) / 2
        return Fraction(min(counts.values(), default=0), max(1, self.number or 0))


@frozen(kw_only=True)
class Edge:
    """A portfolio that none beats in both: the best score of those at least so balanced."""

    funded: frozenset[str]
    total: Fraction
    """Points."""
    value: Fraction
    award: bool
    """Whether it is the award of the call as it stands."""


@frozen(kw_only=True)
class Step:
    """From one of them to the next, which is better balanced and has fewer points."""

    comes: tuple[str, ...]
    goes: tuple[str, ...]
    lost: Fraction
    """Points."""
    gained: Fraction
    """In the measure, above 0."""

    @property
    def price(self) -> Fraction:
        """Points for 1 of the measure: for the whole distance, or for one firm."""
        return self.lost / self.gained


@frozen(kw_only=True)
class Frontier:
    against: Against
    edges: tuple[Edge, ...]
    """From the best score to the best balance."""
    complete: bool
    """Else the engine's nodes ran out after the last; what lies beyond is not known."""
    fixed: bool
    """Whether the rules leave no other number of centres."""
    award: tuple[Fraction, Fraction] | None
    """Points and measure of the award as it stands; None: there is none."""
    dropped: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()
    """Rules that had to give, and are kept as they were eased."""

    def steps(self) -> Iterator[Step]:
        for one, other in pairwise(self.edges):
            yield Step(
                comes=tuple(sorted(other.funded - one.funded)),
                goes=tuple(sorted(one.funded - other.funded)),
                lost=one.total - other.total,
                gained=abs(other.value - one.value),
            )
