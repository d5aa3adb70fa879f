"""A proposal as a draw has it → whether it can be funded, and its worth by each aim; as score says.

Only what reads what was drawn is worked out anew, and once for equal draws.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from attrs import Factory, define, frozen

from tenderscore.call import Call, Criterion, IndicatorUse, ScoredIndicator, Stage
from tenderscore.indicators import INDICATORS
from tenderscore.problem import InputError
from tenderscore.proposal import Proposal
from tenderscore.sampling.variation import Key, Variation
from tenderscore.score import indicator_value, points_of, unmet
from tenderscore.units import Number, Points, half_up

REMEMBERED = 200_000
"""So many standings, and as many points, are kept."""


@frozen(kw_only=True)
class Standing:
    """What the selection looks at."""

    fundable: bool
    worths: tuple[Number | None, ...]
    """By each aim, the greater the better; None: unknown, which no fundable one may be."""


@define(kw_only=True)
class Rescoring:
    call: Call
    variation: Variation
    standings: dict[tuple[str, Key], Standing | None] = Factory(dict)
    points: dict[tuple[str, str, Key], Points | None] = Factory(dict)
    fixed: dict[tuple[str, str], Fraction | None] = Factory(dict)
    eligible: dict[str, bool | None] = Factory(dict)
    given: dict[tuple[str, tuple[Points, ...]], Fraction | None] = Factory(dict)
    """Criterion, and the marks that count → what the indicators of them add."""
    quantities: dict[tuple[str, int], Fraction | None] = Factory(dict)

    def standing(self, proposal: Proposal, key: Key) -> Standing | None:
        """None: it cannot be scored, and nothing be selected."""
        its = proposal.id, key
        if its in self.standings:
            return self.standings[its]
        if len(self.standings) >= REMEMBERED:
            self.standings.clear()
        standing = self.standings[its] = self._standing(proposal, key)
        return standing

    def _standing(self, proposal: Proposal, key: Key) -> Standing | None:
        patched = _Patched(self.variation, proposal, key)
        eligible = self._eligible(proposal)
        if not eligible:
            return None if eligible is None else Standing(fundable=False, worths=())
        points: dict[str, Points] = {}
        for criterion in self.call.criteria:
            reached = self._reached(proposal, criterion, patched)
            if reached is None:
                return None
            points[criterion.id] = reached
        total = sum(points[id_] * factor for id_, factor, _ in self._factors)
        fundable = self._enough(points, total)
        worths = self._worths(points, patched) if fundable else ()
        return Standing(fundable=fundable, worths=worths)

    @cached_property
    def _factors(self) -> tuple[tuple[str, int, int], ...]:
        """Criterion, and what a hundredth of a point counts for thresholds and for ranking."""
        one, weighted = Points(1), self.call.weighted
        return tuple(
            (each.id, weighted(each.weight, one), weighted(each.ranking_weight, one))
            for each in self.call.criteria
        )

    def _enough(self, points: Mapping[str, Points], total: int) -> bool:
        call = self.call
        return all(
            each.threshold is None or points[each.id] >= each.threshold for each in call.criteria
        ) and (call.total_threshold is None or total >= call.total_threshold * call.total_unit)

    def _eligible(self, proposal: Proposal) -> bool | None:
        """As it came in: formal conditions are judged once. None: unknown."""
        if proposal.id not in self.eligible:
            try:
                rules = self.call.eligibility
                obstacles = [each for rule in rules for each in unmet(self.call, proposal, rule)]
                self.eligible[proposal.id] = not obstacles
            except InputError:
                self.eligible[proposal.id] = None
        return self.eligible[proposal.id]

    def _reached(
        self, proposal: Proposal, criterion: Criterion, patched: "_Patched"
    ) -> Points | None:
        key = proposal.id, criterion.id, patched.part(criterion)
        if key in self.points:
            return self.points[key]
        if len(self.points) >= REMEMBERED:
            self.points.clear()
        points = self.points[key] = self._points(proposal, criterion, patched)
        return points

    def _points(
        self, proposal: Proposal, criterion: Criterion, patched: "_Patched"
    ) -> Points | None:
        fixed, drawn = self._indicators[criterion.id]
        place = proposal.id, criterion.id
        if place not in self.fixed:
            self.fixed[place] = self._shares(proposal, criterion, fixed)
        before = self.fixed[place]
        now = self._drawn(patched, criterion, drawn)
        return None if before is None or now is None else Points(half_up(before + now))

    def _drawn(
        self, patched: "_Patched", criterion: Criterion, scored: tuple[ScoredIndicator, ...]
    ) -> Fraction | None:
        """What was drawn adds; once for equal marks, whosever they are."""
        if not scored:
            return Fraction(0)
        proposal = patched.proposal
        if not all(INDICATORS[i.indicator.use].details["of_points_alone"] for i in scored):
            return self._shares(proposal, criterion, scored)
        given = sorted(
            mark.points
            for mark in proposal.marks
            if mark.criterion == criterion.id and mark.points is not None and not mark.conflict
        )
        place = criterion.id, tuple(given)
        if place not in self.given:
            self.given[place] = self._shares(proposal, criterion, scored)
        return self.given[place]

    def _shares(
        self, proposal: Proposal, criterion: Criterion, scored: tuple[ScoredIndicator, ...]
    ) -> Fraction | None:
        """Hundredths of a point from these indicators; None: unknown."""
        try:
            parts = (
                points_of(self.call, proposal, criterion, each) * each.share_percent
                for each in scored
            )
            return sum(parts, Fraction(0))
        except InputError:
            return None

    def _worths(
        self, points: Mapping[str, Points], patched: "_Patched"
    ) -> tuple[Number | None, ...]:
        return tuple(self._worth(stage, points, patched) for stage in self.aims)

    @cached_property
    def aims(self) -> tuple[Stage, ...]:
        return tuple(stage for stage in self.call.objective if stage.aim != "draw")

    def _worth(
        self, stage: Stage, points: Mapping[str, Points], patched: "_Patched"
    ) -> Number | None:
        value: Number
        if stage.what == "score":
            value = sum(points[id_] * factor for id_, _, factor in self._factors)
        elif stage.what == "criterion":
            value = points[stage.options["criterion"]]
        elif stage.what == "count":
            value = 1
        else:
            found = self._quantity(stage, patched)
            if found is None:
                return None
            value = found
        whole = int(value) if value.denominator == 1 else value
        return whole if stage.aim == "maximise" else -whole

    def _quantity(self, stage: Stage, patched: "_Patched") -> Fraction | None:
        """An aim of its own; once for each proposal where nothing that is drawn changes it."""
        use = IndicatorUse(use=stage.what, options=stage.options)
        changes = self._changes(use)
        place = patched.its.id, self.aims.index(stage)
        if not changes and place in self.quantities:
            return self.quantities[place]
        try:
            value = indicator_value(self.call, patched.proposal if changes else patched.its, use)
        except InputError:
            value = None
        if not changes:
            self.quantities[place] = value
        return value

    @cached_property
    def _indicators(
        self,
    ) -> Mapping[str, tuple[tuple[ScoredIndicator, ...], tuple[ScoredIndicator, ...]]]:
        return {
            criterion.id: (
                tuple(i for i in criterion.indicators if not self._changes(i.indicator)),
                tuple(i for i in criterion.indicators if self._changes(i.indicator)),
            )
            for criterion in self.call.criteria
        }

    def _changes(self, use: IndicatorUse) -> bool:
        return not self.variation.changes.isdisjoint(INDICATORS[use.use].details["reads"])


@define
class _Patched:
    """A proposal as a draw has it, patched when it is looked at; without a key as it is."""

    variation: Variation
    its: Proposal
    key: Key

    @cached_property
    def proposal(self) -> Proposal:
        return self.its if self.key is None else self.variation.patched(self.its, self.key)

    def part(self, criterion: Criterion) -> Key:
        return None if self.key is None else self.variation.part(self.its, self.key, criterion.id)
