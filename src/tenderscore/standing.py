"""What was asked of an award → core, borderline or out: how sure each proposal's place is."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from tenderscore.agenda import Agenda
from tenderscore.award import Award
from tenderscore.frozen import frozen_mapping

SURE_PERCENT = 95
"""So often at least the sure are funded in what is sampled; the others at most in the rest."""
SURE = Fraction(SURE_PERCENT, 100)
ENOUGH_DRAWS = 73
"""With fewer, not even a proposal funded in all of them is surely so in 95 percent."""
Interval = tuple[Fraction, Fraction]


@frozen(kw_only=True)
class Evidence:
    """One question with many answers, and how often each proposal is funded in them."""

    question: str
    """weights, or the kind of what was drawn: resample, costs, …"""
    exact: bool
    share: Mapping[str, Fraction] = field(converter=frozen_mapping)
    """Proposal → of 1; in what is sampled, of the draws."""
    interval: Mapping[str, Interval] = field(converter=frozen_mapping)
    """Of what is sampled, where the true share lies with 95 percent; no width where exact."""
    always: frozenset[str]
    """Funded in all answers; in what is sampled, in at least 95 percent by the interval."""
    never: frozenset[str]
    """In none; in what is sampled, in at most 5 percent."""


def sampled(
    question: str, share: Mapping[str, Fraction], interval: Mapping[str, Interval]
) -> Evidence:
    """What is not exact."""
    return Evidence(
        question=question,
        exact=False,
        share=share,
        interval=interval,
        always=frozenset(id_ for id_, (low, _) in interval.items() if low >= SURE),
        never=frozenset(id_ for id_, (_, high) in interval.items() if high <= 1 - SURE),
    )


@frozen(kw_only=True)
class Standing:
    proposal: str
    funded: bool
    """As the award stands."""
    kind: str
    """core, borderline or out."""
    doubts: tuple[str, ...]
    """Of a borderline one: the questions whose answers differ, or "agenda"."""


def standings(award: Award, evidence: Sequence[Evidence], agenda: Agenda) -> tuple[Standing, ...]:
    """One for each proposal, in the award's order.

    Core is funded, by every question surely so, and not on the agenda; out is the reverse. All else
    is borderline.
    """
    discussed = {point.proposal for point in agenda.points}.union(agenda.open)
    found = []
    for card in award.scorecards:
        id_ = card.proposal
        funded = id_ in award.selection.funded
        doubts = [
            each.question for each in evidence if id_ not in (each.always if funded else each.never)
        ]
        doubts += ["agenda"] if id_ in discussed else []
        kind = "borderline" if doubts else "core" if funded else "out"
        found.append(Standing(proposal=id_, funded=funded, kind=kind, doubts=tuple(doubts)))
    return tuple(found)


def of_kind(found: Iterable[Standing], kind: str) -> tuple[str, ...]:
    """The ids of this kind."""
    return tuple(each.proposal for each in found if each.kind == kind)
