"""Weights drawn evenly → how often each proposal is funded, with the interval of that."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.sampling.interval import wilson
from tenderscore.weights.evaluation import awards_at
from tenderscore.weights.optimal import Optimal
from tenderscore.weights.question import Portfolio, Question
from tenderscore.weights.space import Space
from tenderscore.weights.uniform import points


@frozen(kw_only=True)
class Counted:
    draws: int
    seed: str
    hits: Mapping[str, int] = field(converter=frozen_mapping)
    """Proposal → in how many draws it is funded."""
    awards: tuple[tuple[Portfolio, int], ...]
    """Each award, and in how many draws; the most frequent first."""
    nothing: int
    """In so many draws no portfolio keeps the rules."""

    @property
    def shares(self) -> dict[str, Fraction]:
        return {id_: Fraction(count, self.draws) for id_, count in self.hits.items()}

    @property
    def unfilled(self) -> Fraction:
        return Fraction(self.nothing, self.draws)

    def interval(self, id_: str) -> tuple[Fraction, Fraction]:
        """Where the true share lies with 95 percent confidence."""
        return wilson(self.hits[id_], self.draws)


def counted(
    question: Question, space: Space, best: Optimal | None, draws: int, seed: str
) -> Counted:
    """Each award is the exact one at the weights drawn. Raises Unsettled and TooThin."""
    found = awards_at(question, best, list(points(space, seed, draws)))
    awards = Counter(found.portfolios[place] for place in found.places if place >= 0)
    return Counted(
        draws=draws,
        seed=seed,
        hits={
            id_: sum(n for award, n in awards.items() if id_ in award)
            for id_ in question.choice.ids
        },
        awards=tuple(sorted(awards.items(), key=lambda each: (-each[1], sorted(each[0])))),
        nothing=draws - awards.total(),
    )
