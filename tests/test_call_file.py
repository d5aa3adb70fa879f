"""Call files: what is read, and each thing that can be wrong with one, in its exact words."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import Any

import calls
import pytest
from calls import proposal, read, said, small

from tenderscore.call_file import read_call
from tenderscore.messages import MESSAGES
from tenderscore.problem import InputError
from tenderscore.regions.laender import LAENDER
from tenderscore.score import score

INDICATORS = (
    "aid_ceiling, aid_percent, amount_per_year, duration_months, hours_late, jury_mean, "
    "jury_median, own_contribution_percent, partner_count, partner_percent, reach_percent, "
    "requested_amount, sme_percent, staff_percent, topics_percent, value, yes"
)
JURY = [{"use": "jury_mean"}]
DRAW = {"draw": "seed", "source": "call"}
SCORE = {"maximise": "score", "source": "call"}


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "call.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_call(path)
    return [str(each) for each in raised.value.problems]


def only(table: dict[str, Any]) -> str:
    """The one thing that is wrong with the table, without the file's name."""
    (finding,) = said(table)
    return finding.removeprefix("call.toml › ").removeprefix("call.toml: ")


# A valid file


def test_a_small_call_has_nothing_wrong() -> None:
    assert said(small()) == []


def test_a_file_is_read_as_its_table_is(tmp_path: Path) -> None:
    call = read_call(written(tmp_path, calls.toml(small())))
    assert call.criteria == read(small()).criteria
    assert call.rules == read(small()).rules
    assert call.objective == read(small()).objective


def test_the_call_carries_the_name_and_the_sha256_of_its_file(tmp_path: Path) -> None:
    text = calls.toml(small())
    call = read_call(written(tmp_path, text))
    assert (call.name, call.sha256) == ("call.toml", hashlib.sha256(text.encode()).hexdigest())


def test_the_deadline_keeps_its_zone(tmp_path: Path) -> None:
    text = calls.toml(small()).replace("2026-03-31T12:00:00+00:00", "2026-03-31T14:00:00+02:00")
    call = read_call(written(tmp_path, text))
    assert call.closes == datetime(2026, 3, 31, 12, tzinfo=UTC)


def test_a_tenth_is_a_tenth(tmp_path: Path) -> None:
    # As a float, 0.1 is 0.1000000000000000055511151231257827.
    text = calls.toml(small()).replace("[[0, 0], [10, 5]]", "[[0.1, 0], [10, 5]]")
    call = read_call(written(tmp_path, text))
    assert call.criterion("effect").indicators[1].line[0] == (Fraction(1, 10), 0)


def test_weights_of_one_and_two_tenths_and_the_rest_add_up_to_100() -> None:
    # As floats 0.1 + 0.2 + 99.7 is 100.00000000000001 or so.
    criteria = {
        name: {"title": name, "weight_percent": Decimal(weight), "source": "call",
               "indicators": JURY}
        for name, weight in (("a", "0.1"), ("b", "0.2"), ("c", "99.7"))
    }  # fmt: skip
    assert said(small(criteria=criteria)) == []


def test_an_amount_is_kept_in_cents() -> None:
    call = read(small(rules__budget__max_amount=Decimal("1234567.89")))
    assert call.rule("budget").options["max_amount"] == 123_456_789


def test_shipped_distribution_keys_are_known_without_being_named() -> None:
    key = {"title": "Key", "use": "key", "key": "koenigstein-2016", "budget": "budget",
           "tolerance_percent": 3, "source": "law"}  # fmt: skip
    assert said(small(rules__key=key)) == []


# Weights


def test_wrong_weights_are_shown_with_their_sum() -> None:
    weights = {"a": 40, "b": 25, "c": 20, "d": 20}
    criteria = {
        name: {"title": name, "weight_percent": weight, "source": "call", "indicators": JURY}
        for name, weight in weights.items()
    }
    assert said(small(criteria=criteria)) == [
        "call.toml › criteria: weights add up to 105, not 100. They are 40 + 25 + 20 + 20."
    ]


def test_wrong_shares_are_shown_with_their_sum() -> None:
    assert only(small(criteria__effect__indicators__1__share_percent=60)) == (
        "criteria.effect.indicators: shares add up to 90, not 100. They are 60 + 30."
    )


