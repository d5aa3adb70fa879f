"""Whom the jury might still talk about: against awards decided with the marks moved."""

import random
from collections.abc import Sequence
from typing import Any

import pytest
import weighted
from attrs import evolve
from calls import proposal as marked
from calls import read
from examples_decided import decided
from generated import case

from tenderscore.agenda import Point, agenda, moved
from tenderscore.award import Award, decide
from tenderscore.call_file import call_from
from tenderscore.intake import Intake
from tenderscore.problem import refuse
from tenderscore.proposal import Mark, Proposal
from tenderscore.selection import NoAward
from tenderscore.units import Points

QUARTER = Points(25)


def with_marks(award: Award, instead: Proposal) -> frozenset[str] | None:
    """Who would be funded with this proposal in the place of its namesake; None: nobody."""
    proposals = tuple(instead if each.id == instead.id else each for each in award.proposals)
    try:
        return decide(award.call, Intake(proposals=proposals)).selection.funded
    except NoAward:
        return None


def at_the_end(award: Award, proposal: Proposal, by: int) -> frozenset[str] | None:
    down = proposal.id in award.selection.funded
    return with_marks(award, moved(proposal, award.call, -by if down else by))


def more_than_enough(award: Award, point: Point) -> bool:
    """Whether a threshold decides, or the score moves by more than is enough for a tie."""
    now = {card.proposal: card.ranking for card in award.scorecards}[point.proposal]
    if point.enough is None or now is None or point.total is None:
        return bool(point.obstacles)
    return abs(point.total - now) > point.enough


def jostled(proposal: Proposal, award: Award, by: int, r: random.Random) -> Proposal:
    """Each mark moved by something within the bound."""
    marks = [
        next(
            m for m in moved(evolve(proposal, marks=(mark,)), award.call, r.randint(-by, by)).marks
        )
        for mark in proposal.marks
    ]
    return evolve(proposal, marks=tuple(marks))


def test_nine_of_the_examples_proposals_could_change_by_a_quarter_of_a_point() -> None:
    found = agenda(decided("mittelstand"), QUARTER)
    nine = ("M4-22", "M4-34", "M4-37", "M4-40", "M4-44", "M4-50", "M4-52", "M4-59", "M4-75")
    assert tuple(each.proposal for each in found.points) == nine
    assert found.open == ()


def test_a_tie_needs_nothing() -> None:
    found = agenda(decided("mittelstand"), Points(1))
    assert {each.proposal: each.enough for each in found.points} == {"M4-22": 0, "M4-44": 0}


def test_who_comes_and_goes_is_what_the_moved_marks_decide() -> None:
    award = decided("mittelstand")
    for point in agenda(award, QUARTER).points:
        proposal = next(each for each in award.proposals if each.id == point.proposal)
        instead = at_the_end(award, proposal, QUARTER)
        assert instead is not None
        assert instead - award.selection.funded - {point.proposal} == set(point.joins or ())
        assert award.selection.funded - instead - {point.proposal} == set(point.leaves or ())
        assert (point.proposal in instead) is not point.funded


def test_what_is_enough_ties_and_a_piece_less_does_not() -> None:
    award = decided("mittelstand")
    enough = {p.proposal: p.enough for p in agenda(award, QUARTER).points if not p.funded}
    # 0.0680 of the total: M4-59 at 4.0170 instead of 3.9490 is as good as M4-75 is now
    assert enough["M4-59"] == 680


