"""What a way of drawing does to a proposal: a key that stands for what was drawn, and the patch."""

from collections.abc import Hashable, Mapping
from typing import Protocol

from tenderscore.proposal import Proposal

Key = Hashable
MARKS = frozenset({"marks"})
MONEY = frozenset({"requested", "own_contribution", "partners", "activities"})
"""What of a proposal changes, by the names that indicators say they read."""


class Variation(Protocol):
    @property
    def changes(self) -> frozenset[str]:
        """Of MARKS or MONEY."""
        ...

    @property
    def draws(self) -> int: ...

    def keys(self, draw: int) -> Mapping[str, Key]:
        """Proposal → what was drawn for it; those that stay as they are may be left out."""
        ...

    def patched(self, proposal: Proposal, key: Key) -> Proposal:
        """The proposal as this draw has it."""
        ...

    def part(self, proposal: Proposal, key: Key, criterion: str) -> Key:
        """What of that draw this criterion depends on: with equal parts it has equal points."""
        ...
