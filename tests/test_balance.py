"""The balance of an award: figures worked out by hand, what always holds, and how it is shown."""

import json
import random
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import evolve
from awards import AWARD, CALL
from calls import proposal

from tenderscore.award import Award
from tenderscore.balance import Balance, balance, distance, least_distance, shipped_key
from tenderscore.call import DistributionKey, RuleUse
from tenderscore.regions.keys import distribution_keys
from tenderscore.regions.laender import LAENDER, laender
from tenderscore.reports.balance_lines import balance_table, funded_table
from tenderscore.reports.balance_record import balance_record
from tenderscore.reports.balance_sentences import balance_sentences
from tenderscore.reports.lines import columns
from tenderscore.reports.table import percent_text, table_lines
from tenderscore.reports.tile_map import GRID, PLACES, tile_map
from tenderscore.reports.tile_svg import SHADES, classes, shade_of, tile_svg
from tenderscore.scorecard import Scorecard

Row = tuple[str | None, str | None, int, str]
"""Land, lot, euros requested, and funded, fundable or out."""


def award_of(rows: Iterable[Row], **call: Any) -> Award:
    numbered = [(f"P-{n}", row) for n, row in enumerate(rows)]
    return evolve(
        AWARD,
        call=evolve(CALL, **{"rules": (), "keys": distribution_keys(), **call}),
        proposals=tuple(proposal(i, row[2], land=row[0], lot=row[1]) for i, row in numbered),
        scorecards=tuple(
            Scorecard(
                proposal=id_,
                points={},
                total=0,
                ranking=0,
                obstacles=() if row[3] != "out" else AWARD.scorecards[7].obstacles,
            )
            for id_, row in numbered
        ),
        selection=evolve(
            AWARD.selection, funded=frozenset(i for i, row in numbered if row[3] == "funded")
        ),
        constraints=(),
    )


def key_rule(id_: str, key: str, **options: Any) -> RuleUse:
    return RuleUse(id=id_, title=id_, use="key", options={"key": key, "where": None, **options})


SMALL: tuple[Row, ...] = (
    ("NW", "regional", 300_000, "funded"),
    ("NW", "regional", 100_000, "funded"),
    ("NW", "thematic", 200_000, "fundable"),
    ("BY", "regional", 100_000, "funded"),
    ("BY", "thematic", 100_000, "out"),
    ("SL", "thematic", 200_000, "out"),
    ("BE", "thematic", 300_000, "funded"),
    ("BE", "thematic", 700_000, "fundable"),
)
"""Eight handed in for EUR 2.0 million, four funded for EUR 0.8 million."""
HALF = DistributionKey(
    id="half",
    percent={**dict.fromkeys(LAENDER, Fraction(0)), "NW": Fraction(50), "SL": Fraction(50)},
    source="example",
)


def found(given: Balance, of: str, against: str, key: str = "") -> Fraction | None:
    (one,) = [
        d for d in given.distances if (d.of, d.against) == (of, against) and key in ("", d.key)
    ]
    return one.value


def land(given: Balance, code: str) -> Any:
    return given.laender[LAENDER.index(code)]


# Figures worked out by hand


def test_a_land_is_counted_with_its_money_and_its_shares() -> None:
    nw = land(balance(award_of(SMALL)), "NW")
    assert (nw.name, nw.handed_in, nw.fundable, nw.funded) == ("NW", 3, 3, 2)
    assert (nw.requested, nw.money) == (600_000_00, 400_000_00)
    # 3 of 8, 2 of 4, 0.6 of 2.0 million, 0.4 of 0.8 million
    assert (nw.of_handed_in, nw.of_funded) == (Fraction(3, 8), Fraction(1, 2))
    assert (nw.of_requested, nw.of_money) == (Fraction(3, 10), Fraction(1, 2))


def test_every_land_has_its_row_in_the_order_of_their_names() -> None:
    given = balance(award_of(SMALL))
    assert tuple(part.name for part in given.laender) == LAENDER
    bremen = land(given, "HB")
    assert (bremen.handed_in, bremen.funded, bremen.money) == (0, 0, 0)
    assert (bremen.of_handed_in, bremen.of_funded, bremen.of_money) == (0, 0, 0)


