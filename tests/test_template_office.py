"""The form in a real LibreOffice: locks and checks hold, sums are right, nothing is lost."""

import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import frozen
from forms import form, saved
from office import Typed, converted, needs_libreoffice, typed
from test_reports_workbook import formulas, opened
from test_template import CALL, STAMP_SHEET, checks, entry_of, filled

from tenderscore import read_call, read_proposals, template_workbook
from tenderscore.call import Call
from tenderscore.language import speaking

pytestmark = needs_libreoffice
ENDINGS = ("xlsx", "ods", "xls")
TYPED = {
    ("Skizze", "C7", "LEIPZIG-40"): Typed("LEIPZIG-40"),
    ("Skizze", "C9", "Regional centre"): Typed("Regional centre"),
    ("Skizze", "C10", "Atlantis"): Typed("Atlantis", invalid=True),
    ("Skizze", "C10", "Bayern"): Typed("Bayern"),
    ("Skizze", "C15", "36"): Typed("36"),
    ("Skizze", "C15", "drei Jahre"): Typed("drei Jahre", invalid=True),
    ("Skizze", "C18", "viel"): Typed("viel", invalid=True),
    ("Skizze", "C19", "-1"): Typed("-1.00", invalid=True),
    ("Skizze", "C33", "x"): Typed("x"),
    ("Skizze", "C34", "vielleicht"): Typed("vielleicht", invalid=True),
    ("Partner", "B8", "Zweite GmbH"): Typed("Zweite GmbH"),
    ("Partner", "C8", "Firma"): Typed("Firma", invalid=True),
}
"""(sheet, cell, text) → what then stands there, and whether the cell's check is against it."""
LOCKED = {
    "xlsx": (("Skizze", "B7", "anders"), "Kennung"),
    "ods": (("Partner", "B7", "anders"), "Muster GmbH"),
    "xls": (("Partner", "K8", "fertig"), "es fehlen: 3"),
}
"""Format → what is typed into a locked cell, and what stands there all the same."""


@pytest.fixture(scope="module")
def call() -> Call:
    return read_call(CALL)


def faulty(call: Call) -> openpyxl.Workbook:
    """Two gaps, a role that is missing, and sums that do not agree."""
    book = filled(call, Titel=None, **{"Eigenanteil (EUR)": None})
    entry_of(book["Skizze"], "Beantragt 2020 (EUR)").value = 1_499_999
    book["Partner"]["I10"].value = 999_800.5  # of which 1,000,000.50 are staff costs
    book["Partner"]["D9"].value = None
    return book


@frozen
class Office:
    """What LibreOffice made of the forms, each program start for as many as can be."""

    filled: dict[str, Path]
    """By the format it went through, as .xlsx again."""
    foreign: dict[str, Path]
    """The same as it was in that format."""
    blank: dict[str, Path]
    calculated: dict[str, Path]
    """en, de and faulty."""
    empty: dict[str, Path]
    """The blank form in each format."""
    profile: Path


