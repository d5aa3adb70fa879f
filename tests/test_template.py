"""The form of a call: what it asks, what it lets pass, and that it is read as it was filled in."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import calls
import generated
import openpyxl
import pytest
from attrs import evolve
from forms import ENTRY, FIRST, LABEL, fill, fill_rows, form, saved

from tenderscore import read_call, read_proposals, template_workbook
from tenderscore.call import Call
from tenderscore.indicators import INDICATORS
from tenderscore.intake import Intake
from tenderscore.language import speaking
from tenderscore.problem import InputError
from tenderscore.template import blank_form
from tenderscore.workbook.book import Book
from tenderscore.workbook.opening import open_books
from tenderscore.workbook.stamp import STAMP_SHEET, stamp_of

ROOT = Path(__file__).parents[1]
CALL = ROOT / "criteria" / "mittelstand-4.0.toml"
CALLS = sorted(
    [
        *(ROOT / "criteria").glob("*.toml"),
        *(ROOT / "examples").glob("*/*call.toml"),
        *(ROOT / "tests" / "casebook").glob("*/call.toml"),
    ]
)
PROPOSAL = {
    "Kennung": "LEIPZIG-40",
    "Titel": "=Werkstatt 4.0 – Mittelstand in Sachsen",
    "Los": "Regional centre",
    "Bundesland": "Sachsen",
    "Ort": "Leipzig",
    "Beginn": date(2018, 1, 1),
    "Laufzeit (Monate)": 36,
    "Beantragt (EUR)": 4_500_000.5,
    "Eigenanteil (EUR)": 300_000,
    "Beantragt 2018 (EUR)": 1_500_000,
    "Beantragt 2019 (EUR)": 1_500_000.25,
    "Beantragt 2020 (EUR)": 1_500_000.25,
    "Geplante Veranstaltungen": 120,
    "Zu begleitende Unternehmen": 300,
    "Ergebnisse für alle offen": "ja",
    "Crafts": "x",
    "IT security": "x",
    "Eingang": datetime(2016, 12, 22, 16, 5),
}
PARTNERS = [
    {"Einrichtung": "Musterhochschule Leipzig", "Art": "Universität", "Rolle": "Forschung",
     "Ort": "Leipzig", "Beantragt (EUR)": 2_000_000, "Personal (EUR)": 2_000_000},
    {"Einrichtung": "Beispielkammer Leipzig", "Art": "Kammer", "Rolle": "Wissenstransfer",
     "Beantragt (EUR)": 1_500_000, "Personal (EUR)": 1_500_000},
    {"Einrichtung": "Fiktiv GmbH", "Art": "Unternehmen", "Rolle": "Umsetzung",
     "Beschäftigte": 120, "Umsatz (EUR)": 18_500_000, "Bilanzsumme (EUR)": 9_200_000,
     "Beantragt (EUR)": 1_000_000.5, "Personal (EUR)": 1_000_000.5},
]  # fmt: skip
SITES = [{"Ort": "Leipzig", "Bundesland": "Sachsen"}, {"Ort": "Chemnitz", "Bundesland": "Sachsen"}]


@pytest.fixture(scope="module")
def call() -> Call:
    return read_call(CALL)


def filled(call: Call, **changes: Any) -> openpyxl.Workbook:
    """The form as an applicant has filled it in; None in `changes` leaves a field out."""
    book = form(call)
    entries = {**PROPOSAL, **changes}
    fill(book["Skizze"], {label: value for label, value in entries.items() if value is not None})
    fill_rows(book["Partner"], PARTNERS)
    fill_rows(book["Standorte"], SITES)
    return book


def read(book: openpyxl.Workbook, call: Call, tmp_path: Path) -> Intake:
    return read_proposals([saved(book, tmp_path / "antrag.xlsx")], call)


def findings(book: openpyxl.Workbook, call: Call, tmp_path: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(book, call, tmp_path)
    return [str(each) for each in raised.value.problems]


# Every call gives a form


@pytest.mark.parametrize("path", CALLS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_call_gives_a_form_in_both_languages_and_the_same_bytes_twice(path: Path) -> None:
    call = read_call(path)
    for language in ("en", "de"):
        with speaking(language):
            made = template_workbook(call, rows=3)
            assert made == template_workbook(call, rows=3)
            assert made[:2] == b"PK"


def test_what_the_call_reads_is_asked_and_nothing_else(call: Call) -> None:
    asked = blank_form(call)
    assert [each.column.field for each in asked.proposal] == [
        "id", "title", "lot", "land", "place", "start", "duration_months", "requested",
        "own_contribution", "events", "firms", "open_results",
    ]  # fmt: skip
    assert [each.column.field for each in asked.office] == ["received"]
    # 36 months that begin in 2017 or 2018 end in 2021 at the latest
    assert [each.column.field[-4:] for each in asked.years] == [str(y) for y in range(2017, 2022)]
    assert [each.column.field for each in asked.partners if each.of_firms] == [
        "employees", "turnover", "balance",
    ]  # fmt: skip
    plain = blank_form(evolve(call, eligibility=(), criteria=(), rules=(), lots={}, columns={}))
    assert [each.column.field for each in plain.proposal] == ["id", "title", "requested"]
    assert (plain.partners, plain.sites, plain.topics, plain.office) == ((), (), (), ())


# What a spreadsheet program makes of it


def checks(sheet: Any) -> dict[str, Any]:
    """Cell → its check."""
    return {
        cell: rule
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for cell in (f"{openpyxl.utils.get_column_letter(c)}{r}" for r, c in area.cells)
    }


def entry_of(sheet: Any, label: str) -> Any:
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, LABEL).value == label)
    return sheet.cell(row, ENTRY)


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Kennung", "textLength"), ("Los", "list"), ("Bundesland", "list"), ("Beginn", "date"),
     ("Laufzeit (Monate)", "whole"), ("Beantragt (EUR)", "decimal"), ("Crafts", "list"),
     ("Geplante Veranstaltungen", "decimal"), ("Ergebnisse für alle offen", "list"),
     ("Eingang", "date")],
)  # fmt: skip
def test_an_entry_has_a_check_that_says_what_belongs_there(
    label: str, kind: str, call: Call
) -> None:
    sheet = form(call)["Skizze"]
    rule = checks(sheet)[entry_of(sheet, label).coordinate]
    assert (rule.type, rule.errorStyle or "stop") == (kind, "stop")
    assert rule.prompt
    assert rule.error


def test_the_messages_of_the_checks_are_in_the_language_of_the_form(call: Call) -> None:
    said = {}
    for language, title in (("en", "Proposal"), ("de", "Skizze")):
        sheet = form(call, language)[title]
        rules = checks(sheet).values()
        said[language] = {rule.error for rule in rules}
    assert "Enter a whole number, such as 36." in said["en"]
    assert "Geben Sie eine ganze Zahl ein, zum Beispiel 36." in said["de"]
    assert not said["en"] & said["de"]


def test_lists_are_named_cells_of_the_hidden_sheet(call: Call) -> None:
    book = form(call)
    assert book[STAMP_SHEET].sheet_state == "veryHidden"
    offered = {}
    for name, its in book.defined_names.items():
        ((title, cells),) = its.destinations
        assert title == STAMP_SHEET
        offered[name.split("_", 2)[2]] = [row[0].value for row in book[title][cells]] if (
            ":" in cells
        ) else [book[title][cells].value]  # fmt: skip
    assert offered["lot"] == ["Regional centre", "Thematic centre"]
    assert offered["land"][1] == "Bayern"
    assert len(offered["land"]) == 16
    assert offered["yes_no"] == ["ja", "nein"]
    assert offered["partner_kind"][0] == "Universität"
    assert offered["topic"] == ["x"]


def test_only_entries_are_open_and_every_sheet_is_locked(call: Call) -> None:
    book = form(call)
    for sheet in book:
        assert sheet.protection.sheet
        open_cells = {c.coordinate for row in sheet.iter_rows() for c in row
                      if not c.protection.locked}  # fmt: skip
        assert open_cells == set(checks(sheet)), sheet.title
    assert not checks(book["Hinweise"])


def test_the_page_is_an_a4_page_with_the_call_above(call: Call) -> None:
    for sheet in form(call).worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert "Mittelstand 4.0" in sheet.oddHeader.left.text
        assert "Fassung 1" in sheet.oddHeader.right.text


def texts(sheet: Any) -> str:
    return "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)


def test_the_instructions_name_each_criterion_its_weight_and_its_source_in_full(call: Call) -> None:
    said = texts(form(call)["Hinweise"])
    for criterion in call.criteria:
        assert criterion.title_de in said
    assert "Gewicht: 35 % der Gesamtpunktzahl; 0,00 bis 5,00 Punkte; mindestens 3,00" in said
    assert "60 % davon: Median der Einzelbewertungen der Jury (aus mindestens 3" in said
    assert "Case study on the Mittelstand 4.0 Competence Centres, OECD TIP, § 3.2" in said
    assert "Antragssumme je Jahr: mindestens 1.500.000 EUR und höchstens 2.000.000 EUR" in said
    assert "Laufzeit in Monaten: genau 36" in said
    assert "23.12.2016, 12:00:00 (UTC+01:00)" in said


# It is read as it was filled in


def test_a_filled_form_is_read_as_it_was_filled_in(call: Call, tmp_path: Path) -> None:
    intake = read(filled(call), call, tmp_path)
    (its,) = intake.proposals
    assert (its.id, its.title) == ("LEIPZIG-40", "=Werkstatt 4.0 – Mittelstand in Sachsen")
    assert (its.lot, its.land, its.place) == ("regional", "SN", "Leipzig")
    assert (its.start, its.duration_months) == (date(2018, 1, 1), 36)
    assert its.requested == 450_000_050
    assert its.requested_by_year == {2018: 150_000_000, 2019: 150_000_025, 2020: 150_000_025}
    assert its.own_contribution == 30_000_000
    assert set(its.topics) == {"Crafts", "IT security"}
    assert its.values == {"events": 120, "firms": 300, "open_results": True}
    assert its.received == datetime(2016, 12, 22, 16, 5, tzinfo=call.closes.tzinfo)
    assert [(p.name, p.kind, p.role, p.employees, p.requested) for p in its.partners] == [
        ("Musterhochschule Leipzig", "university", "research", None, 200_000_000),
        ("Beispielkammer Leipzig", "chamber", "transfer", None, 150_000_000),
        ("Fiktiv GmbH", "company", "implementation", 120, 100_000_050),
    ]
    assert [(site.place, site.land) for site in its.sites] == [
        ("Leipzig", "SN"),
        ("Chemnitz", "SN"),
    ]
    assert its.cells["requested"] == "antrag.xlsx › Skizze!C18"
    assert its.partners[0].where == "antrag.xlsx › Partner!B8"
    assert intake.findings == ()


def test_an_english_form_is_read_alike(call: Call, tmp_path: Path) -> None:
    book = form(call, "en")
    fill(book["Proposal"], {"ID": "L", "Title": "T", "Lot": "Thematic centre", "Land": "Saxony",
                            "Duration (months)": 36, "Requested amount (EUR)": 100,
                            "Own contribution (EUR)": 1, "Events planned": 2,
                            "Firms to be assisted": 3, "Results open to all": "no"})  # fmt: skip
    (its,) = read(book, call, tmp_path).proposals
    assert (its.lot, its.land, its.values["open_results"]) == ("thematic", "SN", False)


def test_an_empty_form_is_one_plain_finding(call: Call, tmp_path: Path) -> None:
    assert findings(form(call), call, tmp_path) == [
        "antrag.xlsx: is a form in which nothing has been filled in yet. Fill in the form."
    ]


def test_what_is_missing_is_named_by_its_label_and_its_cell(call: Call, tmp_path: Path) -> None:
    book = filled(call, Kennung=None, Titel=None)
    book["Partner"]["B9"].value = None
    assert findings(book, call, tmp_path) == [
        'antrag.xlsx › Skizze!C7: "Kennung" is empty. Fill the cell.',
        'antrag.xlsx › Partner!B9: "Einrichtung" is empty. Fill the cell.',
    ]


def test_a_wrong_entry_is_named_where_it_stands(call: Call, tmp_path: Path) -> None:
    book = filled(call, Los="Regionalzentrum", Crafts="vielleicht")
    found = findings(book, call, tmp_path)
    assert [each.split(":")[0] for each in found] == [
        "antrag.xlsx › Skizze!C9", "antrag.xlsx › Skizze!C39"
    ]  # fmt: skip
    assert '"vielleicht" is not a mark. Write an x where the topic is covered' in found[1]


def test_sums_that_do_not_agree_are_found(call: Call, tmp_path: Path) -> None:
    (found,) = findings(filled(call, **{"Beantragt (EUR)": 4_500_000,
                                        "Beantragt 2020 (EUR)": 1_499_999.75}),
                        call, tmp_path)  # fmt: skip
    assert "those of the partners add up to EUR 4,500,000.50" in found


def test_the_example_is_passed_over_and_an_entry_in_its_place_is_not(
    call: Call, tmp_path: Path
) -> None:
    book = filled(call)
    assert book["Partner"].cell(FIRST - 1, 2).value == "Muster GmbH"
    book["Partner"].cell(FIRST - 1, 2).value = "Vierte GmbH"
    (found,) = findings(book, call, tmp_path)  # its 400,000 are no part of the amount
    assert "those of the partners add up to EUR 4,900,000.50" in found


def test_rows_below_those_that_were_prepared_are_read(call: Call, tmp_path: Path) -> None:
    book = filled(call)
    sheet = book["Partner"]
    last = FIRST + 40
    for column in range(2, sheet.max_column):
        sheet.cell(last, column).value = sheet.cell(FIRST + 1, column).value
    sheet.cell(FIRST + 1, 2).value = "Zweite Kammer"
    entry_of(book["Skizze"], "Beantragt (EUR)").value = 6_000_000.5
    entry_of(book["Skizze"], "Beantragt 2020 (EUR)").value = 3_000_000.25
    (its,) = read(book, call, tmp_path).proposals
    assert len(its.partners) == 4


def test_a_value_beside_the_form_is_named(call: Call, tmp_path: Path) -> None:
    book = filled(call)
    book["Partner"].cell(FIRST, 14).value = "dazu"
    (found,) = findings(book, call, tmp_path)
    assert found.startswith("antrag.xlsx › Partner!N8: the column holds a value and has no header")


def test_a_sheet_that_is_not_of_the_form_is_named(call: Call, tmp_path: Path) -> None:
    book = filled(call)
    book.create_sheet("Notizen")["A1"] = "nicht vergessen"
    (found,) = findings(book, call, tmp_path)
    assert found.startswith("antrag.xlsx › Notizen: is not a known sheet.")


def test_many_forms_in_a_folder_are_many_proposals(call: Call, tmp_path: Path) -> None:
    for number in (1, 2):
        saved(filled(call, Kennung=f"L-{number}"), tmp_path / f"antrag-{number}.xlsx")
    assert [its.id for its in read_proposals([tmp_path], call).proposals] == ["L-1", "L-2"]


# The stamp


def test_the_stamp_says_whose_form_it_is(call: Call, tmp_path: Path) -> None:
    (book,) = open_books([saved(form(call), tmp_path / "a.xlsx")])
    assert isinstance(book, Book)
    stamp = stamp_of(book)
    assert stamp is not None
    assert (stamp.call, stamp.edition, stamp.form) == ("mittelstand-4.0", 1, "applicant")
    assert [each.title for each in stamp.sheets] == [
        "Hinweise", "Skizze", "Partner", "Standorte", "Beteiligungen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"id": "other"}, "is the form of the call 'mittelstand-4.0', and this is the call 'other'."),
     ({"edition": 2}, "is the form of edition 1 of the call, and this is edition 2. Fill in the "
                      "form of edition 2.")],
)  # fmt: skip
def test_the_form_of_another_call_or_edition_is_refused(
    changes: Any, said: str, call: Call, tmp_path: Path
) -> None:
    (found,) = findings(filled(call), evolve(call, **changes), tmp_path)
    assert found.startswith(f"antrag.xlsx: {said}")


def stamp_cell(call: Call) -> tuple[openpyxl.Workbook, Any]:
    book = filled(call)
    return book, book[STAMP_SHEET]["A1"]


def test_the_form_of_a_newer_version_is_refused(call: Call, tmp_path: Path) -> None:
    book, cell = stamp_cell(call)
    cell.value = cell.value.replace('"template": 1', '"template": 2')
    (found,) = findings(book, call, tmp_path)
    assert "a newer version of tenderscore" in found


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "[" * 30_000, '{"is": "tenderscore form"}', "1" * 5000,
             '{"is": "tenderscore form", "call": "c", "edition": 1, "form": "applicant", '
             '"template": 1, "sheets": [{"table": "no"}]}'],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_stamp_that_cannot_be_read_is_none(text: str, call: Call, tmp_path: Path) -> None:
    book, cell = stamp_cell(call)
    cell.value = text or None
    (opened,) = open_books([saved(book, tmp_path / "a.xlsx")])
    assert isinstance(opened, Book)
    assert stamp_of(opened) is None


def test_a_workbook_without_a_stamp_is_read_as_ever(call: Call, tmp_path: Path) -> None:
    book = filled(call)
    del book[STAMP_SHEET]
    found = findings(book, call, tmp_path)
    assert any("Hinweise: is not a known sheet" in each for each in found)


# The command


def cli(*words: str) -> int:
    from tenderscore.cli import tenderscore
    from tenderscore.cli.run import run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["tenderscore", *words])
        return run(tenderscore)


def test_the_command_writes_what_the_library_makes(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "antrag.xlsx"
    assert cli("template", str(CALL), "-o", str(out), "--lang", "de", "--rows", "4") == 0
    with speaking("de"):
        assert out.read_bytes() == template_workbook(call, 4)
    assert "antrag.xlsx" in capsys.readouterr().err
    assert cli("template", str(CALL), "-o", str(out)) == 1
    assert "TS109" in capsys.readouterr().err
    assert cli("template", str(CALL), "-o", str(out), "--force", "-q") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "name it with --out"), (("-o", "antrag.ods"), "has to end in .xlsx"),
     (("-o", "a.xlsx", "--rows", "0"), "--rows"), (("-o", "a.xlsx", "--for", "nobody"), "--for")],
)  # fmt: skip
def test_a_wrong_usage_is_said(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli("template", str(CALL), *words) == 2
    assert said in capsys.readouterr().err


# Calls that look at State aid, and at who owns whom


AID = {"title": "Aid", "use": "aid_ceiling", "among": ["company"], "collaboration": True,
       "max": 0, "source": "made"}  # fmt: skip
MILL = {"Einrichtung": "Mühle GmbH", "Art": "Unternehmen", "Beschäftigte": 40,
        "Umsatz (EUR)": 8_000_000, "Bilanzsumme (EUR)": 5_000_000}  # fmt: skip
WORK = {"Einrichtung": "Mühle GmbH", "Tätigkeit": "Industrielle Forschung",
        "Beihilfefähige Kosten (EUR)": 100_000, "Beantragt (EUR)": 77_000}  # fmt: skip
OWNER = {"Eigentümer": "Holding AG", "Beteiligt an": "Mühle GmbH", "Anteil": 30,
         "Art des Eigentümers": "Unternehmen", "Beschäftigte": 100, "Umsatz (EUR)": 20_000_000,
         "Bilanzsumme (EUR)": 30_000_000}  # fmt: skip


def aided() -> Call:
    table = generated.table({}, [generated.SCORE])
    return evolve(calls.read({**table, "eligibility": {"aid": AID}}), lots={}, columns={})


def aided_form(call: Call, owners: list[dict[str, Any]]) -> openpyxl.Workbook:
    book = form(call)
    fill(book["Skizze"], {"Kennung": "M-1", "Titel": "Mahlen", "Beantragt (EUR)": 77_000})
    fill_rows(book["Partner"], [MILL])
    fill_rows(book["Tätigkeiten"], [WORK])
    fill_rows(book["Beteiligungen"], owners)
    return book


@pytest.mark.parametrize(
    ("owners", "excess"),
    [
        # alone small, 50 + 20 + 15 up to 80: 77 - 80
        ([], -3),
        # 40 + 30 % of 100 employees = 70: medium, 50 + 10 + 15 = 75: 77 - 75
        ([OWNER], 2),
    ],
)
def test_aid_and_owners_are_entered_in_the_form_itself(
    owners: list[dict[str, Any]], excess: int, tmp_path: Path
) -> None:
    call = aided()
    intake = read(aided_form(call, owners), call, tmp_path)
    (proposal,) = intake.proposals
    (aid,) = call.eligibility
    value = INDICATORS["aid_ceiling"].function(proposal, call, **aid.indicator.options)
    assert value == excess


def test_a_call_that_looks_at_aid_asks_for_activities_and_owners() -> None:
    call = aided()
    asked = blank_form(call)
    assert [each.column.field for each in asked.activities if each.needed] == [
        "organisation", "activity", "eligible_cost", "requested",
    ]  # fmt: skip
    assert [each.column.field for each in asked.ownership if each.needed] == ["owner"]
    plain = blank_form(evolve(call, eligibility=()))
    assert (plain.activities, plain.ownership) == ((), ())


def test_lists_of_owners_and_activities_are_words_as_german_writes_them() -> None:
    book = form(aided())
    offered = [c.value for row in book[STAMP_SHEET].iter_rows() for c in row]
    assert {"Industrielle Forschung", "Öffentliche Stelle", "Natürliche Person"} <= {*offered}
    assert "aufschlag für zusammenarbeit" in texts(book["Hinweise"]).casefold()
