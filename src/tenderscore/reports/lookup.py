"""An award and its reasons, by id and in the orders that reports list them in."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.frozen import frozen_mapping
from tenderscore.proposal import Proposal
from tenderscore.reasons import Reason
from tenderscore.reports.wording import land_text, score_text, visible
from tenderscore.scorecard import Scorecard

EXCLUDED = "(--exclude)"
"""Beside the name of a file that was left out; the same in every language."""


@frozen(kw_only=True)
class Lookup:
    award: Award
    proposals: Mapping[str, Proposal] = field(converter=frozen_mapping)
    scorecards: Mapping[str, Scorecard] = field(converter=frozen_mapping)
    reasons: Mapping[str, Reason] = field(converter=frozen_mapping)
    constraints: Mapping[tuple[str, str], tuple[Constraint, ...]] = field(converter=frozen_mapping)
    """By rule and group."""
    ranks: Mapping[str, int] = field(converter=frozen_mapping)
    """Equal scores share a rank; who was not scored has none."""
    ranked: tuple[str, ...]
    """Every proposal, best score first, then by id; those not scored at the end."""

    @property
    def call(self) -> Call:
        return self.award.call

    @property
    def funded(self) -> frozenset[str]:
        return self.award.selection.funded

    def points(self, pieces: int) -> Fraction:
        """Pieces of a score, in points."""
        return Fraction(pieces, self.call.total_unit)

    def pieces(self, points: Fraction) -> int:
        """The other way round, of a whole number of pieces."""
        return int(points * self.call.total_unit)

    @property
    def requested(self) -> int:
        """Cents requested by the funded."""
        return sum(p.requested for p in self.award.proposals if p.id in self.funded)


def input_files(award: Award) -> list[tuple[str, str]]:
    """Name and digest of the call file and of every other that was named, read or left out."""
    files = [(award.call.name, award.call.sha256)]
    files += [(each.name, each.sha256) for each in award.inputs]
    files += [(f"{each.name} {EXCLUDED}", each.sha256) for each in award.excluded]
    return [(name, digest) for name, digest in dict.fromkeys(files) if name or digest]


def look_up(award: Award, reasons: Sequence[Reason]) -> Lookup:
    constraints: dict[tuple[str, str], tuple[Constraint, ...]] = {}
    for constraint in award.constraints:
        key = constraint.rule, constraint.group
        constraints[key] = (*constraints.get(key, ()), constraint)
    return Lookup(
        award=award,
        proposals={proposal.id: proposal for proposal in award.proposals},
        scorecards={card.proposal: card for card in award.scorecards},
        reasons={reason.proposal: reason for reason in reasons},
        constraints=constraints,
        ranks=ranks(award.scorecards),
        ranked=ranked(award.scorecards),
    )


def ranked(scorecards: Iterable[Scorecard]) -> tuple[str, ...]:
    order = sorted(scorecards, key=lambda c: (c.ranking is None, -(c.ranking or 0), c.proposal))
    return tuple(card.proposal for card in order)


def ranks(scorecards: Iterable[Scorecard]) -> dict[str, int]:
    """1, 2, 2, 4: equal scores share a rank."""
    cards = tuple(scorecards)
    scores = sorted((card.ranking for card in cards if card.ranking is not None), reverse=True)
    first: dict[int, int] = {}
    for place, score in enumerate(scores, start=1):
        first.setdefault(score, place)
    return {card.proposal: first[card.ranking] for card in cards if card.ranking is not None}


def who(of: Lookup, id_: str) -> str:
    """M4-21 (Sachsen-Anhalt, 3.6575)"""
    proposal, card = of.proposals[id_], of.scorecards[id_]
    known = (land_text(proposal.land), score_text(of.call, card.ranking))
    return f"{visible(id_)} ({', '.join(visible(fact) for fact in known if fact)})"