def test_wrong_ranking_weights_are_told_apart_from_weights() -> None:
    assert only(small(criteria__effect__ranking_weight_percent=60)) == (
        "criteria: ranking weights add up to 120, not 100. They are 60 + 60."
    )


def test_weights_of_two_kinds_are_a_problem() -> None:
    assert (
        "call.toml › criteria.quality: the weights are not all of one kind. Give every criterion "
        "weight_percent (the total is a mean), or every criterion weight (the total is a sum); "
        "ranking weights likewise."
    ) in said(small(criteria__quality__weight=2))


def test_a_missing_weight_is_a_problem_and_not_zero() -> None:
    assert "call.toml › criteria.quality: the weights are not all of one kind." in "\n".join(
        said(small(criteria__quality__weight_percent=None, criteria__effect__weight_percent=100))
    )


def test_a_negative_weight_is_a_problem() -> None:
    table = small(criteria__quality__weight_percent=-60, criteria__effect__weight_percent=160)
    assert said(table)[0] == (
        "call.toml › criteria.quality: a weight is below zero or has more than four places. "
        "Write a number such as 12 or 12.5."
    )


def test_a_call_without_criteria_is_a_problem() -> None:
    assert only(small(criteria={})) == "criteria: at least one criterion is missing. Add it."


def european(impact_counts_more: bool) -> dict[str, Any]:
    """0 to 5 points on each of three criteria, 3 of 5 and 10 of 15 needed."""
    table = small(eligibility={}, total={"threshold_points": 10, "source": "call"})
    table["criteria"] = {
        name: {"title": name, "weight": 1, "threshold_points": 3, "source": "call",
               "indicators": JURY}
        for name in ("excellence", "impact", "implementation")
    }  # fmt: skip
    if impact_counts_more:
        table["criteria"]["impact"]["ranking_weight"] = Decimal("1.5")
    return table


MARKS = {"excellence": [4], "impact": [Decimal("4.5")], "implementation": [4]}


def in_points(call: Any, total: int | None) -> Fraction:
    return Fraction(total or 0, call.total_unit)


def test_a_weighted_sum_adds_points() -> None:
    call = read(european(impact_counts_more=False))
    card = score(call, proposal(marks=MARKS))
    assert in_points(call, card.total) == Fraction("12.50")
    assert in_points(call, card.ranking) == Fraction("12.50")


def test_a_ranking_weight_counts_in_the_ranking_and_not_for_the_threshold() -> None:
    # 4 + 4.5 + 4 = 12.50 against the threshold; 4 + 1.5 · 4.5 + 4 = 14.75 in the ranking.
    call = read(european(impact_counts_more=True))
    card = score(call, proposal(marks=MARKS))
    assert in_points(call, card.total) == Fraction("12.50")
    assert in_points(call, card.ranking) == Fraction("14.75")


def test_ten_of_fifteen_points_are_enough_and_a_hundredth_less_is_not() -> None:
    call = read(european(impact_counts_more=True))
    enough = {"excellence": [3], "impact": [Decimal("3.5")], "implementation": [Decimal("3.5")]}
    short = {**enough, "impact": [Decimal("3.49")]}
    assert score(call, proposal(marks=enough)).fundable
    (obstacle,) = score(call, proposal(marks=short)).obstacles
    assert (obstacle.kind, str(obstacle.text).split(",")[1]) == ("total", " needed 10.000")


def test_a_weighted_mean_is_an_exact_decimal() -> None:
    # 4.33 · 60 % + 3.67 · 40 % = 2.598 + 1.468 = 4.066.
    criteria = {
        name: {"title": name, "weight_percent": weight, "source": "call", "indicators": JURY}
        for name, weight in (("a", 60), ("b", 40))
    }
    call = read(small(criteria=criteria, total=None))
    card = score(call, proposal(marks={"a": [4, 4, 5], "b": [4, 4, 3]}))
    assert (card.total, call.total_unit) == (40_660, 10_000)


# Names


def test_a_mistyped_indicator_gets_a_suggestion() -> None:
    assert said(small(criteria__quality__indicators=[{"use": "jury_medain"}]))[0] == (
        "call.toml › criteria.quality.indicators[1]: 'jury_medain' is not a known indicator. "
        f"Did you mean 'jury_median'? Known: {INDICATORS}."
    )