def juried(seed: int) -> Award | None:
    """A generated call whose first criterion three jurors mark, with a threshold; its award."""
    made, r = case(seed), random.Random(seed)
    first = {
        **made.table["criteria"]["first"],
        "threshold_points": 2,
        "indicators": [
            {"use": r.choice(["jury_mean", "jury_median"]), "share_percent": 70},
            {"use": "value", "column": "two", "line": [[0, 0], [5, 5]], "share_percent": 30},
        ],
    }
    table = {**made.table, "criteria": {**made.table["criteria"], "first": first}}
    call, problems = call_from(table, "generated.toml")
    refuse(problems)
    assert call is not None

    def marked(proposal: Proposal) -> Proposal:
        near = 100 * int(proposal.values["one"])
        points = [Points(max(0, min(500, near + r.choice((-50, 0, 50))))) for _ in range(3)]
        marks = (Mark(juror=f"J{n}", criterion="first", points=p) for n, p in enumerate(points))
        return evolve(proposal, marks=tuple(marks))

    try:
        return decide(call, Intake(proposals=tuple(map(marked, made.proposals))))
    except NoAward:
        return None


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(n, marks=pytest.mark.full)
                                                for n in range(12, 200))])  # fmt: skip
def test_whoever_is_not_on_the_agenda_changes_nothing(seed: int) -> None:
    award = juried(seed)
    if award is None:
        return
    r = random.Random(seed)
    by = Points(r.choice((10, 50, 100)))
    found = agenda(award, by)
    on_it = {each.proposal: each for each in found.points}
    assert found.open == ()
    for proposal in award.proposals:
        if proposal.id not in on_it:
            for _ in range(3):
                instead = with_marks(award, jostled(proposal, award, by, r))
                assert instead == award.selection.funded
        elif more_than_enough(award, on_it[proposal.id]):
            assert at_the_end(award, proposal, by) != award.selection.funded


def of_two_criteria(rows: Sequence[tuple[str, str, str]], **parts: Any) -> Award:
    """Rows of id, Land and the mark that both criteria have."""
    content = weighted.table([50, 50], **parts)
    for criterion in content["criteria"].values():
        criterion["indicators"] = [{"use": "jury_mean"}]
    given = (marked(id_, 5, land=land, marks={"a": [mark], "b": [mark]})
             for id_, land, mark in rows)  # fmt: skip
    return decide(read(content), Intake(proposals=tuple(given)))


@pytest.mark.parametrize("least", [{"minimise": "score"},
                                   {"minimise": "criterion", "criterion": "a"}])  # fmt: skip
def test_where_the_least_is_best_nothing_is_claimed(least: dict[str, str]) -> None:
    order = [{**least, "source": "made"}, {"draw": "s", "source": "made"}]
    one = {"title": "One", "use": "count", "min": 1, "max": 1, "source": "made"}
    rows = [("P1", "BE", "3"), ("P2", "BE", "3.1")]
    award = of_two_criteria(rows, objective={"order": order}, rules={"one": one})
    assert award.selection.funded == {"P1"}
    lower = moved(award.proposals[1], award.call, -25)
    assert with_marks(award, lower) == {"P2"}
    assert agenda(award, QUARTER).open == ("P1", "P2")


def test_a_rule_that_gave_for_one_group_might_give_for_another() -> None:
    three = {"title": "Three", "use": "count", "min": 3, "max": 3, "source": "made"}
    land = {"title": "One", "use": "count", "each": "land", "max": 1, "give": 1, "source": "made"}
    rows = [("A1", "BE", "5"), ("A2", "BE", "3"), ("B1", "BB", "5"), ("B2", "BB", "2.9")]
    award = of_two_criteria(rows, rules={"three": three, "land": land})
    assert [each.group for each in award.selection.eased] == ["BE"]
    found = {each.proposal: each for each in agenda(award, QUARTER).points}
    assert set(found) == {"A2", "B2"}
    assert (found["A2"].joins, found["B2"].leaves) == (("B2",), ("A2",))
    for id_ in found:
        mine = next(each for each in award.proposals if each.id == id_)
        assert at_the_end(award, mine, QUARTER) == {"A1", "B1", "B2"}


@pytest.mark.full
def test_nobody_else_in_the_example_changes_the_award() -> None:
    award = decided("mittelstand")
    on_it = {each.proposal for each in agenda(award, QUARTER).points}
    for proposal in award.proposals:
        if proposal.id not in on_it:
            assert at_the_end(award, proposal, QUARTER) == award.selection.funded
