"""A basis and scenarios → the outcome of each: its award, or why there is none.

What takes time, selecting, is done wherever the runner takes it, and comes back as plain values;
the award is put together here. A scenario that makes no sense fails alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from tenderscore.award import Award, Select
from tenderscore.call import Call
from tenderscore.choice import Choice
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError, Problem
from tenderscore.round import drawn
from tenderscore.rules import constraints_of
from tenderscore.running import Runner, one_by_one
from tenderscore.scenario import BASE, Scenario
from tenderscore.scorecard import Scorecard
from tenderscore.selection import (
    Conflict,
    Easing,
    NoAward,
    NothingFits,
    NotProven,
    Selection,
    Ties,
)
from tenderscore.what_if import Basis, Reread, award_of, call_of, intake_of


@frozen(kw_only=True)
class Outcome:
    """What one scenario leads to; exactly one of `award`, `stopped` and `problems` is there."""

    scenario: Scenario
    award: Award | None = None
    stopped: NoAward | None = None
    """Nothing fits, or what is best is not proven."""
    problems: tuple[Problem, ...] = ()
    """Not empty: the scenario makes no sense."""
    call: Call | None = None
    """The patched call; None where there are problems."""
    constraints: tuple[Constraint, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the engine's nodes ran out."""
        return isinstance(self.stopped, NotProven)


@frozen(kw_only=True)
class Question:
    """What all pieces of the work share."""

    basis: Basis
    reread: Reread | None = None


AS_IT_STANDS = Scenario(id=BASE)


def outcomes(
    basis: Basis,
    scenarios: Sequence[Scenario],
    reread: Reread | None = None,
    runner: Runner = one_by_one,
) -> tuple[Outcome, ...]:
    """One for each scenario, in their order."""
    question = Question(basis=basis, reread=reread)
    found = runner(selected, question, scenarios)
    return tuple(
        _outcome(question, each, what) for each, what in zip(scenarios, found, strict=True)
    )


def selected(question: Question, scenario: Scenario) -> dict[str, Any]:
    """What the selection of this scenario comes to, as plain values; empty: there are problems."""
    try:
        award = award_of(question.basis, scenario, question.reread)
    except InputError:
        return {}
    except NothingFits as error:
        return {"conflicts": [list(each.rules) for each in error.conflicts]}
    except NotProven as error:
        funded = None if error.funded is None else sorted(error.funded)
        return {"best": funded, "aim": error.aim, "gap": error.gap, "unit": error.unit,
                "nothing_fits": error.nothing_fits}  # fmt: skip
    made = award.selection
    return {
        "funded": sorted(made.funded),
        "total": made.total,
        "decided_by": made.decided_by,
        "unique": made.unique,
        "proven": made.proven,
        "equals": [list(each) for each in made.ties.counts],
        "eased": [[each.rule, each.group, each.by] for each in made.eased],
    }


def _outcome(question: Question, scenario: Scenario, found: Mapping[str, Any]) -> Outcome:
    try:
        award = award_of(question.basis, scenario, question.reread, _known(found))
    except InputError as error:
        return Outcome(scenario=scenario, problems=error.problems)
    except NoAward as error:
        basis = question.basis
        call = drawn(call_of(basis, scenario), basis.round_)
        proposals = intake_of(basis, call, question.reread).proposals
        its = constraints_of(call, proposals)
        return Outcome(scenario=scenario, stopped=error, call=call, constraints=its)
    return Outcome(scenario=scenario, award=award, call=award.call, constraints=award.constraints)


def _known(found: Mapping[str, Any]) -> Select | None:
    """What selects as it was found elsewhere, the proof left there; None: nothing was found."""

    def known(_: Choice, __: Mapping[str, Scorecard]) -> Selection:
        if "conflicts" in found:
            conflicts = (Conflict(rules=tuple(each), witnesses={}) for each in found["conflicts"])
            raise NothingFits(tuple(conflicts))
        if "best" in found:
            best = None if found["best"] is None else frozenset(found["best"])
            raise NotProven(best, found["aim"], found["gap"], found["unit"], found["nothing_fits"])
        return Selection(
            funded=frozenset(found["funded"]),
            total=found["total"],
            decided_by=found["decided_by"],
            unique=found["unique"],
            proven=found["proven"],
            ties=Ties(counts=tuple((aim, count) for aim, count in found["equals"])),
            eased=tuple(
                Easing(rule=rule, group=group, by=by) for rule, group, by in found["eased"]
            ),
        )

    return known if found else None
