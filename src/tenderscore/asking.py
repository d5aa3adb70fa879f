"""Rows → a choice that keeps them, as good as the solvers can, or that there is none; checked.

What a solver returns is checked in whole numbers. A set that breaks a row is cut off and the
question asked again; a solver caught in an error is asked on another path from then on. "None" is
believed when both solvers say so and, free to void the rows at a price, pay it.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import Factory, define

from tenderscore import solver
from tenderscore.constraint import Row
from tenderscore.integer import ask_for, cover, elastic, plain, settle
from tenderscore.selection import Undecided

ROUNDS = 50
"""So often a question is repaired before it is given up."""

SWITCH = "void the rows"


def worth(choice: Iterable[str], gains: Mapping[str, int]) -> int:
    return sum(gains.get(variable, 0) for variable in choice)


@define
class Asking:
    """Variables and their rows, put to the solvers; keeps what they were caught in."""

    variables: tuple[str, ...]
    rows: list[Row]
    repairs: list[str] = Factory(list)
    variants: dict[str, int] = Factory(lambda: dict.fromkeys(solver.NAMES, 0))

    def keeps(self, choice: Iterable[str]) -> bool:
        inside = frozenset(choice)
        return all(row.holds(inside) for row in self.rows)

    def find(
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
            answers = self._ask(asked.question, names, any_will_do=known)
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
                return max(found, key=lambda choice: (worth(choice, gains), sorted(choice)))
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
        agreed = True
        for name, answer in self._ask(asked.question, solver.NAMES).items():
            if answer.status != "optimal" or SWITCH not in asked.chosen(answer.values):
                self._distrust(name, "said that nothing fits, and then that something does")
                agreed = False
        return agreed

    def _ask(
        self, question: solver.Question, names: Sequence[str], any_will_do: bool = False
    ) -> dict[str, solver.Answer]:
        try:
            return solver.ask(
                question, names=names, variants=self.variants, any_will_do=any_will_do
            )
        except solver.NoAnswer as error:
            raise Undecided(str(error)) from None

    def _distrust(self, name: str, why: str) -> None:
        self.repairs.append(f"{name}: {why}")
        self.variants[name] += 1
        if self.variants[name] >= solver.VARIANTS:
            raise Undecided(f"{name} {why}, on every path it offers")
