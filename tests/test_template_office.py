"""The form in a real LibreOffice: locks and checks hold, sums are right, nothing is lost on the way."""

from pathlib import Path

import openpyxl
import pytest
from forms import form, saved
from office import Typed, converted, needs_libreoffice, typed
from test_reports_workbook import formulas, opened, recalculated
from test_template import CALL, STAMP_SHEET, checks, entry_of, filled

from tenderscore import read_call, read_proposals, template_workbook
from tenderscore.call import Call
from tenderscore.language import speaking

pytestmark = needs_libreoffice
ENDINGS = ("xlsx", "ods", "xls")


@pytest.fixture(scope="module")
def call() -> Call:
    return read_call(CALL)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office") / "profile"


@pytest.mark.parametrize("route", [("xlsx",), ("ods", "xlsx"), ("xls", "xlsx")], ids="-".join)
def test_a_filled_form_comes_back_as_it_was(
    route: tuple[str, ...], call: Call, profile: Path, tmp_path: Path
) -> None:
    path = saved(filled(call), tmp_path / "antrag.xlsx")
    before = read_proposals([path], call).proposals
    for number, ending in enumerate(route):
        path = converted(path, ending, tmp_path / str(number), profile)
    assert read_proposals([path], call).proposals == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_locked_cells_refuse_entries_and_open_ones_take_them(
    ending: str, call: Call, profile: Path, tmp_path: Path
) -> None:
    path = saved(form(call), tmp_path / "antrag.xlsx")
    path = path if ending == "xlsx" else converted(path, ending, tmp_path, profile)
    tried = {
        ("Skizze", "C7", "LEIPZIG-40"): Typed("LEIPZIG-40", False),
        ("Skizze", "B7", "anders"): Typed("Kennung", False),
        ("Skizze", "D7", "anders"): Typed(
            "Ein Kurzname Ihres Vorhabens, zum Beispiel das Akronym.", False
        ),
        ("Skizze", "C9", "Regional centre"): Typed("Regional centre", False),
        ("Skizze", "C10", "Atlantis"): Typed("Atlantis", True),
        ("Skizze", "C10", "Bayern"): Typed("Bayern", False),
        ("Skizze", "C15", "drei Jahre"): Typed("drei Jahre", True),
        ("Skizze", "C15", "-36"): Typed("-36", True),
        ("Skizze", "C15", "36"): Typed("36", False),
        ("Skizze", "C18", "viel"): Typed("viel", True),
        ("Skizze", "C33", "x"): Typed("x", False),
        ("Skizze", "C34", "vielleicht"): Typed("vielleicht", True),
        ("Partner", "B7", "anders"): Typed("Muster GmbH", False),
        ("Partner", "B8", "Zweite GmbH"): Typed("Zweite GmbH", False),
        ("Partner", "C8", "Firma"): Typed("Firma", True),
        ("Partner", "K8", "fertig"): Typed("es fehlen: 4", False),
    }
    found = dict(zip(tried, typed(path, list(tried), profile), strict=True))
    assert found == tried


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_formula_of_the_form_has_the_value_that_is_shown(
    language: str, call: Call, tmp_path: Path
) -> None:
    with speaking(language):
        data = template_workbook(call)
    ours, theirs = opened(data), opened(recalculated(data, tmp_path))
    places = formulas(data)
    assert len(places) > 60
    different = {
        place: (ours[place[0]][place[1]].value, theirs[place[0]][place[1]].value)
        for place in places
        if (ours[place[0]][place[1]].value or "") != (theirs[place[0]][place[1]].value or "")
    }
    assert different == {}


def test_what_is_missing_and_what_does_not_add_up_is_said_at_once(
    call: Call, tmp_path: Path
) -> None:
    book = filled(call, Titel=None, **{"Eigenanteil (EUR)": None})
    entry_of(book["Skizze"], "Beantragt 2020 (EUR)").value = 1_499_999.25
    book["Partner"]["I10"].value = 999_800.5  # of which 1,000,000.50 are staff costs
    book["Partner"]["D9"].value = None
    data = saved(book, tmp_path / "a.xlsx").read_bytes()
    said = opened(recalculated(data, tmp_path))
    sheet = said["Skizze"]
    assert sheet["A4"].value == (
        "Auf diesem Blatt fehlen noch: 2; auf dem Blatt Partner: 2; auf dem Blatt Standorte: 0"
    )
    assert [sheet[cell].value for cell in ("E7", "E8", "E19")] == ["✓", "fehlt", "fehlt"]
    assert sheet["E25"].value == 1.25
    assert sheet["E25"].number_format.startswith('"es fehlen "')
    assert [said["Partner"][f"K{row}"].value for row in (8, 9, 10, 11)] == [
        "✓", "es fehlen: 1", "Kosten zu hoch", None,
    ]  # fmt: skip
    assert said["Partner"]["I5"].value == 200


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_checks_locks_and_the_hidden_sheet_are_kept(
    ending: str, call: Call, profile: Path, tmp_path: Path
) -> None:
    path = saved(form(call), tmp_path / "antrag.xlsx")
    there = converted(path, ending, tmp_path / "there", profile)
    book = openpyxl.load_workbook(converted(there, "xlsx", tmp_path / "back", profile))
    assert book[STAMP_SHEET].sheet_state == "hidden"
    for title in ("Skizze", "Partner", "Standorte"):
        sheet, before = book[title], form(call)[title]
        assert sheet.protection.sheet
        kept = {cell: rule.type for cell, rule in checks(sheet).items()}
        assert kept == {cell: rule.type for cell, rule in checks(before).items()}
