"""Scenarios: read from files and words, run the whole way, put beside the call as it stands."""

import json
import pickle
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from calls import proposal, read, small
from examples_decided import ROOT, basis, decided, simulated

from tenderscore import decide, read_call
from tenderscore.cli.reading import basis_of
from tenderscore.intake import Intake
from tenderscore.problem import InputError
from tenderscore.scenario import Scenario
from tenderscore.scenario_file import read_scenarios, scenario_of_words
from tenderscore.selection import NothingFits, NotProven
from tenderscore.what_if import Basis, award_of, call_of, reads_alike
from tenderscore.what_if.outcome import outcomes
from tenderscore.what_if.simulation import Compared, simulate
from tenderscore.workbook.incoming import Take

CALL_FILE = ROOT / "criteria/mittelstand-4.0.toml"
WORKBOOK = ROOT / "examples/mittelstand/proposals.xlsx"
SCENARIOS = ROOT / "examples/mittelstand/scenarios.toml"


def named(id_: str) -> Compared:
    return next(each for each in simulated().scenarios if each.outcome.scenario.id == id_)


# The whole way: as if somebody had edited the call file.

EDITS: dict[str, list[tuple[str, str, str]]] = {
    "budget-cut": [("[rules.budget]", "max_amount = 108_000_000", "max_amount = 97_200_000")],
    "budget-cut-fewer": [
        ("[rules.budget]", "max_amount = 108_000_000", "max_amount = 97_200_000"),
        ("[rules.regional]", "min = 17", "min = 14"),
        ("[rules.thematic]", "min = 6", "min = 5"),
    ],
    "one-more-in-the-east": [("[rules.east]", "min = 6", "min = 7")],
    "no-limit-per-land": [("[rules.two-per-land]", "max = 2", "max = 99")],
    "no-key": [("[rules.key]", "tolerance_percent = 6", "tolerance_percent = 100")],
    "reach-counts-half": [
        ("[criteria.consortium]", "weight_percent = 35", "weight_percent = 20"),
        ("[criteria.reach]", "weight_percent = 35", "weight_percent = 50"),
    ],
    "higher-bar": [("[criteria.reach]", "threshold_points = 3", "threshold_points = 3.6")],
    "crafts": [
        ("[rules.firms]", "[rules.firms]", "[rules.crafts]\ntitle = 'Crafts'\nuse = 'count'\n"
         "where = { topic = ['Crafts'] }\nmin = 8\nsource = 'example'\n[rules.firms]"),
    ],
}  # fmt: skip
"""Scenario → section, what stands there, and what it is replaced by. Where a rule is dropped, its
bound is moved out of reach, which comes to the same."""


@pytest.mark.parametrize("id_", EDITS)
def test_a_scenario_is_the_award_of_the_call_file_as_somebody_would_have_edited_it(
    id_: str, tmp_path: Path
) -> None:
    text = CALL_FILE.read_text(encoding="utf-8")
    for section, old, new in EDITS[id_]:
        start = text.index(section)
        text = text[:start] + text[start:].replace(old, new, 1)
    (tmp_path / "call.toml").write_text(text, encoding="utf-8")
    call = read_call(tmp_path / "call.toml")
    outcome, intake = named(id_).outcome, basis().intake
    if outcome.stopped is not None:
        with pytest.raises(NothingFits, match=re.escape(str(outcome.stopped))):
            decide(call, intake)
        return
    award = decide(call, intake)
    assert outcome.award is not None
    assert outcome.award.scorecards == award.scorecards
    assert outcome.award.selection.funded == award.selection.funded
    assert outcome.award.selection.total == award.selection.total
    assert outcome.award.selection.eased == award.selection.eased


def test_every_shipped_scenario_is_edited_here() -> None:
    assert [each.outcome.scenario.id for each in simulated().scenarios] == list(EDITS)


def test_the_base_is_the_award_of_the_call() -> None:
    award, base = decided("mittelstand"), simulated().base
    assert base.outcome.award is not None
    assert base.outcome.award.selection.funded == award.selection.funded
    assert base.outcome.award.selection.proven
    assert base.price is not None
    assert (base.price.points, base.price.money, base.joins, base.leaves) == (0, 0, (), ())