def test_a_mistyped_rule_gets_a_suggestion() -> None:
    assert only(small(rules__budget__use="fundng")) == (
        "rules.budget: 'fundng' is not a known rule. Did you mean 'funding'? Known: "
        "all_or_none_of, at_most_one_of, count, funding, key, per_organisation, requires, share, "
        "sum."
    )


def test_an_unknown_key_of_a_table_is_a_problem() -> None:
    assert only(small(criteria__quality__treshold_points=3)) == (
        "criteria.quality.treshold_points: 'treshold_points' is not known here. Did you mean "
        "'threshold_points'? Known: guidance, guidance_de, guidance_source, indicators, "
        "ranking_weight, ranking_weight_percent, scale_points, source, threshold_points, title, "
        "title_de, weight, weight_percent, wording, wording_de."
    )


def test_an_unknown_option_of_a_rule_is_a_problem() -> None:
    assert only(small(rules__budget__max_amont=3)) == (
        "rules.budget.max_amont: 'max_amont' is not known here. Did you mean 'max_amount'? "
        "Known: by_year, each, give_amount, max_amount, min_amount, where, year."
    )


def test_an_option_where_there_are_none_is_a_problem() -> None:
    order = [SCORE, {**DRAW, "column": "jobs"}]
    assert "call.toml › objective.order[2].column: 'column' is not known here. Known: nothing." in (
        said(small(objective__order=order))
    )


def test_a_missing_table_is_a_problem() -> None:
    assert only(small(sources=None)) == "'sources' is missing. Add it."


def test_two_missing_keys_are_two_problems() -> None:
    assert said(small(call__title=None, call__closes=None)) == [
        "call.toml › call: 'title' is missing. Add it.",
        "call.toml › call: 'closes' is missing. Add it.",
    ]


def test_a_source_must_be_one_of_the_call() -> None:
    assert only(small(criteria__quality__source="cal no. 1")) == (
        "criteria.quality.source: 'cal' is not a known source. Did you mean 'call'? "
        "Known: call, law."
    )


@pytest.mark.parametrize(
    "place",
    ["eligibility__size", "criteria__effect", "total", "rules__budget", "objective__order__2"],
)
def test_every_source_that_decides_is_looked_up(place: str) -> None:
    assert "'nowhere' is not a known source." in only(small(**{f"{place}__source": "nowhere"}))


@pytest.mark.parametrize("place", ["call", "columns__jobs"])
def test_every_other_source_is_looked_up(place: str) -> None:
    assert "'nowhere' is not a known source." in only(small(**{f"{place}__source": "nowhere"}))


