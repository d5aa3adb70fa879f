"""The work that is handed out: some draws of a question → what they came to, counted."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from tenderscore.call import Call
from tenderscore.intake import Intake
from tenderscore.keeping import Portfolio
from tenderscore.sampling.outcome import Outcome
from tenderscore.sampling.question import Sampling
from tenderscore.sampling.resolving import Resolving, resolving

BATCH = 50
"""So many draws are one piece of work; each begins from what is funded without any draw, so that
nothing depends on which pieces were done before it."""

Counts = Counter[Outcome]


@frozen(kw_only=True)
class Drawing:
    """What all pieces share."""

    call: Call
    """With the seed of its draw."""
    intake: Intake
    asked: Sampling
    nodes: int | None
    funded: Portfolio

    @cached_property
    def prepared(self) -> Resolving:
        return resolving(self.call, self.intake, self.asked, self.nodes, self.funded)


def pieces(draws: int, size: int = BATCH) -> list[list[int]]:
    """The first and the last draw of each."""
    return [[first, min(first + size - 1, draws)] for first in range(1, draws + 1, size)]


def batch(drawing: Drawing, piece: list[int]) -> list[Any]:
    """[funded, eased, ending, how often], as JSON has it."""
    its = evolve(drawing.prepared, pool={drawing.funded: None})
    first, last = piece
    counts = Counter(its.outcome(draw) for draw in range(first, last + 1))
    return sorted(
        [sorted(each.funded or ()), each.eased, each.ending, count]
        for each, count in counts.items()
    )


def counted(results: Iterable[list[Any]]) -> Counts:
    """All batches together."""
    counts: Counts = Counter()
    for result in results:
        for funded, eased, ending, count in result:
            found = None if ending else frozenset(funded)
            counts[Outcome(funded=found, eased=eased, ending=ending)] += count
    return counts
