"""Lines over all variables as one block → the choices that reach a value, where they are few.

One search instead of one for each stage: where few are as good as what is known, they can be
compared with each other. Nothing is divided, nothing proven, and equals are not told apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from attrs import define, evolve

from tenderscore.constraint import Row
from tenderscore.dividing import reduced
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model, OutOfReach
from tenderscore.frame import worth

NODES = 3_000
"""So many for each question; what they do not settle is asked in another way."""
MANY = 1_000
"""So many choices are listed."""


class Many(Exception):
    """More than can be compared one by one."""


class OutOfNodes(Many):
    """Nor is it settled what is the best."""


@define(kw_only=True)
class Listing:
    """The variables of questions that differ in few lines."""

    variables: tuple[str, ...]
    most: int | None
    """No question has more nodes; None: NODES."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {variable: place for place, variable in enumerate(self.variables)}

    def line(self, row: Row) -> Line:
        return reduced(0, row, self.places, {})

    def model(self, lines: Iterable[Line]) -> Model:
        return Model(
            size=len(self.variables), lines=tuple(lines), nodes=min(NODES, self.most or NODES)
        )

    def reaching(
        self,
        model: Model,
        gains: Mapping[str, int],
        value: int,
        held: Mapping[str, int],
        most: int,
    ) -> Sequence[frozenset[str]]:
        """Every choice with at least the value. Raises Many: more than `most`."""
        try:
            found = model.equals(self._placed(gains), value, most, self._placed(held), False)
        except OutOfReach:
            raise OutOfNodes from None
        if found is None:
            raise Many
        return [self._named(each) for each in found[0]]

    def best(
        self, model: Model, gains: Mapping[str, int], above: int | None, held: Mapping[str, int]
    ) -> frozenset[str] | None:
        """One of the best, if it has more than `above`; None: none has. Raises Many."""
        try:
            found = model.best(self._placed(gains), above, self._placed(held))
        except OutOfReach:
            raise OutOfNodes from None
        return None if found is None else self._named(found)

    def first(
        self,
        model: Model,
        gains: Mapping[str, int],
        held: Mapping[str, int],
        standing: Callable[[frozenset[str]], tuple[int, ...]],
        known: Iterable[frozenset[str]],
        nodes: int | None = None,
    ) -> frozenset[str] | None:
        """The one of the best standing, which the gains begin; None: no choice keeps all lines.

        `known`: some that keep them. `nodes`: no more than that. Raises Many.
        """
        best = _first(known, standing)
        if (fewer := min(model.nodes, nodes or NODES)) < model.nodes:
            model = evolve(model, nodes=fewer)
        above = None if best is None else worth(best, gains)
        try:
            found = model.top(self._placed(gains), above, MANY, self._placed(held))
        except OutOfReach:
            raise OutOfNodes from None
        if found is None:
            raise Many
        return _first(map(self._named, found), standing)

    def _placed(self, values: Mapping[str, int]) -> Mapping[int, int]:
        places = self.places
        return {places[variable]: value for variable, value in values.items()}

    def _named(self, found: Iterable[int]) -> frozenset[str]:
        return frozenset(self.variables[place] for place in found)


def _first(
    choices: Iterable[frozenset[str]], standing: Callable[[frozenset[str]], tuple[int, ...]]
) -> frozenset[str] | None:
    """The one of the best standing, which is not looked at where there is no other."""
    several = list(choices)
    return max(several, key=standing, default=None) if len(several) != 1 else several[0]
