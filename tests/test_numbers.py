"""Texts and numeric cells become exact numbers, or nothing."""

from decimal import Decimal

import pytest

from tenderscore.numbers import cell_decimal, cents, is_unit_of, readings, without_unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1'234.50", "1234.5"),
        ("1’234.50", "1234.5"),
        ("1 234,50", "1234.5"),
        ("1\u202f234\u202f567,05", "1234567.05"),
        ("1\u00a0234", "1234"),
        ("1234", "1234"),
        ("1234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("0.123", "0.123"),
        ("-3,5", "-3.5"),
        ("\u22123.5", "-3.5"),
        ("007", "7"),
    ],
)
def test_a_text_with_one_meaning_is_a_number(text: str, value: str) -> None:
    assert readings(text) == {Decimal(value)}


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.500", "250,000"])
def test_a_text_with_two_meanings_is_ambiguous(text: str) -> None:
    assert len(readings(text)) == 2


def test_the_declared_style_decides_what_a_point_means() -> None:
    assert readings("1.234", "german") == {Decimal(1234)}
    assert readings("1.234", "english") == {Decimal("1.234")}
    assert readings("1.234", "swiss") == {Decimal("1.234")}
    assert readings("1.234", "french") == frozenset()


def test_another_style_than_the_declared_one_is_no_number() -> None:
    assert readings("12.5", "german") == frozenset()
    assert readings("1,234.50", "german") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        ",5",
        "5,",
        "1_000",
        "١٢٣",
        "１２３",
        "1e3",
        "1E3",
        "NaN",
        "inf",
        "+5",
        "1.23.456",
        "1.234.56",
        "12.34,5",
        "1 23",
        "1,2 Mio",
        "1.234.567.89",
        "1'23",
        "0x10",
        "1..2",
        "1 234'567",
        "1.234 567,5",
        "12\n",
        "1200000,-",
    ],
)
def test_what_is_not_plainly_a_number_is_none(text: str) -> None:
    assert readings(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.234,50 €", ("1.234,50", "€")),
        ("€1,234.50", ("1,234.50", "€")),
        ("EUR 5", ("5", "EUR")),
        ("5 EUR", ("5", "EUR")),
        ("Fr. 5", ("5", "Fr.")),
        ("62,5 %", ("62,5", "%")),
        ("$ 5", ("5", "$")),
        ("US$ 5", ("5", "US$")),
        ("5", ("5", "")),
        ("EUR 5 EUR", ("EUR 5 EUR", "")),
        ("1,2 Mio", ("1,2", "Mio")),
    ],
)
def test_a_unit_stands_before_or_after_the_number(text: str, parts: tuple[str, str]) -> None:
    assert without_unit(text) == parts


def test_only_the_units_of_the_currency_are_its_own() -> None:
    assert is_unit_of("€", "EUR")
    assert is_unit_of("eur", "EUR")
    assert is_unit_of("$", "USD")
    assert is_unit_of("", "CHF")
    assert not is_unit_of("$", "EUR")
    assert not is_unit_of("Mio", "EUR")
    assert not is_unit_of("%", "EUR")


def test_a_numeric_cell_means_its_fifteen_digits() -> None:
    assert cell_decimal(0.1 + 0.2) == Decimal("0.3")
    assert cell_decimal(2.675) == Decimal("2.675")
    assert cell_decimal(1234567.89) == Decimal("1234567.89")
    assert cell_decimal(17) == Decimal(17)


def test_a_numeric_cell_of_sixteen_digits_is_too_large() -> None:
    assert cell_decimal(10**15) is None
    assert cell_decimal(10**15 - 1) == 10**15 - 1
    assert cell_decimal(1e15) is None
    assert cell_decimal(float("inf")) is None
    assert cell_decimal(float("nan")) is None
    assert cell_decimal(-(10**400)) is None


def test_an_amount_is_on_the_grid_of_cents() -> None:
    assert cents(Decimal("1234.50")) == 123450
    assert cents(Decimal("0.005")) is None
    assert cents(Decimal(-1)) is None
