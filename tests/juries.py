"""A small call with a jury, twelve proposals, five jurors and their sheets. All is invented."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import calls
import openpyxl
from attrs import field, frozen
from workbooks import write_workbook

from tenderscore import read_call, read_proposals, read_round
from tenderscore.call import Call
from tenderscore.intake import Intake
from tenderscore.language import speaking
from tenderscore.reports.juror_form import bundles, juror_form
from tenderscore.round import Round

JURORS = ("J1", "J2", "J3", "J4", "J5")
IDS = tuple(f"P-{n:02}" for n in range(1, 13))
CRITERIA = ("quality", "effect")
FIRST, POINTS, COMMENT = 7, 5, 6
"""Of a juror's sheet: its first row of marks, and the columns that are open."""
Given = tuple[object, str | None]
"""Points and comment."""


def jury_table(**changes: Any) -> dict[str, Any]:
    """Two criteria from 0 to 5, half marks, comments below 2 and above 4.5."""
    return calls.small(
        call__lots=None,
        columns=None,
        criteria__quality__indicators=[{"use": "jury_mean", "min_marks": 2}],
        criteria__quality__title_de="Güte",
        criteria__quality__guidance="5: without fault\n0: nothing of use",
        criteria__effect__indicators=[{"use": "jury_median", "min_marks": 3}],
        jury={
            "mark_step_points": Decimal("0.5"),
            "comment_below_points": 2,
            "comment_above_points": Decimal("4.5"),
            "discuss_spread_above_points": 2,
            "source": "call no. 7",
        },
        **changes,
    )


def points_of(juror: str, id_: str, criterion: str) -> Decimal:
    """A half mark that depends on all three: 0.0, 0.5, … 5.0."""
    seed = 7 * JURORS.index(juror) + 5 * int(id_[2:]) + 3 * CRITERIA.index(criterion)
    return Decimal(seed % 11) / 2


def given_by(juror: str, id_: str, criterion: str) -> Given:
    points = points_of(juror, id_, criterion)
    needed = points < 2 or points > Decimal("4.5")
    return float(points), "It says why." if needed else None


@frozen
class Place:
    """A folder with call.toml, round.toml and proposals.xlsx."""

    folder: Path
    call: Call
    round_: Round
    sheets: Path = field(init=False)

    @sheets.default
    def _sheets(self) -> Path:
        return self.folder / "sheets"

    def file(self, name: str) -> Path:
        return self.folder / name

    def intake(self) -> Intake:
        return read_proposals(
            [self.file("proposals.xlsx")], self.call, self.round_, before_marks=True
        )

    def send_out(self, language: str = "en") -> list[str]:
        """The sheets of all jurors, blank."""
        self.sheets.mkdir()
        with speaking(language):
            files = bundles(self.call, self.round_, self.intake().proposals)
            for name, bundle in files.items():
                (self.sheets / name).write_bytes(juror_form(bundle))
        return list(files)

    def fill(self, name: str, entries: Mapping[tuple[str, str], Given] | None = None) -> None:
        """As a juror does; without entries, every mark."""
        book = openpyxl.load_workbook(self.sheets / name)
        sheet = book.worksheets[1]
        for row in range(FIRST, sheet.max_row + 1):
            id_, _, title, juror = (sheet.cell(row, n).value for n in range(1, 5))
            place = str(id_), "quality" if title in ("Quality", "Güte") else "effect"
            given = (
                given_by(str(juror), *place)
                if entries is None
                else entries.get(place, (None, None))
            )
            sheet.cell(row, POINTS).value, sheet.cell(row, COMMENT).value = given
        book.save(self.sheets / name)

    def change(self, name: str, cells: Mapping[str, object]) -> None:
        """Cells of the sheet of marks, locked or not, as a program can write them."""
        book = openpyxl.load_workbook(self.sheets / name)
        for cell, value in cells.items():
            book.worksheets[1][cell].value = value
        book.save(self.sheets / name)


def place(folder: Path, round_: str = "", **changes: Any) -> Place:
    """With all jurors in the round, and whatever it says besides."""
    (folder / "call.toml").write_text(calls.toml(jury_table(**changes)), encoding="utf-8")
    names = ", ".join(f'"{juror}"' for juror in JURORS)
    text = f"format = 1\n[jury]\njurors = [{names}]\n{round_}"
    (folder / "round.toml").write_text(text, encoding="utf-8")
    rows = [[id_, f"Title of {id_}", 1000, "Secret GmbH"] for id_ in IDS]
    proposals(folder / "proposals.xlsx", rows)
    call = read_call(folder / "call.toml")
    return Place(folder, call, read_round(folder / "round.toml", call))


def proposals(path: Path, rows: Sequence[Sequence[Any]], marks: Sequence[Any] = ()) -> None:
    sheets = {
        "Proposals": [["ID", "Title", "Requested amount"], *(row[:3] for row in rows)],
        "Partners": [["Proposal", "Organisation"], *([row[0], row[3]] for row in rows)],
    }
    head = ["Proposal", "Criterion", "Juror", "Points", "Comment"]
    write_workbook(path, {**sheets, **({"Marks": [head, *marks]} if marks else {})})
