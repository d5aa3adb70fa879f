"""The terminal reports: what they say, and that they can be read anywhere."""

import re

import pytest
from attrs import evolve
from awards import ANSWERS, AWARD, CALL, EASED, REASONS, unasked

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.call import IndicatorUse, ScoredIndicator
from tenderscore.proposal import Proposal
from tenderscore.reasons import Reason
from tenderscore.reports import REPORTS
from tenderscore.reports.call_page import call_text
from tenderscore.reports.lines import columns
from tenderscore.reports.scores import scores_text
from tenderscore.reports.text import award_text, reason_text
from tenderscore.selection import Ties

REASON = {reason.proposal: reason for reason in REASONS}


def flat(text: str) -> str:
    return " ".join(text.split())


def all_texts() -> list[str]:
    return [
        award_text(AWARD, ANSWERS),
        award_text(EASED, ANSWERS),
        *(reason_text(AWARD, reason) for reason in REASONS),
        scores_text(CALL, AWARD.proposals, AWARD.scorecards),
        call_text(CALL),
    ]


@pytest.mark.parametrize("text", all_texts())
def test_no_line_is_wider_than_80_columns(text: str) -> None:
    assert max(columns(line) for line in text.split("\n")) <= 80


@pytest.mark.parametrize("text", all_texts())
def test_nothing_is_drawn_or_coloured_and_no_control_character_gets_through(text: str) -> None:
    assert all(c.isprintable() or c == "\n" for c in text)
    assert not re.search(r"[\u2500-\u259f]", text)


def test_only_what_was_proven_is_called_that() -> None:
    doubtful = evolve(AWARD, selection=evolve(AWARD.selection, proven=False))
    assert "proven" not in award_text(doubtful, ANSWERS)


def test_every_proposal_has_its_line() -> None:
    text = award_text(AWARD, ANSWERS)
    assert all(re.search(rf"^  {p.id} \(", text, re.MULTILINE) for p in AWARD.proposals)


def test_a_displaced_proposal_says_who_would_leave_what_is_lost_and_which_rule_decides() -> None:
    assert (
        "M4-05 (Sachsen-Anhalt, 3.5550) is not funded. Funding it would remove M4-03 and lower "
        'the total by 0.0525. Beside all that is funded there is no room for it: "two-per-land" '
        "allows at most 2 proposals for ST. [call no. 2]"
    ) in flat(award_text(AWARD, ANSWERS))


def test_a_tied_proposal_says_that_the_draw_decided() -> None:
    assert "and the draw decided against it" in flat(reason_text(AWARD, REASON["M4-04"]))


def test_a_proposal_that_no_portfolio_can_hold_says_so() -> None:
    never = next(reason for reason in REASONS if reason.verdict == "never")
    said = flat(reason_text(AWARD, never))
    assert (
        "No portfolio with it keeps all rules. Beside all that is funded there is no room for"
        in said
    )
    assert "No portfolio with it keeps all rules" in flat(award_text(AWARD, ANSWERS))


def test_an_obstacle_names_cell_and_source() -> None:
    said = flat(reason_text(AWARD, REASON["M4-07"]))
    assert "Reachability for small firms: 2.80 points, needed 3.00. [call no. 1.1]" in said
    assert "read from proposals.xlsx › Marks!D12, D13." in said
    assert "threshold 3.00, not reached" in said


def test_a_minimum_that_would_break_is_said_as_asked_for() -> None:
    reason = Reason(proposal="M4-05", verdict="displaced", loss=525, rules=(("east", ""),))
    assert '"east" asks for at least 5 proposals' in flat(reason_text(_five_in_the_east(), reason))


def _five_in_the_east() -> Award:
    east = evolve(EASED.constraints[-1], at_least=5)
    return evolve(AWARD, constraints=(*AWARD.constraints, east))


def test_easing_is_said_first() -> None:
    lines = award_text(EASED, ANSWERS).split("\n")
    assert flat(" ".join(lines[:2])) == (
        'No portfolio keeps all rules. It works if "east" gives 1: '
        "3 instead of at least 4 proposals. [example]"
    )


def test_a_broken_rule_says_by_how_much() -> None:
    assert "used 3, broken by 1. [example]" in flat(award_text(EASED, ANSWERS))


def test_money_is_said_with_its_limit() -> None:
    said = flat(award_text(AWARD, ANSWERS))
    assert '"budget": at most EUR 20,000,000, used EUR 19,500,000, slack EUR 500,000' in said


def test_a_share_says_its_percentage_and_what_that_is_here() -> None:
    said = flat(award_text(AWARD, ANSWERS))
    assert "ST: at most 60 percent (here at most EUR 11,700,000), used EUR 8,500,000" in said


def test_a_draw_names_its_seed_and_who_was_as_good() -> None:
    said = flat(award_text(AWARD, ANSWERS))
    assert 'the draw with the seed "small-1.0" decided. As good and not drawn: M4-04.' in said


