"""SME status: the Commission's examples with figures of our own, the Recommendation article by
article, and a naive definition on random graphs. Expected values are worked out by hand.

Examples 4 and 5 are those of the Commission's User guide to the SME Definition (2015, p. 24 f.) as
quoted in public copies of it; the percentages of examples 1 to 3 are the guide's as remembered. All
headcounts, amounts and names are invented.
"""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from owners import MILLION, figures, owning

from tenderscore.chain import chain_of
from tenderscore.control import controlled_by, linked_groups, ultimate_owners
from tenderscore.ownership import Enterprise, Figures, Ownership
from tenderscore.sme import Status, alone, deciding_unknowns, status_of


def headcount(ownership: Ownership, organisation: str = "A") -> Fraction:
    return status_of(ownership, organisation).last.employees


def counted(status: Status) -> dict[str, int]:
    return {part.enterprise.organisation: int(part.percent) for part in status.parts}


# The Commission's examples

HEADS = {"A": 20, "B": 100, "C": 200, "D": 40}


def test_guide_1_partners_up_and_downstream_count_in_proportion() -> None:
    status = status_of(owning(("A", "C", 33), ("A", "D", 49), ("B", "A", 25), **HEADS), "A")
    assert (status.type, counted(status)) == ("partner", {"A": 100, "B": 25, "C": 33, "D": 49})
    # 20 + 25 + 66 + 19.6
    assert status.last.employees == Fraction("130.6")
    assert status.sizes == ("medium",)


def test_guide_2_linked_enterprises_count_in_full() -> None:
    status = status_of(owning(("A", "C", 51), ("A", "D", 100), ("B", "A", 60), **HEADS), "A")
    assert (status.type, status.last.employees) == ("linked", 360)
    assert status.sme is False


def test_guide_2_the_partners_of_a_linked_enterprise_count_in_proportion() -> None:
    status = status_of(owning(("B", "A", 60), ("C", "B", 32), ("D", "B", 25), **HEADS), "A")
    assert counted(status) == {"A": 100, "B": 100, "C": 32, "D": 25}
    # 20 + 100 + 64 + 10
    assert status.last.employees == 194


def test_guide_3_what_is_linked_with_a_partner_counts_like_the_partner() -> None:
    status = status_of(owning(("B", "A", 38), ("D", "B", 60), ("C", "A", 20), **HEADS), "A")
    assert counted(status) == {"A": 100, "B": 38, "D": 38}
    # 20 + 38 + 15.2; C holds less than a quarter
    assert status.last.employees == Fraction("73.2")


INVESTORS: dict[str, Any] = {
    "A": 20,
    "B": {"kind": "university", "last": 5000},
    "C": 200,
    "D": {"kind": "institutional investor", "last": 700},
}


def test_guide_4_exempt_investors_are_left_out() -> None:
    status = status_of(owning(("B", "A", 25), ("C", "A", 30), ("D", "A", 25), **INVESTORS), "A")
    assert counted(status) == {"A": 100, "C": 30}
    assert (status.last.employees, status.sizes) == (80, ("medium",))


def test_guide_5_exempt_investors_that_are_linked_with_each_other_count_in_full() -> None:
    facts = {**INVESTORS, "D": {"kind": "public investment corporation", "last": 700}}
    owners = owning(("B", "A", 25), ("C", "A", 25), ("D", "A", 30), ("B", "D", 51), **facts)
    status = status_of(owners, "A")
    assert counted(status) == {"A": 100, "B": 100, "C": 25, "D": 100}
    assert status.last.employees == 20 + 5000 + 50 + 700
    assert status.sme is False


# Art. 2: ceilings