def test_one_centre_more_in_the_east_costs_so_many_points() -> None:
    its = named("one-more-in-the-east")
    assert its.price is not None
    assert its.totals is not None
    # 92.0855 - 92.3820; M4-59 asks for EUR 30,000 more than M4-31.
    assert its.price.points == Fraction("-0.2965")
    assert its.price.money == 30_000_00
    assert [each.proposal for each in its.joins] == ["M4-59"]
    assert [each.proposal for each in its.leaves] == ["M4-31"]
    east = ("BB", "BE", "MV", "SN", "ST", "TH")
    assert sum(its.totals.laender.get(land, 0) for land in east) == 7
    assert {each.why for each in (*its.joins, *its.leaves)} == {"selection"}


def test_where_scores_change_the_price_is_against_the_base_by_the_new_scores() -> None:
    its, base = named("reach-counts-half"), simulated().base
    assert its.price is not None
    assert its.totals is not None
    assert its.outcome.award is not None
    assert base.outcome.award is not None
    assert its.price.rescored
    cards = {card.proposal: card.ranking for card in its.outcome.award.scorecards}
    before = sum(cards[id_] or 0 for id_ in base.outcome.award.selection.funded)
    assert its.price.against == Fraction(before, its.outcome.award.call.total_unit)
    assert its.price.points == its.totals.points - its.price.against
    assert its.price.points > 0  # it is the best by these scores, and another than the base's
    assert {each.why for each in its.leaves} == {"scores"}


def test_whom_a_threshold_keeps_out_is_told_apart_from_whom_the_best_set_leaves_out() -> None:
    leaves = {each.proposal: each.why for each in named("higher-bar").leaves}
    assert leaves == {"M4-02": "obstacles", "M4-15": "selection"}


def test_a_budget_cut_alone_fits_nothing_and_that_is_an_answer() -> None:
    outcome = named("budget-cut").outcome
    assert isinstance(outcome.stopped, NothingFits)
    assert outcome.stopped.rules == ("budget", "regional", "thematic")
    assert not simulated().problems
    assert not simulated().unproven


# A scenario that makes no sense fails alone.

NONSENSE = (
    Scenario(id="path", drop=("rules.nothing",)),
    Scenario(id="weights", set={"criteria.reach.weight_percent": 40}),
    Scenario(id="unscored", set={"criteria.reach.indicators[1].min_marks": 9}),
    Scenario(id="east", set={"rules.east.min": 7}),
)


def test_what_makes_no_sense_fails_alone_with_its_reason() -> None:
    sim = simulate(basis(), NONSENSE)
    *wrong, east = (each.outcome for each in sim.scenarios)
    assert [[p.code for p in each.problems] for each in wrong[:2]] == [["TS802"], ["TS309"]]
    assert wrong[2].problems
    assert all(each.award is None and each.stopped is None for each in wrong)
    assert east.award is not None
    assert sim.problems


def test_amounts_of_two_currencies_are_not_compared() -> None:
    (outcome,) = outcomes(basis(), [Scenario(id="francs", set={"call.currency": "CHF"})])
    assert [each.code for each in outcome.problems] == ["TS813"]


def test_a_call_that_cannot_be_scored_as_it_stands_stops_everything() -> None:
    call = read(small())
    without_marks = Intake(proposals=(proposal("A", values={"jobs": 1}),))
    with pytest.raises(InputError):
        simulate(Basis(table=small(), call=call, folder=Path(), intake=without_marks), NONSENSE)


def little(count: int = 3, **changes: Any) -> Basis:
    """Proposals A, B, …, each of EUR 500,000, with ten jobs and marks from 3.00 on."""
    table = small(**changes)
    proposals = tuple(
        proposal(
            id_,
            land="BE",
            lot="regional",
            values={"jobs": 10, "green": True, "sector": "x"},
            marks={"quality": [3 + number], "effect": [3]},
        )
        for number, id_ in enumerate("ABC"[:count])
    )
    call = read(table)
    return Basis(table=table, call=call, folder=Path(), intake=Intake(proposals=proposals))


def test_a_base_without_an_award_can_be_asked_what_would_help() -> None:
    stuck = little(rules__four={"title": "Four", "use": "count", "min": 4, "source": "call"})
    sim = simulate(stuck, [Scenario(id="fewer", set={"rules.four.min": 2})])
    assert isinstance(sim.base.outcome.stopped, NothingFits)
    (fewer,) = sim.scenarios
    assert fewer.totals is not None
    assert fewer.totals.number == 2
    assert fewer.price is None
    assert fewer.joins == ()


@cache
def out_of_reach() -> Basis:
    """With a node for each question to the engine the example cannot be proven."""
    return evolve(basis(), nodes=1)


def test_beyond_the_engines_reach_an_outcome_says_so() -> None:
    sim = simulate(out_of_reach(), [NONSENSE[0]])
    assert sim.unproven
    assert sim.base.outcome.open
    assert sim.base.totals is None
    assert not sim.scenarios[0].outcome.open