def test_a_lot_is_counted_with_its_money_and_its_shares() -> None:
    given = balance(award_of(SMALL))
    thematic = given.lots[1]
    assert (thematic.name, thematic.handed_in, thematic.fundable, thematic.funded) == (
        "thematic", 5, 3, 1,
    )  # fmt: skip
    # 5 of 8, 1 of 4, 1.5 of 2.0 million, 0.3 of 0.8 million
    assert (thematic.of_handed_in, thematic.of_funded) == (Fraction(5, 8), Fraction(1, 4))
    assert (thematic.of_requested, thematic.of_money) == (Fraction(3, 4), Fraction(3, 8))


def test_the_funded_are_counted_by_land_and_lot() -> None:
    given = balance(award_of(SMALL))
    funded = {pair: number for pair, number in given.funded.items() if number}
    assert funded == {("NW", "regional"): 2, ("BY", "regional"): 1, ("BE", "thematic"): 1}
    assert len(given.funded) == 16 * 2


def test_the_distance_of_the_number_from_a_key() -> None:
    # Shares NW 1/2, BY 1/4, BE 1/4 against NW 1/2, SL 1/2: half of 0 + 1/4 + 1/4 + 1/2.
    given = balance(award_of(SMALL, keys={"half": HALF}, rules=(key_rule("key", "half"),)))
    assert found(given, "number", "key") == Fraction(1, 2)


def test_the_distance_of_the_money_from_a_key() -> None:
    # Shares NW 4/8, BY 1/8, BE 3/8 against NW 1/2, SL 1/2: half of 0 + 1/8 + 3/8 + 1/2.
    given = balance(award_of(SMALL, keys={"half": HALF}, rules=(key_rule("key", "half"),)))
    assert found(given, "money", "key") == Fraction(1, 2)


def test_the_distance_from_the_share_of_the_proposals() -> None:
    # Handed in NW 3/8, BY 2/8, SL 1/8, BE 2/8.
    # Number NW 4/8, BY 2/8, SL 0, BE 2/8: half of 1/8 + 0 + 1/8 + 0.
    # Money NW 4/8, BY 1/8, SL 0, BE 3/8: half of 1/8 + 1/8 + 1/8 + 1/8.
    given = balance(award_of(SMALL))
    assert found(given, "number", "handed in") == Fraction(1, 8)
    assert found(given, "money", "handed in") == Fraction(1, 4)


def test_the_population_is_that_of_the_shipped_table() -> None:
    # Only Berlin: the distance is the share of all others, 1 - 3,520,031 / 82,175,684.
    given = balance(award_of([("BE", None, 1, "funded")]))
    assert found(given, "number", "population") == 1 - Fraction(3_520_031, 82_175_684)
    assert sum(each.population for each in laender()) == 82_175_684


def test_the_first_ten_regional_centres_of_mittelstand_digital_by_the_key_of_2015() -> None:
    # Berlin, Darmstadt, Hannover, Dortmund, Kaiserslautern (September 2015), Augsburg, Chemnitz,
    # Hamburg, Ilmenau, Stuttgart (2016): one each in ten Länder, so 10 percent each. Above the key
    # are BE 10 - 5.04927, HE - 7.35890, NI - 9.32104, RP - 4.83710, SN - 5.08386, HH - 2.52968,
    # TH - 2.72451: 4.95073 + 2.64110 + 0.67896 + 5.16290 + 4.91614 + 7.47032 + 7.27549 = 33.09564.
    ten = ("BE", "HE", "NI", "NW", "RP", "BY", "SN", "HH", "TH", "BW")
    rows: list[Row] = [(code, None, 1, "funded") for code in ten]
    given = balance(award_of(rows, rules=(key_rule("key", "koenigstein-2015"),)))
    assert found(given, "number", "key") == Fraction("0.3309564")


def test_the_official_result_of_the_bundestag_election_of_2013() -> None:
    # Second votes and seats by the Federal Returning Officer, 9.10.2013. All five parties have a
    # larger share of seats than of votes, so the distance is the share of the votes that were cast
    # for others: 43,726,856 - 36,867,417 = 6,859,439, published as 15.7 percent.
    votes = {"CDU": 14_921_877, "SPD": 11_252_215, "LINKE": 3_755_699, "GRÜNE": 3_694_057,
             "CSU": 3_243_569, "others": 6_859_439}  # fmt: skip
    seats = {"CDU": 255, "SPD": 193, "LINKE": 64, "GRÜNE": 63, "CSU": 56}
    far = distance(shares(seats), shares(votes))
    assert far == Fraction(6_859_439, 43_726_856)
    assert percent_text(far) == "15.7"


