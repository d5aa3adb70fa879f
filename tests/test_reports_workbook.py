"""The award as a workbook: safe texts, the same bytes, formulas that agree with their values."""

import io
import re
import time
import warnings
import zipfile
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from awards import ANSWERS, AWARD, EASED, HOSTILE, unasked
from office import converted, needs_libreoffice
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.reports.sheet import CELL_LIMIT, cell_text
from tenderscore.reports.workbook import SHEETS, award_workbook

BYTES = award_workbook(EASED, ANSWERS)


@cache
def opened(data: bytes, values: bool = True) -> Workbook:
    with warnings.catch_warnings():
        # Bars of one shade are an extension of the format, which this reader passes over.
        warnings.filterwarnings("ignore", ".*extension is not supported")
        return load_workbook(io.BytesIO(data), data_only=values)


def cells(book: Workbook, sheet: str) -> list[list[object]]:
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def texts(data: bytes) -> list[str]:
    book = opened(data)
    return [
        value
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str)
    ]


@cache
def formulas(data: bytes) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in opened(data, values=False).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_the_sheets_are_those_announced_in_order() -> None:
    names = [
        "Overview",
        "Award",
        "Ranking",
        "Scores",
        "Rules",
        "Reasons",
        "Comparison",
        "Prices",
        "Reserve",
    ]
    names += ["Balance", "Input"]
    assert opened(BYTES).sheetnames == names == list(SHEETS)


def test_the_same_award_gives_the_same_bytes_later() -> None:
    time.sleep(2.1)  # an archive counts time in steps of two seconds
    assert award_workbook(EASED, ANSWERS) == BYTES


def test_no_time_of_writing_is_in_the_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(BYTES)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2026-03-31T12:00:00Z" in archive.read("docProps/core.xml").decode()


def test_the_first_sheet_says_call_edition_and_how_sure_the_award_is() -> None:
    rows = cells(opened(BYTES), "Award")
    assert rows[0][0] == "Small call: competence centres"
    assert rows[1][0] == "Kleiner Förderaufruf „Zentren“"
    assert "No portfolio keeps all rules" in str(rows[3][0])
    said = {str(row[0]): str(row[2]) for row in rows[4:14]}
    assert said["Call (Förderaufruf)"] == "small-1.0, edition 1"
    assert said["Decided by"] == "draw"
    assert said["How sure"] == "proven, and the proof checked in whole numbers"


def test_only_our_own_formulas_are_formulas() -> None:
    known = re.compile(
        r"=(RANK|ROUND|SUMPRODUCT|IF)\(.*\)|=(Ranking|Scores)![A-Z]+\d+|"
        r"=ROUND\(SUMIFS\(.*\),\d\)"
    )
    found = formulas(BYTES)
    assert found
    assert all(known.fullmatch(formula) for formula in found.values())
    assert not any("HYPERLINK" in formula for formula in found.values())


def test_hostile_titles_are_texts_and_stay_so_when_edited() -> None:
    book = opened(BYTES, values=False)
    sheet = book["Ranking"]
    titles = {row[1].value: row[2] for row in sheet.iter_rows(min_row=5)}
    for id_ in ("M4-03", "M4-04"):
        assert titles[id_].data_type == "s"
        assert titles[id_].value == HOSTILE[id_]
        assert titles[id_].quotePrefix


def test_there_is_no_link_in_the_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(BYTES)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    assert not any(b"<hyperlink" in part or b"relationships/hyperlink" in part for part in parts)


def test_control_and_illegal_characters_show_as_a_sign() -> None:
    assert "bell � escape �[31mred�[0m turned �back _x0041_ � � half" in texts(BYTES)


def test_text_that_looks_like_the_writers_own_markup_stays_text() -> None:
    assert "<r>rich</r>" in [text.strip() for text in texts(BYTES)]
    assert opened(award_workbook(_titled("<r><x></r>"), ANSWERS))


@cache
def as_it_is() -> bytes:
    return award_workbook(AWARD, ANSWERS)


def _titled(title: str) -> Award:
    proposals = tuple(evolve(each, title=title) for each in AWARD.proposals)
    return evolve(AWARD, proposals=proposals)


@pytest.mark.parametrize(
    "title",
    ["", " ", "'", "=1+1", "{=1}", "&<>\"'", "]]>", "\ud83d", "😀" * 300, "\x00", "a\r\nb",
     "_x0000_", "mailto:a@b.example", "internal:Award!A1", "http://example.org", "1e5", "TRUE",
     "#REF!"],
)  # fmt: skip
def test_any_title_gives_a_workbook_that_opens(title: str) -> None:
    data = award_workbook(_titled(title), ANSWERS)
    assert len(formulas(data)) == len(formulas(as_it_is()))


