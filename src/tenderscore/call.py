"""The published competition as nouns: what counts, how much, and what the award must keep."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.units import Points


@frozen(kw_only=True)
class Column:
    """A further column of the sheet Proposals that this call names."""

    id: str
    kind: str
    """number, yes_no or text."""
    title: str
    title_de: str = ""
    headers: tuple[str, ...] = ()
    """What the column may be called in a workbook, beside its id and title."""
    values: tuple[str, ...] = ()
    """For text: the only values allowed; empty: any."""
    source: str = ""


@frozen(kw_only=True)
class IndicatorUse:
    """An indicator by name with its checked options."""

    use: str
    options: Mapping[str, Any] = field(factory=dict, converter=frozen_mapping)


@frozen(kw_only=True)
class Eligibility:
    id: str
    title: str
    title_de: str = ""
    indicator: IndicatorUse
    min: Fraction | None = None
    max: Fraction | None = None
    source: str = ""


@frozen(kw_only=True)
class ScoredIndicator:
    """An indicator turned into points: by steps, along a line, or as they are (jury marks)."""

    indicator: IndicatorUse
    share_percent: Fraction
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    """(from this value, this many points), values rising."""
    line: tuple[tuple[Fraction, Fraction], ...] = ()
    """(value, points), interpolated between, level outside; values rising."""
    source: str = ""


@frozen(kw_only=True)
class Criterion:
    id: str
    title: str
    title_de: str = ""
    weight: Fraction
    """In percent where the total is a mean, a factor where it is a sum."""
    ranking_weight: Fraction
    """The weight in the score that is ranked and maximised; thresholds use `weight`."""
    threshold: Points | None = None
    scale: Points
    wording: str = ""
    """What the call says of it, for those who mark; lines are kept."""
    wording_de: str = ""
    guidance: str = ""
    """What a mark means: how those who mark are to use the scale."""
    guidance_de: str = ""
    guidance_source: str = ""
    """Empty: the criterion's."""
    indicators: tuple[ScoredIndicator, ...]
    source: str = ""


FINEST = Points(1)


@frozen(kw_only=True)
class Jury:
    """What the jurors are shown, and what the call holds their marks to."""

    mark_step: Points = FINEST
    """A mark is a whole number of these."""
    comment_below: Points | None = None
    """A mark of fewer points needs a comment."""
    comment_above: Points | None = None
    discuss_above: Points | None = None
    """Marks for one criterion that lie further apart are to be talked about."""
    shown: tuple[str, ...] = ("title", "lot")
    """What a juror sees of a proposal beside its id."""
    source: str = ""

    def needs_comment(self, points: int) -> bool:
        below = self.comment_below is not None and points < self.comment_below
        return below or (self.comment_above is not None and points > self.comment_above)


@frozen(kw_only=True)
class RuleUse:
    """A rule of the call by name with its checked options."""

    id: str
    title: str
    title_de: str = ""
    use: str
    options: Mapping[str, Any] = field(factory=dict, converter=frozen_mapping)
    source: str = ""


@frozen(kw_only=True)
class Stage:
    """One step of the objective: maximise or minimise `what`, or draw with `seed`."""

    aim: str
    """maximise, minimise or draw."""
    what: str
    """score, criterion, count, or an indicator's name; for a draw the seed."""
    options: Mapping[str, Any] = field(factory=dict, converter=frozen_mapping)
    source: str = ""


@frozen(kw_only=True)
class DistributionKey:
    """Land → percent, adding up to 100, with its source."""

    id: str
    percent: Mapping[str, Fraction] = field(converter=frozen_mapping)
    source: str


@frozen(kw_only=True)
class Demand:
    """Target firms at a place, at whole metres from the centre of the earth."""

    place: str
    land: str
    x: int
    y: int
    z: int
    firms: Fraction


@frozen(kw_only=True)
class Call:
    id: str
    edition: int
    title: str
    title_de: str = ""
    closes: datetime
    currency: str
    language: str = "en"
    """In which its reports are written: en or de."""
    total_is: str
    """mean (weights in percent) or sum (weights are factors)."""
    total_threshold: Fraction | None = None
    """In points."""
    total_source: str = ""
    lots: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    topics: Mapping[str, Fraction] = field(factory=dict, converter=frozen_mapping)
    """Topic → weight; empty: the call names none."""
    groups: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=frozen_mapping)
    """Group of Länder → their codes."""
    columns: Mapping[str, Column] = field(factory=dict, converter=frozen_mapping)
    sources: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    keys: Mapping[str, DistributionKey] = field(factory=dict, converter=frozen_mapping)
    demand: tuple[Demand, ...] | None = None
    """Replaces the shipped demand table of `reach_percent` where the call names a file."""
    eligibility: tuple[Eligibility, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    jury: Jury = Jury()
    partner_leaves: str = ""
    """stays or falls: a funded consortium that a partner leaves; empty: the call does not say."""
    rules: tuple[RuleUse, ...] = ()
    objective: tuple[Stage, ...] = ()
    name: str = ""
    """The file's name, for messages and the record."""
    sha256: str = ""

    @cached_property
    def total_unit(self) -> int:
        """Totals are whole numbers of 1/total_unit points, fine enough for every weight."""
        unit = self._coarsest
        weights = [w for c in self.criteria for w in (c.weight, c.ranking_weight)]
        while any((weight * unit / self._coarsest).denominator != 1 for weight in weights):
            unit *= 10
        return unit

    @property
    def _coarsest(self) -> int:
        return 10_000 if self.total_is == "mean" else 100

    def weighted(self, weight: Fraction, points: Points) -> int:
        """Hundredths of a point times a weight, in pieces of 1/total_unit points."""
        return int(points * weight * self.total_unit / self._coarsest)

    @property
    def highest_score(self) -> int:
        """The greatest ranking score that the scales allow, in 1/total_unit points."""
        return sum(self.weighted(each.ranking_weight, each.scale) for each in self.criteria)

    @property
    def money_rules(self) -> frozenset[str]:
        """The ids of the rules that limit the money of a portfolio."""
        return frozenset(rule.id for rule in self.rules if rule.use == "funding")

    def criterion(self, id_: str) -> Criterion:
        return next(c for c in self.criteria if c.id == id_)

    def rule(self, id_: str) -> RuleUse:
        return next(r for r in self.rules if r.id == id_)
