"""Ownership → who is linked with whom, who controls whom in the end, and what public bodies hold.

Chains may close in circles: each is followed until nothing new is found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from tenderscore.frozen import frozen_mapping
from tenderscore.ownership import Enterprise, Holding, Ownership

PERSON, PUBLIC = "natural person", "public body"
EXEMPT_PUBLIC = frozenset({"public investment corporation", "small local authority"})
EXEMPT = EXEMPT_PUBLIC | {
    "venture capital",
    "business angel",
    "university",
    "institutional investor",
}
"""Investors that leave an enterprise autonomous up to 50 percent: Annex, Art. 3(2)."""
MAJORITY = 50


@lru_cache(maxsize=8)
def by_organisation(ownership: Ownership) -> Mapping[str, Enterprise]:
    return frozen_mapping({each.organisation: each for each in ownership.enterprises})


def kind_of(ownership: Ownership, organisation: str) -> str | None:
    enterprise = by_organisation(ownership).get(organisation)
    return enterprise.kind if enterprise else None


@lru_cache(maxsize=8)
def linked_groups(ownership: Ownership) -> Mapping[str, frozenset[str]]:
    """Organisation → all that it is linked with, directly or in a chain, itself among them.

    More than half, or control, alone or jointly with others that are linked: Annex, Art. 3(3). A
    natural person links only what works in the same or an adjacent market; a public body is no
    enterprise and links nothing.
    """
    names = [each.organisation for each in ownership.enterprises]
    group = dict(zip(names, names, strict=True))
    members = {name: [name] for name in names}
    linking = [holding for holding in ownership.holdings if _links(ownership, holding)]
    while pairs := _joined(linking, group):
        for owner, owned in pairs:
            more, fewer = sorted((group[owner], group[owned]), key=lambda g: -len(members[g]))
            if more != fewer:
                group.update(dict.fromkeys(members[fewer], more))
                members[more] += members.pop(fewer)
    whole = {name: frozenset(its) for name, its in members.items()}
    return frozen_mapping({name: whole[its] for name, its in group.items()})


def _links(ownership: Ownership, holding: Holding) -> bool:
    kind = kind_of(ownership, holding.owner)
    return kind != PUBLIC and (kind != PERSON or bool(holding.same_market))


def _joined(holdings: Iterable[Holding], group: Mapping[str, str]) -> list[tuple[str, str]]:
    """An owner and what its group controls, where that is not of the group yet."""
    shares: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    pairs = []
    for holding in holdings:
        own = group[holding.owner]
        if own != group[holding.owned]:
            shares[own, holding.owned] += holding.percent
            if holding.control or shares[own, holding.owned] > MAJORITY:
                pairs.append((holding.owner, holding.owned))
    return pairs


def controlled_by(ownership: Ownership, owners: Collection[str]) -> frozenset[str]:
    """All that these owners control, jointly and in chains, and they themselves."""
    held = _held(ownership)
    shares: dict[str, Fraction] = defaultdict(Fraction)
    found = set(owners)
    waiting = sorted(found)
    while waiting:
        for holding in held.get(waiting.pop(), ()):
            shares[holding.owned] += holding.percent
            if holding.owned not in found and (holding.control or shares[holding.owned] > MAJORITY):
                found.add(holding.owned)
                waiting.append(holding.owned)
    return frozenset(found)


@lru_cache(maxsize=8)
def _held(ownership: Ownership) -> Mapping[str, list[Holding]]:
    held: dict[str, list[Holding]] = defaultdict(list)
    for holding in ownership.holdings:
        held[holding.owner].append(holding)
    return frozen_mapping(held)


@lru_cache(maxsize=8)
def holders(ownership: Ownership) -> Mapping[str, list[Holding]]:
    """Organisation → what others hold of it."""
    held: dict[str, list[Holding]] = defaultdict(list)
    for holding in ownership.holdings:
        held[holding.owned].append(holding)
    return frozen_mapping(held)


@lru_cache(maxsize=10_000)
def controllers(ownership: Ownership, organisation: str) -> frozenset[str]:
    """Those that control it, alone or through what they control, itself among them."""
    above, waiting = {organisation}, [organisation]
    while waiting:
        for holding in holders(ownership).get(waiting.pop(), ()):
            if holding.owner not in above:
                above.add(holding.owner)
                waiting.append(holding.owner)
    return frozenset(o for o in above if organisation in controlled_by(ownership, (o,)))


def ultimate_owners(ownership: Ownership | None, organisation: str) -> tuple[str, ...]:
    """Those at the top of the chain of control; the organisation itself if nobody controls it.

    Of those that control each other in a circle, the first by name stands for all.
    """
    if ownership is None:
        return (organisation,)
    tops = set()
    for owner in controllers(ownership, organisation):
        above = controllers(ownership, owner)
        if all(owner in controllers(ownership, other) for other in above):
            tops.add(min(above))
    return tuple(sorted(tops))


def public_holdings(ownership: Ownership, organisation: str) -> tuple[Holding, ...]:
    """What public bodies hold of it directly, or through enterprises that they control.

    Investors that Art. 3(2) exempts count only where they are linked with it.
    """
    linked = linked_groups(ownership)[organisation]
    public = {
        each.organisation
        for each in ownership.enterprises
        if each.kind == PUBLIC or (each.kind in EXEMPT_PUBLIC and each.organisation in linked)
    }
    owners = controlled_by(ownership, public) - {organisation}
    return tuple(h for h in holders(ownership).get(organisation, ()) if h.owner in owners)