@pytest.mark.parametrize(
    ("change", "place", "name", "kind"),
    [
        ({"groups__east": ["BE", "XX"]}, "groups.east", "XX", "Land"),
        ({"criteria__effect__indicators__2__column": "job"},
         "criteria.effect.indicators[2].column", "job", "number column"),
        ({"criteria__effect__indicators__2__column": "green"},
         "criteria.effect.indicators[2].column", "green", "number column"),
        ({"rules__two-per-land__each": "lnd"}, "rules.two-per-land.each", "lnd", "field"),
        ({"rules__two-per-land__where": {"lott": ["regional"]}},
         "rules.two-per-land.where", "lott", "field"),
        ({"rules__two-per-land__where": {"lot": ["regionl"]}},
         "rules.two-per-land.where.lot", "regionl", "lot"),
        ({"rules__two-per-land__where": {"land": ["Bayern"]}},
         "rules.two-per-land.where.land", "Bayern", "land"),
        ({"rules__two-per-land__where": {"topic": ["robot"]}},
         "rules.two-per-land.where.topic", "robot", "topic"),
        ({"rules__two-per-land__where": {"group": ["west"]}},
         "rules.two-per-land.where.group", "west", "group"),
        ({"objective__order__2": {"maximise": "criterion", "criterion": "qualty",
                                  "source": "call"}},
         "objective.order[2]", "qualty", "criterion"),
        ({"rules__key": {"title": "k", "use": "key", "key": "own", "budget": "budget",
                         "tolerance_percent": 3, "source": "law"}},
         "rules.key.key", "own", "distribution key"),
        ({"rules__key": {"title": "k", "use": "key", "key": "koenigstein-2016",
                         "budget": "two-per-land", "tolerance_percent": 3, "source": "law"}},
         "rules.key.budget", "two-per-land", "funding rule with max_amount"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_a_problem_at_its_place(
    change: dict[str, Any], place: str, name: str, kind: str
) -> None:
    assert only(small(**change)).startswith(f"{place}: '{name}' is not a known {kind}.")


# Types


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"call__edition": "1"},
         "call.edition: '1' is not a whole number. Write a whole number, such as 3."),
        ({"call__title": 3},
         'call.title: 3 is not a text. Write it in quotation marks, such as "regional".'),
        ({"call__lots": ["a"]},
         "call.lots: a list is not a table. Write a table of names and values."),
        ({"call__closes": "2026-03-31"},
         "call.closes: '2026-03-31' is not a date and time with its zone. "
         "Write it like 2016-12-23T12:00:00+01:00."),
        ({"call__closes": datetime(2026, 3, 31, 12)},
         "call.closes: 2026-03-31 12:00:00 is not a date and time with its zone. "
         "Write it like 2016-12-23T12:00:00+01:00."),
        ({"call__currency": "Euro"},
         "call.currency: 'Euro' is not a currency code. "
         'Write three capital letters, such as "EUR".'),
        ({"rules__budget__max_amount": Decimal("0.001")},
         "rules.budget.max_amount: 0.001 is not an amount to the cent. "
         "Write an amount such as 36_000_000 or 1_234.56."),
        ({"rules__budget__max_amount": Decimal("Infinity")},
         "rules.budget.max_amount: Infinity is not a number. "
         "Write a number, such as 12 or 12.5."),
        ({"rules__budget__by_year": "yes"},
         "rules.budget.by_year: 'yes' is not true or false. "
         "Write true or false, without quotation marks."),
        ({"rules__two-per-land__max": True},
         "rules.two-per-land.max: true is not a whole number. Write a whole number, such as 3."),
        ({"rules__two-per-land__where": {"lot": "regional"}},
         "rules.two-per-land.where.lot: 'regional' is not a list. "
         "Write a list in square brackets."),
        ({"columns__jobs__kind": "numbers"},
         "columns.jobs.kind: 'numbers' is not one of 'number', 'yes_no', 'text'. "
         "Write one of 'number', 'yes_no', 'text'."),
        ({"format": 2}, "format: format 2 is not known. Write format = 1."),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_a_problem(change: dict[str, Any], finding: str) -> None:
    assert only(small(**change)) == finding


def test_a_point_of_a_line_is_a_pair() -> None:
    assert said(small(criteria__effect__indicators__2__line=[[0, 0, 1], [10, 5]]))[0] == (
        "call.toml › criteria.effect.indicators[2].line[1]: a list is not a list of 2. "
        "Write 2 values in square brackets."
    )


def test_points_are_hundredths() -> None:
    assert only(small(criteria__quality__threshold_points=Decimal("3.005"))) == (
        "criteria.quality.threshold_points: 3.005 points cannot be counted in hundredths. "
        "Write a number such as 3 or 2.50."
    )


# Bounds and points


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"eligibility__size__max": None},
         "eligibility.size: there is no bound. Add min or max."),
        ({"eligibility__size__min": 2_000_000},
         "eligibility.size: min is greater than max. Nothing can keep both; correct one."),
        ({"rules__budget__max_amount": None},
         "rules.budget: there is no bound. Add min_amount or max_amount."),
        ({"rules__budget__min_amount": 3_000_001},
         "rules.budget: min_amount is greater than max_amount. "
         "Nothing can keep both; correct one."),
        ({"rules__two-per-land__max": -1},
         "rules.two-per-land.max: a bound is below zero or has more than four places. "
         "Write a number such as 12 or 12.5."),
        ({"criteria__quality__threshold_points": Decimal("5.01")},
         "criteria.quality.threshold_points: 5.01 points lie outside the scale of 0.00 to 5.00. "
         "Choose points on the scale."),
        ({"criteria__effect__indicators__2__line": [[0, 0], [10, 6]]},
         "criteria.effect.indicators[2].line: 6 points lie outside the scale of 0.00 to 5.00. "
         "Choose points on the scale."),
        ({"criteria__effect__indicators__2__steps": [[0, 1]]},
         "criteria.effect.indicators[2]: steps and line are both given. Keep one of them."),
        ({"criteria__effect__indicators__2__line": None},
         "criteria.effect.indicators[2]: value is not in points, and nothing says how many points "
         "it gives. Add steps = [[from, points], …] or line = [[value, points], …]."),
        ({"criteria__effect__indicators__2__line": [[0, 0]]},
         "criteria.effect.indicators[2].line: a line needs two points. "
         "Add another [value, points]."),
        ({"criteria__effect__indicators__2__line": [[0, 0], [0, 5]]},
         "criteria.effect.indicators[2].line: the values do not rise. "
         "Order them from low to high, each once."),
        ({"eligibility__size__use": "jury_mean"},
         "eligibility.size: jury_mean needs the marks of a criterion and stands outside one. "
         "Move it into a criterion, or use another indicator."),
        ({"objective__order__2__minimise": "jury_median"},
         "objective.order[2]: jury_median needs the marks of a criterion and stands outside one. "
         "Move it into a criterion, or use another indicator."),
        ({"topics": {}, "eligibility__size__use": "topics_percent"},
         "eligibility.size: topics_percent needs the call's topics, and there are none. "
         "Add [topics]."),
        ({"rules__budget__by_year": True, "rules__budget__year": 2027},
         "rules.budget: by_year and year do not go together. Remove one of them."),
        ({"rules__key": {"title": "k", "use": "key", "key": "koenigstein-2016", "seats": 17,
                         "method": "dhondt", "tolerance_seats": 1, "budget": "budget",
                         "source": "law"}},
         "rules.key: seats and budget do not go together. Remove one of them."),
        ({"rules__share": {"title": "s", "use": "share", "measure": "number", "of": "budget",
                           "budget": "budget", "max_percent": 30, "source": "law"}},
         'rules.share: of = "budget" and measure = "number" do not go together. '
         "Remove one of them."),
        ({"rules__share": {"title": "s", "use": "share", "measure": "money", "of": "funded",
                           "budget": "budget", "max_percent": 30, "source": "law"}},
         'rules.share: of = "funded" and budget do not go together. Remove one of them.'),
        ({"rules__key": {"title": "k", "use": "key", "key": "koenigstein-2016", "seats": 17,
                         "tolerance_seats": 1, "source": "law"}},
         "rules.key: 'method' is missing. Add it."),
        ({"rules__key": {"title": "k", "use": "key", "key": "koenigstein-2016",
                         "budget": "budget", "source": "law"}},
         "rules.key: 'tolerance_percent' is missing. Add it."),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_or_counted_is_a_problem(change: dict[str, Any], finding: str) -> None:
    assert only(small(**change)) == finding


