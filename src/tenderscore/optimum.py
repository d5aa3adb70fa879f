"""The best choice under integer rows, stage by stage, believed only when no rival is found.

What a solver returns is checked in whole numbers; a set that breaks a row is cut off and the
question asked again; a solver caught in an error is asked on another path. An optimum is
believed when two solvers find no other choice as good, "nothing fits" when both say so and,
allowed to break rows, cannot avoid it. Where they cannot be brought to agree, Undecided is raised.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from attrs import Factory, define, frozen

from tenderscore import solver
from tenderscore.constraint import Row
from tenderscore.integer import ask_for, components, cover, different, elastic, plain, settle
from tenderscore.selection import Undecided

ROUNDS = 50
"""So often a question is repaired before it is given up."""

Memory = dict[object, tuple[tuple[frozenset[str], int] | None, tuple[str, ...]]]
"""Group of variables with its rows → the best choice with the number of the aim that decided."""

SWITCH = "void the rows"

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
    """The aim after which one choice was left; "draw" if equals remained; "" if never in doubt."""
    unique: bool
    repairs: tuple[str, ...] = ()


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
    `memory` keeps the answers of groups for further questions with the same aims and draw.
    Raises Undecided.
    """
    memory = {} if memory is None else memory
    divided = _divide(variables, rows)
    if divided is None:
        return None
    chosen, parts = divided
    deciding = [0]
    repairs: list[str] = []
    for part in parts:
        key = part.key()
        if key not in memory:
            inside = set(part.variables)
            order = [variable for variable in draw_order if variable in inside]
            memory[key] = (part.best_of_all(aims, order), tuple(part.repairs))
        best, mended = memory[key]
        repairs += mended
        if best is None:
            return None
        chosen |= best[0]
        deciding.append(best[1])
    last = max(deciding)
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


def _divide(variables: Iterable[str], rows: Sequence[Row]) -> tuple[set[str], list["_Part"]] | None:
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
            _Part(
                variables=group,
                rows=[
                    Row(terms=terms, at_least=at_least, at_most=at_most)
                    for terms, at_least, at_most in open_rows
                    if not inside.isdisjoint(terms)
                ],
            )
        )
    return {variable for variable, value in settled.items() if value}, parts


def draw_order(ids: Iterable[str], seed: str) -> list[str]:
    """The order of the draw: by sha256 of seed + id, which anyone can repeat."""
    return sorted(ids, key=lambda id_: hashlib.sha256((seed + id_).encode()).hexdigest())


