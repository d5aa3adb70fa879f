"""Shipped data and look-up: Länder, places by name and Land, keys, demand, what lies near."""

from fractions import Fraction
from pathlib import Path

import pytest

from tenderscore.problem import InputError, Problem
from tenderscore.regions.demand import STAND_IN, default_demand, read_demand
from tenderscore.regions.keys import distribution_keys
from tenderscore.regions.laender import LAENDER, laender, land_code
from tenderscore.regions.nearby import Points, positions_within, positions_within_any
from tenderscore.regions.places import find_places, places
from tenderscore.regions.resolve import one_place


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BW", "BW"),
        ("de-bw", "BW"),
        ("baden württemberg", "BW"),
        ("Thüringen", "TH"),
        ("Thu\u0308ringen", "TH"),  # ü as two characters
        ("Thueringen", "TH"),
        ("Thuringia", "TH"),
        (" North Rhine-Westphalia", "NW"),
        ("Bavaria", "BY"),
        ("NRW", None),
        ("", None),
    ],
)
def test_a_land_is_known_by_code_and_by_german_and_english_name(
    text: str, code: str | None
) -> None:
    assert land_code(text) == code


def test_there_are_sixteen_laender_with_a_source() -> None:
    assert [land.code for land in laender()] == list(LAENDER)
    assert len(set(LAENDER)) == 16
    assert all("Destatis" in land.source for land in laender())


def test_the_local_units_of_2015_are_those_of_the_statistics() -> None:
    bremen = next(land for land in laender() if land.code == "HB")
    assert (bremen.ags, bremen.local_units, bremen.population) == ("04", 28_411, 671_489)


@pytest.mark.parametrize("key", ["koenigstein-2014", "koenigstein-2015", "koenigstein-2016"])
def test_a_distribution_key_covers_every_land_and_adds_up_to_exactly_100(key: str) -> None:
    percent = distribution_keys()[key].percent
    assert sorted(percent) == sorted(LAENDER)
    assert sum(percent.values()) == 100


def test_a_key_is_exact_and_cites_its_publisher() -> None:
    key = distribution_keys()["koenigstein-2015"]
    assert key.percent["BB"] == Fraction(306_053, 100_000)
    assert "Bundesanzeiger" in key.source


@pytest.mark.parametrize(
    ("name", "land", "found"),
    [
        ("München", "BY", "Munich"),
        ("Muenchen", "BY", "Munich"),
        ("MUNICH", "BY", "Munich"),
        ("Nürnberg", "BY", "Nuremberg"),
        ("Halle", "ST", "Halle (Saale)"),
        ("Halle/Saale", "ST", "Halle (Saale)"),
        ("Halle an der Saale", "ST", "Halle (Saale)"),
        ("Frankfurt (Oder)", "BB", "Frankfurt (Oder)"),
        ("Frankfurt a. M.", "HE", "Frankfurt am Main"),
        ("Frankfurt", "HE", "Frankfurt am Main"),
        ("Lingen (Ems)", "NI", "Lingen"),
        ("Freiburg i. Br.", "BW", "Freiburg"),
        ("St. Augustin", "NW", "Sankt Augustin"),
        ("Hansestadt Rostock", "MV", "Rostock"),
    ],
)
def test_a_place_is_found_by_the_ways_it_is_written(name: str, land: str, found: str) -> None:
    assert [place.name for place in find_places(name, land)] == [found]


def test_a_place_with_another_river_is_not_found() -> None:
    assert find_places("Halle (Westf.)", "ST") == ()


def test_a_name_that_two_laender_share_is_found_in_each() -> None:
    westphalian, hessian = find_places("Münster", "NW"), find_places("Münster", "HE")
    assert [len(westphalian), len(hessian)] == [1, 1]
    assert westphalian != hessian


def test_a_name_that_repeats_within_a_land_finds_both_until_it_is_told_apart() -> None:
    assert len(find_places("Winsen", "NI")) == 2
    assert [place.also for place in find_places("Winsen (Aller)", "NI")] == ["Winsen (Aller)"]
    assert [place.also for place in find_places("Oelsnitz/Vogtl.", "SN")] == ["Oelsnitz (Vogtland)"]


def test_every_place_has_a_name_that_finds_it_alone() -> None:
    assert [p for p in places() if all(len(find_places(n, p.land)) != 1 for n in p.names)] == []


