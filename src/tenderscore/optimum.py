"""The best choice under integer rows, stage by stage, believed only when no rival is found.

An optimum is believed when neither solver finds another choice as good; equals go to the next aim
and in the end to the draw. Where the solvers cannot be brought to agree, Undecided is raised.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import Factory, define, frozen

from tenderscore.asking import Asking, worth
from tenderscore.constraint import Row
from tenderscore.integer import clones, components, different, plain, settle

EQUALS = 6
"""Up to so many equally good choices are listed and compared; more are told apart by solving."""

DRAW_BLOCK = 12
"""So many proposals of the draw's order are decided by one question: weights 2^11 … 1."""


@frozen(kw_only=True)
class Aim:
    """A stage of the objective: its name and, to be maximised, the gain of each variable."""

    name: str
    gains: Mapping[str, int]


@frozen(kw_only=True)
class Optimum:
    chosen: frozenset[str]
    decided_by: str
    """The aim after which one choice was left; "draw" if equals remained."""
    unique: bool
    repairs: tuple[str, ...] = ()


@define
class Memory:
    """What was found before, for further questions with the same aims and draw."""

    answers: dict[object, tuple[tuple[frozenset[str], int] | None, tuple[str, ...]]] = Factory(dict)
    """Group of variables with its rows → the best choice with the number of the deciding aim."""
    found: dict[frozenset[str], None] = Factory(dict)
    """Choices that were best under some rows, to begin with where they keep others."""


def optimum(
    variables: Iterable[str],
    rows: Sequence[Row],
    aims: Sequence[Aim],
    draw_order: Sequence[str],
    memory: Memory | None = None,
) -> Optimum | None:
    """The best by the first aim, among equals by the next …, then by the draw's order.

    None: no choice keeps all rows. Groups of variables that share no row are solved apart; that
    is exact, since every aim is a sum and the draw's order of a union is decided group by group.
    Raises Undecided.
    """
    memory = memory or Memory()
    divided = _divide(variables, rows)
    if divided is None:
        return None
    chosen, parts = divided
    deciding = [0]
    repairs: list[str] = []
    for part in parts:
        key = part.key()
        if key not in memory.answers:
            inside = set(part.asking.variables)
            order = [variable for variable in draw_order if variable in inside]
            known = [choice & inside for choice in memory.found]
            memory.answers[key] = part.best_of_all(aims, order, known), tuple(part.asking.repairs)
        best, mended = memory.answers[key]
        repairs += mended
        if best is None:
            return None
        chosen |= best[0]
        deciding.append(best[1])
    last = max(deciding)
    memory.found[frozenset(chosen)] = None
    return Optimum(
        chosen=frozenset(chosen),
        decided_by="draw" if last == len(aims) else aims[last].name,
        unique=last < len(aims),
        repairs=tuple(repairs),
    )


def feasible(variables: Iterable[str], rows: Sequence[Row]) -> bool:
    """Whether any choice keeps all rows. Raises Undecided."""
    divided = _divide(variables, rows)
    return divided is not None and all(part.has_choice() for part in divided[1])


def _divide(
    variables: Iterable[str], rows: Sequence[Row]
) -> tuple[set[str], list["_Group"]] | None:
    """What the rows settle at 1, and the groups that share no row; None: a contradiction."""
    everything = tuple(sorted(variables))
    settled = settle(everything, rows)
    if settled is None:
        return None
    free = [variable for variable in everything if variable not in settled]
    open_rows = plain(rows, settled, free)
    parts = []
    for group in components(free, open_rows):
        inside = set(group)
        parts.append(
            _Group(
                Asking(
                    variables=group,
                    rows=[
                        Row(terms=terms, at_least=at_least, at_most=at_most)
                        for terms, at_least, at_most in open_rows
                        if not inside.isdisjoint(terms)
                    ],
                )
            )
        )
    return {variable for variable, value in settled.items() if value}, parts


def draw_order(ids: Iterable[str], seed: str) -> list[str]:
    """The order of the draw: by sha256 of seed + id, which anyone can repeat."""
    return sorted(ids, key=lambda id_: hashlib.sha256((seed + id_).encode()).hexdigest())