@pytest.mark.parametrize(
    ("its", "sizes"),
    [
        (figures(9, 2, 3), ("micro",)),
        (figures(9, 3, 3), ("small",)),
        (figures(10, 1, 1), ("small",)),
        (figures(49, 11, 10), ("small",)),
        (figures(50, 1, 1), ("medium",)),
        (figures(249, 50, 44), ("medium",)),
        (figures(249, 51, 43), ("medium",)),
        (figures(249, 51, 44), ("large",)),
        (figures(250, 1, 1), ("large",)),
        (figures(9, None, 2), ("micro",)),
        (figures(9, None, 3), ("micro", "small")),
        (figures(None, 51, None), ("micro", "small", "medium", "large")),
        (figures(None, 51, 44), ("large",)),
        (figures(250, None, None), ("large",)),
        (figures(49, None, None), ("small", "medium", "large")),
    ],
)
def test_art_2_headcount_and_one_of_two_amounts(its: Figures, sizes: tuple[str, ...]) -> None:
    status = alone(Enterprise(organisation="A", name="A", last=its))
    assert status.sizes == sizes
    assert status.type == "autonomous"


# Art. 3: who counts


@pytest.mark.parametrize(
    ("percent", "share"), [("24.99", 0), (25, 25), (50, 50), ("50.01", 100), (100, 100)]
)
def test_art_3_a_quarter_makes_a_partner_and_more_than_half_links(percent: Any, share: int) -> None:
    status = status_of(owning(("B", "A", percent), **HEADS), "A")
    assert counted(status).get("B", 0) == share


def test_art_3_3_control_without_a_share_links() -> None:
    assert headcount(owning(("B", "A", "control"), **HEADS)) == 120


def test_art_3_2_linked_enterprises_hold_a_share_jointly() -> None:
    jointly = owning(("B", "A", 15), ("C", "A", 15), ("B", "C", 60), **HEADS)
    # 30 percent of B and C together
    assert headcount(jointly) == 20 + 30 + 60
    assert headcount(owning(("B", "A", 15), ("C", "A", 15), **HEADS)) == 20


def test_art_3_3_linked_enterprises_with_more_than_half_together_are_linked_too() -> None:
    assert headcount(owning(("B", "A", 30), ("C", "A", 30), ("B", "C", 60), **HEADS)) == 320


PERSON = {"P": {"kind": "natural person"}}


@pytest.mark.parametrize(("market", "heads"), [(True, 120), (False, 20), (None, 20)])
def test_art_3_3_a_person_links_only_within_one_market(market: bool | None, heads: int) -> None:
    owners = owning(("P", "A", 60, market), ("P", "B", 60, market), **HEADS, **PERSON)
    assert headcount(owners) == heads


def test_a_person_alone_makes_no_enterprise_a_partner_or_linked() -> None:
    for percent in (40, 100):
        status = status_of(owning(("P", "A", percent, True), **HEADS, **PERSON), "A")
        assert (status.type, counted(status)) == ("autonomous", {"A": 100})


def test_art_3_4_public_bodies_with_a_quarter_together_leave_no_sme() -> None:
    cities = {"X": {"kind": "public body"}, "Y": {"kind": "public body"}}
    assert status_of(owning(("X", "A", 24), A=20, **cities), "A").sme is True
    status = status_of(owning(("X", "A", 15), ("Y", "A", 10), A=20, **cities), "A")
    assert (status.sme, len(status.public)) == (False, 2)


def test_art_3_4_a_public_body_counts_through_what_it_controls() -> None:
    city = {"X": {"kind": "public body"}}
    assert status_of(owning(("X", "B", 60), ("B", "A", 30), A=20, **city), "A").sme is False
    # B is not controlled, and a partner like any other: 20 + 0.3 × 1
    status = status_of(owning(("X", "B", 50), ("B", "A", 30), A=20, **city), "A")
    assert (status.sme, status.last.employees) == (True, Fraction("20.3"))


def test_art_3_4_a_small_local_authority_is_exempt_up_to_half() -> None:
    town = {"X": {"kind": "small local authority", "last": 30}}
    assert status_of(owning(("X", "A", 50), A=20, **town), "A").sizes == ("small",)
    assert status_of(owning(("X", "A", 51), A=20, **town), "A").sme is False


# Art. 4: two years


@pytest.mark.parametrize(
    ("before", "last", "sizes", "applied"),
    [
        (figures(None, None, None), 300, ("large",), False),
        (figures(240), 300, ("medium",), True),
        (figures(260), 300, ("large",), True),
        (figures(260), 200, ("large",), True),
        (figures(40), 60, ("small",), True),
        (figures(5, None, 3), 300, ("micro", "small"), True),
    ],
)
def test_art_4_2_a_size_changes_after_two_years(
    before: Figures, last: int, sizes: tuple[str, ...], applied: bool
) -> None:
    status = alone(Enterprise(organisation="A", name="A", last=figures(last), before=before))
    assert (status.sizes, status.two_years) == (sizes, applied)