def shares(counts: Mapping[str, int]) -> dict[str, Fraction]:
    return {name: Fraction(count, sum(counts.values())) for name, count in counts.items()}


def test_three_whole_ones_among_equals_cannot_be_nearer() -> None:
    # Quotas 1.5 and 1.5: one gets 2, the other 1; shares 2/3 and 1/3 are 1/6 from a half.
    halves = {"A": Fraction(1, 2), "B": Fraction(1, 2)}
    assert least_distance(halves, 3) == Fraction(1, 6)
    assert least_distance(halves, 4) == 0


# What always holds


def chance() -> list[tuple[list[Row], random.Random]]:
    cases = []
    for seed in range(40):
        rng = random.Random(seed)
        states = ["funded", "fundable", "out"]
        rows: list[Row] = [
            (rng.choice(LAENDER), rng.choice(["regional", "thematic"]),
             rng.randint(1, 9) * 100_000, rng.choice(states))
            for _ in range(rng.randint(1, 30))
        ]  # fmt: skip
        cases.append((rows, rng))
    return cases


def test_a_distance_is_at_least_0_and_below_1() -> None:
    for rows, _ in chance():
        values = [each.value for each in balance(award_of(rows)).distances]
        assert all(value is None or 0 <= value < 1 for value in values)


def test_a_distance_is_0_just_where_all_shares_are_equal() -> None:
    for rows, _ in chance():
        given = balance(award_of(rows))
        equal = all(part.of_funded == part.of_handed_in for part in given.laender)
        assert (found(given, "number", "handed in") == 0) == equal
    everyone: list[Row] = [(code, None, 1, "funded") for code in ("BE", "BE", "HB", "SL")]
    assert found(balance(award_of(everyone)), "number", "handed in") == 0


def test_the_order_of_the_proposals_makes_no_difference() -> None:
    for rows, rng in chance():
        shuffled = rng.sample(rows, len(rows))
        assert balance(award_of(rows)) == balance(award_of(shuffled))


def test_the_number_is_never_nearer_than_the_least() -> None:
    for rows, _ in chance():
        for each in balance(award_of(rows)).distances:
            if each.value is not None and each.of == "number":
                assert each.least is not None
                assert each.least <= each.value


def test_nothing_is_nearer_than_the_least_whatever_is_tried() -> None:
    for seed in range(20):
        rng = random.Random(seed)
        weights = shares({name: rng.randint(1, 9) for name in "ABC"})
        number = rng.randint(1, 7)
        tried = [
            distance(shares({"A": a, "B": b, "C": number - a - b}), weights)
            for a in range(number + 1)
            for b in range(number - a + 1)
        ]
        assert min(tried) == least_distance(weights, number)


def test_the_parts_add_up_to_all() -> None:
    for rows, _ in chance():
        given = balance(award_of([*rows, (None, None, 5, "funded")]))
        for parts, rest in ((given.laender, given.without_land), (given.lots, given.without_lot)):
            assert rest is not None
            for name in ("handed_in", "fundable", "funded", "requested", "money"):
                numbers = [getattr(part, name) for part in (*parts, rest)]
                assert sum(numbers) == getattr(given.all, name)
        assert sum(given.funded.values()) == given.all.funded


# Proposals that name no Land, nothing funded, and which key


def test_proposals_that_name_no_land_have_a_row_of_their_own_and_no_share() -> None:
    rows: list[Row] = [*SMALL, (None, "thematic", 900_000, "funded")]
    given = balance(award_of(rows))
    assert given.without_land is not None
    assert (given.without_land.handed_in, given.without_land.money) == (1, 900_000_00)
    assert given.without_land.of_funded is None
    assert given.distances == balance(award_of(SMALL)).distances
    assert given.funded["", "thematic"] == 1
    assert any("1 proposal names no Land" in each for each in balance_sentences(given, CALL))


