"""Each rule's constraints, worked out by hand over a few proposals."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from calls import proposal, read, small
from owners import owning

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.problem import InputError
from tenderscore.proposal import Partner, Proposal, Site
from tenderscore.regions.laender import LAENDER
from tenderscore.rules import RULES, constraints_for, constraints_of


def partner(name: str, **parts: Any) -> Partner:
    return Partner(name=name, organisation=name.casefold(), **parts)


PROPOSALS = (
    proposal(
        "A", 100, lot="regional", land="BE", topics=("robots",),
        requested_by_year={2027: 6_000, 2028: 4_000}, values={"jobs": 5, "sector": "wood"},
        sites=(Site(place="Berlin", land="BE"), Site(place="Potsdam", land="BB")),
        partners=(partner("Anvil", role="research"), partner("Crane", role="transfer")),
    ),
    proposal(
        "B", 200, lot="regional", land="BB", topics=("robots", "crafts"),
        requested_by_year={2027: 20_000}, values={"jobs": Decimal("2.5"), "sector": "steel"},
        sites=(Site(place="Potsdam", land="BB"),), partners=(partner("Anvil", role="transfer"),),
    ),
    proposal(
        "C", 300, lot="thematic", land="BY", requested_by_year={2028: 30_000},
        values={"jobs": 10, "sector": "wood"}, sites=(Site(place="Hof", land="BY"),),
        partners=(partner("Crane", role="research"), partner("Anvil", role="research")),
    ),
)  # fmt: skip


def call_with(**options: Any) -> Call:
    return read(
        small(
            rules={
                "budget": {"title": "Budget", "use": "funding", "max_amount": 1_000,
                           "source": "law"},
                "r": {"title": "The rule", "source": "call no. 9", **options},
            }
        )
    )  # fmt: skip


def constraints(
    proposals: Iterable[Proposal] = PROPOSALS, **options: Any
) -> tuple[Constraint, ...]:
    call = call_with(**options)
    return constraints_for(call.rule("r"), call, tuple(proposals))


def one(**options: Any) -> Constraint:
    (constraint,) = constraints(**options)
    return constraint


def groups(**options: Any) -> dict[str, list[str]]:
    """Group → the proposals in it, of a rule that counts."""
    return {each.group: sorted(each.terms) for each in constraints(**options)}


# Count


def test_count_counts_every_proposal_once() -> None:
    constraint = one(use="count", min=1, max=2)
    assert dict(constraint.terms) == {"A": 1, "B": 1, "C": 1}
    assert (constraint.at_least, constraint.at_most) == (1, 2)


def test_a_constraint_carries_its_rule_its_title_and_its_source() -> None:
    constraint = one(use="count", max=2)
    assert (constraint.rule, constraint.title, constraint.source) == (
        "r", "The rule", "call no. 9",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("where", "inside"),
    [
        ({"lot": ["regional"]}, ["A", "B"]),
        ({"land": ["BE", "BY"]}, ["A", "C"]),
        ({"site_land": ["BB"]}, ["A", "B"]),
        ({"group": ["east"]}, ["A", "B"]),
        ({"group": ["east", "south"]}, ["A", "B", "C"]),
        ({"topic": ["crafts"]}, ["B"]),
        ({"partner": ["CRANE"]}, ["A", "C"]),
        ({"sector": ["wood"]}, ["A", "C"]),
        ({"lot": ["regional"], "sector": ["wood"]}, ["A"]),
        ({"lot": ["thematic"], "land": ["BE"]}, []),
    ],
)
def test_where_narrows_to_any_of_the_names_of_every_field(
    where: dict[str, list[str]], inside: list[str]
) -> None:
    assert sorted(one(use="count", where=where, max=1).terms) == inside


def test_each_land_means_all_sixteen() -> None:
    each = groups(use="count", each="land", max=1)
    assert tuple(each) == LAENDER
    assert {land: ids for land, ids in each.items() if ids} == {
        "BE": ["A"], "BB": ["B"], "BY": ["C"],
    }  # fmt: skip


def test_a_minimum_for_each_land_cannot_be_kept_where_a_land_has_no_proposal() -> None:
    broken = [c.group for c in constraints(use="count", each="land", min=1) if not c.holds("ABC")]
    assert len(broken) == 13


def test_each_land_of_a_group_means_the_laender_of_the_group() -> None:
    each = groups(use="count", each="land", where={"group": ["east"]}, max=1)
    assert each == {"BE": ["A"], "BB": ["B"]}


def test_each_land_that_where_names_means_those() -> None:
    assert groups(use="count", each="land", where={"land": ["BY", "HB"]}, max=1) == {
        "BY": ["C"], "HB": [],
    }  # fmt: skip


def test_a_proposal_counts_in_every_land_where_it_has_a_site() -> None:
    each = groups(use="count", each="site_land", max=1)
    assert {land: ids for land, ids in each.items() if ids} == {
        "BE": ["A"], "BB": ["A", "B"], "BY": ["C"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("lot", {"regional": ["A", "B"], "thematic": ["C"]}),
        ("group", {"east": ["A", "B"], "south": ["C"]}),
        ("topic", {"robots": ["A", "B"], "crafts": ["B"]}),
        ("sector", {"steel": ["B"], "wood": ["A", "C"]}),
        ("partner", {"anvil": ["A", "B", "C"], "crane": ["A", "C"]}),
    ],
)
def test_each_repeats_the_rule_for_every_group(field: str, expected: dict[str, list[str]]) -> None:
    assert groups(use="count", each=field, max=1) == expected


def test_a_group_without_a_proposal_is_a_group() -> None:
    each = groups(proposals=PROPOSALS[:2], use="count", each="lot", min=1)
    assert each == {"regional": ["A", "B"], "thematic": []}


def test_give_is_how_far_the_bound_may_be_eased() -> None:
    eased = one(use="count", min=2, max=2, give=1).eased()
    assert (eased.at_least, eased.at_most) == (1, 3)


# Funding


def test_funding_adds_up_cents() -> None:
    constraint = one(use="funding", max_amount=Decimal("350.50"), min_amount=10)
    assert dict(constraint.terms) == {"A": 10_000, "B": 20_000, "C": 30_000}
    assert (constraint.at_least, constraint.at_most, constraint.unit) == (1_000, 35_050, "cents")


def test_funding_by_year_has_a_constraint_for_every_year() -> None:
    assert {c.group: dict(c.terms) for c in constraints(
        use="funding", max_amount=300, by_year=True
    )} == {
        "2027": {"A": 6_000, "B": 20_000, "C": 0},
        "2028": {"A": 4_000, "B": 0, "C": 30_000},
    }  # fmt: skip


def test_funding_of_one_year_counts_that_year() -> None:
    assert dict(one(use="funding", max_amount=300, year=2028).terms) == {
        "A": 4_000, "B": 0, "C": 30_000,
    }  # fmt: skip


def test_funding_by_year_for_each_lot_names_both() -> None:
    each = constraints(use="funding", max_amount=300, by_year=True, each="lot")
    assert [c.group for c in each] == [
        "regional 2027", "regional 2028", "thematic 2027", "thematic 2028",
    ]  # fmt: skip


def test_a_proposal_without_years_is_a_problem_where_years_count() -> None:
    bare = proposal("D", 100)
    with pytest.raises(InputError) as raised:
        constraints(proposals=(*PROPOSALS, bare), use="funding", max_amount=300, by_year=True)
    assert str(raised.value) == (
        "p.xlsx › Proposals!AD: D gives no amounts by year, and the rule 'r' needs them. "
        "Fill in the amounts by year."
    )


# Sum of a column


def test_a_sum_is_kept_exact_in_pieces() -> None:
    # 5, 2.5 and 10 jobs against 7.25: quarters.
    constraint = one(use="sum", column="jobs", min=Decimal("7.25"))
    assert dict(constraint.terms) == {"A": 20, "B": 10, "C": 40}
    assert (constraint.at_least, constraint.scale, constraint.unit) == (29, 4, "number")


def test_a_sum_gives_in_the_unit_of_its_column() -> None:
    constraint = one(use="sum", column="jobs", min=8, give=Decimal("0.5"))
    assert constraint.eased().holds({"A", "B"})
    assert not constraint.holds({"A", "B"})


@pytest.mark.parametrize(
    ("funded", "kept"), [({"A", "B"}, True), ({"A"}, False), ({"B"}, False), ({"C"}, True)]
)
def test_a_sum_of_7_jobs_and_a_half(funded: set[str], kept: bool) -> None:
    assert one(use="sum", column="jobs", min=Decimal("7.5")).holds(funded) is kept


def test_an_empty_cell_is_a_problem_where_its_column_is_summed() -> None:
    with pytest.raises(InputError):
        constraints(proposals=(*PROPOSALS, proposal("D", 100)), use="sum", column="jobs", min=1)


# Share


def test_a_share_of_the_funded_number_is_multiplied_out() -> None:
    # At most 50 % in BE: 100·x_A ≤ 50·(x_A + x_B + x_C), which is 50·x_A − 50·x_B − 50·x_C ≤ 0.
    constraint = one(use="share", measure="number", of="funded", where={"land": ["BE"]},
                     max_percent=50)  # fmt: skip
    (row,) = constraint.rows()
    assert dict(row.terms) == {"A": 50, "B": -50, "C": -50}
    assert (row.at_least, row.at_most) == (None, 0)


def test_a_share_of_the_funded_money_is_multiplied_out() -> None:
    # At least 33.3 % in BY, per thousand: 1000·300 € − 333·(100 + 200 + 300) € in cents.
    constraint = one(use="share", measure="money", of="funded", where={"land": ["BY"]},
                     min_percent=Decimal("33.3"))  # fmt: skip
    (row,) = constraint.rows()
    assert dict(row.terms) == {"A": -333 * 10_000, "B": -333 * 20_000, "C": 667 * 30_000}
    assert (row.at_least, row.at_most) == (0, None)


@pytest.mark.parametrize(
    ("funded", "kept"), [("A", False), ("AB", True), ("ABC", True), ("BC", True), ("", True)]
)
def test_exactly_half_is_at_most_half(funded: str, kept: bool) -> None:
    constraint = one(use="share", measure="number", of="funded", where={"land": ["BE"]},
                     max_percent=50)  # fmt: skip
    assert constraint.holds(set(funded)) is kept


def test_a_share_among_some_leaves_the_others_out() -> None:
    # Among the regional ones, A and B, at most half of the money in BB: 200 € of 300 € is more.
    constraint = one(use="share", measure="money", of="funded", among={"lot": ["regional"]},
                     where={"land": ["BB"]}, max_percent=50)  # fmt: skip
    assert dict(constraint.whole or {}) == {"A": 10_000, "B": 20_000}
    assert not constraint.holds({"A", "B", "C"})


def test_a_share_of_the_budget_has_bounds_in_cents_rounded_inwards() -> None:
    # 33.3333 % of 1000.00 €: at least 33333.3 → 33334 cents, at most 33333 cents.
    percent = Decimal("33.3333")
    options = {"use": "share", "measure": "money", "of": "budget", "budget": "budget"}
    assert one(**options, min_percent=percent).at_least == 33_334
    assert one(**options, max_percent=percent).at_most == 33_333


def test_a_share_gives_in_percentage_points() -> None:
    constraint = one(use="share", measure="number", of="funded", where={"land": ["BE"]},
                     max_percent=30, give_percent=5)  # fmt: skip
    assert constraint.eased().at_most_percent == 35


# Distribution key

KEY = {"use": "key", "key": "koenigstein-2016"}


def by_land(**options: Any) -> dict[str, Constraint]:
    return {each.group: each for each in constraints(**KEY, **options)}


def test_a_key_with_money_bounds_every_land_around_its_share_of_the_budget() -> None:
    # 1000.00 €, 5 % give or take: BY 155.3327 € ± 50 €, inwards 105.34 € to 205.33 €.
    each = by_land(budget="budget", tolerance_percent=5)
    assert tuple(each) == LAENDER
    assert (each["BY"].at_least, each["BY"].at_most) == (10_534, 20_533)
    # HB 9.5331 € ± 50 €: not below nothing, and at most 59.53 €.
    assert (each["HB"].at_least, each["HB"].at_most) == (None, 5953)
    assert (dict(each["BY"].terms), dict(each["HB"].terms)) == ({"C": 30_000}, {})


def test_a_key_with_seats_bounds_every_land_around_its_seats() -> None:
    # 17 seats (test_apportionment): BY 3, BE 1, HB none, each give or take one.
    each = by_land(seats=17, method="sainte-lague", tolerance_seats=1)
    bounds = {land: (c.at_least, c.at_most) for land, c in each.items()}
    assert (bounds["BY"], bounds["BE"], bounds["HB"]) == ((2, 4), (None, 2), (None, 1))
    assert dict(each["BY"].terms) == {"C": 1}


def test_a_land_without_a_proposal_can_make_a_key_impossible() -> None:
    each = by_land(seats=17, method="dhondt", tolerance_seats=0)
    assert not each["NW"].holds({"A", "B", "C"})


def test_a_key_over_one_lot_counts_that_lot() -> None:
    each = by_land(seats=17, method="dhondt", tolerance_seats=1, where={"lot": ["regional"]})
    assert (dict(each["BE"].terms), dict(each["BY"].terms)) == ({"A": 1}, {})


def test_a_key_of_the_calls_own_may_give() -> None:
    percent = {land: 50 if land in ("BE", "BY") else 0 for land in LAENDER}
    table = small(
        keys__own={"percent": percent, "source": "law"},
        rules__r={"title": "Key", "use": "key", "key": "own", "seats": 2, "method": "dhondt",
                  "tolerance_seats": 0, "give": 1, "source": "law"},
    )  # fmt: skip
    call = read(table)
    berlin = next(c for c in constraints_for(call.rule("r"), call, PROPOSALS) if c.group == "BE")
    assert (berlin.at_least, berlin.at_most, berlin.eased().at_most) == (1, 1, 2)


def test_a_method_that_leaves_the_last_seat_open_is_a_problem() -> None:
    percent = {land: 50 if land in ("BE", "BY") else 0 for land in LAENDER}
    call = read(small(
        keys__own={"percent": percent, "source": "law"},
        rules__r={"title": "Key", "use": "key", "key": "own", "seats": 1,
                  "method": "hare-niemeyer", "tolerance_seats": 0, "source": "law"},
    ))  # fmt: skip
    with pytest.raises(InputError) as raised:
        constraints_for(call.rule("r"), call, PROPOSALS)
    assert str(raised.value) == (
        "call.toml › rules.r: hare-niemeyer leaves open which of BE, BY gets the last seat. "
        "Choose another number of seats or another method."
    )


# Organisations


def test_an_organisation_in_more_consortia_than_allowed_is_bounded() -> None:
    each = {c.group: sorted(c.terms) for c in constraints(use="per_organisation", max=1)}
    assert each == {"Anvil": ["A", "B", "C"], "Crane": ["A", "C"]}


def test_an_organisation_in_no_more_than_allowed_needs_no_bound() -> None:
    assert [c.group for c in constraints(use="per_organisation", max=2)] == ["Anvil"]


def test_a_role_narrows_the_partners_that_count() -> None:
    each = {c.group: sorted(c.terms) for c in constraints(
        use="per_organisation", max=1, role=["research"]
    )}  # fmt: skip
    assert each == {"Anvil": ["A", "C"]}


def test_an_organisation_twice_in_a_consortium_counts_once() -> None:
    twice = proposal("D", 100, partners=(partner("Bellows"), partner("Bellows")))
    assert constraints(proposals=(twice,), use="per_organisation", max=1) == ()


def test_with_of_owner_partners_count_for_whoever_controls_them_in_the_end() -> None:
    # The roof holds 60 percent of Anvil's owner and 60 of Crane's; of Bellows nobody has more
    # than half.
    rows = (("Roof", "Floor", 60), ("Floor", "anvil", 60), ("Roof", "crane", 60),
            ("Roof", "bellows", 50))  # fmt: skip
    ownership = owning(*rows)
    proposals = [
        evolve(proposal(id_, 100, partners=(partner(name),)), ownership=ownership)
        for id_, name in (("A", "Anvil"), ("B", "Crane"), ("C", "Bellows"))
    ]
    (bound,) = constraints(proposals=proposals, use="per_organisation", max=1, of="owner")
    assert (bound.group, sorted(bound.terms), bound.at_most) == ("Roof", ["A", "B"], 1)
    assert constraints(proposals=proposals, use="per_organisation", max=1) == ()
    unowned = [evolve(each, ownership=None) for each in proposals]
    assert constraints(proposals=unowned, use="per_organisation", max=1, of="owner") == ()


# Links


def test_at_most_one_of_some() -> None:
    constraint = one(use="at_most_one_of", ids=["A", "C"])
    assert [constraint.holds(set(each)) for each in ("AB", "C", "AC", "")] == [
        True, True, False, True,
    ]  # fmt: skip


def test_all_or_none_of_some() -> None:
    each = constraints(use="all_or_none_of", ids=["A", "B", "C"])
    kept = [all(c.holds(set(funded)) for c in each) for funded in ("", "ABC", "AB", "C")]
    assert kept == [True, True, False, False]


def test_one_requires_others() -> None:
    each = constraints(use="requires", id="A", needs=["B", "C"])
    kept = [all(c.holds(set(funded)) for c in each) for funded in ("BC", "ABC", "AB", "", "A")]
    assert kept == [True, True, False, True, False]


@pytest.mark.parametrize(
    "options",
    [{"use": "at_most_one_of", "ids": ["A", "D"]}, {"use": "all_or_none_of", "ids": ["D", "A"]},
     {"use": "requires", "id": "D", "needs": ["A"]}],
)  # fmt: skip
def test_an_id_that_no_proposal_has_is_a_problem(options: dict[str, Any]) -> None:
    with pytest.raises(InputError) as raised:
        constraints(**options)
    assert str(raised.value) == (
        "call.toml › rules.r: there is no proposal D. Correct the id, or remove it from the rule."
    )


def test_an_id_named_twice_is_a_problem() -> None:
    with pytest.raises(InputError, match="A is named twice"):
        constraints(use="all_or_none_of", ids=["A", "A"])
    with pytest.raises(InputError, match="A is named twice"):
        constraints(use="requires", id="A", needs=["A"])


# The shelf


def test_constraints_stand_in_the_order_of_the_call() -> None:
    call = call_with(use="count", each="lot", max=1)
    assert [(c.rule, c.group) for c in constraints_of(call, PROPOSALS)] == [
        ("budget", ""), ("r", "regional"), ("r", "thematic"),
    ]  # fmt: skip


def test_every_rule_is_tested_here() -> None:
    assert list(RULES) == [
        "all_or_none_of", "at_most_one_of", "count", "funding", "key", "per_organisation",
        "requires", "share", "sum",
    ]  # fmt: skip


def test_bounds_of_a_share_follow_what_is_funded() -> None:
    constraint = one(use="share", measure="money", of="funded", where={"land": ["BE"]},
                     max_percent=Decimal("33.3"))  # fmt: skip
    # A third of 300.00 € less a little: 99.90 €.
    assert constraint.bounds({"A", "B"}) == (None, 9_990)
    assert constraint.total({"A", "B"}) == 10_000
    assert constraint.give == Fraction(0)


# What a rule cannot know


def test_a_proposal_without_a_land_does_not_escape_the_rule_for_each_land() -> None:
    call = call_with(use="count", each="land", max=1)
    homeless = evolve(PROPOSALS[0], land=None)
    with pytest.raises(InputError, match="gives no land, and the rule 'r' needs it"):
        constraints_of(call, [homeless, *PROPOSALS[1:]])


def test_a_year_in_which_nobody_asks_for_money_is_a_problem() -> None:
    with pytest.raises(InputError, match="no proposal asks for money in 2108"):
        constraints(use="funding", year=2108, max_amount=1)


def test_a_partner_without_a_role_does_not_escape_a_rule_by_role() -> None:
    call = call_with(use="per_organisation", role=["research"], max=1)
    nameless = tuple(evolve(partner, role=None) for partner in PROPOSALS[0].partners)
    with pytest.raises(InputError, match="has no role, and the rule 'r' needs it"):
        constraints_of(call, [evolve(PROPOSALS[0], partners=nameless), *PROPOSALS[1:]])