@define
class _Part:
    """One group of variables with its rows; collects cuts and repairs while questions are asked."""

    variables: tuple[str, ...]
    rows: list[Row]
    repairs: list[str] = Factory(list)
    variants: dict[str, int] = Factory(lambda: dict.fromkeys(solver.NAMES, 0))

    def key(self) -> object:
        rows = [(tuple(sorted(r.terms.items())), r.at_least, r.at_most) for r in self.rows]
        return self.variables, tuple(rows)

    def has_choice(self) -> bool:
        return not self.rows or self._find([], {}, scout=True) is not None

    def best_of_all(
        self, aims: Sequence[Aim], order: Sequence[str]
    ) -> tuple[frozenset[str], int] | None:
        if not self.rows:
            return self._unbound(aims)
        best: frozenset[str] | None = None
        rival: frozenset[str] | None = None
        for number, aim in enumerate(aims):
            best, rival = self._best(aim.gains, [best, rival])
            if best is None:
                return None
            if rival is None:
                return best, number
            value = _value(best, aim.gains)
            self.rows.append(Row(terms=aim.gains, at_least=value, at_most=value))
        for start in range(0, len(order), DRAW_BLOCK):
            block = order[start : start + DRAW_BLOCK]
            gains = {variable: 2 ** (len(block) - 1 - i) for i, variable in enumerate(block)}
            best, rival = self._best(gains, [best, rival])
            assert best is not None
            if rival is None:
                break
            self.rows += [
                Row(terms={v: 1}, at_least=int(v in best), at_most=int(v in best)) for v in block
            ]
        assert best is not None
        return best, len(aims)

    def _unbound(self, aims: Sequence[Aim]) -> tuple[frozenset[str], int]:
        (variable,) = self.variables
        for number, aim in enumerate(aims):
            gain = aim.gains.get(variable, 0)
            if gain:
                return frozenset(self.variables if gain > 0 else ()), number
        return frozenset(self.variables), len(aims)

    def _best(
        self, gains: Mapping[str, int], known: Iterable[frozenset[str] | None]
    ) -> tuple[frozenset[str] | None, frozenset[str] | None]:
        """The best choice and another as good, or None where there is none."""
        fitting = [choice for choice in known if choice is not None and self._keeps(choice)]
        best = max(fitting, key=lambda choice: _value(choice, gains), default=None)
        if best is None:
            best = self._find([], gains, scout=True)
        if best is None:
            return None, None
        while True:
            value = _value(best, gains)
            rival = self._find(
                [Row(terms=gains, at_least=value), different(self.variables, best)],
                gains,
                known=True,
            )
            if rival is None:
                return best, None
            if _value(rival, gains) == value:
                better = self._find([Row(terms=gains, at_least=value + 1)], gains, known=True)
                if better is None:
                    return best, rival
                rival = better
            best = rival

    def _find(
        self,
        extra: Sequence[Row],
        gains: Mapping[str, int],
        known: bool = False,
        scout: bool = False,
    ) -> frozenset[str] | None:
        """A choice that keeps all rows and the extra ones, as good as the solvers can; or None.

        `known`: the rows themselves can be kept, only the extra ones are in question.
        """
        cuts: list[Row] = []
        names: Sequence[str] = solver.NAMES[:1] if scout else solver.NAMES
        for _ in range(ROUNDS):
            rows = [*self.rows, *extra, *cuts]
            settled = settle(self.variables, rows)
            if settled is None:
                return None
            free = [variable for variable in self.variables if variable not in settled]
            sure = frozenset(variable for variable, value in settled.items() if value)
            if not free:
                return sure
            asked = ask_for(free, plain(rows, settled, free), gains)
            try:
                answers = solver.ask(asked.question, names=names, variants=self.variants)
            except solver.NoAnswer as error:
                raise Undecided(str(error)) from None
            found: list[frozenset[str]] = []
            for name, answer in answers.items():
                if answer.status == "optimal":
                    choice = asked.chosen(answer.values) | sure
                    broken = next((row for row in rows if not row.holds(choice)), None)
                    if broken is None:
                        found.append(choice)
                    else:
                        cuts.append(cover(broken, choice))
                        self.repairs.append(f"{name}: a set that breaks a row was cut off")
                elif answer.status == "unknown":
                    self._distrust(name, f"gave no answer ({answer.said})")
            liars = [name for name in names if answers[name].status == "infeasible"]
            if found:
                for name in liars:
                    self._distrust(name, "called a question impossible that has an answer")
                return max(found, key=lambda choice: (_value(choice, gains), sorted(choice)))
            if len(liars) == len(names):
                if len(names) < len(solver.NAMES):
                    names = solver.NAMES
                elif known or self._cannot(rows):
                    return None
        raise Undecided(f"no agreement after {ROUNDS} rounds")

    def _cannot(self, rows: Sequence[Row]) -> bool:
        """Both solvers, free to void the rows at a price, pay it: a second argument."""
        settled = settle(self.variables, rows) or {}
        free = [variable for variable in self.variables if variable not in settled]
        loose = elastic(plain(rows, settled, free), SWITCH)
        asked = ask_for([*free, SWITCH], loose, {SWITCH: -1})
        try:
            answers = solver.ask(asked.question, variants=self.variants)
        except solver.NoAnswer as error:
            raise Undecided(str(error)) from None
        agreed = True
        for name, answer in answers.items():
            if answer.status != "optimal" or SWITCH not in asked.chosen(answer.values):
                self._distrust(name, "said that nothing fits, and then that something does")
                agreed = False
        return agreed

    def _distrust(self, name: str, why: str) -> None:
        self.repairs.append(f"{name}: {why}")
        self.variants[name] += 1
        if self.variants[name] >= solver.VARIANTS:
            raise Undecided(f"{name} {why}, on every path it offers")

    def _keeps(self, choice: frozenset[str]) -> bool:
        return all(row.holds(choice) for row in self.rows)


def _value(choice: Iterable[str], gains: Mapping[str, int]) -> int:
    return sum(gains.get(variable, 0) for variable in choice)
