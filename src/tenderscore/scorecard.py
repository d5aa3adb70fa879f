"""What scoring says of one proposal: points per criterion, total, obstacles, and the trail."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.language import Text
from tenderscore.units import Points


@frozen(kw_only=True)
class Step:
    """One indicator's way from cells to points."""

    criterion: str
    indicator: str
    value: Text
    """The value as text with its unit, such as "62.5 percent" or "4.20 points from 5 marks"."""
    points: Fraction
    """Before rounding; the criterion's points are rounded once, from the sum of shares."""
    share_percent: Fraction
    cells: tuple[str, ...] = ()
    how: Text = ""
    """By which test, where there are several; as for the status of an SME."""


@frozen(kw_only=True)
class Obstacle:
    """A reason why a proposal cannot be funded, whatever the others do."""

    kind: str
    """eligibility, criterion or total."""
    id: str
    """The eligibility rule's or criterion's id; empty for the total."""
    title: Text
    text: Text
    """What was found and what was needed: "2.80 points, needed 3.00"."""
    cells: tuple[str, ...] = ()
    source: str = ""

    def __str__(self) -> str:
        source = f" [{self.source}]" if self.source else ""
        return f"{self.title}: {self.text}.{source}"


@frozen(kw_only=True)
class Scorecard:
    """`points` lacks a criterion only where an ineligible proposal could not be scored on it."""

    proposal: str
    points: Mapping[str, Points] = field(converter=frozen_mapping)
    total: int | None
    """In 1/total_unit points, by the weights that thresholds use; None if not fully scored."""
    ranking: int | None
    """The same by the ranking weights: the score that is ranked and maximised."""
    obstacles: tuple[Obstacle, ...] = ()
    trail: tuple[Step, ...] = ()

    @property
    def fundable(self) -> bool:
        return not self.obstacles