def test_where_no_proposal_names_a_land_there_are_only_lots() -> None:
    award = award_of([(None, "regional", 5, "funded"), (None, "thematic", 5, "out")])
    given = balance(award)
    assert (given.laender, given.without_land, given.keys, given.distances) == ((), None, (), ())
    assert [part.funded for part in given.lots] == [1, 0]
    assert balance_table(given, "land") is None
    assert funded_table(given) is None
    assert (tile_map(given), tile_svg(given, CALL), balance_sentences(given, CALL)) == ([], "", [])
    assert balance_record(given)["laender"] == {}


def test_a_lot_that_only_proposals_name_is_counted_too() -> None:
    given = balance(award_of([("BE", "crafts", 5, "funded"), ("BE", None, 5, "out")]))
    assert [part.name for part in given.lots] == ["regional", "thematic", "crafts"]
    assert given.without_lot is not None


def test_without_lots_there_is_no_table_of_them() -> None:
    given = balance(award_of([("BE", None, 5, "funded")], lots={}))
    assert (given.lots, given.without_lot) == ((), None)
    assert balance_table(given, "lot") is None
    assert funded_table(given) is None


def test_nothing_funded_has_no_distance() -> None:
    award = award_of([("BE", "regional", 5, "out")])
    given = balance(award)
    assert all(each.value is None and each.least is None for each in given.distances)
    assert land(given, "BE").of_funded is None
    assert "Nothing is funded in any Land" in balance_sentences(given, award.call)[0]
    assert "[BE 0 -]" in "\n".join(tile_map(given))
    ElementTree.fromstring(tile_svg(given, award.call))


def test_funded_without_money_has_a_distance_of_the_number_only() -> None:
    award = award_of([("BE", None, 0, "funded")])
    given = balance(award)
    assert found(given, "number", "handed in") == 0
    assert found(given, "money", "handed in") is None
    assert not any("money" in each for each in balance_sentences(given, award.call))


def test_the_key_is_the_one_that_the_call_names() -> None:
    rules = (key_rule("by-key", "koenigstein-2014"),)
    award = award_of(SMALL, rules=rules)
    given = balance(award)
    assert [(key.id, key.rules) for key in given.keys] == [("koenigstein-2014", ("by-key",))]
    said = balance_sentences(given, award.call)
    assert any(each.startswith('Königstein key 2014, named by the rule "by-key".') for each in said)


def test_several_keys_are_each_there_once_and_in_order() -> None:
    rules = (key_rule("b", "half"), key_rule("a", "koenigstein-2014"), key_rule("c", "half"))
    award = award_of(SMALL, rules=rules, keys={**distribution_keys(), "half": HALF})
    given = balance(award)
    assert [key.id for key in given.keys] == ["half", "koenigstein-2014"]
    assert given.keys[0].rules == ("b", "c")
    assert len(given.distances) == 2 * 4
    assert found(given, "number", "key", "half") == Fraction(1, 2)
    table = balance_table(given, "land", "number")
    assert table is not None
    assert table.headers[-3:] == ["half %", "Königstein 2014 %", "Population %"]


def test_a_rule_for_some_of_the_proposals_is_said_to_be_that() -> None:
    narrow = key_rule("key", "koenigstein-2015", where={"lot": ("regional",)})
    award = award_of(SMALL, rules=(narrow,))
    said = " ".join(balance_sentences(balance(award), award.call))
    assert "for some of the proposals only" in said


@pytest.mark.parametrize(("year", "key"), [(2013, 2014), (2014, 2014), (2015, 2015), (2031, 2016)])
def test_a_call_without_a_key_is_held_against_the_shipped_one_of_its_year(
    year: int, key: int
) -> None:
    assert shipped_key(year).id == f"koenigstein-{key}"
    award = award_of(SMALL, closes=datetime(year, 3, 31, tzinfo=UTC))
    given = balance(award)
    assert [(each.id, each.rules) for each in given.keys] == [(f"koenigstein-{key}", ())]
    assert "ours and not the call's" in " ".join(balance_sentences(given, award.call))


# Tables and sentences


def test_a_share_is_rounded_half_up_to_one_decimal() -> None:
    # 3 of 23 is 13.04 percent, 1 of 16 is 6.25.
    assert percent_text(Fraction(3, 23)) == "13.0"
    assert percent_text(Fraction(1, 16)) == "6.3"


