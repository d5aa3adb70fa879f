"""Seats in proportion: examples from the literature, and the shipped key worked out by hand."""

from fractions import Fraction

import pytest

from tenderscore.regions.keys import distribution_keys
from tenderscore.rules.apportionment import METHODS, Tie, seats

# M. Balinski and H. P. Young, The quota method of apportionment, The American Mathematical
# Monthly 82 (1975), pp. 701-730: two examples with five states each.
FIRST = {"A": 5117, "B": 4400, "C": 162, "D": 161, "E": 160}
SECOND = {"A": 9061, "B": 7179, "C": 5259, "D": 3319, "E": 1182}


def given(weights: dict[str, int], number: int, method: str) -> list[int]:
    exact = {name: Fraction(weight) for name, weight in weights.items()}
    return list(seats(exact, number, method).values())


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # Quotas 51.17, 44.00, 1.62, 1.61, 1.60: the two seats left over go to C and D.
        ("hare-niemeyer", [51, 44, 2, 2, 1]),
        # Divided by 97.7 and rounded down: 52.4, 45.04, 1.66, 1.65, 1.64.
        ("dhondt", [52, 45, 1, 1, 1]),
        # Divided by 101.2 and rounded: 50.56, 43.48, 1.60, 1.59, 1.58.
        ("sainte-lague", [51, 43, 2, 2, 2]),
    ],
)
def test_balinski_and_young_first_example(method: str, expected: list[int]) -> None:
    assert given(FIRST, 100, method) == expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # Quotas 9.061, 7.179, 5.259, 3.319, 1.182: the seat left over goes to D.
        ("hare-niemeyer", [9, 7, 5, 4, 1]),
        # The last seat: 9061/10 = 906.1 against 7179/8 = 897.4 and 5259/6 = 876.5.
        ("dhondt", [10, 7, 5, 3, 1]),
        # The last seat: 7179/15 = 478.6 against 5259/11 = 478.1 and 9061/19 = 476.9.
        ("sainte-lague", [9, 8, 5, 3, 1]),
    ],
)
def test_balinski_and_young_second_example(method: str, expected: list[int]) -> None:
    assert given(SECOND, 26, method) == expected


# The Königstein key of 2016 as shipped. Quotas for 23 seats, percent · 0.23:
# BW 2.982  BY 3.573  BE 1.169  BB 0.698  HB 0.219  HH 0.588  HE 1.702  MV 0.463
# NI 2.146  NW 4.863  RP 1.111  SL 0.279  SN 1.163  ST 0.644  SH 0.780  TH 0.620


@pytest.mark.parametrize("method", ["hare-niemeyer", "sainte-lague"])
def test_23_seats_by_the_koenigstein_key(method: str) -> None:
    # Rounded down these are 15; the eight largest remainders are BW, NW, SH, HE, BB, ST, TH, HH.
    # Rounded to the nearest they are 24, one too many; BY 3.573 is nearest to its half and loses.
    assert koenigstein(23, method) == {
        "BW": 3, "BY": 3, "BE": 1, "BB": 1, "HH": 1, "HE": 2, "NI": 2, "NW": 5, "RP": 1, "SN": 1,
        "ST": 1, "SH": 1, "TH": 1,
    }  # fmt: skip


def test_23_seats_by_the_koenigstein_key_and_dhondt() -> None:
    # The 23rd largest of percent / 1, 2, 3 … is NI / 3 = 3.1105, the 24th BY / 5 = 3.1067.
    assert koenigstein(23, "dhondt") == {
        "BW": 4, "BY": 4, "BE": 1, "HE": 2, "NI": 3, "NW": 6, "RP": 1, "SN": 1, "SH": 1,
    }  # fmt: skip


@pytest.mark.parametrize("method", ["hare-niemeyer", "sainte-lague"])
def test_17_seats_by_the_koenigstein_key_leave_six_laender_without(method: str) -> None:
    # Quotas, percent · 0.17: ST 0.476 and TH 0.458 fall short of the half that BB 0.516 reaches.
    assert koenigstein(17, method) == {
        "BW": 2, "BY": 3, "BE": 1, "BB": 1, "HE": 1, "NI": 2, "NW": 4, "RP": 1, "SN": 1, "SH": 1,
    }  # fmt: skip


def koenigstein(number: int, method: str) -> dict[str, int]:
    parts = seats(distribution_keys()["koenigstein-2016"].percent, number, method)
    assert len(parts) == 16
    return {land: part for land, part in parts.items() if part}


# What every method does


@pytest.mark.parametrize("method", METHODS)
def test_whole_quotas_are_given_as_they_are(method: str) -> None:
    assert given({"A": 14, "B": 28, "C": 7, "D": 35}, 12, method) == [2, 4, 1, 5]


@pytest.mark.parametrize("method", METHODS)
def test_the_seats_add_up(method: str) -> None:
    for number in range(1, 60):
        assert sum(given(SECOND, number, method)) == number


@pytest.mark.parametrize("method", METHODS)
def test_no_seats_are_no_seats(method: str) -> None:
    assert given(FIRST, 0, method) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("method", METHODS)
def test_who_weighs_nothing_gets_nothing(method: str) -> None:
    assert given({"A": 2, "B": 0, "C": 1}, 3, method) == [2, 0, 1]


@pytest.mark.parametrize("method", METHODS)
def test_who_is_tied_for_the_last_seat_is_named(method: str) -> None:
    # Quotas 0.4, 0.4, 0.2.
    with pytest.raises(Tie) as tie:
        given({"B": 2, "A": 2, "C": 1}, 1, method)
    assert tie.value.names == ["A", "B"]


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_that_decides_no_seat_is_none(method: str) -> None:
    # A and B are equal, and both get one of the two seats.
    assert given({"A": 2, "B": 2, "C": 1}, 2, method) == [1, 1, 0]


def test_hamilton_can_take_a_seat_away_when_there_is_one_more() -> None:
    # The Alabama paradox.
    # Ten seats: 4.29, 4.29, 1.43 → 4, 4, 2. Eleven: 4.71, 4.71, 1.57 → 5, 5, 1.
    weights = {"A": 6, "B": 6, "C": 2}
    assert given(weights, 10, "hare-niemeyer") == [4, 4, 2]
    assert given(weights, 11, "hare-niemeyer") == [5, 5, 1]
