"""Lines over all variables as one block → the choices that reach a value, where they are few.

One search instead of one for each stage: where few are as good as what is known, they can be
compared with each other. Nothing is divided, nothing proven, and equals are not told apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import define

from tenderscore.constraint import Row
from tenderscore.dividing import reduced
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model, OutOfReach

NODES = 20_000
"""So many for each question; what they do not settle is asked in another way."""


@define(kw_only=True)
class Listing:
    """The variables of questions that differ in few lines."""

    variables: tuple[str, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {variable: place for place, variable in enumerate(self.variables)}

    def line(self, row: Row) -> Line:
        return reduced(0, row, self.places, {})

    def model(self, lines: Iterable[Line]) -> Model:
        return Model(size=len(self.variables), lines=tuple(lines), nodes=NODES)

    def reaching(
        self, model: Model, gains: Mapping[str, int], value: int, held: Mapping[str, int], most: int
    ) -> Sequence[frozenset[str]] | None:
        """Every choice with at least the value; None: more than `most`, or not settled."""
        try:
            found = model.equals(self._placed(gains), value, most, self._placed(held), False)
        except OutOfReach:
            return None
        return None if found is None else [self._named(each) for each in found[0]]

    def best(
        self, model: Model, gains: Mapping[str, int], above: int | None, held: Mapping[str, int]
    ) -> frozenset[str] | None:
        """One of the best, if it has more than `above`; None: none has, or not settled."""
        try:
            found = model.best(self._placed(gains), above, self._placed(held))
        except OutOfReach as error:
            found = error.best
        return None if found is None else self._named(found)

    def _placed(self, values: Mapping[str, int]) -> Mapping[int, int]:
        places = self.places
        return {places[variable]: value for variable, value in values.items()}

    def _named(self, found: Iterable[int]) -> frozenset[str]:
        return frozenset(self.variables[place] for place in found)
