"""No portfolio keeps all rules → which rules give, by how much, and the best portfolio then.

First the fewest rules, then the least easing of each in the call's order, then the aims; each step
with its claim. Where that does not help either: the sets of rules that cannot be kept together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from tenderscore.choice import Choice, Named, named_rows
from tenderscore.claim import Aim, Claim
from tenderscore.conflicts import conflicts, none_claim
from tenderscore.constraint import Constraint, Row
from tenderscore.frame import worth
from tenderscore.optimum import Impossible, Optimum, Task, draw_order
from tenderscore.selection import Easing, NothingFits

ALTERNATIVES = 10
"""Up to so many ways of easing are listed, of which none eases less than another in every rule."""

Eased = Mapping[str, int]
"""Rule → by how many pieces it gives."""


@frozen(kw_only=True)
class Relief:
    best: Optimum
    task: Task
    """What the best was asked of, with the easing held and helping variables."""
    eased: tuple[Easing, ...]
    alternatives: tuple[Eased, ...]
    """Other ways that ease as few rules, none of them better in every rule; in the order found."""
    complete: bool
    """Whether there are no further ones."""
    claims: tuple[Claim, ...]


@frozen(kw_only=True)
class _Loose:
    """The rules with room to give, over the proposals and helping variables.

    A switch for each rule says whether it is eased. Where a rule has one bound and must be broken,
    its easing is what the bound is missed by, linear in the chosen; where it has several, each
    easing is counted in binary digits, so that the whole stays a choice between 0 and 1.
    """

    choice: Choice
    rows: tuple[Named, ...]
    gains: Mapping[str, Mapping[str, int]]
    """Rule → what counts its easing, negative; for a rule of one bound up to a constant."""
    missed: Mapping[str, int | None]
    """Rule of one bound → that bound's part of the easing; None: the digits count it all."""

    @property
    def helpers(self) -> tuple[str, ...]:
        inner = {name for gains in self.gains.values() for name in gains} - set(self.choice.ids)
        return tuple(sorted({*map(_switch, self.gains), *inner}))

    @property
    def variables(self) -> tuple[str, ...]:
        return (*self.choice.ids, *self.helpers)

    def eased(self, rule: str, chosen: Collection[str]) -> int:
        if _switch(rule) not in chosen:
            return 0
        return -worth(chosen, self.gains[rule]) + (self.missed[rule] or 0)


def relief(choice: Choice, impossible: Claim, most: int = ALTERNATIVES) -> Relief:
    """With up to so many alternatives.

    Raises NothingFits where the rules may not give enough, and Unsettled.
    """
    loose = _loosen(choice)
    claims = [impossible]
    first = _least(loose, loose.rows, claims, "The fewest rules") if loose.gains else None
    if first is None:
        raise NothingFits(conflicts(choice))
    rows, eased = first
    best, task = _best(loose, rows, claims)
    funded = best.chosen & frozenset(choice.ids)
    alternatives: list[Eased] = []
    few = [row for row in rows if row[0] == FEWEST]
    known = [eased]
    while len(alternatives) < most:
        apart = [row for number, each in enumerate(known) for row in _unlike(loose, each, number)]
        other = _least(loose, (*loose.rows, *few, *apart), claims, "Another way of as few rules")
        if other is None:
            break
        known.append(other[1])
        alternatives.append(other[1])
    return Relief(
        best=best,
        task=task,
        eased=tuple(
            Easing(rule=constraint.rule, group=constraint.group, by=by)
            for constraint in choice.constraints
            if (by := missed(constraint, funded))
        ),
        alternatives=tuple(alternatives),
        complete=len(alternatives) < most,
        claims=tuple(claims),
    )


FEWEST = "as few rules eased"


def _least(
    loose: _Loose, rows: Sequence[Named], claims: list[Claim], says_what: str
) -> tuple[list[Named], Eased] | None:
    """Rows that hold the fewest rules and the least easing of each fast, in the call's order."""
    held = list(rows)
    known: list[frozenset[str]] = []

    def stage(says: str, name: str, gains: Mapping[str, int]) -> frozenset[str] | None:
        variables = _variables(loose, held)
        task = _task(loose, variables, held, [Aim(name=says, gains=gains)], None)
        if isinstance(best := _asked(task, known), Impossible):
            claims.append(none_claim(says, variables, held, best))
            return None
        claims.append(_claim(f"{says}: none less.", variables, held, task.aims, None, (), best))
        value = worth(best.chosen, gains)
        held.append((name, Row(terms=gains, at_least=value, at_most=value)))
        known.append(best.chosen)
        return best.chosen

    switches = {_switch(rule): -1 for rule in loose.gains}
    chosen = stage(f"{says_what} that have to give", FEWEST, switches)
    if chosen is None:
        return None
    for rule, gains in loose.gains.items():
        switch = _switch(rule)
        chosen = stage(f'Whether "{rule}" has to give', f"{rule} eased", {switch: -1})
        if chosen and switch in chosen:
            chosen = stage(f'The least that "{rule}" has to give', f"{rule} eased by", gains)
    assert chosen is not None
    return held, {rule: loose.eased(rule, chosen) for rule in loose.gains}


def _asked(task: Task, known: Iterable[frozenset[str]]) -> Optimum | Impossible:
    return task.best(proving=True, known=known) or task.impossible()