def test_decimals_of_different_weights_are_compared_exactly() -> None:
    (outcome,) = outcomes(
        little(),
        [Scenario(id="thirds", set={"criteria.quality.weight_percent": Decimal("59.99"),
                                    "criteria.effect.weight_percent": Decimal("40.01")})],
    )  # fmt: skip
    assert outcome.award is not None
    assert outcome.award.call.total_unit == 1_000_000


# Elsewhere: what is selected in another process is the same, and plain.


def through_json(work: Callable[[Any, Any], Any], context: Any, pieces: Sequence[Any]) -> list[Any]:
    """As a runner does it that has other processes and keeps a checkpoint."""
    carried = pickle.loads(pickle.dumps(context))
    return [json.loads(json.dumps(work(carried, pickle.loads(pickle.dumps(each)))))
            for each in pieces]  # fmt: skip


def test_scenarios_run_elsewhere_come_back_the_same() -> None:
    # the base, one that fits nothing, one with rules eased, and one that makes no sense
    here = [simulated().base, named("budget-cut"), named("higher-bar")]
    chosen = [each.outcome.scenario for each in here]
    *there, nonsense = outcomes(basis(), [*chosen, NONSENSE[0]], runner=through_json)
    for first, second in zip(here, there, strict=True):
        assert first.outcome.award == second.award
        assert str(first.outcome.stopped) == str(second.stopped)
    assert [each.code for each in nonsense.problems] == ["TS802"]


def test_what_is_not_proven_comes_back_as_it_was_said() -> None:
    scenario = Scenario(id="x", set={"rules.east.min": 5})
    (outcome,) = outcomes(out_of_reach(), [scenario], runner=through_json)
    with pytest.raises(NotProven) as error:
        award_of(out_of_reach(), scenario)
    assert str(outcome.stopped) == str(error.value)


# Workbooks are read again where the patch may change how they are read, and only then.


@pytest.mark.parametrize(
    ("scenario", "again"),
    [
        (Scenario(id="a", set={"rules.two-per-land.max": 1}), 0),
        (Scenario(id="a", set={"criteria.quality.threshold_points": 2}), 0),
        (Scenario(id="a", drop=("rules.budget",)), 0),
        (Scenario(id="a", set={"columns.jobs.title": "Posts"}), 2),
        (Scenario(id="a", set={"call.lots.regional": "Zentrum"}), 2),
        (Scenario(id="a", set={"call.closes": small()["call"]["closes"].replace(year=2027)}), 2),
    ],
)
def test_workbooks_are_read_again_only_where_that_may_make_a_difference(
    scenario: Scenario, again: int
) -> None:
    asked = []

    def reread(call: Any) -> Intake:
        asked.append(call)
        return little().intake

    outcomes(little(), [scenario], reread)
    assert len(asked) == again  # where it is selected, and where the award is put together


def test_what_reads_again_travels_and_reads_what_was_read() -> None:
    read_, reread = basis_of(CALL_FILE, (WORKBOOK,), None, None, Take())
    read_, reread = pickle.loads(pickle.dumps((read_, reread)))
    assert read_.intake == basis().intake
    titled = Scenario(id="x", set={"columns.firms.title_de": "Firmen"})
    assert not reads_alike(read_.call, call_of(read_, titled))
    (outcome,) = outcomes(read_, [titled], reread, through_json)
    assert outcome.award is not None
    assert outcome.award.selection.funded == decided("mittelstand").selection.funded


def test_a_field_more_that_is_needed_is_read() -> None:
    partners = {"title": "Two", "use": "partner_count", "min": 2, "source": "call"}
    before, more = read(small()), read(small(eligibility__partners=partners))
    assert not reads_alike(before, more)
    assert reads_alike(more, before)


# The file


def scenario_file(tmp_path: Path, text: str, *only: str) -> tuple[Scenario, ...]:
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenarios(path, only)[0]