@pytest.mark.parametrize("character", ["x", "😀", "ä"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(character: str) -> None:
    text = cell_text(character * 40_000)
    assert text.endswith("… (cut, 40000 characters)")
    assert CELL_LIMIT - 4 <= len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_text_that_just_fits_is_not_cut() -> None:
    assert cell_text("x" * CELL_LIMIT) == "x" * CELL_LIMIT


def test_points_weights_and_scores_are_on_the_sheet_scores() -> None:
    rows = cells(opened(BYTES), "Scores")
    assert rows[4][1:5] == ["Weight (Gewicht)", 40, 35, 25]
    assert rows[5][1:6] == ["Threshold (Mindestpunktzahl)", None, 3, None, 3]
    assert rows[6][0] == "M4-01"
    assert rows[6][2:7] == [4.5, 4.2, 4.1, 4.295, "yes"]
    assert rows[7][1] == (
        "Mean of the jury's marks: 4.50 points from 3 marks, counts 100 percent; "
        "from proposals.xlsx › Marks!D12, D13, D14"
    )


def test_the_way_to_the_points_can_be_folded_away() -> None:
    sheet = opened(BYTES)["Scores"]
    assert [sheet.row_dimensions[row].outlineLevel for row in (7, 8, 9, 10, 11)] == [0, 1, 1, 1, 0]


def test_rules_show_bound_used_slack_and_source() -> None:
    rows = {(row[0], row[2]): row for row in cells(opened(BYTES), "Rules")}
    assert rows["budget", None][4:] == [
        None, 20_000_000, 19_500_000, 500_000, "EUR", "yes", "example"
    ]  # fmt: skip
    assert rows["two-per-land", "ST"][4:8] == [None, 2, 2, 0]
    assert rows["st-share", "ST"][3] == "at most 60 percent"
    assert rows["events", None][4:8] == [10, None, 22, 12]
    assert rows["east", None][7] == -1
    assert rows["east", None][9] == "no"


def test_what_a_secretariat_would_re_add_is_live() -> None:
    found = formulas(BYTES)
    by_sheet = {sheet for sheet, _ in found}
    assert by_sheet == {"Award", "Ranking", "Scores", "Rules"}
    said = " ".join(found.values())
    for function in ("SUMPRODUCT", "RANK", "SUMIFS", "SUM(", "weights"):
        assert function in said


def test_every_formula_carries_its_value() -> None:
    book = opened(BYTES)
    for sheet, place in formulas(BYTES):
        assert book[sheet][place].value is not None


def test_reasons_and_reserve_are_whole_sentences() -> None:
    found = texts(BYTES)
    assert any("lower the total by 0.0525." in text for text in found)
    assert any(text.startswith("If M4-02 falls out: M4-04 moves up; the total") for text in found)


def test_pages_are_landscape_one_page_wide_with_repeated_headers() -> None:
    book = opened(BYTES)
    for name in ("Ranking", "Scores", "Rules", "Reasons"):
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes


def _two_weights() -> Award:
    """The reach counts for the threshold only, and weights have a decimal."""
    weights = {"consortium": Fraction("61.5"), "reach": Fraction(0), "scope": Fraction("38.5")}
    criteria = tuple(evolve(c, ranking_weight=weights[c.id]) for c in AWARD.call.criteria)
    call = evolve(AWARD.call, criteria=criteria)
    cards = tuple(
        evolve(
            card,
            total=_total(call.total_unit, card.total),
            ranking=None
            if card.total is None
            else sum(call.weighted(weights[name], points) for name, points in card.points.items()),
        )
        for card in AWARD.scorecards
    )
    total = sum(c.ranking or 0 for c in cards if c.proposal in AWARD.selection.funded)
    return evolve(
        AWARD, call=call, scorecards=cards, selection=evolve(AWARD.selection, total=total)
    )


def _total(unit: int, total: int | None) -> int | None:
    return None if total is None else total * unit // AWARD.call.total_unit


def _empty() -> Award:
    return evolve(
        AWARD,
        proposals=(),
        scorecards=(),
        constraints=(),
        selection=evolve(AWARD.selection, funded=frozenset(), total=0),
    )


def _hostile_lots() -> Award:
    lots = {"regional": '>5"*', "thematic": "=A1"}
    proposals = tuple(evolve(p, lot=lots[p.lot or ""], land="~?*") for p in AWARD.proposals)
    return evolve(AWARD, proposals=proposals)


CASES: dict[str, tuple[Award, Answers]] = {
    "eased": (EASED, ANSWERS),
    "two weights": (_two_weights(), ANSWERS),
    "hostile lots": (_hostile_lots(), ANSWERS),
}


def test_an_award_of_nothing_is_a_workbook_too() -> None:
    assert opened(award_workbook(_empty(), unasked(_empty(), ()))).sheetnames == list(SHEETS)


def recalculated(data: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it after calculating every formula anew."""
    path = folder / "award.xlsx"
    path.write_bytes(data)
    (out,) = converted([path], "xlsx", folder / "out", folder / "profile")
    return out.read_bytes()


@needs_libreoffice
@pytest.mark.parametrize("case", sorted(CASES))
def test_every_formula_recalculates_to_the_value_we_wrote(case: str, tmp_path: Path) -> None:
    data = award_workbook(*CASES[case])
    ours, theirs = opened(data), opened(recalculated(data, tmp_path))
    places = formulas(data)
    assert len(places) > 60
    different = {
        place: (formula, ours[place[0]][place[1]].value, theirs[place[0]][place[1]].value)
        for place, formula in places.items()
        if ours[place[0]][place[1]].value != theirs[place[0]][place[1]].value
    }
    assert different == {}


@needs_libreoffice
def test_the_recalculation_would_notice_a_wrong_value(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BYTES)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"<v>19500000.0</v>", b"<v>1</v>"))
    wrong = out.getvalue()
    assert opened(wrong)["Award"]["C9"].value == 1
    assert opened(recalculated(wrong, tmp_path))["Award"]["C9"].value == 19_500_000
