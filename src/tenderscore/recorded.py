"""An award as a record tells it: what two records can be compared by."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping


@frozen(kw_only=True)
class Bound:
    """One constraint; its bounds in the rule's own unit, or percentages where it is a share."""

    unit: str
    """proposals, cents, number, or percent."""
    at_least: Fraction | None
    at_most: Fraction | None


@frozen(kw_only=True)
class Hurdle:
    """An obstacle, in the words of the record."""

    kind: str
    id: str
    title: str
    text: str


@frozen(kw_only=True)
class Card:
    points: Mapping[str, Fraction] = field(converter=frozen_mapping)
    total: Fraction | None
    ranking: Fraction | None
    hurdles: tuple[Hurdle, ...] = ()


@frozen(kw_only=True)
class Recorded:
    call: str
    edition: int
    sha256: str
    """Of the call file."""
    inputs: Mapping[str, str] = field(converter=frozen_mapping)
    """Name → sha256."""
    excluded: Mapping[str, str] = field(converter=frozen_mapping)
    cards: Mapping[str, Card] = field(converter=frozen_mapping)
    """By id of the proposal."""
    bounds: Mapping[tuple[str, str], tuple[Bound, ...]] = field(converter=frozen_mapping)
    """By rule and group."""
    funded: frozenset[str]
    total: Fraction
    decided_by: str
    eased: tuple[tuple[str, str], ...] = ()
    """Rule and group of what had to give."""
    places: int = 4
    """Decimals of a total."""
    digest: str = ""
    """Of the record's own bytes."""