@define
class _Group:
    """One group of variables with its rows."""

    asking: Asking

    def key(self) -> object:
        rows = [(tuple(sorted(r.terms.items())), r.at_least, r.at_most) for r in self.asking.rows]
        return self.asking.variables, tuple(rows)

    def has_choice(self) -> bool:
        return not self.asking.rows or self.asking.find([], {}, scout=True) is not None

    def best_of_all(
        self, aims: Sequence[Aim], order: Sequence[str], known: Iterable[frozenset[str]] = ()
    ) -> tuple[frozenset[str], int] | None:
        """The best choice and the number of the aim that decided; len(aims) for the draw."""
        if not self.asking.rows:
            return self._unbound(aims)
        alike = clones(order, self.asking.rows, [aim.gains for aim in aims])
        for each in alike:
            self.asking.rows += [Row(terms={b: 1, a: -1}, at_most=0) for a, b in pairwise(each)]
        best = self._stage_by_stage(aims, order, list(known))
        if best is None:
            return None
        parted = any(0 < len(best[0].intersection(each)) < len(each) for each in alike)
        return best[0], len(aims) if parted else best[1]

    def _stage_by_stage(
        self, aims: Sequence[Aim], order: Sequence[str], known: list[frozenset[str]]
    ) -> tuple[frozenset[str], int] | None:
        for number, aim in enumerate(aims):
            equals, all_of_them = self._equals(aim.gains, known)
            if not equals:
                return None
            if all_of_them:
                return _first_among(equals, number, aims, order)
            known += equals
            value = worth(equals[0], aim.gains)
            self.asking.rows.append(Row(terms=aim.gains, at_least=value, at_most=value))
        for start in range(0, len(order), DRAW_BLOCK):
            block = order[start : start + DRAW_BLOCK]
            gains = {variable: 2 ** (len(block) - 1 - i) for i, variable in enumerate(block)}
            equals, all_of_them = self._equals(gains, known)
            if all_of_them:
                break
            known += equals
            self.asking.rows += [
                Row(terms={v: 1}, at_least=int(v in equals[0]), at_most=int(v in equals[0]))
                for v in block
            ]
        return _first_among(equals, len(aims), aims, order)

    def _unbound(self, aims: Sequence[Aim]) -> tuple[frozenset[str], int]:
        (variable,) = self.asking.variables
        for number, aim in enumerate(aims):
            gain = aim.gains.get(variable, 0)
            if gain:
                return frozenset(self.asking.variables if gain > 0 else ()), number
        return frozenset(self.asking.variables), len(aims)

    def _equals(
        self, gains: Mapping[str, int], known: Sequence[frozenset[str]]
    ) -> tuple[list[frozenset[str]], bool]:
        """The best choices by these gains, and whether these are all; none if nothing fits."""
        fitting = {choice: worth(choice, gains) for choice in known if self.asking.keeps(choice)}
        equals = [choice for choice, value in fitting.items() if value == max(fitting.values())]
        if not equals:
            first = self.asking.find([], gains, scout=True)
            if first is None:
                return [], True
            equals = [first]
        while True:
            value = worth(equals[0], gains)
            if len(equals) > EQUALS:
                rival = self.asking.find([Row(terms=gains, at_least=value + 1)], gains, known=True)
            else:
                others = [different(self.asking.variables, choice) for choice in equals]
                rows = [Row(terms=gains, at_least=value), *others]
                rival = self.asking.find(rows, gains, known=True)
            if rival is None:
                return equals, len(equals) <= EQUALS
            equals = [*equals, rival] if worth(rival, gains) == value else [rival]


def _first_among(
    equals: Sequence[frozenset[str]], number: int, aims: Sequence[Aim], order: Sequence[str]
) -> tuple[frozenset[str], int]:
    """Of choices equal by the aims before `number`: the one left by the others, or by the draw."""
    left = list(equals)
    for later in range(number, len(aims)):
        values = [worth(choice, aims[later].gains) for choice in left]
        left = [choice for choice, value in zip(left, values, strict=True) if value == max(values)]
        if len(left) == 1:
            return left[0], later
    return max(left, key=lambda choice: [variable in choice for variable in order]), len(aims)
