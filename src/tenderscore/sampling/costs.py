"""Each proposal's costs drawn evenly around what it says, in whole per mille."""

from collections.abc import Mapping

from attrs import Factory, frozen

from tenderscore.proposal import Proposal
from tenderscore.sampling.draws import whole_numbers
from tenderscore.sampling.money import THOUSAND, at_cost
from tenderscore.sampling.variation import MONEY, Key

REMEMBERED = 20_000
"""So many proposals are kept."""


@frozen(kw_only=True)
class Costs:
    """From `percent` less to `percent` more."""

    proposals: tuple[Proposal, ...]
    draws: int
    seed: str
    percent: int
    changes: frozenset[str] = MONEY
    made: dict[tuple[str, Key], Proposal] = Factory(dict)
    """Proposals at their costs, for draws to come."""

    def keys(self, draw: int) -> Mapping[str, Key]:
        """The new costs in per mille of the old."""
        around = 10 * self.percent
        return {
            each.id: THOUSAND - around + drawn
            for each in self.proposals
            for drawn in whole_numbers(self.seed, draw, each.id, 2 * around + 1, 1)
        }

    def patched(self, proposal: Proposal, key: Key) -> Proposal:
        its = self.made.get((proposal.id, key))
        if its is None:
            assert isinstance(key, int)
            if len(self.made) >= REMEMBERED:
                self.made.clear()
            its = self.made[proposal.id, key] = at_cost(proposal, key)
        return its

    def part(self, proposal: Proposal, key: Key, criterion: str) -> Key:
        return key
