"""What the command has read, and a number that is varied → Varied: points, stretches, changes."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from attrs import evolve, frozen

from tenderscore.patching import value_at
from tenderscore.problem import InputError, Problem
from tenderscore.running import Runner, one_by_one
from tenderscore.varying.asking import Asking
from tenderscore.varying.kinds import Kind, kind_of
from tenderscore.varying.outcome import Outcome, Point, Stretch, Varied, outcome_from
from tenderscore.varying.plainly import Reread, outcome_of
from tenderscore.varying.ranges import Ranges, stretches_of
from tenderscore.varying.spec import Swept
from tenderscore.varying.states import States
from tenderscore.what_if import Basis, award_of


@frozen(kw_only=True)
class Work:
    """What all points of a sweep share."""

    basis: Basis
    swept: Swept
    reread: Reread | None
    also: Mapping[str, Any]

    def asking(self, kind: Kind) -> Asking:
        states = States(basis=self.basis, path=self.swept.path, unit=kind.unit, also=self.also)
        return Asking(states=states, reread=self.reread)


def vary(
    basis: Basis,
    swept: Swept,
    runner: Runner = one_by_one,
    reread: Reread | None = None,
    also: Mapping[str, Any] = {},
) -> Varied:
    """Each point is what `award_of` gives for the call file patched so.

    `also`: what is set besides. Raises InputError where no value of the sweep makes sense.
    """
    work = Work(basis=basis, swept=swept, reread=reread, also=also)
    kind = kind_of(basis.call, swept)
    asking = work.asking(kind)
    rungs = [int(value / kind.unit) for value in swept.values]
    if kind.name == "number":
        answers = runner(point, work, rungs)
        asking.answered |= dict(zip(rungs, map(outcome_from, answers), strict=True))
    every = sorted({*rungs, floor(swept.high / kind.unit)})
    ranges = Ranges(name=kind.name, asking=asking, rungs=tuple(every))
    stretches = tuple(stretches_of(asking, ranges.found()))
    refused = [each for each in stretches if each.outcome.kind == "refused"]
    problems = [(each.first, _problems(asking, each)) for each in refused]
    if len(refused) == len(stretches):
        raise InputError(problems[0][1])
    value, missing = value_at(dict(basis.table), swept.path, swept.where)
    return Varied(
        swept=swept,
        now=None if missing else Fraction(value),
        unit=kind.unit,
        how=kind.name,
        stretches=stretches,
        points=tuple(_points(asking, swept.values, stretches)),
        problems=tuple(problems),
    )


def point(work: Work, rung: int) -> list[Any]:
    """The outcome of one value, plain."""
    kind = kind_of(work.basis.call, work.swept)
    scenario = work.asking(kind).states.scenario(rung)
    return outcome_of(work.basis, scenario, work.reread).plain()


def _problems(asking: Asking, stretch: Stretch) -> tuple[Problem, ...]:
    """Why its first value makes no sense."""
    scenario = asking.states.scenario(int(stretch.first / asking.states.unit))
    try:
        award_of(asking.states.basis, scenario, asking.reread)
    except InputError as error:
        return error.problems
    raise AssertionError("what was refused is refused again")


def _points(
    asking: Asking, values: Sequence[Fraction], stretches: Sequence[Stretch]
) -> Iterator[Point]:
    left = list(stretches)
    for value in values:
        while left[0].last < value:
            del left[0]
        known = asking.answered.get(int(value / asking.states.unit))
        yield Point(value=value, outcome=known or _inside(left[0], value))


def _inside(stretch: Stretch, value: Fraction) -> Outcome:
    """Points change along a line within a stretch, if they change."""
    outcome, total_last = stretch.outcome, stretch.total_last
    if outcome.total is None or total_last is None or stretch.first == stretch.last:
        return outcome
    part = (value - stretch.first) / (stretch.last - stretch.first)
    return evolve(outcome, total=outcome.total + part * (total_last - outcome.total))
