"""A model → what the general solvers suggest for it, as far as it stands up to whole numbers.

Nothing rests on it: a suggestion is a place to begin from, where the engine alone came to no end.
"""

from collections.abc import Mapping

from tenderscore import solver
from tenderscore.engine.line import Line
from tenderscore.engine.model import Model
from tenderscore.integer import ask_for

NODES = 2_000
"""So many nodes a solver may take to find something: their times differ, their nodes do not."""


def suggestion(
    model: Model, gains: Mapping[int, int], held: Mapping[int, int]
) -> frozenset[int] | None:
    """The best set by these gains that a solver named and that keeps every line; None if none."""
    holding = tuple(
        Line(number=-1, terms=((place, 1),), at_least=value, at_most=value)
        for place, value in held.items()
    )
    question = ask_for(model.size, (*model.lines, *holding), gains)
    try:
        answers = solver.ask(question, nodes=NODES)
    except solver.NoAnswer:
        return None
    sets = [
        frozenset(place for place in range(model.size) if answer.values[place])
        for answer in answers.values()
        if answer.values
    ]
    kept = [
        chosen
        for chosen in sets
        if model.keeps(chosen)
        and all((place in chosen) == bool(value) for place, value in held.items())
    ]
    return max(
        kept,
        key=lambda chosen: (sum(gains.get(place, 0) for place in chosen), sorted(chosen)),
        default=None,
    )
