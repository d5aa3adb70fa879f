"""No portfolio keeps all rules → which rules give, by how much, and the best portfolio then.

First the fewest rules, then the least easing of each in the call's order, then the aims; each step
with its claim. Where that does not help either: the sets of rules that cannot be kept together.
"""

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from tenderscore.block import Unsettled
from tenderscore.choice import Choice, Named
from tenderscore.claim import Aim, Claim
from tenderscore.conflicts import conflicts, none_claim
from tenderscore.constraint import Constraint, Row
from tenderscore.frame import worth
from tenderscore.loosening import Loose, loosen, switch_of
from tenderscore.optimum import Optimum, Task, draw_order
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


def relief(choice: Choice, impossible: Claim, most: int = ALTERNATIVES) -> Relief:
    """With up to so many alternatives.

    Raises NothingFits where the rules may not give enough, and Unsettled.
    """
    loose = loosen(choice)
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
    complete = False
    while len(alternatives) < most:
        apart = [row for number, each in enumerate(known) for row in _unlike(loose, each, number)]
        claimed = len(claims)
        try:
            other = _least(
                loose, (*loose.rows, *few, *apart), claims, "Another way of as few rules"
            )
        except Unsettled:
            # Whether there is another way is open; the award does not depend on it.
            del claims[claimed:]
            break
        if other is None:
            complete = True
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
        complete=complete,
        claims=tuple(claims),
    )


def relieved(choice: Choice) -> frozenset[str] | None:
    """Who is funded under the same relief, without its proof; None: the rules may not give enough.
    Raises Unsettled."""
    loose = loosen(choice)
    first = _least(loose, loose.rows, None, "") if loose.gains else None
    if first is None:
        return None
    best, _ = _best(loose, first[0], None)
    return best.chosen & frozenset(choice.ids)


FEWEST = "as few rules eased"


def _least(
    loose: Loose, rows: Sequence[Named], claims: list[Claim] | None, says_what: str
) -> tuple[list[Named], Eased] | None:
    """Rows that hold the fewest rules and the least easing of each fast, in the call's order."""
    held = list(rows)
    known: list[frozenset[str]] = []

    def stage(says: str, name: str, gains: Mapping[str, int]) -> frozenset[str] | None:
        chosen = known[-1] if known else frozenset()
        if not known or claims is not None or worth(chosen, gains) < _most(gains):
            variables = _variables(loose, held)
            task = _task(loose, variables, held, [Aim(name=says, gains=gains)], None)
            best = task.best(proving=claims is not None, known=known)
            if claims is not None:
                claims.append(_stage_claim(says, variables, held, task, best))
            if best is None:
                return None
            chosen = best.chosen
        value = worth(chosen, gains)
        held.append((name, Row(terms=gains, at_least=value, at_most=value)))
        known.append(chosen)
        return chosen

    switches = {switch_of(rule): -1 for rule in loose.gains}
    chosen = stage(f"{says_what} that have to give", FEWEST, switches)
    if chosen is None:
        return None
    for rule, gains in loose.gains.items():
        switch = switch_of(rule)
        chosen = stage(f'Whether "{rule}" has to give', f"{rule} eased", {switch: -1})
        if chosen and switch in chosen:
            chosen = stage(f'The least that "{rule}" has to give', f"{rule} eased by", gains)
    assert chosen is not None
    return held, {rule: loose.eased(rule, chosen) for rule in loose.gains}


def _most(gains: Mapping[str, int]) -> int:
    """More than that none can have, whatever the rows are."""
    return sum(gain for gain in gains.values() if gain > 0)


def _stage_claim(
    says: str, variables: Sequence[str], rows: Sequence[Named], task: Task, best: Optimum | None
) -> Claim:
    if best is None:
        return none_claim(says, variables, rows, task.impossible())
    return _claim(f"{says}: none less.", variables, rows, task.aims, None, (), best)


def _best(loose: Loose, rows: Sequence[Named], claims: list[Claim] | None) -> tuple[Optimum, Task]:
    choice = loose.choice
    order = (*choice.draw, *draw_order(loose.helpers, choice.seed))
    task = _task(loose, loose.variables, rows, choice.aims, order)
    best = task.best(proving=claims is not None)
    assert best is not None
    if claims is None:
        return best, task
    says = f"With this easing, none is as good as these {len(best.chosen & set(choice.ids))}."
    claims.append(
        _claim(says, loose.variables, rows, choice.aims, choice.seed, loose.helpers, best)
    )
    return best, task


def _task(
    loose: Loose, variables: Sequence[str], rows: Sequence[Named], aims: Sequence[Aim],
    draw: Sequence[str] | None,
) -> Task:  # fmt: skip
    return Task(
        variables=tuple(variables),
        rows=[row for _, row in rows],
        aims=aims,
        draw=draw,
        nodes=loose.choice.nodes,
    )


def _variables(loose: Loose, rows: Sequence[Named]) -> tuple[str, ...]:
    """Those that tell ways of easing apart join the others."""
    further = {v for _, row in rows for v in row.terms} - set(loose.variables)
    return (*loose.variables, *sorted(further))


def _unlike(loose: Loose, eased: Eased, number: int) -> list[Named]:
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