def test_the_table_by_land_has_a_row_for_each_and_the_sum() -> None:
    award = award_of(SMALL, rules=(key_rule("key", "koenigstein-2015"),))
    table = balance_table(balance(award), "land")
    assert table is not None
    assert len(table.rows) == 17
    texts = {row[0]: row[1:] for row in table.texts}
    assert texts["NW"] == [
        "Nordrhein-Westfalen", "3", "3", "2", "37.5", "50.0", "EUR 600,000", "EUR 400,000", "30.0",
        "50.0", "21.2", "21.7",
    ]  # fmt: skip
    assert texts["all"][:5] == ["", "8", "6", "4", "100.0"]
    raw = dict(zip(table.headers, table.rows[LAENDER.index("NW")], strict=True))
    assert (raw["Funded money"], raw["Funded money %"]) == (400_000_00, Fraction(1, 2))


def test_the_distance_is_said_in_words() -> None:
    award = award_of(SMALL, keys={"half": HALF}, rules=(key_rule("key", "half"),))
    # The key gives 2 to NW and 2 to SL: four whole ones can meet it.
    assert balance_sentences(balance(award), award.call)[0] == (
        "50.0 percent of the funded proposals would have to stand elsewhere for the shares to "
        "equal the key half; 4 whole proposals cannot come nearer than 0.0 percent."
    )


def many(number: int, euros: int = 4_500_000) -> Balance:
    """So many funded in Berlin and one in Bremen, and one that names no Land."""
    rows: list[Row] = [("HB", "regional", 1, "funded"), (None, "regional", 1, "out")]
    given = balance(award_of([*rows, ("BE", "thematic", euros, "funded")]))
    parts = tuple(
        evolve(part, funded=number, money=number * euros * 100) if part.name == "BE" else part
        for part in given.laender
    )
    return evolve(given, laender=parts)


COUNTS = [0, 1, 10, 999, 12_345, 10**8, 10**12, 10**15]


@pytest.mark.parametrize("number", COUNTS)
@pytest.mark.parametrize("what", ["number", "money", "both"])
def test_no_table_is_wider_than_80_columns(number: int, what: Any) -> None:
    given = many(number)
    for table in (balance_table(given, "land", what), balance_table(given, "lot", what)):
        assert table is not None
        assert max(map(columns, table_lines(table))) <= 80


def test_the_tables_of_number_and_money_are_aligned() -> None:
    given = balance(award_of([*SMALL, (None, None, 900_000, "funded")]))
    for what in ("number", "money"):
        table = balance_table(given, "land", what)  # type: ignore[arg-type]
        assert table is not None
        lines = table_lines(table)
        assert [each.split()[0] for each in lines[-18:]] == [*LAENDER, "none", "all"]
        assert len({columns(each) for each in lines[-18:]}) == 1


# The map in the terminal


@pytest.mark.parametrize("number", COUNTS)
def test_the_map_is_at_most_80_columns_wide(number: int) -> None:
    lines = tile_map(many(number))
    assert max(map(columns, lines)) <= 80
    assert any(f"[BE {number}" in each or f"  {number}" in each for each in lines)


def test_every_land_has_one_tile() -> None:
    assert sorted(PLACES) == sorted(LAENDER)
    assert len(GRID) == 6
    text = "\n".join(tile_map(balance(award_of(SMALL))))
    assert sorted(re.findall(r"\[([A-Z]{2}) ", text)) == sorted(LAENDER)


def test_the_map_shows_number_and_money_in_plain_characters() -> None:
    lines = tile_map(balance(award_of(SMALL)))
    assert " ".join(each.strip() for each in lines[:2]).endswith("The table by Land says the same.")
    assert "[NW 2 0.40]" in lines[5]
    assert all(character.isprintable() for each in lines for character in each)
    assert not re.search(r"[\u2500-\u259f]", "".join(lines))


@pytest.mark.parametrize(
    "pair",
    ["SH HH", "SH MV", "MV BB", "BB BE", "BB ST", "HH NI", "HB NI", "NI ST", "NI HE", "ST SN",
     "ST TH", "NW HE", "NW RP", "HE TH", "HE BW", "TH BY", "BW BY", "RP BW", "RP SL"],
)  # fmt: skip
def test_these_neighbours_touch(pair: str) -> None:
    (row, column), (other_row, other_column) = (PLACES[code] for code in pair.split())
    assert abs(row - other_row) + abs(column - other_column) == 1