def test_a_minimum_for_each_needs_to_know_every_group() -> None:
    change = {"rules__two-per-land__each": "sector", "rules__two-per-land__min": 1}
    assert "needs to know every group" in only(small(**change))
    assert said(small(**change, columns__sector__values=["wood", "steel"])) == []


def test_a_key_of_the_calls_own_names_every_land_and_adds_up_to_100() -> None:
    percent = {land: Decimal("6.25") for land in LAENDER}
    assert said(small(keys__own={"percent": percent, "source": "law"})) == []
    del percent["TH"]
    assert said(small(keys__own={"percent": percent, "source": "law"})) == [
        "call.toml › keys.own: the key adds up to 93.75, not 100. Correct the percentages.",
        "call.toml › keys.own.percent: 'TH' is missing. Add it.",
    ]


# The objective


def test_an_order_without_a_draw_could_not_decide_between_equals() -> None:
    assert only(small(objective__order=[SCORE])) == (
        "objective.order: the order does not end in a draw, so that equals could not be decided. "
        'Add { draw = "a published seed", source = "…" } at the end.'
    )


def test_the_draw_stands_at_the_end() -> None:
    assert said(small(objective__order=[DRAW, SCORE]))[0] == (
        "call.toml › objective.order[1]: the draw is not the last entry. "
        "Move it to the end: nothing follows it."
    )


def test_the_draw_alone_is_no_objective() -> None:
    assert only(small(objective__order=[DRAW])) == (
        "objective.order: the award would be decided by the draw alone. "
        'Put an aim before it, such as { maximise = "score", source = "…" }.'
    )


