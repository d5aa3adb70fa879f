"""State aid by Regulation (EU) No 651/2014, Art. 25: the ceilings as the ministry works them out.

The worked ceilings are those of the design notes' checked lines: industrial research 50, 60, 70 for
large, medium and small, with 15 for collaboration 65, 75, 80 (85 capped); experimental development
25, 35, 45 and 40, 50, 60. Names and amounts are invented.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from owners import owning
from test_indicators import partner, problems, proposal_with, value
from workbooks import HEAD, one_problem, read

from tenderscore.activity import Activity
from tenderscore.proposal import Partner, Proposal
from tenderscore.units import Cents

HEADS = {"large": 300, "medium": 100, "small": 20, "micro": 3}
MILLION = 1_000_000_00
FIRMS = ("company",)


def firm(size: str = "small", name: str = "Firm") -> Partner:
    money = {"turnover": Cents(MILLION), "balance": Cents(MILLION)}
    return partner(name, kind="company", employees=HEADS[size], **money)


def work(activity: str, cost: int, requested: int, name: str = "Firm") -> Activity:
    return Activity(
        name=name,
        organisation=name,
        activity=activity,
        eligible_cost=Cents(cost),
        requested=Cents(requested),
        where=f"Activities › {activity}",
    )


def asking(*activities: Activity, size: str = "small", **more: Any) -> Proposal:
    return proposal_with(**{"partners": (firm(size),), "activities": activities, **more})


@pytest.mark.parametrize(
    ("activity", "collaboration", "ceilings"),
    [
        ("fundamental research", False, (100, 100, 100)),
        ("industrial research", False, (50, 60, 70)),
        ("industrial research", True, (65, 75, 80)),
        ("experimental development", False, (25, 35, 45)),
        ("experimental development", True, (40, 50, 60)),
        ("feasibility study", True, (50, 50, 50)),
    ],
)
def test_the_worked_ceilings_come_out(
    activity: str, collaboration: bool, ceilings: tuple[int, int, int]
) -> None:
    for size, ceiling in zip(("large", "medium", "small"), ceilings, strict=True):
        proposal = asking(work(activity, 1000, 900), size=size)
        excess = value("aid_ceiling", proposal, among=FIRMS, collaboration=collaboration)
        assert excess == 90 - ceiling
    assert value("aid_ceiling", asking(work(activity, 1000, 900), size="micro"), among=FIRMS,
                 collaboration=collaboration) == 90 - ceilings[2]  # fmt: skip


def test_the_highest_share_and_the_highest_excess_may_be_of_two_activities() -> None:
    its = (work("industrial research", 1000, 700), work("experimental development", 1000, 500))
    assert value("aid_percent", asking(*its), among=FIRMS) == 70
    # 70 of 70 allowed, 50 of 45
    assert value("aid_ceiling", asking(*its), among=FIRMS) == 5


def test_rows_of_one_partner_and_activity_are_added_up() -> None:
    its = (work("industrial research", 1000, 900), work("industrial research", 2000, 100))
    assert value("aid_percent", asking(*its), among=FIRMS) == Fraction(100, 3)


def test_what_is_not_built_in_counts_only_as_the_call_gives_it() -> None:
    study = asking(work("feasibility study", 100, 70))
    assert value("aid_ceiling", study, among=FIRMS) == 20
    assert value("aid_ceiling", study, among=FIRMS, feasibility_small_points=Fraction(20)) == 0
    assert value("aid_ceiling", study, among=FIRMS, feasibility_medium_points=Fraction(10)) == 20
    research = asking(work("experimental development", 100, 50))
    assert value("aid_ceiling", research, among=FIRMS, area_points=Fraction(5)) == 0


def test_two_of_the_bonuses_that_exclude_one_another_are_a_problem() -> None:
    its = asking(work("industrial research", 100, 50))
    options: dict[str, Any] = {"collaboration": True, "joint_points": Fraction(25)}
    assert problems("aid_ceiling", its, among=FIRMS, **options) == ["call.toml|TS340"]


def test_only_partners_of_the_kinds_that_are_named_count() -> None:
    both = (firm(), partner("Uni", kind="university"))
    its = (work("industrial research", 100, 50), work("industrial research", 100, 100, "Uni"))
    proposal = proposal_with(partners=both, activities=its)
    assert value("aid_percent", proposal, among=FIRMS) == 50
    assert value("aid_percent", proposal, among=("company", "university")) == 100
    # a university is no SME: 100 of 50 allowed
    assert value("aid_ceiling", proposal, among=("company", "university")) == 50


def test_the_size_is_that_of_the_whole_chain() -> None:
    its = asking(work("industrial research", 100, 70))
    assert value("aid_ceiling", its, among=FIRMS) == 0
    owned = asking(
        work("industrial research", 100, 70),
        ownership=owning(("Roof", "Firm", 60), Firm=20, Roof=300),
    )
    assert value("aid_ceiling", owned, among=FIRMS) == 20


def test_an_unknown_size_is_a_problem_only_where_it_matters() -> None:
    unknown = partner("Firm", kind="company")
    basic = proposal_with(partners=(unknown,), activities=(work("fundamental research", 100, 100),))
    assert value("aid_ceiling", basic, among=FIRMS) == 0
    applied = proposal_with(partners=(unknown,), activities=(work("industrial research", 100, 60),))
    assert problems("aid_ceiling", applied, among=FIRMS) == ["Partners › Firm|TS531"]
    # another exceeds its ceiling by more than this one could
    other = (unknown, firm("large", "Big"))
    more = proposal_with(
        partners=other,
        activities=(work("industrial research", 100, 60),
                    work("industrial research", 100, 90, "Big")),
    )  # fmt: skip
    assert value("aid_ceiling", more, among=FIRMS) == 40


def test_what_is_missing_is_a_problem() -> None:
    assert problems("aid_percent", asking(), among=FIRMS) == ["P-1|TS532"]
    nothing = asking(work("industrial research", 0, 5))
    assert problems("aid_percent", nothing, among=FIRMS) == [
        "Activities › industrial research|TS533"
    ]
    kindless = proposal_with(
        partners=(partner("Firm"),), activities=(work("industrial research", 100, 60),)
    )
    assert "Partners › Firm|TS503" in problems("aid_percent", kindless, among=FIRMS)


# The sheet

ACTIVITIES = ["Proposal", "Organisation", "Activity", "Eligible cost", "Requested amount"]


def sheets(*rows: list[Any]) -> dict[str, Any]:
    return {
        "Proposals": [HEAD, ["A", 1]],
        "Partners": [["Proposal", "Organisation"], ["A", "Werk GmbH"]],
        "Activities": [ACTIVITIES, *rows],
    }


def test_activities_are_read_for_their_proposal(tmp_path: Path) -> None:
    row = ["A", "Werk", "Experimentelle Entwicklung", 1000, "250,00"]
    (its,) = read(tmp_path, sheets(row)).proposals[0].activities
    assert (its.organisation, its.activity) == ("werk", "experimental development")
    assert (its.eligible_cost, its.requested) == (100_000, 25_000)
    assert its.where == "p.xlsx › Activities!A2"


def test_an_activity_of_a_stranger_is_a_problem(tmp_path: Path) -> None:
    assert one_problem(tmp_path, sheets(["A", "Wrk GmbH", "industrial research", 1, 1])) == (
        "p.xlsx › Activities!B2: \"Wrk GmbH\" is not a partner of A. Did you mean 'Werk GmbH'? "
        "Write it as on the sheet Partners."
    )


def test_an_unknown_kind_of_research_is_a_problem(tmp_path: Path) -> None:
    assert one_problem(tmp_path, sheets(["A", "Werk", "industry research", 1, 1])) == (
        'p.xlsx › Activities!C2: "industry research" is not a kind of research. '
        "Did you mean 'industrial research'? Write one of fundamental research, industrial "
        "research, experimental development, feasibility study."
    )
