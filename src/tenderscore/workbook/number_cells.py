"""Cells of numbers, amounts and points → exact values, or the problem that they are."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from tenderscore.language import Text, any_of, later, said
from tenderscore.numbers import LARGEST, cell_decimal, cents, is_unit_of, readings, without_unit
from tenderscore.problem import Problem, problem
from tenderscore.units import Cents, hundredths
from tenderscore.words import CONFLICT
from tenderscore.workbook.book import Cell
from tenderscore.workbook.cell import Terms, date_text, not_a, plain_text, quoted, too_large
from tenderscore.workbook.spelling import word_key

CONFLICTED = "conflict of interest"


def read_number(cell: Cell, terms: Terms) -> Fraction | Problem:
    """As it is shown: a cell formatted as 62.5 % is 62.5, as is the text "62.5 %"."""
    value = _decimal(cell, terms, said("a number"), _number_example(terms), percent=True)
    return value if isinstance(value, Problem) else Fraction(value)


def read_percent(cell: Cell, terms: Terms) -> Fraction | Problem:
    """0 to 100; a cell formatted as 30 % is 30, as is the text "30 %"."""
    value = read_number(cell, terms)
    if isinstance(value, Problem) or 0 <= value <= 100:
        return value
    return not_a(cell, said("a share in percent"), said("a number from 0 to 100, such as 30"))


def read_whole(cell: Cell, terms: Terms) -> int | Problem:
    value = _decimal(cell, terms, said("a whole number"), said("a whole number, such as 36"))
    if isinstance(value, Problem):
        return value
    if value < 0 or value != value.to_integral_value():
        return not_a(cell, said("a whole number"), said("a whole number, such as 36"))
    return int(value)


def read_amount(cell: Cell, terms: Terms) -> Cents | Problem:
    currency = terms.call.currency
    value = _decimal(cell, terms, _an_amount(currency), _amount_example(terms), currency)
    if isinstance(value, Problem):
        return value
    if value < 0:
        return not_a(cell, _an_amount(currency), _amount_example(terms))
    amount = cents(value)
    if amount is None:
        return problem("TS259", where=cell.where, value=quoted(cell))
    return Cents(amount)


def read_points(cell: Cell, terms: Terms) -> int | str | Problem:
    """Hundredths of a point, or CONFLICTED."""
    expected = said("points with at most two decimals")
    example = said("points such as 4.5, or 'conflict of interest'")
    if isinstance(cell.value, str) and word_key(cell.value) in CONFLICT:
        return CONFLICTED
    value = _decimal(cell, terms, expected, example)
    if isinstance(value, Problem):
        return value
    points = hundredths(value)
    return not_a(cell, expected, example) if points is None else points


def _decimal(
    cell: Cell,
    terms: Terms,
    expected: Text,
    example: Text,
    currency: str = "",
    *,
    percent: bool = False,
) -> Decimal | Problem:
    value = cell.value
    if isinstance(value, date | time | timedelta):
        return problem("TS257", where=cell.where, value=date_text(value), expected=expected)
    if isinstance(value, bool):
        return not_a(cell, expected, example)
    if isinstance(value, int | float):
        decimal = cell_decimal(value)
        if decimal is None:
            return too_large(cell)
        shown, shown_currency = _shown_as(cell.number_format)
        if currency and not is_unit_of(shown_currency, currency):
            return problem(
                "TS261",
                where=cell.where,
                value=quoted(cell),
                unit=shown_currency,
                currency=currency,
            )
        if "%" not in shown:
            return decimal
        return decimal * 100 if percent else not_a(cell, expected, example)
    number, unit = without_unit(value)
    if not (percent and unit == "%") and not (is_unit_of(unit, currency) if currency else not unit):
        return not_a(cell, expected, example)
    found = readings(number, terms.decimal_style)
    if not found:
        return not_a(cell, expected, example)
    if len(found) > 1:
        meanings = later(any_of, tuple(map(plain_text, sorted(found, reverse=True))))
        return problem("TS251", where=cell.where, value=quoted(cell), meanings=meanings)
    (decimal,) = found
    return decimal if abs(decimal) < LARGEST else too_large(cell)


_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_MANY = re.compile(
    r'(?<!\w)(?:T|k|Tsd\.?|Mio\.?|Mill\.?|Mrd\.?)["\\\s]*(?:\[\$)?(?:€|\$|£|¥|EUR|USD|CHF|GBP)',
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![A-Za-z])[Tk]?(AUD|BGN|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HUF|ISK|JPY|NOK|PLN|RON|RSD|SEK|TRY|UAH"
    r"|USD|[Ss]?Fr\.)(?![A-Za-z])"
)
"""What is typed behind the digits by hand: #,##0.00 "CHF"."""


def _shown_as(number_format: str) -> tuple[str, str]:
    """A cell's number format without its literal texts, and the currency that it shows.

    5 shown as "5 T€" is in T€; 5000 shown so, as the format leaves three digits out, is in €.
    """
    many = _MANY.search(number_format)
    if many and not _SCALED.search(number_format):
        return number_format, re.sub(r'["\\\s\[$]', "", many[0])
    named = re.search(r"\[\$([^\]-]+)", number_format)
    plain = re.sub(r"\[[^\]]*\]", "", number_format)
    sign = re.search("[€$£¥]", plain)
    code = _CODE.search(re.sub(r'\\(.)|"', r"\1", plain))
    unit = named or code
    return re.sub(r'"[^"]*"|\\.', "", plain), (unit[1] if unit else sign[0] if sign else "").strip()


def _an_amount(currency: str) -> Text:
    return said("an amount in {currency}", currency=currency)


def _amount_example(terms: Terms) -> Text:
    grouped = {"german": "1.200.000,00", "swiss": "1'200'000.00", "french": "1 200 000,00"}
    style = terms.decimal_style or ("german" if terms.call.currency == "EUR" else "english")
    return later(any_of, ("1200000", grouped.get(style, "1,200,000.00")))


def _number_example(terms: Terms) -> Text:
    comma = terms.decimal_style in ("german", "french")
    return said("a number such as {number}", number="12,5" if comma else "12.5")
