"""An enterprise's status → the chain of holdings that leads to it, link by link, and its cells."""

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from tenderscore.control import (
    EXEMPT,
    PERSON,
    PUBLIC,
    by_organisation,
    holdings_of,
    kind_of,
    linked_groups,
)
from tenderscore.ownership import Enterprise, Holding, Ownership
from tenderscore.sme import FIELDS, Status, partner_shares, status_of

GOES_ON = ("linked", "partner", "linked to a partner", "through a person")


@frozen(kw_only=True)
class Link:
    """One holding of the chain, as it is seen from the enterprise nearer to the one in question."""

    holding: Holding
    depth: int
    """1: next to the enterprise in question."""
    other: Enterprise
    """The end that is farther away."""
    upwards: bool
    """The other is the owner."""
    means: str
    """One of GOES_ON; or why it does not count: less than a quarter, exempt investor, natural
    person, public body."""
    again: bool
    """The other stands in the chain already."""


def chain_of(ownership: Ownership, status: Status) -> tuple[Link, ...]:
    """Depth first, by name; what does not count is the end of its branch."""
    return tuple(_Walk(ownership, status).links())


class _Walk:
    """Goes along the holdings once."""

    def __init__(self, ownership: Ownership, status: Status):
        self.ownership = ownership
        self.start = status.enterprise.organisation
        self.own = linked_groups(ownership)[self.start]
        self.partners = partner_shares(ownership, self.own)
        self.next_to = holdings_of(ownership)

    def links(self) -> Iterator[Link]:
        seen, told = {self.start}, set()
        waiting = [(holding, self.start, 1) for holding in self.next_to.get(self.start, ())]
        while waiting:
            holding, near, depth = waiting.pop(0)
            far = holding.owner if holding.owned == near else holding.owned
            means = self._means(holding, near, far)
            if means == "beyond" or holding in told:
                continue
            told.add(holding)
            yield Link(
                holding=holding,
                depth=depth,
                other=by_organisation(self.ownership)[far],
                upwards=holding.owner == far,
                means=means,
                again=far in seen,
            )
            if far not in seen and means in GOES_ON:
                seen.add(far)
                waiting[:0] = [(each, far, depth + 1) for each in self.next_to[far]]

    def _means(self, holding: Holding, near: str, far: str) -> str:
        groups = linked_groups(self.ownership)
        if groups[near] == groups[far]:
            if kind_of(self.ownership, far) == PERSON:
                return "through a person"
            return "linked" if near in self.own else "linked to a partner"
        if near not in self.own:
            return "beyond"
        if (holding.owner, holding.owned) in self.partners:
            return "partner"
        kind = kind_of(self.ownership, holding.owner)
        if kind in EXEMPT:
            return "exempt investor"
        return str(kind) if kind in (PERSON, PUBLIC) else "less than a quarter"


@lru_cache(maxsize=256)
def cells_of(ownership: Ownership, organisation: str) -> tuple[str, ...]:
    """Those of the holdings in the chain, and of the figures that are added."""
    its = status_of(ownership, organisation)
    return (
        *(link.holding.where for link in chain_of(ownership, its)),
        *(
            part.enterprise.cells.get(f"{field}{year}", "")
            for part in its.parts
            for year in ("", "_before")
            for field in FIELDS
        ),
    )
