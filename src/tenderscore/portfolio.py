"""Scorecards and constraints → the Selection: the best by the objective, or the relief."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve, field, frozen

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

    Every constraint with `give` may be broken up to it. A switch for each rule says whether it is
    eased; the easing of a constraint is counted in binary digits, each a variable of its own, so
    that the whole stays a choice between 0 and 1.
    """
    rows = chosen_from.unfundable_rows()
    digits: dict[str, dict[str, int]] = {}
    for number, constraint in enumerate(chosen_from.constraints):
        if not constraint.give:
            rows += constraint.rows()
            continue
        rows += constraint.eased().rows()
        for side, row in enumerate(constraint.rows()):
            rows += _with_digits(row, constraint, f"{number}:{side}", digits)
    if not digits:
        raise NothingFits(_conflict(chosen_from))
    switches = [f"switch:{rule}" for rule in digits]
    aims = [
        Aim(name="rules eased", gains=dict.fromkeys(switches, -1)),
        *(
            Aim(name=f"easing {rule}", gains={digit: -value for digit, value in parts.items()})
            for rule, parts in digits.items()
        ),
        *chosen_from.aims,
    ]
    variables = [*chosen_from.ids, *switches, *(d for parts in digits.values() for d in parts)]
    best = optimum(variables, rows, aims, chosen_from.draw)
    if best is None:
        raise NothingFits(_conflict(chosen_from))
    funded = best.chosen & frozenset(chosen_from.ids)
    return best, tuple(
        Easing(rule=constraint.rule, group=constraint.group, by=by)
        for constraint in chosen_from.constraints
        if (by := _missed(constraint, funded))
    )


def _with_digits(
    row: Row, constraint: Constraint, name: str, digits: dict[str, dict[str, int]]
) -> list[Row]:
    """The row with room to be broken: digits of its own on each side that has a bound."""
    rows = []
    for side, bound, sign in (("least", row.at_least, 1), ("most", row.at_most, -1)):
        if bound is None:
            continue
        reach = sum(a for a in row.terms.values() if (a > 0) == (sign < 0))
        room = max(0, bound - reach if sign > 0 else reach - bound)
        if constraint.whole is None:
            room = min(room, int(constraint.give))
        parts = {f"digit:{name}:{side}:{power}": 2**power for power in range(room.bit_length())}
        if not parts:
            continue
        digits.setdefault(constraint.rule, {}).update(parts)
        rows.append(
            Row(
                terms={**row.terms, **{digit: sign * value for digit, value in parts.items()}},
                at_least=bound if sign > 0 else None,
                at_most=bound if sign < 0 else None,
            )
        )
        switch = {f"switch:{constraint.rule}": -sum(parts.values())}
        rows.append(Row(terms={**parts, **switch}, at_most=0))
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