# The picture

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'A & B <script>alert("x")</script> ]]> \x07 \ud800 \ufffe \u202e' + "l" * 5000


def picture(given: Balance, title: str = "Call") -> ElementTree.Element:
    return ElementTree.fromstring(tile_svg(given, evolve(CALL, title=title)))


def test_the_picture_says_all_its_figures_to_those_who_cannot_see_it() -> None:
    root = picture(balance(award_of(SMALL, rules=(key_rule("key", "koenigstein-2015"),))))
    assert root.get("role") == "img"
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert title.text == "Funded proposals by Land: Call"
    assert told.text is not None
    # 21.2101 percent of 4 are 0.848; 5.04927 percent are 0.202.
    assert "NW: 2 funded, 0.40 million EUR, by the key 0.8" in told.text
    assert "BE: 1 funded, 0.30 million EUR, by the key 0.2" in told.text
    for code in LAENDER:
        assert re.search(rf"\b{code}: \d funded", told.text)


def test_the_picture_shows_each_land_with_its_number() -> None:
    root = picture(balance(award_of(SMALL)))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert all(code in texts for code in LAENDER)
    assert texts.count("2") >= 1


@pytest.mark.parametrize("title", [HOSTILE, "", "漢字" * 300, "two words " * 300])
def test_a_hostile_title_is_only_text(title: str) -> None:
    root = picture(balance(award_of(SMALL)), title)
    assert {each.tag for each in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text")
    }
    assert all(columns(each.text or "") <= 80 for each in root.iter(f"{SVG}text"))


def test_the_picture_fetches_and_runs_nothing() -> None:
    text = tile_svg(balance(award_of(SMALL)), CALL).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|url\(|href|script|style|@import|\son\w+=", text)


def test_the_same_balance_gives_the_same_picture() -> None:
    first, second = (tile_svg(balance(award_of(rows)), CALL) for rows in (SMALL, SMALL[::-1]))
    assert first == second


@pytest.mark.parametrize("number", COUNTS)
def test_the_picture_is_well_formed_whatever_the_numbers(number: int) -> None:
    root = picture(many(number))
    assert str(number) in [each.text for each in root.iter(f"{SVG}text")]


def luminance(colour: str) -> float:
    """By WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("tile", "text"), SHADES)
def test_the_text_on_a_tile_can_be_read(tile: str, text: str) -> None:
    assert contrast(tile, text) >= 4.5


def test_the_shades_differ_in_grey_too() -> None:
    tiles = [tile for tile, _ in SHADES]
    pairs = pairwise(tiles)
    assert all(luminance(b) < luminance(a) and contrast(a, b) > 1.2 for a, b in pairs)


@pytest.mark.parametrize("most", range(30))
def test_the_legend_names_the_shade_of_every_number(most: int) -> None:
    named = {}
    for shade, label in classes(most):
        low, _, high = label.partition("–")
        named.update(dict.fromkeys(range(int(low), int(high or low) + 1), shade))
    assert named == {number: shade_of(number, most) for number in range(most + 1)}


# The record


def test_the_record_is_plain_and_exact() -> None:
    record = balance_record(balance(award_of(SMALL, rules=(key_rule("key", "koenigstein-2015"),))))
    assert json.loads(json.dumps(record)) == record
    assert record["laender"]["NW"] == {
        "handed_in": 3,
        "fundable": 3,
        "funded": 2,
        "requested_cents": 600_000_00,
        "funded_cents": 400_000_00,
        "share_of_handed_in": "3/8",
        "share_of_funded": "1/2",
        "share_of_requested_cents": "3/10",
        "share_of_funded_cents": "1/2",
    }
    assert record["keys"][0]["share"]["NW"] == "212101/1000000"
    assert record["distances"][-2]["value"] == "1/8"
    assert record["without_land"] is None


def test_the_record_of_nothing_funded_says_null() -> None:
    record = balance_record(balance(award_of([("BE", None, 5, "out")])))
    assert {each["value"] for each in record["distances"]} == {None}
