"""Scorecards and constraints → the Selection: the best by the objective, or the relief."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve, field, frozen

from tenderscore.asking import worth
from tenderscore.call import Call, IndicatorUse, Stage
from tenderscore.constraint import Constraint, Row
from tenderscore.optimum import Aim, Memory, Optimum, draw_order, feasible, optimum
from tenderscore.problem import InputError, Problem
from tenderscore.proposal import Proposal
from tenderscore.score import indicator_value
from tenderscore.scorecard import Scorecard
from tenderscore.selection import Easing, NothingFits, Selection


@frozen(kw_only=True)
class Choice:
    """What is to be chosen from: proposals, constraints, aims and the order of the draw."""

    ids: tuple[str, ...]
    """All proposals, in order of id; only the fundable ones can be chosen."""
    fundable: frozenset[str]
    constraints: tuple[Constraint, ...]
    aims: tuple[Aim, ...]
    draw: tuple[str, ...]
    memory: Memory = field(factory=Memory, eq=False, repr=False)

    def rows(self) -> list[Row]:
        rows = [row for constraint in self.constraints for row in constraint.rows()]
        return [*rows, *self.unfundable_rows()]

    def unfundable_rows(self) -> list[Row]:
        unfundable = [id_ for id_ in self.ids if id_ not in self.fundable]
        return [Row(terms={id_: 1}, at_most=0) for id_ in unfundable]

    def kept_by(self, funded: Collection[str]) -> "Choice":
        """The same question with the rules as this portfolio keeps them, relief included."""
        return evolve(self, constraints=tuple(as_kept(each, funded) for each in self.constraints))

    def best(self, extra: Iterable[Row] = ()) -> Optimum | None:
        """The best portfolio under all rules and the extra rows; None if none. Raises Undecided."""
        return optimum(self.ids, [*self.rows(), *extra], self.aims, self.draw, self.memory)


def choice(
    call: Call,
    proposals: Sequence[Proposal],
    cards: Sequence[Scorecard],
    constraints: Sequence[Constraint],
) -> Choice:
    """Raises InputError where an aim needs a figure that a fundable proposal does not give."""
    fundable = [
        (proposal, card) for proposal, card in zip(proposals, cards, strict=True) if card.fundable
    ]
    ids = tuple(sorted(proposal.id for proposal in proposals))
    return Choice(
        ids=ids,
        fundable=frozenset(proposal.id for proposal, _ in fundable),
        constraints=tuple(constraints),
        aims=tuple(_aim(call, stage, fundable) for stage in call.objective if stage.aim != "draw"),
        draw=tuple(draw_order(ids, call.objective[-1].what)),
    )


def select(chosen_from: Choice, cards: Mapping[str, Scorecard]) -> Selection:
    """The portfolio, or its relief. Raises NothingFits, and Undecided without agreement."""
    best = chosen_from.best()
    eased: tuple[Easing, ...] = ()
    if best is None:
        best, eased = _relief(chosen_from)
    funded = best.chosen & frozenset(chosen_from.ids)
    return Selection(
        funded=funded,
        total=sum(cards[id_].ranking or 0 for id_ in funded),
        decided_by=best.decided_by,
        unique=best.unique,
        eased=eased,
        repairs=best.repairs,
    )


def _aim(call: Call, stage: Stage, fundable: Sequence[tuple[Proposal, Scorecard]]) -> Aim:
    sign = 1 if stage.aim == "maximise" else -1
    name = stage.what
    if stage.what == "score":
        values = {proposal.id: Fraction(card.ranking or 0) for proposal, card in fundable}
    elif stage.what == "criterion":
        name = stage.options["criterion"]
        values = {proposal.id: Fraction(card.points[name]) for proposal, card in fundable}
    elif stage.what == "count":
        values = {proposal.id: Fraction(1) for proposal, _ in fundable}
    else:
        values = _indicator_values(call, stage, [proposal for proposal, _ in fundable])
    scale = lcm(*(value.denominator for value in values.values()))
    return Aim(name=name, gains={id_: int(sign * value * scale) for id_, value in values.items()})


def _indicator_values(
    call: Call, stage: Stage, proposals: Iterable[Proposal]
) -> dict[str, Fraction]:
    use = IndicatorUse(use=stage.what, options=stage.options)
    values: dict[str, Fraction] = {}
    problems: list[Problem] = []
    for proposal in proposals:
        try:
            values[proposal.id] = indicator_value(call, proposal, use)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def _relief(chosen_from: Choice) -> tuple[Optimum, tuple[Easing, ...]]:
    """First the fewest rules eased, then the least easing of each in the call's order, then aims.

    A switch for each rule says whether it is eased. Where a rule has one bound and must be broken,
    its easing is what the bound is missed by, linear in the chosen; where it has several, each
    easing is counted in binary digits, so that the whole stays a choice between 0 and 1.
    """
    rows = chosen_from.unfundable_rows()
    easings: dict[str, dict[str, int]] = {}
    for number, constraint in enumerate(chosen_from.constraints):
        if not constraint.give:
            rows += constraint.rows()
            continue
        rows += constraint.eased().rows()
        alone = sum(each.rule == constraint.rule for each in chosen_from.constraints) == 1
        for side, row in enumerate(constraint.rows()):
            rows += _loosened(row, constraint, f"{number}:{side}", alone, easings)
    if not easings:
        raise NothingFits(_conflict(chosen_from))
    switches = {f"switch:{rule}": -1 for rule in easings}
    inner = {name for parts in easings.values() for name in parts}
    variables = sorted({*chosen_from.ids, *switches, *inner})
    found = Memory().found

    def stage(name: str, gains: Mapping[str, int]) -> Optimum:
        memory = Memory(found=found)
        best = optimum(variables, rows, [Aim(name=name, gains=gains)], (), memory)
        if best is None:
            raise NothingFits(_conflict(chosen_from))
        value = worth(best.chosen, gains)
        rows.append(Row(terms=gains, at_least=value, at_most=value))
        return best

    stage("rules eased", switches)
    for rule, gains in easings.items():
        switch = f"switch:{rule}"
        if switch in stage(f"easing {rule}", {switch: -1}).chosen:
            stage(f"easing {rule}", gains)
    best = optimum(variables, rows, chosen_from.aims, chosen_from.draw, Memory(found=found))
    if best is None:
        raise NothingFits(_conflict(chosen_from))
    funded = best.chosen & frozenset(chosen_from.ids)
    return best, tuple(
        Easing(rule=constraint.rule, group=constraint.group, by=by)
        for constraint in chosen_from.constraints
        if (by := _missed(constraint, funded))
    )


def _loosened(
    row: Row, constraint: Constraint, name: str, alone: bool, easings: dict[str, dict[str, int]]
) -> list[Row]:
    """The row with room to be broken where its rule's switch is on; `easings` gets what that gains.

    `alone`: the rule has this constraint only.
    """
    rows = []
    sides = [
        (side, bound, sign)
        for side, bound, sign in (("least", row.at_least, 1), ("most", row.at_most, -1))
        if bound is not None
    ]
    switch = f"switch:{constraint.rule}"
    for side, bound, sign in sides:
        reach = sum(a for a in row.terms.values() if (a > 0) == (sign < 0))
        room = max(0, bound - reach if sign > 0 else reach - bound)
        if constraint.whole is None:
            room = min(room, int(constraint.give))
        if not room:
            continue
        if alone and len(sides) == 1 and len(constraint.rows()) == 1:
            parts = {switch: room}
            easings[constraint.rule] = {id_: sign * a for id_, a in row.terms.items()}
        else:
            parts = {f"digit:{name}:{side}:{power}": 2**power for power in range(room.bit_length())}
            gains = easings.setdefault(constraint.rule, {})
            gains.update({digit: -value for digit, value in parts.items()})
            rows.append(Row(terms={**parts, switch: -sum(parts.values())}, at_most=0))
        rows.append(
            Row(
                terms={**row.terms, **{part: sign * value for part, value in parts.items()}},
                at_least=bound if sign > 0 else None,
                at_most=bound if sign < 0 else None,
            )
        )
    return rows


def _missed(constraint: Constraint, funded: Collection[str]) -> int:
    """By how many pieces the portfolio misses the constraint's bound; 0 if it keeps it."""
    total = constraint.total(funded)
    least, most = constraint.bounds(funded)
    below = 0 if least is None else least - total
    above = 0 if most is None else total - most
    return max(0, below, above)