def test_an_ambiguous_place_is_a_problem_that_names_the_ways_to_tell_it_apart() -> None:
    found = one_place("Winsen", "NI", "proposals.xlsx › Sites!B7")
    assert str(found) == (
        "proposals.xlsx › Sites!B7: 2 places in NI can be meant by 'Winsen'. "
        "Write which one: 'Winsen (Luhe)' or 'Winsen (Aller)'."
    )


def test_a_place_in_the_wrong_land_is_told_where_it_is() -> None:
    found = one_place("Erfurt", "HE", "")
    assert isinstance(found, Problem)
    assert "There is one in TH." in found.what


def test_a_mistyped_place_is_asked_back() -> None:
    found = one_place("Chemnitzz", "SN", "")
    assert isinstance(found, Problem)
    assert "Did you mean 'Chemnitz'?" in found.what


def test_fifty_kilometres_are_within_fifty_and_a_metre_more_is_not() -> None:
    # 30, 40, 50 is a right-angled triangle; a third axis adds a metre.
    points = Points([(30_000, 40_000, 0), (30_000, 40_000, 1), (0, 0, 0)])
    assert positions_within(points, (0, 0, 0), 50) == {0, 2}
    assert positions_within(points, (0, 0, 0), 0) == {2}


def test_a_point_near_two_places_counts_once() -> None:
    points = Points([(0, 0, 0), (0, 1000, 0), (0, 9000, 0)])
    assert positions_within_any(points, [(0, 0, 0), (0, 1000, 0)], 1) == {0, 1}


def test_the_default_demand_spreads_the_local_units_of_each_land_and_loses_none() -> None:
    for land in laender():
        firms = sum(each.firms for each in default_demand() if each.land == land.code)
        assert firms == land.local_units


def test_a_place_has_the_local_units_of_its_share_of_the_people() -> None:
    # Bremen: 546501 + 118610 + 33000 + 34757 = 732868 people in four places, 28411 local units.
    firms = next(each.firms for each in default_demand() if each.place == "Bremerhaven")
    assert firms == Fraction(28_411 * 118_610, 732_868)


def test_the_default_demand_says_that_it_is_a_stand_in() -> None:
    assert "stand-in" in STAND_IN


def demand_file(folder: Path, text: str) -> Path:
    path = folder / "firms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_demand_table_is_read_with_german_headers_and_semicolons(tmp_path: Path) -> None:
    path = demand_file(tmp_path, "# Kammer 2020\nOrt;Land;Betriebe\nHalle;Sachsen-Anhalt;12.5\n")
    (only,) = read_demand(path)
    assert (only.place, only.land, only.firms) == ("Halle (Saale)", "ST", Fraction(25, 2))


def test_every_fault_of_a_demand_table_is_named_with_its_line(tmp_path: Path) -> None:
    rows = "Halle,ST,1 Halle/Saale,ST,5 Winsen,NI,1 Köln,NW,1.000,0 Köln,NW Köln,NW,1e3 Ulm,X,1"
    path = demand_file(tmp_path, "\n".join(["place,land,firms", *rows.split()]))
    with pytest.raises(InputError) as raised:
        read_demand(path)
    assert [(each.code, each.where) for each in raised.value.problems] == [
        ("TS525", "firms.csv › line 3"),
        ("TS511", "firms.csv › line 4"),
        ("TS523", "firms.csv › line 5"),
        ("TS523", "firms.csv › line 6"),
        ("TS524", "firms.csv › line 7"),
        ("TS512", "firms.csv › line 8"),
    ]


def test_both_places_of_one_name_may_stand_in_a_demand_table(tmp_path: Path) -> None:
    rows = "place,land,firms\nWinsen (Luhe),NI,1\nWinsen (Aller),NI,2\n"
    assert [each.firms for each in read_demand(demand_file(tmp_path, rows))] == [1, 2]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["TS526"]),
        ("place,land,firms\n", ["TS526"]),
        ("place,land,firms\nUlm,BW,0\n", ["TS526"]),
        ("place,land,frims\nUlm,BW,1\n", ["TS521", "TS522"]),
        ("place,land,firms,Ort\nUlm,BW,1,Ulm\n", ["TS527"]),
    ],
)
def test_a_demand_table_without_firms_or_columns_is_a_problem(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    with pytest.raises(InputError) as raised:
        read_demand(demand_file(tmp_path, text))
    assert [each.code for each in raised.value.problems] == codes


def test_a_demand_table_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_demand(tmp_path / "none.csv")
