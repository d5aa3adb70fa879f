"""State aid: what is asked for in percent of eligible cost, and by how much it exceeds the ceiling.

Regulation (EU) No 651/2014 (GBER, AGVO), Art. 25(5) and (6), by partner and activity. Only figures
that could be checked are built in; the others are options that the call gives.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from tenderscore.activity import Activity
from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, place_in_call, unknown
from tenderscore.indicators.sme import NOT_ENTERPRISES, status
from tenderscore.language import all_of, later, said
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.proposal import Kind, Partner, Proposal

SOURCE = "Regulation (EU) No 651/2014, Art. 25"
FEASIBILITY = "feasibility study"
INTENSITY = {
    "fundamental research": 100,
    "industrial research": 50,
    "experimental development": 25,
    FEASIBILITY: 50,
}
"""Percent of the eligible cost: Art. 25(5)."""
RAISED = ("industrial research", "experimental development")
SIZE_POINTS = {"micro": 20, "small": 20, "medium": 10, "large": 0}
"""Percentage points more, by size: Art. 25(6)(a)."""
COLLABORATION_POINTS = 15
"""Art. 25(6)(b)."""
MOST = 80
"""Up to so much percent: Art. 25(6)."""


@indicator(unit="percent", reads=("activities",))
def aid_percent(
    proposal: Proposal,
    call: Call,
    *,
    criterion: Criterion | None = None,
    among: tuple[Kind, ...],
) -> Fraction:
    """The requested amount in percent of the eligible cost, the highest by partner and activity.

    Of the partners `among` these kinds, by the sheet Activities. Raises InputError where it has
    no row of them, or an amount without eligible cost.
    """
    its = _asked(proposal, among, "aid_percent")
    return max(percent for _, _, percent in its)


@indicator(unit="percentage points", reads=("activities", "ownership"))
def aid_ceiling(
    proposal: Proposal,
    call: Call,
    *,
    criterion: Criterion | None = None,
    among: tuple[Kind, ...],
    collaboration: bool = False,
    area_points: Fraction | None = None,
    joint_points: Fraction | None = None,
    feasibility_medium_points: Fraction | None = None,
    feasibility_small_points: Fraction | None = None,
) -> Fraction:
    """Percentage points by which the highest aid exceeds its ceiling; negative if all are below.

    Regulation (EU) No 651/2014, Art. 25: 100 percent for fundamental research, 50 for industrial,
    25 for experimental, 50 for feasibility studies; for industrial and experimental 10 more for
    medium-sized and 20 for small enterprises and 15 for `collaboration`, together up to 80. Instead
    of `collaboration` the call may grant `area_points` (assisted areas) or `joint_points` (projects
    of several states), and what SMEs get more for feasibility studies: it gives these figures, none
    is built in. Raises InputError as aid_percent does, where two of these three are granted, and
    where the size of a partner is unknown and matters.
    """
    granted = {
        "collaboration": Fraction(COLLABORATION_POINTS) if collaboration else None,
        "area_points": area_points,
        "joint_points": joint_points,
    }
    given = [name for name, points in granted.items() if points is not None]
    if len(given) > 1:
        place = place_in_call(call, criterion)
        names = later(all_of, tuple(given))
        raise InputError([problem("TS340", where=place, source=f"{SOURCE}(6)", names=names)])
    bonus = sum((points for points in granted.values() if points is not None), Fraction(0))
    feasibility = {
        "medium": feasibility_medium_points,
        "small": feasibility_small_points,
        "micro": feasibility_small_points,
    }
    found: list[tuple[Fraction, Fraction, Partner]] = []
    for partner, activity, percent in _asked(proposal, among, "aid_ceiling"):
        ceilings = [
            _ceiling(activity, size, bonus, feasibility.get(size) or Fraction(0))
            for size in _sizes(proposal, partner)
        ]
        found.append((percent - max(ceilings), percent - min(ceilings), partner))
    least = max(low for low, _, _ in found)
    # A size that is open matters only if it could raise the highest excess.
    open_ = {each.organisation: each for low, high, each in found if high > max(low, least)}
    if open_:
        raise InputError(_unsized(proposal, partner) for partner in open_.values())
    return least


def _ceiling(activity: str, size: str, bonus: Fraction, feasibility: Fraction) -> Fraction:
    base = Fraction(INTENSITY[activity])
    if activity in RAISED:
        return min(base + SIZE_POINTS[size] + bonus, Fraction(MOST))
    return base + feasibility if activity == FEASIBILITY else base


def _sizes(proposal: Proposal, partner: Partner) -> Sequence[str]:
    if partner.kind in NOT_ENTERPRISES:
        return ("large",)
    return status(partner, proposal.ownership).sizes


def _unsized(proposal: Proposal, partner: Partner) -> Problem:
    its = status(partner, proposal.ownership)
    names = dict.fromkeys(f'"{as_found(whose.name)}"' for _, whose in its.last.unknown)
    return problem(
        "TS531",
        where=partner.where,
        source=f"{SOURCE}(6)",
        partner=repr(as_found(partner.name)),
        enterprises=later(all_of, tuple(names)),
    )


def _asked(
    proposal: Proposal, among: tuple[Kind, ...], use: str
) -> list[tuple[Partner, str, Fraction]]:
    """Partner, activity and requested percent, in order of the rows."""
    active = {each.organisation for each in proposal.activities}
    problems = [
        unknown(said("the kind of {partner}", partner=repr(as_found(each.name))), each.where, use)
        for each in proposal.partners
        if each.kind is None and each.organisation in active
    ]
    partners = {p.organisation: p for p in proposal.partners if p.kind in among}
    rows: dict[tuple[str, str], list[Activity]] = defaultdict(list)
    for each in proposal.activities:
        if each.organisation in partners:
            rows[each.organisation, each.activity].append(each)
    problems += _without_cost(rows.values())
    costs = {pair: sum(each.eligible_cost for each in its) for pair, its in rows.items()}
    if not any(costs.values()) and not problems:
        problems = [problem("TS532", where=proposal.where, indicator=use)]
    if problems:
        raise InputError(problems)
    return [
        (
            partners[organisation],
            activity,
            Fraction(100 * sum(each.requested for each in its), costs[organisation, activity]),
        )
        for (organisation, activity), its in rows.items()
        if costs[organisation, activity]
    ]


def _without_cost(rows: Iterable[Sequence[Activity]]) -> Iterator[Problem]:
    """Amounts that are asked for without any eligible cost."""
    for its in rows:
        cost = sum(each.eligible_cost for each in its)
        if not cost and any(each.requested for each in its):
            what = said("the eligible cost of {partner}", partner=repr(as_found(its[0].name)))
            yield problem("TS533", where=its[0].where, what=what)