def as_kept(constraint: Constraint, funded: Collection[str]) -> Constraint:
    """The constraint with its bound moved to what the portfolio reaches, where it misses it."""
    if constraint.holds(funded):
        return constraint
    total = constraint.total(funded)
    least, most = constraint.at_least, constraint.at_most
    if constraint.whole is None:
        return evolve(
            constraint,
            at_least=None if least is None else min(least, total),
            at_most=None if most is None else max(most, total),
        )
    whole = sum(term for id_, term in constraint.whole.items() if id_ in funded)
    reached = Fraction(100 * total, whole)
    low, high = constraint.at_least_percent, constraint.at_most_percent
    return evolve(
        constraint,
        at_least_percent=None if low is None else min(low, reached),
        at_most_percent=None if high is None else max(high, reached),
    )


def _conflict(chosen_from: Choice) -> tuple[str, ...]:
    """Rules that cannot be kept together, eased as far as they may be, and none of them can be
    left out. Raises Undecided."""
    needed = list(dict.fromkeys(constraint.rule for constraint in chosen_from.constraints))
    for rule in list(needed):
        rows = [
            row
            for constraint in chosen_from.constraints
            if constraint.rule in needed and constraint.rule != rule
            for row in constraint.eased().rows()
        ]
        if not feasible(chosen_from.ids, [*rows, *chosen_from.unfundable_rows()]):
            needed.remove(rule)
    return tuple(needed)