def test_an_entry_of_the_objective_has_one_aim() -> None:
    two = {"maximise": "score", "minimise": "count", "source": "call"}
    assert said(small(objective__order=[SCORE, two, DRAW])) == [
        "call.toml › objective.order[2]: an entry of the objective has one aim. Write one of "
        'maximise = "…", minimise = "…", draw = "seed", draw_from = "round".'
    ]


def test_the_parameters_of_every_message_are_plain_words() -> None:
    parameters = {
        code: [name for _, name, _, _ in Formatter().parse(each.what + each.fix) if name]
        for code, each in MESSAGES.items()
    }
    odd = [code for code, names in parameters.items() if not all(map(str.isidentifier, names))]
    assert odd == []


# Several problems


def test_problems_of_several_tables_are_found_at_once() -> None:
    table = small(
        eligibility__size__max=None,
        criteria__quality__weight_percent=65,
        rules__budget__source="lex § 7",
    )
    assert said(table) == [
        "call.toml › eligibility.size: there is no bound. Add min or max.",
        "call.toml › criteria: weights add up to 105, not 100. They are 65 + 40.",
        "call.toml › rules.budget.source: 'lex' is not a known source. Known: call, law.",
    ]


def test_problems_stand_in_the_order_of_the_file() -> None:
    table = small(
        eligibility__size__source="nowhere",
        criteria__quality__indicators=[{"use": "jury_medain"}],
        rules__budget__source="nowhere",
    )
    places = [finding.split(": ")[0] for finding in said(table)]
    assert [place for place in places if place != "call.toml › criteria.quality.indicators"] == [
        "call.toml › eligibility.size.source",
        "call.toml › criteria.quality.indicators[1]",
        "call.toml › rules.budget.source",
    ]


def test_a_mistyped_key_does_not_hide_what_else_is_wrong() -> None:
    table = small(call__colour="red", criteria__quality__weight_percent=65)
    assert len(said(table)) == 2


def test_an_unknown_indicator_is_one_problem() -> None:
    assert len(said(small(criteria__quality__indicators=[{"use": "jury_medain"}]))) == 1


# The file


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.toml") == [
        "no.toml: there is no such file. Check the name and the folder."
    ]


def test_a_file_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    text = calls.toml(small(call__title="Förderaufruf")).encode("latin-1")
    assert refused(written(tmp_path, text)) == [
        "call.toml: is not text in UTF-8. Save the file as UTF-8 (in the editor: encoding UTF-8)."
    ]


def test_a_key_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    text = calls.toml(small()).replace("edition = 1", "edition = 1\nedition = 2")
    assert refused(written(tmp_path, text)) == [
        "call.toml: is not valid TOML: Cannot overwrite a value (at line 5, column 12). "
        "Mend the line; nothing after it was read."
    ]


def test_a_table_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    text = calls.toml(small()) + '[rules.budget]\ntitle = "Again"\n'
    (finding,) = refused(written(tmp_path, text))
    assert finding.startswith("call.toml: is not valid TOML: Cannot declare ('rules', 'budget')")


def test_a_folder_is_no_call_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == [
        f"{tmp_path.name}: cannot be read: Is a directory. Check that the file may be read."
    ]


def test_a_demand_table_is_looked_for_beside_the_call_file(tmp_path: Path) -> None:
    path = written(tmp_path, calls.toml(small(reach={"demand": "firms.csv", "source": "call"})))
    (finding,) = refused(path)
    assert finding == "firms.csv: there is no such file. Check the name and the folder."
    (tmp_path / "firms.csv").write_text("place,land,firms\nBremen,HB,100\n", encoding="utf-8")
    demand = read_call(path).demand
    assert demand is not None
    assert [(each.place, each.firms) for each in demand] == [("Bremen", 100)]


# What would say nothing


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"use": "count", "where": {"land": []}, "max": 1}, "names fewer than 1"),
        ({"use": "at_most_one_of", "ids": ["A"]}, "names fewer than 2"),
        ({"use": "all_or_none_of", "ids": []}, "names fewer than 2"),
        ({"use": "requires", "id": "A", "needs": []}, "names fewer than 1"),
        ({"use": "count", "each": "topic", "min": 1}, "the call names no topic"),
        (
            {"use": "share", "measure": "number", "of": "funded", "min_percent": 101},
            "101 percent is more than all",
        ),
    ],
)
def test_a_rule_that_says_nothing_is_a_problem(rule: dict[str, Any], message: str) -> None:
    table = small(rules={"r": {"title": "A rule", "source": "call", **rule}}, topics={})
    assert any(message in text for text in said(table))


