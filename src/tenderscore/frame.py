"""A block with what every question to it needs: places, gains, the draw's order, clones."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from attrs import frozen

from tenderscore.claim import Aim
from tenderscore.dividing import Part
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model

Places = frozenset[int]
Name = TypeVar("Name", str, int)


def worth(choice: Iterable[Name], gains: Mapping[Name, int]) -> int:
    return sum(gains.get(variable, 0) for variable in choice)


@frozen(kw_only=True)
class Terms:
    """What every block of a task is asked for."""

    rows: int
    """So many rows the claim has."""
    aims: Sequence[Aim]
    draw: Sequence[str] | None
    """All variables in the order of the draw; None: one of the best will do."""
    nodes: int | None = None
    """So many for each question to the engine; None: as many as fit the size."""
    helped: bool = True
    """Whether a general solver may suggest a choice where they run out."""

    def limit(self, part: Part) -> int:
        """The nodes of a question: minutes of work, whatever the machine's clock says."""
        size = (len(part.lines) + 1) * (len(part.variables) + 1)
        return self.nodes or max(20_000, min(2_000_000, 500_000_000_000 // size))


@frozen(kw_only=True)
class Frame:
    """A block with what every question to it needs, by place; built once."""

    terms: Terms
    part: Part
    order: tuple[int, ...]
    """Of the draw."""
    aims: tuple[Mapping[int, int], ...]
    alike: tuple[tuple[int, ...], ...]
    """Variables that no line and no aim tells apart, in the order of the draw.

    Of two, the draw prefers the earlier: a later one is chosen only if the earlier ones are.
    """

    def without(self, held: Collection[int]) -> tuple[tuple[int, ...], ...]:
        """The alike ones that are not held."""
        left = (tuple(place for place in each if place not in held) for each in self.alike)
        return tuple(each for each in left if len(each) > 1)

    @cached_property
    def model(self) -> Model:
        return self.model_with(self.alike)

    def model_with(self, alike: Iterable[Sequence[int]]) -> Model:
        pairs = [pair for each in alike for pair in pairwise(each)]
        clones = [
            Line(number=self.terms.rows + c, terms=tuple(sorted(((a, -1), (b, 1)))),
                 at_least=None, at_most=0)
            for c, (a, b) in enumerate(pairs)
        ]  # fmt: skip
        return Model(
            size=len(self.part.variables),
            lines=(*self.part.lines, *clones),
            nodes=self.terms.limit(self.part),
        )


def frame(terms: Terms, part: Part) -> Frame:
    """The block with its places, gains and clones."""
    places = {variable: place for place, variable in enumerate(part.variables)}
    names = part.variables if terms.draw is None else terms.draw
    order = tuple(places[variable] for variable in names if variable in places)
    aims = tuple(
        {place: aim.gains[v] for place, v in enumerate(part.variables) if aim.gains.get(v)}
        for aim in terms.aims
    )
    groups: dict[object, list[int]] = {}
    if terms.draw is not None:
        columns: dict[int, list[tuple[int, int]]] = {place: [] for place in order}
        for line in part.lines:
            for place, a in line.terms:
                columns[place].append((line.number, a))
        for place in order:
            idle = part.idle.get(part.variables[place], ())
            worths = tuple(gains.get(place, 0) for gains in aims)
            groups.setdefault((tuple(columns[place]), idle, worths), []).append(place)
    alike = tuple(tuple(group) for group in groups.values() if len(group) > 1)
    return Frame(terms=terms, part=part, order=order, aims=aims, alike=alike)
