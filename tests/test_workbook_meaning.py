"""What a cell means: each spelling has the one value it can have, or is a problem; none is lost."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hostile import SHEET, good, packed, within
from workbooks import (
    HEAD,
    number_column,
    one_problem,
    problems,
    read,
    rewrite,
    small_call,
    write_workbook,
)

from tenderscore.call import Column
from tenderscore.problem import InputError
from tenderscore.proposal import Proposal
from tenderscore.round import Round
from tenderscore.workbook import read_proposals

FIELDS = {
    "Own funds": "own_contribution",
    "Duration": "duration_months",
    "Received": "received",
    "Start": "start",
    "Land": "land",
    "Lot": "lot",
    "Title": "title",
    "Topics": "topics",
}
CALL = small_call(
    columns={
        "number": number_column("number"),
        "grade": Column(
            id="grade", kind="text", title="Grade", values=("A", "A-", "B", "-1", "1", "C#")
        ),
        "open": Column(id="open", kind="yes_no", title="Open"),
    },
    topics={"3d-printing": Fraction(1), "logistics": Fraction(1)},
)
FURTHER = {"Number": 0, "Grade": "B", "Open": "yes"}
"""The call's columns, and what stands in them where a test is about something else."""

Case = tuple[Any, str]
"""A value and the number format of its cell."""


