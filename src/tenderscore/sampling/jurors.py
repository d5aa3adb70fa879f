"""Other juries: drawn from those who marked, with replacement; or each juror left out in turn.

B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1979), 1–26.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import cast

from attrs import evolve, frozen

from tenderscore.proposal import Mark, Proposal
from tenderscore.sampling.draws import whole_numbers
from tenderscore.sampling.variation import MARKS, Key

Ballots = Mapping[str, Sequence[Mark]]
"""Juror → the marks that count."""


def ballots(proposal: Proposal) -> dict[str, list[Mark]]:
    """By juror, in order; who declared a conflict or left all marks open has none."""
    given = [mark for mark in proposal.marks if mark.points is not None and not mark.conflict]
    jurors = sorted({mark.juror for mark in given})
    return {juror: [mark for mark in given if mark.juror == juror] for juror in jurors}


@frozen(kw_only=True)
class Resampling:
    """For each proposal as many jurors as marked it, each drawn from all of them, with all marks
    that he or she gave it."""

    proposals: tuple[Proposal, ...]
    draws: int
    seed: str
    changes: frozenset[str] = MARKS

    @cached_property
    def ballots(self) -> Mapping[str, Sequence[Sequence[Mark]]]:
        return {each.id: tuple(ballots(each).values()) for each in self.proposals}

    def keys(self, draw: int) -> Mapping[str, Key]:
        """Which jurors, by their place among those who marked it."""
        return {
            id_: tuple(sorted(whole_numbers(self.seed, draw, id_, len(its), len(its))))
            for id_, its in self.ballots.items()
            if its
        }

    def patched(self, proposal: Proposal, key: Key) -> Proposal:
        its = self.ballots[proposal.id]
        return evolve(proposal, marks=tuple(m for place in cast(tuple[int, ...], key)
                                            for m in its[place]))  # fmt: skip

    def part(self, proposal: Proposal, key: Key, criterion: str) -> Key:
        return key


@frozen(kw_only=True)
class LeavingOut:
    """Draw k leaves out the k-th juror, by name, with all that he or she marked."""

    proposals: tuple[Proposal, ...]
    changes: frozenset[str] = MARKS

    @cached_property
    def jurors(self) -> tuple[str, ...]:
        return tuple(sorted({juror for each in self.proposals for juror in ballots(each)}))

    @property
    def draws(self) -> int:
        return len(self.jurors)

    def keys(self, draw: int) -> Mapping[str, Key]:
        """The juror, where he or she marked the proposal."""
        juror = self.jurors[draw - 1]
        return {each.id: juror for each in self.proposals if juror in ballots(each)}

    def patched(self, proposal: Proposal, key: Key) -> Proposal:
        return evolve(proposal, marks=tuple(m for m in proposal.marks if m.juror != key))

    def part(self, proposal: Proposal, key: Key, criterion: str) -> Key:
        return key