def test_a_single_best_portfolio_is_called_that() -> None:
    ties = Ties(counts=(("score", 1), ("requested_amount", 1)))
    selection = evolve(AWARD.selection, unique=True, decided_by="score", ties=ties)
    said = flat(award_text(evolve(AWARD, selection=selection), ANSWERS))
    assert "No other portfolio is as good." in said
    assert "proven, and the proof checked in whole numbers" in said


def test_the_reserve_list_names_who_moves_up_or_why_nobody_does() -> None:
    said = flat(award_text(AWARD, ANSWERS))
    assert (
        "If M4-02 falls out: M4-04 moves up; the total changes by -0.3075 points, the money by "
        "-EUR 500,000."
    ) in said
    assert "If M4-01 falls out: nobody moves up, and every rule is kept." in said
    assert "If M4-06 falls out: no portfolio keeps all rules then;" in said


def _many(count: int) -> tuple[Award, Answers]:
    ids = [f"P-{number:04}" for number in range(count)]
    proposals = tuple(evolve(AWARD.proposals[4], id=id_) for id_ in ids)
    cards = tuple(evolve(AWARD.scorecards[4], proposal=id_) for id_ in ids)
    award = evolve(
        AWARD,
        proposals=proposals,
        scorecards=cards,
        selection=evolve(AWARD.selection, funded=frozenset(ids[:2])),
        constraints=(),
    )
    verdicts = ["funded"] * 2 + ["displaced"] * (count - 2)
    reasons = (Reason(proposal=i, verdict=v) for i, v in zip(ids, verdicts, strict=True))
    return award, unasked(award, tuple(reasons))


def test_300_proposals_have_a_line_each() -> None:
    assert award_text(*_many(300)).count("is not funded") == 298


def test_301_proposals_are_summed_up_by_verdict() -> None:
    said = award_text(*_many(301))
    assert "displaced: 299" in said
    assert "explain --id" in said
    assert "is not funded" not in said


def test_a_rule_of_many_groups_shows_the_tightest_and_counts_the_rest() -> None:
    per_land = AWARD.constraints[4]
    groups = tuple(evolve(per_land, group=f"organisation {n}", at_most=n) for n in range(2, 40))
    said = award_text(evolve(AWARD, constraints=groups), ANSWERS)
    assert "organisation 2: at most 2 proposals, used 2, slack 0" in said
    assert "organisation 39:" not in said
    assert "and 18 more groups, all kept" in said


def test_equal_scores_share_a_rank() -> None:
    said = scores_text(CALL, AWARD.proposals, AWARD.scorecards)
    assert "6. M4-03," in said
    assert "6. M4-04," in said
    assert "8. M4-05," in said
    assert "Unranked: M4-08," in said


def test_scores_say_every_criterion_and_every_obstacle() -> None:
    said = flat(scores_text(CALL, AWARD.proposals, AWARD.scorecards))
    assert "consortium 4.70; reach 2.80; scope 4.50" in said
    assert "scope not scored" in said
    assert "Not fundable: Received before the deadline: 3 hours late" in said


def test_a_call_is_shown_with_weights_thresholds_rules_order_and_sources() -> None:
    said = flat(call_text(CALL))
    for fact in (
        "Weight (Gewicht) 35 percent of the total",
        "Threshold (Mindestpunktzahl) 3.00",
        "100 percent: jury_mean (minimum 2)",
        "funding: max_amount EUR 20,000,000",
        "count: each land, where lot regional, max 2, give 1",
        "1. maximise score [call]",
        'Draw (Losentscheid) with the seed "small-1.0"',
        "[call] Ministry of Examples",
    ):
        assert fact in said


def test_a_call_shows_lines_and_steps() -> None:
    way = ScoredIndicator(
        indicator=IndicatorUse(use="reach_percent", options={"within_km": 50}),
        share_percent=CALL.criteria[0].weight,
        line=((CALL.criteria[0].weight, CALL.criteria[1].weight),),
    )
    call = evolve(CALL, criteria=(evolve(CALL.criteria[0], indicators=(way,)),))
    said = flat(call_text(call))
    assert "40 percent: reach_percent (within_km 50); along a line, 40 gives 35" in said


def test_a_wide_title_fits_too() -> None:
    wide = evolve(AWARD.proposals[0], title="漢字" * 60)
    proposals: tuple[Proposal, ...] = (wide, *AWARD.proposals[1:])
    text = award_text(evolve(AWARD, proposals=proposals), ANSWERS)
    assert max(columns(line) for line in text.split("\n")) <= 80


def test_every_format_is_a_function_of_award_and_reasons() -> None:
    assert sorted(REPORTS) == ["json", "md", "text"]
    assert all(report(AWARD, ANSWERS).endswith("\n") for report in REPORTS.values())