def test_art_4_2_does_not_shield_from_public_bodies() -> None:
    owners = owning(
        ("X", "A", 30), A={"last": 20, "before": figures(20)}, X={"kind": "public body"}
    )
    assert status_of(owners, "A").sizes == ("large",)


def test_art_4_2_needs_the_year_before_of_all_that_counts() -> None:
    owners = owning(("B", "A", 60), A={"last": 20, "before": figures(20)}, B=300)
    status = status_of(owners, "A")
    assert (status.two_years, status.sizes) == (False, ("large",))


# Art. 6: how much


def test_art_6_partners_of_partners_are_not_added() -> None:
    assert headcount(owning(("B", "A", 30), ("C", "B", 40), **HEADS)) == 20 + 30


def test_art_6_cross_holdings_count_with_the_larger_share() -> None:
    assert headcount(owning(("B", "A", 30), ("A", "B", 40), **HEADS)) == 20 + 40


def test_nobody_counts_twice() -> None:
    # D is a partner of A with 30 and of B, linked with A, with 40 percent
    owners = owning(("A", "B", 60), ("D", "A", 30), ("D", "B", 40), **HEADS)
    assert counted(status_of(owners, "A")) == {"A": 100, "B": 100, "D": 40}


def test_art_6_turnover_and_balance_are_added_like_headcount() -> None:
    facts = {"A": figures(1, 10, 20), "B": figures(1, 30, 50), "C": figures(1, 4, 8)}
    last = status_of(owning(("B", "A", 60), ("C", "A", 25), **facts), "A").last
    assert (last.turnover, last.balance) == (41 * MILLION, 72 * MILLION)


# What is unknown


def test_an_unknown_figure_that_cannot_change_the_answer_does_not_matter() -> None:
    owners = owning(("B", "A", 60), ("C", "A", 30), A=20, B=300, C=figures(None, None, None))
    assert status_of(owners, "A").sme is False


def test_an_unknown_figure_that_decides_is_named() -> None:
    owners = owning(("B", "A", 30), A=20, B=figures(None, None, 1))
    status = status_of(owners, "A")
    assert status.sme is None
    # the balance-sheet totals are known and low, so the turnover does not matter
    assert [(f, e.organisation) for f, e in deciding_unknowns(status)] == [("employees", "B")]


def test_a_share_below_a_quarter_needs_no_figures() -> None:
    assert status_of(owning(("B", "A", 20), A=20, B=figures(None, None, None)), "A").sme is True


# Who is behind it


def test_the_owner_at_the_top_is_found_through_a_chain_and_jointly() -> None:
    owners = owning(("T", "B", 60), ("T", "C", 60), ("B", "A", 30), ("C", "A", 30))
    assert ultimate_owners(owners, "A") == ("T",)
    assert ultimate_owners(owning(("T", "B", 60), ("B", "A", 50)), "A") == ("A",)
    assert ultimate_owners(None, "A") == ("A",)


def test_a_person_is_an_owner_whatever_the_market() -> None:
    assert ultimate_owners(owning(("P", "A", 60), **PERSON), "A") == ("P",)


def test_circles_end_and_have_one_name() -> None:
    circle = owning(("A", "B", 60), ("B", "C", 60), ("C", "A", 60))
    assert {ultimate_owners(circle, name) for name in "ABC"} == {("A",)}
    assert headcount(circle) == 3
    assert len(chain_of(circle, status_of(circle, "A"))) == 3


def test_a_chain_of_three_hundred_is_followed() -> None:
    rows = [(f"{n:03}", f"{n + 1:03}", 60) for n in range(300)]
    owners = owning(*rows)
    assert headcount(owners, "300") == 301
    assert ultimate_owners(owners, "300") == ("000",)
    assert len(controlled_by(owners, ("000",))) == 301


# A naive definition