@pytest.fixture(scope="module")
def office(call: Call, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    profile = folder / "profile"
    ways = {
        "xlsx": [saved(filled(call), folder / "filled-xlsx.xlsx"),
                 saved(form(call), folder / "blank-xlsx.xlsx")],
    }  # fmt: skip
    for ending in ("ods", "xls"):
        there = [folder / f"{kind}-{ending}.xlsx" for kind in ("filled", "blank")]
        for path, copy in zip(ways["xlsx"], there, strict=True):
            shutil.copy(path, copy)
        ways[ending] = converted(there, ending, folder / ending, profile)
    others = {"faulty": saved(faulty(call), folder / "faulty.xlsx")}
    for language in ("en", "de"):
        with speaking(language):
            others[language] = folder / f"{language}.xlsx"
            others[language].write_bytes(template_workbook(call))
    paths = [*(path for pair in ways.values() for path in pair), *others.values()]
    back = dict(zip(paths, converted(paths, "xlsx", folder / "back", profile), strict=True))
    return Office(
        filled={ending: back[pair[0]] for ending, pair in ways.items()},
        foreign={ending: pair[0] for ending, pair in ways.items()},
        blank={ending: back[pair[1]] for ending, pair in ways.items()},
        calculated={name: back[path] for name, path in others.items()},
        empty={ending: pair[1] for ending, pair in ways.items()},
        profile=profile,
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_filled_form_comes_back_as_it_was(
    ending: str, call: Call, office: Office, tmp_path: Path
) -> None:
    path = saved(filled(call), tmp_path / "antrag.xlsx")
    before = read_proposals([path], call).proposals
    shutil.copy(office.filled[ending], path)
    assert read_proposals([path], call).proposals == before


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_a_filled_form_is_read_in_the_format_that_a_program_saved_it_in(
    ending: str, call: Call, office: Office, tmp_path: Path
) -> None:
    path = saved(filled(call), tmp_path / "antrag.xlsx")
    (before,) = read_proposals([path], call).proposals
    path = tmp_path / f"antrag.{ending}"
    shutil.copy(office.foreign[ending], path)
    (after,) = read_proposals([path], call).proposals
    assert re.sub(ending, "xlsx", repr(after)) == repr(before)


MORE = [pytest.param(each, marks=pytest.mark.full) for each in ENDINGS[1:]]


@pytest.mark.parametrize("ending", [ENDINGS[0], *MORE])
def test_open_cells_take_entries_checks_hold_and_a_locked_cell_refuses(
    ending: str, office: Office
) -> None:
    attempt, what_stays = LOCKED[ending]
    *found, refused = typed(office.empty[ending], list(TYPED), attempt, office.profile)
    assert dict(zip(TYPED, found, strict=True)) == TYPED
    assert refused == Typed(what_stays, locked=True)


@pytest.mark.parametrize("ending", ENDINGS)
def test_checks_locks_and_the_hidden_sheet_are_kept(
    ending: str, call: Call, office: Office
) -> None:
    book = openpyxl.load_workbook(office.blank[ending])
    assert book[STAMP_SHEET].sheet_state == "hidden"
    for title in ("Skizze", "Partner", "Standorte"):
        kept = {cell: rule.type for cell, rule in checks(book[title]).items()}
        assert kept == {cell: rule.type for cell, rule in checks(form(call)[title]).items()}
        assert book[title].protection.sheet


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_formula_of_the_form_has_the_value_that_is_shown(
    language: str, call: Call, office: Office
) -> None:
    with speaking(language):
        data = template_workbook(call)
    ours, theirs = opened(data), openpyxl.load_workbook(office.calculated[language], data_only=True)

    def shown(book: Any, place: tuple[str, str]) -> Any:
        return book[place[0]][place[1]].value or ""

    places = formulas(data)
    assert len(places) > 60
    assert [p for p in places if shown(ours, p) != shown(theirs, p)] == []


def test_what_is_missing_and_what_does_not_add_up_is_said_at_once(office: Office) -> None:
    book = openpyxl.load_workbook(office.calculated["faulty"], data_only=True)
    sheet, partners = book["Skizze"], book["Partner"]
    assert sheet["A4"].value == (
        "Auf diesem Blatt fehlen noch: 2; auf dem Blatt Partner: 2; auf dem Blatt Standorte: 0; "
        "auf dem Blatt Beteiligungen: 0"
    )
    assert [sheet[cell].value for cell in ("E7", "E8", "E19")] == ["✓", "fehlt", "fehlt"]
    assert sheet["E25"].value == 1.25
    assert sheet["E25"].number_format.startswith('"es fehlen "')
    assert [partners[f"K{row}"].value or "" for row in (8, 9, 10, 11)] == [
        "✓", "es fehlen: 1", "Kosten zu hoch", "",
    ]  # fmt: skip
    assert partners["I5"].value == 200