def _best(loose: _Loose, rows: Sequence[Named], claims: list[Claim]) -> tuple[Optimum, Task]:
    choice = loose.choice
    order = (*choice.draw, *draw_order(loose.helpers, choice.seed))
    task = _task(loose, loose.variables, rows, choice.aims, order)
    best = task.best(proving=True)
    assert best is not None
    says = f"With this easing, none is as good as these {len(best.chosen & set(choice.ids))}."
    claims.append(
        _claim(says, loose.variables, rows, choice.aims, choice.seed, loose.helpers, best)
    )
    return best, task


def _task(
    loose: _Loose, variables: Sequence[str], rows: Sequence[Named], aims: Sequence[Aim],
    draw: Sequence[str] | None,
) -> Task:  # fmt: skip
    return Task(
        variables=tuple(variables),
        rows=[row for _, row in rows],
        aims=aims,
        draw=draw,
        nodes=loose.choice.nodes,
    )


def _variables(loose: _Loose, rows: Sequence[Named]) -> tuple[str, ...]:
    """Those that tell ways of easing apart join the others."""
    further = {v for _, row in rows for v in row.terms} - set(loose.variables)
    return (*loose.variables, *sorted(further))


def _unlike(loose: _Loose, eased: Eased, number: int) -> list[Named]:
    """At least one rule gives less than that; a helping variable for each rule says which."""
    rows: list[Named] = []
    marks: dict[str, int] = {}
    for rule, by in eased.items():
        if not by:
            continue
        mark = f"less:{number}:{rule}"
        marks[mark] = 1
        counted = {name: -gain for name, gain in loose.gains[rule].items()}
        bound = by - 1 - (loose.missed[rule] or 0)
        room = max(0, sum(a for a in counted.values() if a > 0) - bound)
        row = Row(terms={**counted, mark: room}, at_most=bound + room)
        rows.append((f"less of {rule}", row))
    return [*rows, ("another way", Row(terms=marks, at_least=1))]


def _switch(rule: str) -> str:
    return f"switch:{rule}"


def _loosen(choice: Choice) -> _Loose:
    rows = choice.unfundable_rows()
    gains: dict[str, dict[str, int]] = {}
    missed: dict[str, int | None] = {}
    for number, constraint in enumerate(choice.constraints):
        if not constraint.give:
            rows += named_rows([constraint])
            continue
        rows += named_rows([constraint.eased()])
        alone = sum(each.rule == constraint.rule for each in choice.constraints) == 1
        for side, row in enumerate(constraint.rows()):
            for each in _loosened(row, constraint, f"{number}:{side}", alone, gains, missed):
                rows.append((f"{constraint.rule} {constraint.group}".rstrip(), each))
    return _Loose(choice=choice, rows=tuple(rows), gains=gains, missed=missed)


def _loosened(
    row: Row, constraint: Constraint, name: str, alone: bool,
    gains: dict[str, dict[str, int]], missed: dict[str, int | None],
) -> list[Row]:  # fmt: skip
    """The row with room to be broken where its rule's switch is on.

    `alone`: the rule has this constraint only.
    """
    rows = []
    sides = [
        (side, bound, sign)
        for side, bound, sign in (("least", row.at_least, 1), ("most", row.at_most, -1))
        if bound is not None
    ]
    rule, switch = constraint.rule, _switch(constraint.rule)
    for side, bound, sign in sides:
        reach = sum(a for a in row.terms.values() if (a > 0) == (sign < 0))
        step = _step(constraint, side)
        room = -(min(0, reach - bound if sign > 0 else bound - reach) // step)
        if constraint.whole is None:
            room = min(room, int(constraint.give))
        if not room:
            continue
        if alone and constraint.whole is None and len(sides) == 1:
            parts = {switch: room}
            gains[rule] = {id_: sign * a for id_, a in row.terms.items()}
            missed[rule] = sign * bound
        else:
            parts = {f"digit:{name}:{side}:{power}": 2**power for power in range(room.bit_length())}
            gains.setdefault(rule, {}).update({digit: -value for digit, value in parts.items()})
            missed[rule] = None
            rows.append(Row(terms={**parts, switch: -sum(parts.values())}, at_most=0))
        rows.append(
            Row(
                terms={**row.terms, **{part: sign * step * each for part, each in parts.items()}},
                at_least=bound if sign > 0 else None,
                at_most=bound if sign < 0 else None,
            )
        )
    return rows


def _step(constraint: Constraint, side: str) -> int:
    """So much of a row is one piece of its constraint: a share's row is multiplied out."""
    low, high = constraint.at_least_percent, constraint.at_most_percent
    percent = low if side == "least" else high
    return 1 if constraint.whole is None or percent is None else 100 * percent.denominator


def missed(constraint: Constraint, funded: Collection[str]) -> int:
    """By how many pieces the portfolio misses the constraint's bound; 0 if it keeps it."""
    total = constraint.total(funded)
    least, most = constraint.bounds(funded)
    below = 0 if least is None else least - total
    above = 0 if most is None else total - most
    return max(0, below, above)


def _claim(
    says: str, variables: Sequence[str], rows: Sequence[Named], aims: Sequence[Aim],
    seed: str | None, undrawn: Sequence[str], best: Optimum,
) -> Claim:  # fmt: skip
    return Claim(
        says=says,
        kind="best",
        variables=tuple(variables),
        rows=tuple(row for _, row in rows),
        names=tuple(name for name, _ in rows),
        aims=tuple(aims),
        seed=seed,
        undrawn=tuple(undrawn),
        chosen=best.chosen,
        root=best.root,
        blocks=best.blocks,
    )