def test_an_empty_seed_is_no_seed() -> None:
    order = [{"maximise": "score", "source": "call"}, {"draw": " ", "source": "call"}]
    assert any("the seed is empty" in text for text in said(small(objective={"order": order})))


def test_a_column_of_the_call_is_not_one_that_every_workbook_has() -> None:
    columns = {"duration_months": {"kind": "number", "title": "Months"}}
    found = said(small(columns=columns))
    assert any("is already the column duration_months of every workbook" in text for text in found)


def test_a_threshold_that_no_proposal_can_reach_is_a_problem() -> None:
    table = small(total={"threshold_points": 6, "source": "call"})
    assert any("no proposal can reach 6" in text for text in said(table))


# Numbers and nesting that no call has


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    text = calls.toml(small())
    assert read_call(written(tmp_path, b"\xef\xbb\xbf" + text.encode())).id == read(small()).id


def test_an_integer_of_thousands_of_digits_is_not_read(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "format = " + "1" * 5_000)) == [
        "call.toml: is not valid TOML: a number has thousands of digits. "
        "Mend the line; nothing after it was read."
    ]


def test_nesting_without_end_is_not_read(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "format = " + "[" * 2_000 + "]" * 2_000)) == [
        "call.toml: is not valid TOML: lists or tables stand too deep in one another. "
        "Mend the line; nothing after it was read."
    ]


LONG = "0." + "1" * 31


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1e99999999", "1E+99999999"),
        ("-1e99999999", "-1E+99999999"),
        ("0e99999999", "0E+99999999"),
        ("1e-99999999", "1E-99999999"),
        ("1000000000000000.1", "1000000000000000.1"),
        ("1000000000000001", "1000000000000001"),
        ("0x" + "f" * 20_000, "a number of thousands of digits"),
        (LONG, LONG),
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("place", ["max_amount = 3000000", "[10, 5]", "max = 1000000"])
def test_a_number_beyond_counting_is_a_problem(
    tmp_path: Path, number: str, shown: str, place: str
) -> None:
    there = place.replace("3000000", number).replace("10,", f"{number},")
    there = there.replace("1000000", number) if place.startswith("max =") else there
    (finding,) = refused(written(tmp_path, calls.toml(small()).replace(place, there)))
    assert f": {shown} is not a number up to 1e15 of at most 30 digits. Write " in finding


@pytest.mark.parametrize("number", ["1e99999999999999999999999999", "inf"])
def test_an_exponent_beyond_counting_is_infinite(tmp_path: Path, number: str) -> None:
    text = calls.toml(small()).replace("[10, 5]", f"[{number}, 5]")
    (finding,) = refused(written(tmp_path, text))
    assert "Infinity is not a number. Write a number, such as 12 or 12.5." in finding


def test_a_whole_number_beyond_counting_is_a_problem(tmp_path: Path) -> None:
    text = calls.toml(small()).replace("format = 1", "format = 0x" + "f" * 20_000)
    (finding,) = refused(written(tmp_path, text))
    assert "a number of thousands of digits is not" in finding


@pytest.mark.parametrize("number", ["1_000_000_000_000_000", "0.0001", "1e15", "1.5e3"])
def test_the_largest_number_is_one(tmp_path: Path, number: str) -> None:
    text = calls.toml(small()).replace("[10, 5]", f"[{number}, 5]")
    assert read_call(written(tmp_path, text)).id == "small-1.0"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"role": ["Forschung"]}, "Write 'research'"),
        ({"role": ["Research"]}, "Write 'research'"),
        ({"country": ["Germany"]}, "Write 'DE'"),
    ],
)
def test_a_role_that_no_workbook_could_match_is_a_problem(
    options: dict[str, Any], message: str
) -> None:
    rule = {"title": "Partners", "use": "partner_count", "min": 1, "source": "call", **options}
    assert any(message in text for text in said(small(eligibility={"partners": rule})))
