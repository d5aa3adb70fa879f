"""Rules → the same with room to give, and what counts how much they give."""

from collections.abc import Collection, Mapping

from attrs import frozen

from tenderscore.choice import Choice, Named, named_rows
from tenderscore.constraint import Constraint, Row
from tenderscore.frame import worth


@frozen(kw_only=True)
class Loose:
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
        return tuple(sorted({*map(switch_of, self.gains), *inner}))

    @property
    def variables(self) -> tuple[str, ...]:
        return (*self.choice.ids, *self.helpers)

    def eased(self, rule: str, chosen: Collection[str]) -> int:
        if switch_of(rule) not in chosen:
            return 0
        return -worth(chosen, self.gains[rule]) + (self.missed[rule] or 0)


def loosen(choice: Choice) -> Loose:
    """Each constraint that may give, as far as it may; the others as they are."""
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
    return Loose(choice=choice, rows=tuple(rows), gains=gains, missed=missed)


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
    rule, switch = constraint.rule, switch_of(constraint.rule)
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


def switch_of(rule: str) -> str:
    return f"switch:{rule}"
