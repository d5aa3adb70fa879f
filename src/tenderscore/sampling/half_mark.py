"""Each mark half a step lower, as it is, or half a step higher, with equal chance."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import cast

from attrs import evolve, frozen

from tenderscore.call import FINEST, Call
from tenderscore.indicators import INDICATORS
from tenderscore.indicators.marked import by_jury
from tenderscore.proposal import Mark, Proposal
from tenderscore.sampling.draws import whole_numbers
from tenderscore.sampling.variation import MARKS, Key
from tenderscore.units import POINTS_UNIT, Points


@frozen(kw_only=True)
class HalfMark:
    """Clipped to the criterion's scale; conflicts and open marks stay what they are."""

    call: Call
    proposals: tuple[Proposal, ...]
    draws: int
    seed: str
    changes: frozenset[str] = MARKS

    @cached_property
    def half(self) -> int:
        """Hundredths of a point; a call that says nothing of steps has whole points."""
        step = self.call.jury.mark_step
        return ((POINTS_UNIT if step == FINEST else step) + 1) // 2

    @cached_property
    def scales(self) -> Mapping[str, int]:
        return {criterion.id: criterion.scale for criterion in self.call.criteria}

    def keys(self, draw: int) -> Mapping[str, Key]:
        """0 lower, 1 as it is, 2 higher, for each mark in order of juror and criterion."""
        return {
            id_: tuple(whole_numbers(self.seed, draw, id_, 3, count))
            for id_, count in self._counts.items()
        }

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return {each.id: len(each.marks) for each in self.proposals if each.marks}

    @cached_property
    def _places(self) -> Mapping[str, Mapping[tuple[str, str], int]]:
        """Of each proposal: (juror, criterion) → place in the key."""
        return {
            each.id: {
                pair: place
                for place, pair in enumerate(sorted((m.juror, m.criterion) for m in each.marks))
            }
            for each in self.proposals
        }

    def patched(self, proposal: Proposal, key: Key) -> Proposal:
        drawn = cast(tuple[int, ...], key)
        marks = (choices[drawn[place]] for place, choices in self._choices[proposal.id])
        return evolve(proposal, marks=tuple(marks))

    @cached_property
    def _choices(self) -> Mapping[str, Sequence[tuple[int, tuple[Mark, ...]]]]:
        """Of each proposal's marks: its place in the key, and what it may become."""
        return {
            each.id: tuple(
                (self._places[each.id][m.juror, m.criterion],
                 tuple(self._moved(m, by) for by in (-1, 0, 1)))
                for m in each.marks
            )
            for each in self.proposals
        }  # fmt: skip

    def _moved(self, mark: Mark, by: int) -> Mark:
        if mark.points is None or by == 0:
            return mark
        most = self.scales.get(mark.criterion, mark.points)
        return evolve(mark, points=Points(min(max(mark.points + by * self.half, 0), most)))

    def part(self, proposal: Proposal, key: Key, criterion: str) -> Key:
        """Where nothing but the points matters, those that come out, whoever gave them."""
        drawn = cast(tuple[int, ...], key)
        choices = self._criterion_choices[proposal.id, criterion]
        if criterion in self._of_points_alone:
            return tuple(sorted(its[drawn[place]] for place, its in choices if its))
        return tuple(drawn[place] for place, _ in choices)

    @cached_property
    def _of_points_alone(self) -> frozenset[str]:
        """Criteria whose indicators of marks look at the points alone."""
        return frozenset(
            each.id
            for each in self.call.criteria
            if all(
                INDICATORS[its.indicator.use].details["of_points_alone"]
                for its in each.indicators
                if by_jury(its.indicator)
            )
        )

    @cached_property
    def _criterion_choices(self) -> Mapping[tuple[str, str], Sequence[tuple[int, Sequence[int]]]]:
        """Place in the key, and the points that each mark may become; none where it counts not."""
        found: dict[tuple[str, str], list[tuple[int, Sequence[int]]]] = {
            (each.id, criterion): [] for each in self.proposals for criterion in self.scales
        }
        for id_, marks in self._choices.items():
            for place, its in marks:
                counts = not its[0].conflict and its[0].points is not None
                points = tuple(int(mark.points or 0) for mark in its) if counts else ()
                if (id_, its[0].criterion) in found:
                    found[id_, its[0].criterion].append((place, points))
        return found