def random_ownership(seed: int, circles: bool) -> Ownership:
    dice = random.Random(seed)
    names = [f"E{n}" for n in range(dice.randint(2, 9))]
    left = dict.fromkeys(names, 100)
    rows = {}
    for _ in range(dice.randint(1, 16)):
        owner, owned = dice.sample(names, 2)
        share = dice.choice([10, 20, 25, 26, 30, 40, 50, 51, 60, 100])
        if (circles or owner < owned) and share <= left[owned] and (owner, owned) not in rows:
            rows[owner, owned] = share
            left[owned] -= share
    heads = {name: dice.choice([0, 1, 7, 20, 120]) for name in names}
    return owning(*((*pair, share) for pair, share in rows.items()), **heads)


def naive_headcount(ownership: Ownership, start: str) -> Fraction:
    """Written from the text, slowly: sets grow until nothing is added."""
    share = {(h.owner, h.owned): h.percent for h in ownership.holdings}
    heads = {e.organisation: e.last.employees or 0 for e in ownership.enterprises}

    def held(group: set[str], one: str) -> Fraction:
        return sum((share.get((member, one), Fraction(0)) for member in group), Fraction(0))

    groups = [{name} for name in heads]
    while True:
        pair = next(
            (
                (g, h)
                for g in groups
                for h in groups
                if g is not h and any(held(g, x) > 50 for x in h)
            ),
            None,
        )
        if pair is None:
            break
        groups = [g for g in groups if g not in pair] + [pair[0] | pair[1]]
    own = next(g for g in groups if start in g)
    total = Fraction(sum(heads[name] for name in own))
    for group in groups:
        if group is not own:
            shares = [held(group, m) for m in own] + [held(own, x) for x in group]
            total += (
                max((s for s in shares if s >= 25), default=Fraction(0))
                / 100
                * sum(heads[name] for name in group)
            )
    return total


def naive_owners(ownership: Ownership, start: str) -> tuple[str, ...]:
    """Those that control it and are controlled by nobody whom they do not control themselves."""
    names = [each.organisation for each in ownership.enterprises]
    reach = {name: controlled_by(ownership, (name,)) for name in names}
    tops = set()
    for owner in (name for name in names if start in reach[name]):
        above = [name for name in names if owner in reach[name]]
        if all(name in reach[owner] for name in above):
            tops.add(min(above))
    return tuple(sorted(tops))


def check_naively(seeds: Iterator[int] | range, circles: bool) -> int:
    partners, called = 0, dict[tuple[int, str], str]()
    for seed in seeds:
        ownership = random_ownership(seed, circles)
        shuffled = list(ownership.holdings)
        random.Random(seed).shuffle(shuffled)
        other = evolve(ownership, holdings=tuple(shuffled))
        for enterprise in ownership.enterprises:
            name = enterprise.organisation
            status = status_of(ownership, name)
            assert status.last.employees == naive_headcount(ownership, name), seed
            assert status_of(other, name).parts == status.parts
            owners = ultimate_owners(ownership, name)
            assert ultimate_owners(other, name) == owners
            # a circle that closes jointly may go by another of its names, the same everywhere
            found = [naive_owners(ownership, owner) for owner in owners]
            assert tuple(sorted(each for (each,) in found)) == naive_owners(ownership, name), seed
            for owner, (each,) in zip(owners, found, strict=True):
                assert called.setdefault((seed, each), owner) == owner
            partners += "partner" in {part.relation for part in status.parts}
    return partners


@pytest.mark.parametrize("circles", [False, True])
def test_headcounts_are_those_of_the_naive_definition_in_any_order(circles: bool) -> None:
    assert check_naively(range(80), circles) > 20


@pytest.mark.full
@pytest.mark.parametrize("circles", [False, True])
def test_headcounts_are_those_of_the_naive_definition_in_thousands(circles: bool) -> None:
    assert check_naively(range(80, 3000), circles) > 100


def test_linked_groups_are_the_same_seen_from_each_member() -> None:
    for seed in range(40):
        groups: Mapping[str, frozenset[str]] = linked_groups(random_ownership(seed, True))
        assert all(groups[other] == group for group in groups.values() for other in group)
