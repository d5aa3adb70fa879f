"""Who belongs where: the fields that `where` and `each` understand, and the groups of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tenderscore.call import Call
from tenderscore.organisation import organisation_key
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import LAENDER
from tenderscore.regions.naming import folded

Where = Mapping[str, tuple[str, ...]]
"""Field → the groups of it that are meant."""

FIELDS = ("lot", "land", "site_land", "group", "topic", "partner")


def fields(call: Call) -> tuple[str, ...]:
    """The field names of `where` and `each`: the fixed ones and the call's text columns."""
    return (*FIELDS, *(c.id for c in call.columns.values() if c.kind == "text"))


def belongs_to(proposal: Proposal, field: str, call: Call) -> frozenset[str]:
    """The groups of this field that the proposal is in; several for topics, partners and sites."""
    match field:
        case "lot":
            return frozenset({proposal.lot} - {None})  # type: ignore[arg-type]
        case "land":
            return frozenset({proposal.land} - {None})  # type: ignore[arg-type]
        case "site_land":
            return frozenset(site.land for site in proposal.sites)
        case "group":
            return frozenset(
                name for name, laender in call.groups.items() if proposal.land in laender
            )
        case "topic":
            return frozenset(proposal.topics)
        case "partner":
            return frozenset(partner.organisation for partner in proposal.partners)
        case _:
            value = proposal.values.get(field)
            return frozenset({folded(value)}) if isinstance(value, str) else frozenset()


def lacks(proposal: Proposal, field: str, call: Call) -> bool:
    """Whether it is unknown in which group of this field the proposal is.

    No topic and no partner are facts; no Land, lot, site or text is a cell that was left empty.
    """
    match field:
        case "land" | "group":
            return proposal.land is None
        case "topic" | "partner":
            return False
        case _:
            return not belongs_to(proposal, field, call)


def members(proposals: Iterable[Proposal], call: Call, where: Where | None) -> list[Proposal]:
    """The proposals in at least one of the named groups of every field of `where`."""
    wanted = {field: _keys(field, names) for field, names in (where or {}).items()}
    return [
        proposal
        for proposal in proposals
        if all(_spelled(proposal, field, call) & names for field, names in wanted.items())
    ]


def _spelled(proposal: Proposal, field: str, call: Call) -> frozenset[str]:
    """As `belongs_to`; a partner by its own spelling too, not only by the round's alias for it."""
    groups = belongs_to(proposal, field, call)
    if field == "partner":
        groups |= {organisation_key(partner.name) for partner in proposal.partners}
    return groups


def strangers(proposals: Iterable[Proposal], call: Call, where: Where) -> list[str]:
    """The partners that `where` names and no proposal has."""
    known = {name for proposal in proposals for name in _spelled(proposal, "partner", call)}
    return [name for name in where.get("partner", ()) if organisation_key(name) not in known]


def _keys(field: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(_key(field, name) for name in names)


def _key(field: str, name: str) -> str:
    """What a name in the call file or in `domain` is compared by."""
    if field == "partner":
        return organisation_key(name)
    return name if field in FIELDS else folded(name)


def each_group(
    proposals: Sequence[Proposal], call: Call, where: Where | None, each: str | None
) -> Iterator[tuple[str, list[Proposal]]]:
    """The groups of `each` with their members; all that exist, not only those with a proposal."""
    inside = members(proposals, call, where)
    if each is None:
        yield "", inside
        return
    for name in domain(proposals, call, each, where):
        key = _key(each, name)
        yield name, [proposal for proposal in inside if key in belongs_to(proposal, each, call)]


def domain(
    proposals: Iterable[Proposal], call: Call, field: str, where: Where | None = None
) -> list[str]:
    """All groups of a field; those that `where` excludes are left out."""
    match field:
        case "lot":
            names = list(call.lots)
        case "land" | "site_land":
            names = list(LAENDER)
        case "group":
            names = list(call.groups)
        case "topic":
            names = list(call.topics)
        case _:
            column = call.columns.get(field)
            names = list(column.values) if column else []
            names = names or sorted(
                {name for proposal in proposals for name in belongs_to(proposal, field, call)}
            )
    if where and field in where:
        wanted = _keys(field, where[field])
        names = [name for name in names if _key(field, name) in wanted]
    if where and field == "land" and "group" in where:
        inside = {land for group in where["group"] for land in call.groups.get(group, ())}
        names = [name for name in names if name in inside]
    return names