def book(path: Path, header: str, cases: Sequence[Any], epoch: int = 1900) -> Path:
    """One proposal for each case, which stands in column D, or in that of the call."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Proposals"
    if epoch == 1904:
        workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    heads = [*HEAD, *FURTHER, *([] if header in FURTHER else [header])]
    sheet.append(heads)
    for number, case in enumerate(cases):
        value, shown = case if isinstance(case, tuple) else (case, "")
        row = {"ID": f"P{number:03}", "Requested amount": 1, **FURTHER, header: value}
        for column, head in enumerate(heads, start=1):
            cell = sheet.cell(number + 2, column)
            if isinstance(row[head], str):
                cell.value, cell.data_type = row[head], "s"
            else:
                cell.value = row[head]
            if head == header and shown:
                cell.number_format = shown
    workbook.save(path)
    return path


def meanings(tmp_path: Path, header: str, cases: Sequence[Any], **more: Any) -> list[Any]:
    """What is read of each case."""
    path = book(tmp_path / "p.xlsx", header, cases, more.pop("epoch", 1900))
    call = more.pop("call", CALL)
    proposals = read_proposals([path], call, Round(**more)).proposals
    return [_value(each, header) for each in proposals]


def _value(proposal: Proposal, header: str) -> Any:
    if header in FIELDS:
        return getattr(proposal, FIELDS[header])
    return proposal.values[header.lower()]


def refusals(tmp_path: Path, header: str, cases: Sequence[Any], **more: Any) -> list[str]:
    """What is said of each case; nothing of none of them is an error of the test."""
    path = book(tmp_path / "p.xlsx", header, cases, more.pop("epoch", 1900))
    with pytest.raises(InputError) as raised:
        read_proposals([path], more.pop("call", CALL), Round(**more))
    said: dict[int, str] = {}
    for each in raised.value.problems:
        _, _, cell = each.where.rpartition("!")
        said[int("".join(c for c in cell if c.isdigit())) - 2] = str(each).partition(": ")[2]
    return [said.get(number, "") for number in range(len(cases))]


def all_refused(tmp_path: Path, header: str, cases: Sequence[Any], end: str, **more: Any) -> None:
    """Every one of the cases has a problem that says this."""
    for case, said in zip(cases, refusals(tmp_path, header, cases, **more), strict=True):
        assert end in said, f"{case!r}: {said!r}"


# Numbers as text

GROUPED: Mapping[str, Mapping[str, str]] = {
    "german": {
        "1.234,56": "1234.56",
        "1.234": "1234",
        "1.234.567,8": "1234567.8",
        "1 234,56": "1234.56",
        "1234,56": "1234.56",
        "12,500": "12.5",
    },
    "english": {"1,234.56": "1234.56", "1,234": "1234", "1234.56": "1234.56", "12.500": "12.5"},
    "swiss": {
        "1'234.56": "1234.56",
        "1’234": "1234",
        "1 234.5": "1234.5",
        "1234.56": "1234.56",
        "12.500": "12.5",
    },
    "french": {
        "1 234,56": "1234.56",
        "1\u00a0234,56": "1234.56",
        "1\u202f234\u202f567": "1234567",
        "1\u2009234,5": "1234.5",
        "1\u2007234": "1234",
        "12,500": "12.5",
    },
}
PLAIN = {
    "1234": "1234", " 12 ": "12", "\u00a012\u202f": "12", "12\n": "12", "\t12": "12", "007": "7",
    "-3": "-3", "\u22123": "-3", "62 %": "62", "62%": "62", "0": "0",
}  # fmt: skip
"""The same in every style."""


@pytest.mark.parametrize("style", GROUPED)
def test_a_number_is_read_in_the_declared_style(tmp_path: Path, style: str) -> None:
    cases = {**GROUPED[style], **PLAIN}
    read = meanings(tmp_path, "Number", list(cases), decimal_style=style)
    assert read == [Fraction(value) for value in cases.values()]


def test_the_other_styles_are_refused_where_one_is_declared(tmp_path: Path) -> None:
    refused = {
        "german": ["1,234.56", "1'234", "1234.5", "1,234,567", "1 234.5"],
        "english": ["1.234,56", "1'234", "1234,5", "1 234", "1.234.567"],
        "swiss": ["1.234,56", "1,234.5", "1234,5", "1.234.567"],
        "french": ["1.234,56", "1,234.5", "1'234", "1234.5", "1.234"],
    }
    for style, cases in refused.items():
        all_refused(tmp_path, "Number", cases, "is not a number", decimal_style=style)


def test_without_a_style_two_meanings_are_a_problem_and_one_is_a_number(tmp_path: Path) -> None:
    all_refused(tmp_path, "Number", ["1.234", "1,234", "12,500", "-1.234"], " can mean ")
    cases = {
        text: value
        for style in GROUPED.values()
        for text, value in style.items()
        if text not in ("1.234", "1,234", "12,500", "12.500")
    }
    assert meanings(tmp_path, "Number", list(cases)) == [Fraction(v) for v in cases.values()]


def test_what_is_no_plain_number_is_refused(tmp_path: Path) -> None:
    cases = [
        "+5", "(5)", "5-", "- 5", "--5", "\u20135", "1/2", "½", "1 ½", "1e3", "1E+5", "5,-", "5,–",
        "1.23.456", "1 23", "1 234'567", "1´234", "1‘234", "5 + 5", "ca. 5", "5 k€", "1,2 Mio.",
        "1,2 Mio. €", "5 Tsd.", "NaN", "inf", "∞", "1_000", "0x10", "٢٥٠", "१२३", "１２", "Ⅻ", "②",
        "1\u200b2", "12\u200e", "1\u00ad234", "TRUE", "n/a", "-", "keine", "1;2", "=5", "'5",
        "1E999", "5 % %",
    ]  # fmt: skip
    all_refused(tmp_path, "Number", cases, "is not a number. Write a number such as 12.5.")


def test_a_number_of_four_thousand_digits_is_too_large(tmp_path: Path) -> None:
    all_refused(tmp_path, "Number", ["9" * 4000, "9" * 15 + "9,5"], "is too large")


# Amounts


def test_an_amount_may_have_its_currency_before_or_after(tmp_path: Path) -> None:
    cases = {
        "1.234,56 Euro": 123456, "1.234,56 €": 123456, "€ 1,234.56": 123456, "EUR 5": 500,
        "5 EUR": 500, "5eur": 500, "5€": 500, "1.234,56\u00a0€": 123456, "5": 500,
    }  # fmt: skip
    assert meanings(tmp_path, "Own funds", list(cases)) == list(cases.values())


def test_no_other_unit_is_an_amount(tmp_path: Path) -> None:
    cases = [
        "5 k€", "5 T€", "5 TEUR", "TEUR 5", "1,2 Mio. €", "1,2 Mio", "1 Mrd. Euro", "5 $", "5 CHF",
        "EUR 5 EUR", "5 %", "5 Euro netto", "(5)", "5-", "-5", "5,- €", "five", "5 € 10 ct",
    ]  # fmt: skip
    all_refused(tmp_path, "Own funds", cases, "is not an amount in EUR.")


def test_a_cell_counts_as_it_is_stored_whatever_its_format_rounds(tmp_path: Path) -> None:
    cases = [(1234.56, "0"), (1200000, "#,##0.0,,"), (0.1 + 0.2, ""), (5, '0 "Stück"')]
    assert meanings(tmp_path, "Own funds", cases) == [123456, 120000000, 30, 500]


def test_an_amount_that_its_format_shows_in_thousands_is_refused_unless_it_is_stored_in_full(
    tmp_path: Path,
) -> None:
    cases = [(5, '0 "T€"'), (5, '0\\ "Mio. EUR"'), (5, '"k"0" k€"')]
    assert [each.partition(",")[0] for each in refusals(tmp_path, "Own funds", cases)] == [
        "5 is shown in T€",
        "5 is shown in Mio.EUR",
        "5 is shown in k€",
    ]
    cases = [(5000, '#,##0, "T€"'), (5, '0 "Budget €"')]
    assert meanings(tmp_path, "Own funds", cases) == [500000, 500]


def test_truths_dates_and_errors_are_no_amounts(tmp_path: Path) -> None:
    said = refusals(
        tmp_path,
        "Own funds",
        [True, datetime(2016, 3, 1), time(12, 30), timedelta(hours=30), (42000, "yyyy-mm-dd"),
         "#N/A", "#nv", "#BEZUG!"],
    )  # fmt: skip
    assert [each.partition(".")[0] for each in said] == [
        "TRUE is not an amount in EUR",
        "is a date (2016-03-01 00:00:00), and an amount in EUR is needed",
        "is a date (12:30:00), and an amount in EUR is needed",
        "is a date (1 day, 6:00:00), and an amount in EUR is needed",
        "is a date (2014-12-27 00:00:00), and an amount in EUR is needed",
        "holds the error #N/A",
        "holds the error #nv",
        "holds the error #BEZUG!",
    ]


# Days and times


def test_days_are_read_as_iso_and_german_texts_and_as_dates(tmp_path: Path) -> None:
    cases: dict[Any, date] = {
        "2016-12-31": date(2016, 12, 31),
        "31.12.2016": date(2016, 12, 31),
        " 1.2.2016 ": date(2016, 2, 1),
        "2016-12-31 23:59": date(2016, 12, 31),
        datetime(2016, 12, 31, 23, 59): date(2016, 12, 31),
        date(2016, 12, 31): date(2016, 12, 31),
        (42735, "dd/mm/yy"): date(2016, 12, 31),
        (61, "yyyy-mm-dd"): date(1900, 3, 1),
    }
    assert meanings(tmp_path, "Start", list(cases)) == list(cases.values())


def test_days_that_two_people_read_differently_are_refused(tmp_path: Path) -> None:
    cases = [
        "01/02/2016", "1/2/16", "31.12.16", "31.12.", "2016", "12/2016", "31. Dezember 2016",
        "December 31, 2016", "31-12-2016", "2016/12/31", "20161231", "2016-1-5", "2016-02-30",
        "29.02.2015", "31. 12. 2016", "٣١.١٢.٢٠١٦", "2016-W01-1", 42735, 42735.5, True,
        time(12, 0), "today",
    ]  # fmt: skip
    all_refused(tmp_path, "Start", cases, "is not a day. Write a day such as 2018-01-01.")


def test_days_before_march_1900_are_refused_as_programs_count_them_differently(
    tmp_path: Path,
) -> None:
    cases = [(number, "yyyy-mm-dd") for number in (60, 59, 1, 60.5, 1.5, -1)]
    all_refused(tmp_path, "Start", cases, "is shown as a day before 1 March 1900")
    all_refused(tmp_path, "Own funds", [(17, "yyyy-mm-dd")], "17 is shown as a day before")


def test_a_workbook_may_count_its_days_from_1904(tmp_path: Path) -> None:
    cases = [(41273, "yyyy-mm-dd"), (59, "yyyy-mm-dd")]
    assert meanings(tmp_path, "Start", cases, epoch=1904) == [date(2016, 12, 31), date(1904, 2, 29)]


def test_a_time_is_that_of_the_deadlines_zone_unless_it_names_its_own(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=1))
    noon = datetime(2016, 12, 22, 12, 0, 0, tzinfo=zone)
    cases: dict[str, datetime] = {
        "2016-12-22 12:00": noon,
        "2016-12-22T12:00:00": noon,
        "2016-12-22T11:00:00Z": noon,
        "2016-12-22T13:00+02:00": noon,
        "22.12.2016 12:00 Uhr": noon,
        "22.12.2016, 12.00": noon,
        "22.12.2016 12:00:01": noon + timedelta(seconds=1),
    }
    call = small_call(columns=CALL.columns, topics=CALL.topics, closes=noon)
    assert meanings(tmp_path, "Received", list(cases), call=call) == list(cases.values())


def test_a_time_that_is_not_plain_is_refused(tmp_path: Path) -> None:
    cases = [
        "22.12.2016 24:00", "22.12.2016 12:60", "22.12.2016 12 Uhr", "2016-12-22 12:00 MEZ",
        "2016-12-22T12:00:00.5", "22/12/2016 12:00", "22.12.16 12:00", "12:00", 42726.5,
        (0.5, "hh:mm"), "noon", "2016-12-22 12:00 pm",
    ]  # fmt: skip
    all_refused(tmp_path, "Received", cases, "is not a day and time.")
    days = ["2016-12-22", "22.12.2016", date(2016, 12, 22), (42726, "yyyy-mm-dd")]
    all_refused(tmp_path, "Received", days, "has no time of day.")


def test_a_time_counts_to_the_second_as_it_is_shown(tmp_path: Path) -> None:
    """42727.5 is noon of 23 December 2016, and a second 1/86400."""
    second = 1 / 86_400
    shown = "yyyy-mm-dd hh:mm:ss"
    noon = datetime(2016, 12, 23, 12, tzinfo=UTC)
    cases: dict[Case, datetime] = {
        (42727.5, shown): noon,
        (42727.5 - second, shown): noon - timedelta(seconds=1),
        (42727.5 + second, shown): noon + timedelta(seconds=1),
        (42727.5 + second / 1000, shown): noon,
        (42727.5 + 0.4 * second, shown): noon,
        (42727.5 + 0.6 * second, shown): noon + timedelta(seconds=1),
        (42727.5 + 0.4 * second, "yyyy-mm-dd hh:mm"): noon,
        (42727.99999999999, shown): datetime(2016, 12, 24, tzinfo=UTC),
    }
    assert meanings(tmp_path, "Received", list(cases)) == list(cases.values())


ISO_CELLS = {
    b"2016-12-23T12:00:00": datetime(2016, 12, 23, 12, tzinfo=UTC),
    b"2016-12-23T12:00:00.400": datetime(2016, 12, 23, 12, tzinfo=UTC),
    b"2016-12-23T12:00:00+02:00": datetime(2016, 12, 23, 10, tzinfo=UTC),
    b"2016-12-23T12:00:00Z": datetime(2016, 12, 23, 12, tzinfo=UTC),
}


def one_cell(tmp_path: Path, old: bytes, new: bytes, header: str, value: Any) -> Path:
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [[*HEAD, header], ["A", 1, value]]})
    rewrite(path, SHEET, old, new)
    return path


@pytest.mark.parametrize("text", ISO_CELLS)
def test_a_cell_that_holds_a_date_as_text_keeps_its_zone(tmp_path: Path, text: bytes) -> None:
    cell = b'<c r="C2" t="d"><v>' + text + b"</v>"
    path = one_cell(tmp_path, b'<c r="C2" t="n"><v>5</v>', cell, "Received", 5)
    (one,) = read_proposals([path], small_call()).proposals
    assert one.received == ISO_CELLS[text]


@pytest.mark.parametrize("text", [b"2016-12-23Tnoon", b"2016-13-01", b"23.12.2016", b"P1D"])
def test_a_cell_that_holds_no_date_is_unreadable(tmp_path: Path, text: bytes) -> None:
    cell = b'<c r="C2" t="d"><v>' + text + b"</v>"
    path = one_cell(tmp_path, b'<c r="C2" t="n"><v>5</v>', cell, "Received", 5)
    with pytest.raises(InputError, match="is nothing that a spreadsheet program writes"):
        read_proposals([path], small_call())


# Ids


def ids(tmp_path: Path, *cases: Any) -> list[str]:
    return [each.id for each in read_proposals([id_book(tmp_path, cases)], small_call()).proposals]


def id_problem(tmp_path: Path, *cases: Any) -> str:
    with pytest.raises(InputError) as raised:
        read_proposals([id_book(tmp_path, cases)], small_call())
    (one,) = raised.value.problems
    return str(one).removeprefix("p.xlsx › Proposals!")


def id_book(tmp_path: Path, cases: Sequence[Any]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Proposals"
    sheet.append(HEAD)
    for number, case in enumerate(cases, start=2):
        value, shown = case if isinstance(case, tuple) else (case, None)
        cell = sheet.cell(number, 1, value)
        cell.number_format = shown or cell.number_format
        sheet.cell(number, 2, 1)
    workbook.save(tmp_path / "p.xlsx")
    return tmp_path / "p.xlsx"


def test_a_number_as_id_is_its_digits_with_the_zeros_that_are_shown(tmp_path: Path) -> None:
    cases = (1, 17.0, (18, "000"), (19, "0.00"), (1234, "#,##0"), "020", (21, "@"))
    assert ids(tmp_path, *cases) == sorted(["1", "17", "018", "19", "1234", "020", "21"])


def test_17_and_017_are_two_ids_and_17_is_one_with_its_text(tmp_path: Path) -> None:
    assert ids(tmp_path, 17, "017") == ["017", "17"]
    for other in (17.0, "17", " 17 "):
        assert id_problem(tmp_path, 17, other).startswith("A3: 17 is already the id in")
    assert id_problem(tmp_path, "017", (17, "000")).startswith("A3: 017 is already the id in")


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (1.1, "A2: 1.1 is no whole number, so that it may have been typed otherwise"),
        (-5, "A2: -5 is no whole number"),
        (1.23e15, "A2: 1.23000e+15 is too large: a spreadsheet keeps fifteen digits."),
        (1234567890123456, "A2: 1.23457e+15 is too large"),
        ((17, '"M4-"00'), "A2: 17 is shown otherwise by the cell's number format."),
        ((12345, "00\\-000"), "A2: 12345 is shown otherwise"),
        (True, "A2: TRUE is not an id. Write it as text, such as M4-01."),
        (datetime(2016, 1, 1), "A2: 2016-01-01 00:00:00 is not an id."),
        ("#N/A", "A2: holds the error #N/A."),
    ],
)
def test_a_number_that_may_not_be_what_was_typed_is_no_id(
    tmp_path: Path, case: Any, said: str
) -> None:
    assert id_problem(tmp_path, case).startswith(said)


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u200d", "\u00ad", "\u200e", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\u3164"],
)
def test_an_id_with_a_character_that_nobody_sees_is_a_problem(tmp_path: Path, hidden: str) -> None:
    said = id_problem(tmp_path, f"M4{hidden}-01")
    assert f"holds a character that nobody sees (U+{ord(hidden):04X})." in said


TWINS = [
    "m4-aé01", "M4 Aé01", "M4\u00a0Aé01", "M4‐Aé01", "M4–Aé01", "M4—Aé01", "M4\u2212Aé01",
    "M4_Aé01", "М4-Aé01", "M4-Аé01", "Μ4-Αé01", "Ｍ４-Aé０１", "M4-Ae\u0301\u00ad01",
    "M4-\u200bAé01", "M4-\u202eAé01", "M4⁃Aé01",
]  # fmt: skip


@pytest.mark.parametrize("twin", TWINS)
def test_an_id_that_looks_like_another_names_both_cells(tmp_path: Path, twin: str) -> None:
    said = id_problem(tmp_path, "M4-Aé01", twin)
    assert said.startswith("A3: ")
    assert "looks like M4-Aé01 in p.xlsx › Proposals!A2" in said


def test_ids_look_alike_across_workbooks_too(tmp_path: Path) -> None:
    one = write_workbook(tmp_path / "a.xlsx", {"Proposals": [HEAD, ["M4-01", 1]]})
    two = write_workbook(tmp_path / "b.xlsx", {"Proposals": [HEAD, ["М4–01", 1]]})
    with pytest.raises(InputError, match=r"looks like M4-01 in a\.xlsx › Proposals!A2"):
        read_proposals([one, two], small_call())


def test_composed_and_decomposed_letters_are_the_same_id(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [HEAD, ["Köln-1", 1]],
        "Sites": [["Proposal", "Place", "Land"], ["Ko\u0308ln-1", "Ko\u0308ln", "NW"]],
    }
    (one,) = read(tmp_path, sheets).proposals
    assert [site.place for site in one.sites] == ["Köln"]


@pytest.mark.parametrize("twin", TWINS)
def test_a_row_whose_id_only_looks_right_is_not_joined(tmp_path: Path, twin: str) -> None:
    sheets = {
        "Proposals": [HEAD, ["M4-Aé01", 1]],
        "Sites": [["Proposal", "Place", "Land"], [twin, "Ulm", "BW"]],
    }
    said = one_problem(tmp_path, sheets)
    assert said.startswith("p.xlsx › Sites!A2: ")
    assert "is not a proposal. Did you mean 'M4-Aé01'?" in said


# Names


def test_names_of_the_call_are_never_taken_from_their_look(tmp_path: Path) -> None:
    """Cyrillic В for B, Greek Β, Cyrillic о: each is told with the name that is meant."""
    call = small_call(lots={"north": "Northern towns"})
    head = [*HEAD, "Lot", "Land"]
    found = problems(tmp_path, {"Proposals": [head, ["A", 1, "nоrth", "ВW"]]}, call)
    assert [each.split("Write")[0] for each in found] == [
        "p.xlsx › Proposals!C2: \"nоrth\" is not a lot of the call. Did you mean 'north'? ",
        'p.xlsx › Proposals!D2: "ВW" is not one of the sixteen Länder. ',
    ]
    said = refusals(tmp_path, "Land", ["Ваyern", "Вayern", "Bayem", "Baverm", "Ｂayern"])
    assert all("Did you mean 'Bayern'?" in each for each in said[:2])
    assert all("is not one of the sixteen Länder" in each for each in said)
    said = refusals(tmp_path, "Topics", ["lоgistics", "3d-рrinting"])
    assert ["Did you mean 'logistics'?" in said[0], "Did you mean '3d-printing'?" in said[1]] == [
        True,
        True,
    ]


def test_names_of_the_call_are_found_whatever_their_case_spaces_and_dashes(tmp_path: Path) -> None:
    assert meanings(tmp_path, "Land", ["by", " Baden Württemberg", "Baden-Wuerttemberg",
                                       "Thu\u0308ringen", "Thü\u00adringen"]) == [
        "BY", "BW", "BW", "TH", "TH"]  # fmt: skip
    assert meanings(tmp_path, "Topics", ["3D Printing; LOGISTICS", "logistics,logistics"]) == [
        ("3d-printing", "logistics"),
        ("logistics",),
    ]


def test_a_criterion_is_not_taken_from_its_look(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [HEAD, ["A", 1]],
        "Marks": [["Proposal", "Criterion", "Juror", "Points"], ["A", "quаlity", "J", 1]],
    }
    assert one_problem(tmp_path, sheets) == (
        "p.xlsx › Marks!B2: \"quаlity\" is not a criterion of the call. Did you mean 'quality'? "
        "Write one of quality, transfer."
    )


def test_signs_make_another_value(tmp_path: Path) -> None:
    cases = {"a": "A", "A-": "A-", "a\u2013": "A-", "-1": "-1", 1: "1", -1: "-1", "c#": "C#"}
    assert meanings(tmp_path, "Grade", list(cases)) == list(cases.values())
    all_refused(tmp_path, "Grade", ["A+", "B-", "C", "1?", "-"], "is not a value of 'grade'")
    all_refused(tmp_path, "Open", ["yes?", "ja!", 1, "1", "maybe"], "is not yes or no")


def partners(tmp_path: Path, one: str, other: str) -> list[str]:
    sheets = {
        "Proposals": [HEAD, ["A", 1], ["B", 1]],
        "Partners": [["Proposal", "Organisation"], ["A", one], ["B", other]],
    }
    try:
        intake = read(tmp_path, sheets)
    except InputError as error:
        return [str(each) for each in error.problems]
    if intake.findings:
        return [str(each) for each in intake.findings]
    return sorted({p.organisation for each in intake.proposals for p in each.partners})


@pytest.mark.parametrize(
    "same",
    ["Hand\u00adwerks\u200bkammer Köln", "HANDWERKSKAMMER KÖLN", "Handwerkskammer\u00a0Koeln",
     "Handwerkskammer Ko\u0308ln", "\u202aHandwerkskammer Köln\u202c", "Ｈandwerkskammer Köln"],
)  # fmt: skip
def test_an_organisation_is_one_whatever_cannot_be_seen_in_it(tmp_path: Path, same: str) -> None:
    assert partners(tmp_path, "Handwerkskammer Köln", same) == ["handwerkskammer koeln"]


@pytest.mark.parametrize("other", ["HWК Ulm", "ΗWK Ulm", "НWК Ulm"])
def test_an_organisation_in_letters_of_another_alphabet_is_a_problem(
    tmp_path: Path, other: str
) -> None:
    assert partners(tmp_path, "HWK Ulm", other) == [
        f'p.xlsx › Partners!B3: "{other}" looks like "HWK Ulm" in p.xlsx › Partners!B2, and some '
        "of its letters are of another alphabet. Write both in the same letters, or say in "
        "round.toml under [aliases] that they are one."
    ]


# Texts


def test_texts_keep_what_they_say_in_one_line(tmp_path: Path) -> None:
    cases: dict[Any, str] = {
        "two\nlines": "two lines",
        "tab\tand\r\nmore": "tab and more",
        " ends ": "ends",
        "=1+1": "=1+1",
        "1E5": "1E5",
        "007": "007",
        17.50: "17.5",
        (7, "000"): "007",
        True: "TRUE",
        "Ｆull": "Ｆull",
        "Ko\u0308ln": "Köln",
        "😀": "😀",
        "x" * 32_767: "x" * 32_767,
    }
    assert meanings(tmp_path, "Title", list(cases)) == list(cases.values())


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
ESCAPES = {
    "one_x000D_\ntwo": "one two",
    "bell_x0007_rings": "bell rings",
    "_x0041_": "A",
    "a_x005F_x000D_b": "a_x000D_b",
    "_xD83D__xDE00_": "😀",
    "_x12_ stays": "_x12_ stays",
}


@pytest.mark.parametrize("text", ESCAPES)
@pytest.mark.parametrize("kind", ["inlineStr", "str", "s"])
def test_escapes_are_the_characters_that_they_stand_for(
    tmp_path: Path, text: str, kind: str
) -> None:
    (one,) = read_proposals([with_text(tmp_path, text, kind)], small_call()).proposals
    assert one.title == ESCAPES[text]


@pytest.mark.parametrize("text", ["_xD800_", "a_xDC00_b", "_xFFFE_", "_xFFFF_", "_x0000_"])
@pytest.mark.parametrize("kind", ["inlineStr", "str", "s"])
def test_what_no_text_can_hold_is_named_with_its_cell(tmp_path: Path, text: str, kind: str) -> None:
    with pytest.raises(InputError) as raised:
        read_proposals([with_text(tmp_path, text, kind)], small_call())
    assert [str(each) for each in raised.value.problems] == [
        f'p.xlsx › Proposals!C2: "{text}" is nothing that a spreadsheet program writes. '
        "Write the value anew, and save."
    ]


def with_text(tmp_path: Path, text: str, kind: str) -> Path:
    """The text as the title, as each of the three ways of holding texts has it."""
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [[*HEAD, "Title"], ["A", 1, "$$"]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings = "xl/sharedStrings.xml"
    if kind == "s":
        parts[strings] = f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'.encode()
        types = "[Content_Types].xml"
        shared = f'<Override PartName="/{strings}" ContentType="{SHARED}"/></Types>'
        parts[types] = parts[types].replace(b"</Types>", shared.encode())
    inner = {"inlineStr": f"<is><t>{text}</t></is>", "str": f"<v>{text}</v>", "s": "<v>0</v>"}
    start = parts[SHEET].index(b'<c r="C2"')
    end = parts[SHEET].index(b"</c>", start)
    cell = f'<c r="C2" t="{kind}">{inner[kind]}'.encode()
    parts[SHEET] = parts[SHEET][:start] + cell + parts[SHEET][end:]
    path.write_bytes(packed(parts))
    return path


@pytest.mark.parametrize("text", [b"&#xD800;", b"&#xFFFE;", b"&#0;", "\ufffe".encode(), b"\xff"])
def test_a_character_that_xml_forbids_is_a_damaged_file(tmp_path: Path, text: bytes) -> None:
    cell = b'<c r="B2" t="inlineStr"><is><t>' + text + b"</t></is></c><c "
    content = within(SHEET, b'<c r="B2" ', cell)(good(tmp_path))
    (tmp_path / "p.xlsx").write_bytes(content)
    with pytest.raises(InputError, match=r"is damaged: xl/worksheets/sheet1\.xml is not in order"):
        read_proposals([tmp_path / "p.xlsx"], small_call())


# Postal codes


def test_a_postal_code_has_the_zeros_that_are_shown(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Proposals"
    for row in (HEAD, ["A", 1]):
        sheet.append(row)
    sheet = workbook.create_sheet("Partners")
    for row in (["Proposal", "Organisation", "PLZ"], ["A", "P", 1067], ["A", "Q", "01067"]):
        sheet.append(row)
    sheet["C2"].number_format = "00000"
    workbook.save(tmp_path / "p.xlsx")
    (one,) = read_proposals([tmp_path / "p.xlsx"], small_call()).proposals
    assert [partner.postal_code for partner in one.partners] == ["01067", "01067"]


def test_a_postal_code_that_lost_its_zero_is_told_where_nobody_says_it_is_german(
    tmp_path: Path,
) -> None:
    sheets = {
        "Proposals": [HEAD, ["A", 1]],
        "Partners": [["Proposal", "Organisation", "PLZ"], ["A", "P", 1067]],
    }
    assert "1067 is a postal code that lost its zeros" in one_problem(tmp_path, sheets)


# Formulas


def test_a_forged_saved_value_counts_and_is_told(tmp_path: Path) -> None:
    path = one_cell(tmp_path, b"<f>1+1</f><v />", b"<f>1+1</f><v>999</v>", "Own funds", "=1+1")
    intake = read_proposals([path], small_call())
    assert intake.proposals[0].own_contribution == 99900
    assert [str(each) for each in intake.findings] == [
        "p.xlsx › Proposals: formulas: 1 (columns Own funds); the values saved in the file count."
    ]
