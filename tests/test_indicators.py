"""Each indicator's value, worked out by hand, and what it refuses to assume."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from owners import owning

from tenderscore.call import Call, Column, Criterion, Demand
from tenderscore.indicators import INDICATORS, cells_read, how_found, shelf
from tenderscore.indicators.consortium import Kind
from tenderscore.indicators.sme import NOT_ENTERPRISES, is_sme
from tenderscore.ownership import Figures
from tenderscore.problem import InputError
from tenderscore.proposal import Mark, Partner, Proposal, Site
from tenderscore.regions.places import find_places
from tenderscore.registry import Registry
from tenderscore.toml_file import structure
from tenderscore.units import Cents, Points

CLOSES = datetime(2016, 12, 23, 12, tzinfo=timezone(timedelta(hours=1)))
MILLION = 1_000_000_00  # cents

QUALITY = Criterion(
    id="quality", title="Quality", weight=Fraction(100), ranking_weight=Fraction(100),
    scale=Points(500), indicators=(),
)  # fmt: skip


def call_with(**parts: Any) -> Call:
    return Call(
        id="test", edition=1, title="Test", closes=CLOSES, currency="EUR", total_is="mean",
        name="call.toml", **parts,
    )  # fmt: skip


def proposal_with(**parts: Any) -> Proposal:
    return Proposal(**{"id": "P-1", "requested": Cents(2 * MILLION), "where": "P-1", **parts})


def partner(name: str = "Firm", **parts: Any) -> Partner:
    return Partner(name=name, organisation=name, where=f"Partners › {name}", **parts)


def mark(points: int | None, criterion: str = "quality", conflict: bool = False) -> Mark:
    where = f"Marks › {points}"
    return Mark(
        juror="J", criterion=criterion, points=None if points is None else Points(points),
        conflict=conflict, where=where,
    )  # fmt: skip


def value(name: str, proposal: Proposal, call: Call | None = None, **options: Any) -> Fraction:
    function: Callable[..., int | Fraction] = INDICATORS[name].function
    result = function(proposal, call or call_with(), **options)
    assert type(result) in (int, Fraction)
    return Fraction(result)


def problems(name: str, proposal: Proposal, call: Call | None = None, **options: Any) -> list[str]:
    with pytest.raises(InputError) as raised:
        value(name, proposal, call, **options)
    return [f"{each.where}|{each.code}" for each in raised.value.problems]


# The jury's marks


def test_the_mean_of_the_marks_is_exact_and_in_points() -> None:
    # 4.00 + 3.50 + 3.50 = 11.00 points; a third of it.
    proposal = proposal_with(marks=(mark(400), mark(350), mark(350)))
    assert value("jury_mean", proposal, criterion=QUALITY) == Fraction(11, 3)


def test_the_median_of_an_even_number_of_marks_is_the_mean_of_the_middle_two() -> None:
    # 1.00, 3.00, 3.50, 5.00: (3.00 + 3.50) / 2 = 3.25.
    proposal = proposal_with(marks=(mark(350), mark(100), mark(500), mark(300)))
    assert value("jury_median", proposal, criterion=QUALITY) == Fraction(13, 4)


def test_conflicts_empty_marks_and_other_criteria_count_nowhere() -> None:
    marks = (mark(400), mark(0, conflict=True), mark(None), mark(100, criterion="other"))
    assert value("jury_mean", proposal_with(marks=marks), criterion=QUALITY) == 4
    assert value("jury_median", proposal_with(marks=marks), criterion=QUALITY) == 4


def test_a_mark_of_zero_is_a_mark() -> None:
    assert value("jury_mean", proposal_with(marks=(mark(0), mark(100))), criterion=QUALITY) == (
        Fraction(1, 2)
    )


@pytest.mark.parametrize("name", ["jury_mean", "jury_median"])
def test_fewer_marks_than_the_call_demands_are_a_problem(name: str) -> None:
    proposal = proposal_with(marks=(mark(400), mark(500, conflict=True)))
    assert problems(name, proposal, criterion=QUALITY, min_marks=2) == ["P-1|TS502"]
    assert problems(name, proposal_with(), criterion=QUALITY) == ["P-1|TS502"]


def test_marks_outside_a_criterion_and_a_minimum_of_none_are_faults_of_the_call() -> None:
    assert problems("jury_mean", proposal_with()) == ["call.toml|TS501"]
    assert problems("jury_mean", proposal_with(), criterion=QUALITY, min_marks=0) == [
        "call.toml › criteria.quality|TS514"
    ]


# Columns


COLUMNS = {
    "events": Column(id="events", kind="number", title="Events"),
    "letter": Column(id="letter", kind="yes_no", title="Letter of intent"),
}


def test_a_column_gives_its_number_and_a_yes_gives_one() -> None:
    call = call_with(columns=COLUMNS)
    proposal = proposal_with(values={"events": Fraction(25, 2), "letter": True})
    assert value("value", proposal, call, column="events") == Fraction(25, 2)
    assert value("yes", proposal, call, column="letter") == 1
    no = proposal_with(values={"letter": False})
    assert value("yes", no, call, column="letter") == 0


def test_an_empty_cell_of_a_column_is_a_problem_at_that_cell() -> None:
    call = call_with(columns=COLUMNS)
    proposal = proposal_with(cells={"events": "Proposals!K4"})
    assert problems("value", proposal, call, column="events") == ["Proposals!K4|TS503"]


def test_a_column_of_another_kind_or_name_is_a_fault_of_the_call() -> None:
    call = call_with(columns=COLUMNS)
    assert problems("value", proposal_with(), call, column="letter") == ["call.toml|TS507"]
    with pytest.raises(InputError, match="Did you mean 'events'"):
        value("value", proposal_with(), call, column="evnts")


# The consortium


CONSORTIUM = (
    partner("TU", kind="university", role="research", country="DE", requested=Cents(60)),
    partner("IHK", kind="chamber", role="transfer", country="DE", requested=Cents(30)),
    partner(
        "Small", kind="company", role="transfer", country="AT", requested=Cents(10),
        employees=20, turnover=Cents(2 * MILLION),
    ),
    partner("Large", kind="company", role="transfer", country="DE", requested=Cents(0),
            employees=900),
)  # fmt: skip


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 4),
        ({"kind": ("company",)}, 2),
        ({"kind": ("university", "chamber")}, 2),
        ({"role": ("Transfer",), "country": ("DE",)}, 2),
        ({"sme": True}, 1),
        ({"sme": False}, 3),
        ({"kind": ("company",), "sme": False}, 1),
    ],
)
def test_partners_are_counted_by_kind_role_country_and_sme(
    options: dict[str, Any], count: int
) -> None:
    assert value("partner_count", proposal_with(partners=CONSORTIUM), **options) == count


def test_a_share_of_partners_goes_by_their_number_or_by_money() -> None:
    # Transfer partners: 3 of 4; 30 + 10 + 0 of 100 cents.
    proposal = proposal_with(partners=CONSORTIUM)
    assert value("partner_percent", proposal, by="partners", role=("transfer",)) == 75
    assert value("partner_percent", proposal, by="money", role=("transfer",)) == 40


def test_the_sme_share_is_of_all_partners_unless_kinds_are_named() -> None:
    proposal = proposal_with(partners=CONSORTIUM)
    assert value("sme_percent", proposal) == 25
    assert value("sme_percent", proposal, among=("company",)) == 50
    assert value("sme_percent", proposal, by="money") == 10
    assert value("sme_percent", proposal, among=("association",)) == 0


def test_an_unknown_kind_is_a_problem_unless_the_role_already_decides() -> None:
    proposal = proposal_with(partners=(partner("New", role="transfer"),))
    assert problems("partner_count", proposal, kind=("company",)) == ["Partners › New|TS503"]
    assert value("partner_count", proposal, kind=("company",), role=("research",)) == 0


def test_all_unknown_figures_of_all_partners_are_named_at_once() -> None:
    proposal = proposal_with(partners=(partner("A", kind="company"), partner("B", kind="other")))
    assert problems("sme_percent", proposal) == ["Partners › A|TS504", "Partners › B|TS504"]
    with pytest.raises(InputError, match="employees, turnover and balance-sheet total unknown"):
        value("sme_percent", proposal)


def test_shares_of_nothing_are_problems() -> None:
    assert problems("sme_percent", proposal_with()) == ["P-1|TS505"]
    assert problems("partner_percent", proposal_with(), by="partners") == ["P-1|TS505"]
    unpaid = proposal_with(partners=(partner(requested=Cents(0)),))
    assert problems("partner_percent", unpaid, by="money") == ["P-1|TS506"]
    unknown = proposal_with(partners=(partner(),))
    assert problems("partner_percent", unknown, by="money") == ["Partners › Firm|TS503"]


def test_with_a_sheet_ownership_smes_are_told_by_the_whole_chain() -> None:
    firm = partner("A", kind="company", employees=20, turnover=MILLION, balance=MILLION)
    ownership = owning(("B", "A", 60), A=20, B=300)
    with_chain = proposal_with(partners=(firm,), ownership=ownership)
    alone = proposal_with(partners=(firm,))
    assert (value("sme_percent", alone), value("sme_percent", with_chain)) == (100, 0)
    assert value("partner_count", with_chain, sme=False) == 1
    elsewhere = proposal_with(partners=(firm,), ownership=owning(("B", "C", 60), B=300))
    assert value("sme_percent", elsewhere) == 100


def test_a_figure_of_an_owner_that_would_decide_is_named() -> None:
    firm = partner("A", kind="company", employees=20, turnover=MILLION, balance=MILLION)
    ownership = owning(("B", "A", 60), A=20, B=Figures())
    proposal = proposal_with(partners=(firm,), ownership=ownership)
    assert problems("sme_percent", proposal) == ["Partners › A|TS530"]
    with pytest.raises(InputError, match='employees of "B"'):
        value("sme_percent", proposal)


def test_the_trail_cites_the_chain_only_where_smes_are_asked_for() -> None:
    firm = partner("A", kind="company")
    ownership = owning(("B", "A", 60), B={"cells": {"employees": "O!F2"}})
    proposal = proposal_with(partners=(firm,), ownership=ownership)
    entry = INDICATORS["partner_count"]
    assert "O!F2" in cells_read(entry, proposal, None, {"sme": True})
    assert "O!F2" not in cells_read(entry, proposal, None, {"sme": None})
    assert str(how_found(entry, proposal, {"sme": True})).startswith("SME status by the sheet")
    assert how_found(entry, proposal, {"sme": None}) == ""
    assert "simple test" in str(how_found(INDICATORS["sme_percent"], proposal_with(), {}))


# Commission Recommendation 2003/361/EC, Annex, Art. 2(1): "fewer than 250 persons and which have an
# annual turnover not exceeding EUR 50 million, and/or an annual balance sheet total not exceeding
# EUR 43 million".


@pytest.mark.parametrize(
    ("employees", "turnover", "balance", "answer"),
    [
        (249, 50 * MILLION, 44 * MILLION, True),
        (250, MILLION, MILLION, False),
        (249, 50 * MILLION + 1, 43 * MILLION, True),
        (249, 50 * MILLION + 1, 43 * MILLION + 1, False),
        (0, 0, 0, True),
        # What is known decides:
        (250, None, None, False),
        (249, 50 * MILLION, None, True),
        (249, None, 43 * MILLION, True),
        (None, 50 * MILLION + 1, 43 * MILLION + 1, False),
        # It does not:
        (None, MILLION, MILLION, None),
        (249, None, None, None),
        (249, 50 * MILLION + 1, None, None),
        (249, None, 43 * MILLION + 1, None),
    ],
)
def test_an_enterprise_is_an_sme_as_the_recommendation_has_it(
    employees: int | None, turnover: int | None, balance: int | None, answer: bool | None
) -> None:
    figures: dict[str, Any] = {"employees": employees, "turnover": turnover, "balance": balance}
    assert is_sme(partner(kind="company", **figures)) is answer


@pytest.mark.parametrize("kind", sorted(NOT_ENTERPRISES))
def test_a_partner_that_is_no_enterprise_is_no_sme_and_needs_no_figures(kind: str) -> None:
    assert is_sme(partner(kind=kind)) is False


def test_a_partner_of_unknown_kind_is_no_sme_only_if_its_figures_exclude_it() -> None:
    assert is_sme(partner(employees=250)) is False
    assert is_sme(partner(employees=1, turnover=Cents(1))) is None


def test_kinds_that_are_no_enterprises_are_kinds() -> None:
    assert set(get_args(Kind)) > NOT_ENTERPRISES


# Topics


def test_topics_count_by_their_weight_and_once() -> None:
    # Weights 3 + 1 + 1 = 5; covered 3 + 1.
    call = call_with(topics={"ai": Fraction(3), "law": Fraction(1), "it": Fraction(1)})
    assert value("topics_percent", proposal_with(topics=("ai", "it", "ai")), call) == 80
    assert value("topics_percent", proposal_with(), call) == 0


def test_a_call_without_topics_has_none_to_cover() -> None:
    assert problems("topics_percent", proposal_with()) == ["call.toml|TS508"]


# Reach: Köln and Bonn are 24.4 km apart: √(15774² + 12238² + 13972²) m.


def demand_at(name: str, land: str, firms: Fraction) -> Demand:
    (place,) = find_places(name, land)
    return Demand(place=name, land=land, x=place.x, y=place.y, z=place.z, firms=firms)


REACHED = call_with(
    demand=(
        demand_at("Köln", "NW", Fraction(60)),
        demand_at("Bonn", "NW", Fraction(59, 2)),
        demand_at("Mainz", "RP", Fraction(1, 2)),
        demand_at("München", "BY", Fraction(10)),
    )
)
KOELN = Site(place="Koeln", land="NW", where="Sites!A2")
BONN = Site(place="Bonn", land="NW", where="Sites!A3")


def test_reach_counts_firms_within_the_distance_and_not_beyond() -> None:
    proposal = proposal_with(sites=(KOELN,))
    assert value("reach_percent", proposal, REACHED, within_km=24) == 60
    assert value("reach_percent", proposal, REACHED, within_km=25) == Fraction(179, 2)


def test_firms_near_two_sites_count_once() -> None:
    proposal = proposal_with(sites=(KOELN, BONN))
    assert value("reach_percent", proposal, REACHED, within_km=25) == Fraction(179, 2)


def test_reach_may_take_in_all_firms_of_the_laender_with_a_site() -> None:
    village = Site(place="Not in the list", land="NW", where="Sites!A4")
    proposal = proposal_with(sites=(village,))
    assert value("reach_percent", proposal, REACHED, in_laender_of_sites=True) == Fraction(179, 2)
    both = proposal_with(sites=(Site(place="Mainz", land="RP"),))
    assert value("reach_percent", both, REACHED, in_laender_of_sites=True, within_km=200) == 90


def test_reach_in_named_laender_leaves_all_other_firms_out() -> None:
    # NW has 60 + 29.5 firms; Köln alone reaches 60 of them.
    proposal = proposal_with(sites=(KOELN,))
    share = value("reach_percent", proposal, REACHED, within_km=5, laender=("NW",))
    assert share == Fraction(100 * 120, 179)
    assert value("reach_percent", proposal, REACHED, within_km=5, laender=("BY",)) == 0


def test_the_shipped_demand_is_taken_where_the_call_has_none() -> None:
    # Every place of Bremen is within 70 km of Bremen: all of its firms.
    proposal = proposal_with(sites=(Site(place="Bremen", land="HB"),))
    assert value("reach_percent", proposal, within_km=70, laender=("HB",)) == 100
    assert 0 < value("reach_percent", proposal, within_km=70) < 5


def test_places_that_are_not_found_or_several_are_problems_at_their_cells() -> None:
    sites = (Site(place="Atlantis", land="NW", where="S!2"),
             Site(place="Winsen", land="NI", where="S!3"))  # fmt: skip
    proposal = proposal_with(sites=sites)
    assert problems("reach_percent", proposal, within_km=50) == ["S!2|TS510", "S!3|TS511"]
    nowhere = proposal_with(sites=(Site(place="Ulm", land="XX", where="S!4"),))
    assert problems("reach_percent", nowhere, in_laender_of_sites=True) == ["S!4|TS512"]


def test_reach_without_a_site_a_distance_or_firms_is_a_problem() -> None:
    proposal = proposal_with(sites=(KOELN,))
    assert problems("reach_percent", proposal_with(), within_km=50) == ["P-1|TS509"]
    assert problems("reach_percent", proposal) == ["call.toml|TS513"]
    assert problems("reach_percent", proposal, within_km=-1) == ["call.toml|TS514"]
    assert problems("reach_percent", proposal, within_km=1, laender=("XX",)) == ["call.toml|TS512"]
    assert problems("reach_percent", proposal, REACHED, within_km=1, laender=("SH",)) == [
        "call.toml|TS516"
    ]


# Money and time


def test_amounts_are_in_the_currency_and_not_in_cents() -> None:
    # 2 000 000.50 over 30 months: 800 000.20 a year.
    proposal = proposal_with(requested=Cents(200_000_050), duration_months=30)
    assert value("requested_amount", proposal) == Fraction(4_000_001, 2)
    assert value("amount_per_year", proposal) == Fraction(4_000_001, 5)


def test_a_year_of_an_unknown_or_empty_duration_costs_nothing_known() -> None:
    cells = {"duration_months": "Proposals!G4"}
    assert problems("amount_per_year", proposal_with(cells=cells)) == ["Proposals!G4|TS503"]
    assert problems("amount_per_year", proposal_with(duration_months=0)) == ["P-1|TS506"]


def test_staff_costs_are_a_share_of_what_is_requested() -> None:
    # 900 000 + 600 000 of 2 000 000.
    partners = (partner("A", costs={"staff": Cents(900_000_00)}),
                partner("B", costs={"staff": Cents(600_000_00), "travel": Cents(1)}))  # fmt: skip
    assert value("staff_percent", proposal_with(partners=partners)) == 75


def test_staff_costs_that_one_partner_leaves_open_are_a_problem() -> None:
    partners = (partner("A", costs={"staff": Cents(1)}), partner("B"))
    assert problems("staff_percent", proposal_with(partners=partners)) == ["Partners › B|TS503"]
    assert problems("staff_percent", proposal_with()) == ["P-1|TS505"]


def test_the_own_contribution_is_a_share_of_the_whole_cost() -> None:
    # 500 000 of 500 000 + 2 000 000.
    proposal = proposal_with(own_contribution=Cents(500_000_00))
    assert value("own_contribution_percent", proposal) == 20
    assert value("own_contribution_percent", proposal_with(own_contribution=Cents(0))) == 0
    assert problems("own_contribution_percent", proposal_with()) == ["P-1|TS503"]


def test_the_duration_is_in_months() -> None:
    assert value("duration_months", proposal_with(duration_months=36)) == 36
    assert problems("duration_months", proposal_with()) == ["P-1|TS503"]


@pytest.mark.parametrize(
    ("received", "hours"),
    [
        (CLOSES, Fraction(0)),
        (CLOSES + timedelta(seconds=1), Fraction(1, 3600)),
        (CLOSES - timedelta(minutes=90), Fraction(-3, 2)),
        (CLOSES + timedelta(microseconds=1), Fraction(1, 3_600_000_000)),
        (datetime(2016, 12, 23, 12, tzinfo=UTC), Fraction(1)),  # the same clock, an hour later
    ],
)
def test_lateness_is_exact_and_heeds_the_zone(received: datetime, hours: Fraction) -> None:
    assert value("hours_late", proposal_with(received=received)) == hours


def test_an_unknown_time_of_receipt_is_a_problem() -> None:
    assert problems("hours_late", proposal_with()) == ["P-1|TS503"]


# The trail


def test_the_trail_cites_the_marks_of_the_criterion_only() -> None:
    proposal = proposal_with(marks=(mark(400), mark(100, criterion="other"), mark(300)))
    cells = cells_read(INDICATORS["jury_mean"], proposal, QUALITY, {})
    assert cells == ("Marks › 400", "Marks › 300")


def test_the_trail_cites_partners_fields_and_columns_each_once() -> None:
    proposal = proposal_with(
        partners=(partner("A"), partner("B")),
        cells={"requested": "Proposals!H2", "events": "Proposals!K2"},
    )
    assert cells_read(INDICATORS["staff_percent"], proposal, None, {}) == (
        "Proposals!H2", "Partners › A", "Partners › B",
    )  # fmt: skip
    assert cells_read(INDICATORS["value"], proposal, None, {"column": "events"}) == (
        "Proposals!K2",
    )
    assert cells_read(INDICATORS["duration_months"], proposal, None, {}) == ()


# The shelf


READABLE = {"marks", "partners", "sites", "column"} | {a.name for a in attrs.fields(Proposal)}


@pytest.mark.parametrize("name", list(INDICATORS))
def test_an_indicator_has_a_unit_a_summary_and_reads_what_a_proposal_has(name: str) -> None:
    entry = INDICATORS[name]
    assert entry.details["unit"]
    assert entry.details["reads"]
    assert set(entry.details["reads"]) <= READABLE
    assert re.search(r"[.:)]$", entry.summary), "the docstring's first line is a whole sentence"


@pytest.mark.parametrize("name", list(INDICATORS))
def test_a_wrong_option_of_an_indicator_is_a_problem_of_the_call_file(name: str) -> None:
    schema = INDICATORS[name].options
    required = {a.name for a in attrs.fields(schema) if a.default is attrs.NOTHING}
    for option in attrs.fields(schema):
        _, found = structure({option.name: {"a": "table"}}, schema, "call.toml › x")
        assert [each.where for each in found if each.code == "TS303"] == [
            f"call.toml › x.{option.name}"
        ]
        assert len(found) == 1 + len(required - {option.name})


def test_an_indicator_is_ten_lines_and_is_on_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).parent.parent / "docs" / "howto" / "add-an-indicator.md"
    code = page.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len(code.splitlines()) <= 10
    fresh = Registry("indicator", fixed=frozenset({"criterion"}))
    monkeypatch.setattr(shelf, "INDICATORS", fresh)
    names = {"indicator": shelf.indicator, "Proposal": Proposal, "Call": Call}
    exec(code, {**names, "Criterion": Criterion})
    (name,) = fresh
    proposal = proposal_with(sites=(KOELN, BONN, Site(place="Ulm", land="BW")))
    assert fresh[name].function(proposal, call_with()) == 2
    assert fresh[name].function(proposal, call_with(), without=("BW",)) == 1
    assert fresh[name].details["unit"] == "Länder"