def refused(tmp_path: Path, text: str, *only: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        scenario_file(tmp_path, text, *only)
    return [(each.code, each.where) for each in error.value.problems]


GOOD = """
format = 1
[scenarios.cut]
title = "Cut?"
title_de = "Kürzen?"
set = { "rules.budget.max_amount" = 97.2e6 }
[scenarios."zwei & drei"]
title = "More?"
drop = ["rules.a"]
add."rules.x" = { min = 8 }
"""


def test_a_file_of_scenarios_is_read_in_its_order_with_exact_amounts(tmp_path: Path) -> None:
    first, second = scenario_file(tmp_path, GOOD)
    assert first.set == {"rules.budget.max_amount": Decimal("97200000")}
    assert (first.title, first.title_de, first.where) == (
        "Cut?",
        "Kürzen?",
        "s.toml › scenarios.cut",
    )
    assert (second.id, second.drop, second.add) == ("zwei & drei", ("rules.a",),
                                                    {"rules.x": {"min": 8}})  # fmt: skip


def test_only_some_are_asked_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    assert [each.id for each in scenario_file(tmp_path, GOOD, "zwei & drei", "cut", "cut")] == [
        "zwei & drei", "cut",
    ]  # fmt: skip
    assert refused(tmp_path, GOOD, "cutt", "cut") == [("TS808", "s.toml")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format = 2\n[scenarios.a]\ntitle = 'A'", [("TS305", "s.toml › format")]),
        ("[scenarios.a]\ntitle = 'A'\ndrop = ['x']", [("TS302", "s.toml")]),
        ("format = 1", [("TS302", "s.toml")]),
        ("format = 1\n[scenarios]", [("TS810", "s.toml")]),
        (GOOD.replace("title =", "titel =", 1),
         [("TS302", "s.toml › scenarios.cut"), ("TS301", "s.toml › scenarios.cut.titel")]),
        (GOOD.replace("drop", "dorp"), [("TS301", 's.toml › scenarios.zwei & drei.dorp')]),
        (GOOD.replace('["rules.a"]', '"rules.a"'),
         [("TS303", "s.toml › scenarios.zwei & drei.drop")]),
        ("format = 1\n[scenarios.a]\ntitle = 'A'\n[scenarios.base]\ntitle = 'B'\ndrop = ['x']",
         [("TS807", "s.toml › scenarios.a"), ("TS809", "s.toml › scenarios.base")]),
        ("format = 1\n[scenarios", [("TS104", "s.toml")]),
    ],
)  # fmt: skip
def test_a_broken_file_of_scenarios_is_refused_with_all_that_is_wrong(
    text: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert sorted(refused(tmp_path, text)) == sorted(expected)


def test_a_path_without_quotation_marks_is_explained_when_the_scenario_is_run(
    tmp_path: Path,
) -> None:
    text = "format = 1\n[scenarios.a]\ntitle = 'A'\nset = { rules.east.min = 7 }"
    (outcome,) = outcomes(basis(), scenario_file(tmp_path, text))
    assert [each.code for each in outcome.problems] == ["TS805"]
    assert outcome.problems[0].where == "s.toml › scenarios.a"


# The words of the command line


def test_words_make_one_scenario_that_is_named_by_them() -> None:
    its = scenario_of_words(
        ["rules.east.min=7", "rules.budget.max_amount=90e6", "call.title='Zwei'",
         'topics."IT security" = 1.5', "a.b=[1, { c = true }]"],
        ["rules.key"],
        ["rules.x={ min = 8 }"],
    )  # fmt: skip
    assert its is not None
    assert its.set == {
        "rules.east.min": 7,
        "rules.budget.max_amount": Decimal("90000000"),
        "call.title": "Zwei",
        'topics."IT security"': Decimal("1.5"),
        "a.b": [1, {"c": True}],
    }
    assert type(its.set["rules.east.min"]) is int
    assert (its.drop, its.add) == (("rules.key",), {"rules.x": {"min": 8}})
    assert its.id.startswith("--set rules.east.min=7 --set ")
    assert its.id.endswith("--drop rules.key --add rules.x={ min = 8 }")
    assert scenario_of_words([], [], []) is None


@pytest.mark.parametrize(
    "word",
    ["rules.east.min", "rules.east.min=", "rules.east.min=seven", "=7", "rules.east.min=7\nx=8",
     "rules.east.min=7 # but", "call.title=Another title", "a=[1", "a=1\nvalue.b=2"],
)  # fmt: skip
def test_a_word_that_says_no_change_is_refused(word: str) -> None:
    if word.endswith("# but"):  # a comment, as TOML has them
        assert scenario_of_words([word], [], []) is not None
        return
    with pytest.raises(InputError) as error:
        scenario_of_words([word], [], [word])
    assert [each.code for each in error.value.problems] == ["TS806", "TS806"]


def test_the_same_path_twice_on_the_command_line_is_refused() -> None:
    with pytest.raises(InputError) as error:
        scenario_of_words(["a.b.c=1", "a.b.c=2"], [], [])
    assert [each.code for each in error.value.problems] == ["TS804"]
