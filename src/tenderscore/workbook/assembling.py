"""Records of the tables → Proposals, and what is wrong with the tables taken together."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from tenderscore.activity import Activity
from tenderscore.call import Call
from tenderscore.ownership import Ownership
from tenderscore.problem import Problem, as_found, problem
from tenderscore.proposal import Partner, Proposal, Site
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.units import Cents
from tenderscore.workbook.columns import COST_KINDS, SHEETS
from tenderscore.workbook.employed import employed_jurors
from tenderscore.workbook.ids import by_proposal, doubles
from tenderscore.workbook.known_jurors import of_no_proposal, wrong_jurors
from tenderscore.workbook.marking import idle_marks, marks_of, wrong_marks
from tenderscore.workbook.organisations import counted_under, doubtful, organisation_of
from tenderscore.workbook.owners import one_behind_several
from tenderscore.workbook.owning import ownership_of, wrong_ownership
from tenderscore.workbook.placing import wrong_places
from tenderscore.workbook.rows import Record
from tenderscore.workbook.sums import wrong_sums, years_of

Records = Mapping[str, Sequence[Record]]

_OWN = {column.field for column in SHEETS["proposals"].columns}


def wrong_together(
    records: Records,
    call: Call,
    round_: Round,
    *,
    whole: bool,
    partners: bool,
    given: Collection[str] = (),
) -> Iterator[Problem]:
    """Ids, sums, marks, organisations; whatever a single cell cannot tell.

    Rows of no proposal are named only if all files could be read, `whole`, and hold proposals; sums
    over partners are judged only if all `partners` could be read. Without a sheet of proposals the
    marks are those of the proposals that were `given` to jurors.
    """
    aliases = counted_under(round_)
    proposals = _first_by_id(records)
    known = {id_: record.cells["id"] for id_, record in proposals.items()}
    marked = known or dict.fromkeys(given, "")
    yield from doubles(records["proposals"], round_)
    groups: dict[str, dict[str, list[Record]]] = {}
    for table in ("partners", "sites", "marks", "activities"):
        groups[table], lost = by_proposal(records[table], marked if table == "marks" else known)
        if whole and known:
            yield from lost
    several = Counter(record.values["id"] for record in records["proposals"])
    for id_, record in proposals.items():
        if several[id_] == 1:
            yield from wrong_sums(record, groups["partners"][id_], call.currency, whole=partners)
        yield from _strangers(groups["activities"][id_], groups["partners"][id_], id_, aliases)
    for id_, marks in groups["marks"].items():
        if several[id_] <= 1:
            yield from wrong_marks(id_, marks, call, round_)
            continue
        # its rows are those of several: no sum is judged, and marks file by file
        for file in dict.fromkeys(mark.file for mark in marks):
            own = [mark for mark in marks if mark.file == file]
            yield from wrong_marks(id_, own, call, round_)
    for record in records["partners"]:
        if postal_code(record) is None and "postal_code" in record.values:
            yield problem(
                "TS260", where=record.cells["postal_code"], value=record.values["postal_code"]
            )
    yield from wrong_places(records["sites"], call)
    alone = [record for id_, record in proposals.items() if not groups["sites"][id_]]
    yield from wrong_places(alone, call)
    yield from doubtful(records["partners"], records["ownership"], round_)
    yield from idle_marks(records["marks"], call)
    yield from wrong_jurors(records["marks"], round_)
    if known or not given:
        yield from of_no_proposal(round_, known)
    yield from _wrong_owners(records, groups, call, round_, aliases)
    if whole and known:
        named = [record for record in records["ownership"] if "proposal" in record.values]
        yield from by_proposal(named, known)[1]


def _wrong_owners(
    records: Records,
    groups: Mapping[str, Records],
    call: Call,
    round_: Round,
    aliases: dict[str, str],
) -> Iterator[Problem]:
    rows, partners = records["ownership"], records["partners"]
    yield from wrong_ownership(rows, partners, aliases, call.currency)
    ownership = ownership_of(rows, partners, aliases)
    yield from one_behind_several(groups["partners"], ownership, aliases)
    yield from employed_jurors(
        groups["marks"], groups["partners"], round_.employers, ownership, aliases
    )


def assemble(records: Records, round_: Round) -> tuple[Proposal, ...]:
    """In order of id. Only for records with which nothing is wrong."""
    proposals = _first_by_id(records)
    known = {id_: record.cells["id"] for id_, record in proposals.items()}
    partners, sites, marks, activities = (
        by_proposal(records[table], known)[0]
        for table in ("partners", "sites", "marks", "activities")
    )
    aliases = counted_under(round_)
    ownership = ownership_of(records["ownership"], records["partners"], aliases)
    return tuple(
        _proposal(
            record,
            tuple(_partner(each, aliases) for each in partners[id_]),
            tuple(_site(each) for each in sites[id_]) or _own_site(record),
            marks[id_],
            tuple(_activity(each, aliases) for each in activities[id_]),
            ownership,
        )
        for id_, record in sorted(proposals.items())
    )


def _first_by_id(records: Records) -> dict[str, Record]:
    """A double is a problem of its own; the first of its kind stands for both."""
    proposals: dict[str, Record] = {}
    for record in records["proposals"]:
        proposals.setdefault(record.values["id"], record)
    return proposals


def _proposal(
    record: Record,
    partners: tuple[Partner, ...],
    sites: tuple[Site, ...],
    marks: Sequence[Record],
    activities: tuple[Activity, ...],
    ownership: Ownership | None,
) -> Proposal:
    years = years_of(record)
    its = record.values
    requested = Cents(its["requested"] if "requested" in its else sum(years.values()))
    cells = dict(record.cells)
    if "requested" not in cells:
        cells["requested"] = ", ".join(cells[f"requested_{year}"] for year in sorted(years))
    further = {
        name: value
        for name, value in its.items()
        if name not in _OWN and name not in {f"requested_{year}" for year in years}
    }
    return Proposal(
        id=its["id"],
        title=its.get("title", ""),
        lot=its.get("lot"),
        land=its.get("land"),
        place=its.get("place"),
        received=its.get("received"),
        start=its.get("start"),
        duration_months=its.get("duration_months"),
        requested=requested,
        requested_by_year=years,
        own_contribution=its.get("own_contribution"),
        topics=its.get("topics", ()),
        partners=partners,
        sites=sites,
        marks=marks_of(marks),
        activities=activities,
        ownership=ownership,
        values=further,
        cells=cells,
        where=record.cells["id"],
    )


def _partner(record: Record, aliases: dict[str, str]) -> Partner:
    its = record.values
    return Partner(
        name=its["organisation"],
        organisation=organisation_of(its["organisation"], aliases),
        kind=its.get("kind"),
        role=its.get("role"),
        country=its.get("country"),
        place=its.get("place"),
        postal_code=postal_code(record),
        land=its.get("land"),
        employees=its.get("employees"),
        turnover=its.get("turnover"),
        balance=its.get("balance"),
        requested=its.get("requested"),
        costs={k: its[f"cost_{k}"] for k in COST_KINDS if f"cost_{k}" in its},
        where=record.where,
    )


def _activity(record: Record, aliases: dict[str, str]) -> Activity:
    its = record.values
    return Activity(
        name=its["organisation"],
        organisation=organisation_of(its["organisation"], aliases),
        activity=its["activity"],
        eligible_cost=its["eligible_cost"],
        requested=its["requested"],
        where=record.where,
    )


def _strangers(
    activities: Sequence[Record], partners: Sequence[Record], id_: str, aliases: dict[str, str]
) -> Iterator[Problem]:
    """Activities of organisations that are no partners of the proposal."""
    if not activities:
        return
    names = [each.values["organisation"] for each in partners if "organisation" in each.values]
    known = {organisation_of(name, aliases) for name in names}
    for record in activities:
        name = record.values.get("organisation")
        if name is not None and organisation_of(name, aliases) not in known:
            yield problem(
                "TS444",
                where=record.cells["organisation"],
                name=f'"{as_found(name)}"',
                id=as_found(id_),
                suggestion=did_you_mean(name, names),
            )


def postal_code(record: Record) -> str | None:
    """German codes have five digits; a zero that a number cell lost is put back.

    None where there is none, or where four digits may be another country's as well.
    """
    code: str | None = record.values.get("postal_code")
    country = record.values.get("country")
    german = country == "DE" or (country is None and "land" in record.values)
    if code is None or not code.isdigit() or len(code) == 5:
        return code
    if german:
        return f"0{code}" if len(code) == 4 else None
    return code if country is not None else None


def _site(record: Record) -> Site:
    return Site(place=record.values["place"], land=record.values["land"], where=record.where)


def _own_site(record: Record) -> tuple[Site, ...]:
    place, land = record.values.get("place"), record.values.get("land")
    if place is None or land is None:
        return ()
    return (Site(place=place, land=land, where=record.cells["place"]),)
