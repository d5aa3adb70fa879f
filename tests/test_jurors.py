"""Jurors' sheets: what goes out, what comes back, and what a secretariat is told."""

import shutil
import subprocess
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from click.testing import CliRunner
from juries import CRITERIA, FIRST, IDS, JURORS, Place, given_by, place, proposals

from tenderscore import read_proposals, scorecards
from tenderscore.cli import tenderscore
from tenderscore.indicators.marked import least_marks, marked_criteria
from tenderscore.jury import Leaning, Spread, Thin
from tenderscore.jury_state import jury_state
from tenderscore.language import speaking
from tenderscore.problem import InputError
from tenderscore.proposal import Mark
from tenderscore.reports.juror_form import bundles, juror_form
from tenderscore.units import Points
from tenderscore.workbook.reading import read_tables

BARRED = '[conflicts]\n"P-07" = ["J3"]\n"P-08" = ["J1", "J3"]\n'


def collected(at: Place, *more: str) -> tuple[int, str]:
    """Exit code, and what stands in the terminal afterwards."""
    args = ["collect", str(at.file("call.toml")), str(at.sheets), "--force"]
    args += ["--round", str(at.file("round.toml")), "-o", str(at.file("marks.xlsx")), *more]
    with speaking("en"):  # whatever language is asked for ends with the command
        done = CliRunner().invoke(tenderscore, args, standalone_mode=False)
    if isinstance(done.exception, InputError):
        return 1, str(done.exception)
    assert done.exception is None, done.exception
    return int(done.return_value), done.output


def found(at: Place) -> list[str]:
    """Problems and warnings in the sheets that came back."""
    tables = read_tables([at.sheets], at.call, at.round_, marks_alone=True)
    return [str(each) for each in tables.findings if each.severity != "note"]


def only(at: Place) -> str:
    (finding,) = found(at)
    return finding


# What goes out


def test_a_sheet_does_not_show_jurors_the_deadline_of_the_applicants(tmp_path: Path) -> None:
    at = place(tmp_path)
    at.send_out()
    for sheet in openpyxl.load_workbook(at.sheets / "juror-01.xlsx").worksheets[:3]:
        assert "J1" in sheet["A2"].value
        assert "Closes" not in sheet["A2"].value


def test_a_juror_gets_nothing_of_a_proposal_that_a_conflict_keeps_away(tmp_path: Path) -> None:
    at = place(tmp_path, BARRED)
    assert at.send_out() == [f"juror-0{n}.xlsx" for n in range(1, 6)]
    with zipfile.ZipFile(at.sheets / "juror-03.xlsx") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"P-06" in content
    assert b"P-07" not in content
    assert b"P-08" not in content


def test_partners_are_shown_only_where_the_call_says_so(tmp_path: Path) -> None:
    at = place(tmp_path)
    blind = bundles(at.call, at.round_, at.intake().proposals)["juror-01.xlsx"]
    at.file("blind.xlsx").write_bytes(juror_form(blind))
    (tmp_path / "open").mkdir()
    at = place(tmp_path / "open", jury__shown=["title", "partners"])
    seeing = bundles(at.call, at.round_, at.intake().proposals)["juror-01.xlsx"]
    at.file("seeing.xlsx").write_bytes(juror_form(seeing))

    def texts(path: Path) -> set[object]:
        return {c.value for s in openpyxl.load_workbook(path) for row in s for c in row}

    assert "Secret GmbH" not in texts(tmp_path / "blind.xlsx")
    assert "Secret GmbH" in texts(at.file("seeing.xlsx"))
    assert "Title of P-01" in texts(tmp_path / "blind.xlsx")


def test_only_points_and_comments_are_open_and_marks_come_from_a_list(tmp_path: Path) -> None:
    at = place(tmp_path)
    at.send_out()
    book = openpyxl.load_workbook(at.sheets / "juror-01.xlsx")
    assert [s.title for s in book] == ["Instructions", "Marks", "Overview", "tenderscore"]
    assert [s.protection.sheet for s in book] == [True] * 4
    assert book["tenderscore"].sheet_state == "veryHidden"
    sheet = book["Marks"]
    unlocked = {c.coordinate for row in sheet for c in row if not c.protection.locked}
    rows = range(FIRST, FIRST + len(IDS) * len(CRITERIA))
    assert unlocked == {f"{column}{row}" for column in "EF" for row in rows}
    checks = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert checks["E7"].type == "list"
    assert checks["E7"].errorStyle in (None, "stop")
    names = book.defined_names[checks["E7"].formula1]
    (_, cells) = next(names.destinations)
    offered = [c.value for (c,) in book["tenderscore"][cells]]
    assert offered == [n / 2 for n in range(11)] + ["conflict of interest"]


def test_where_marks_are_many_a_formula_checks_them(tmp_path: Path) -> None:
    at = place(tmp_path, jury__mark_step_points=None)
    at.send_out()
    sheet = openpyxl.load_workbook(at.sheets / "juror-01.xlsx")["Marks"]
    assert {each.type for each in sheet.data_validations.dataValidation} == {"custom"}


def test_what_is_open_is_counted_live_and_shown_before_anyone_calculates(tmp_path: Path) -> None:
    at = place(tmp_path)
    at.send_out()
    path = at.sheets / "juror-02.xlsx"
    live, shown = (openpyxl.load_workbook(path, data_only=only) for only in (False, True))
    assert live["Instructions"]["D4"].value == "=COUNTIF('Marks'!$G$7:$G$30,\"open\")"
    assert shown["Instructions"]["D4"].value == 24
    assert [shown["Marks"][f"G{row}"].value for row in (7, 30)] == ["open", "open"]


def test_the_same_juror_gets_the_same_bytes(tmp_path: Path) -> None:
    at = place(tmp_path)
    bundle = bundles(at.call, at.round_, at.intake().proposals)["juror-01.xlsx"]
    assert juror_form(bundle) == juror_form(bundle)


def test_assignments_give_each_juror_only_the_own_ones(tmp_path: Path) -> None:
    at = place(tmp_path, '[assignments]\n"P-01" = ["J2"]\n')
    files = bundles(at.call, at.round_, at.intake().proposals)
    assert [len(each.proposals) for each in files.values()] == [11, 12, 11, 11, 11]


def test_a_juror_without_a_proposal_gets_no_sheet(tmp_path: Path) -> None:
    at = place(tmp_path, "[conflicts]\n" + "".join(f'"{id_}" = ["J2"]\n' for id_ in IDS))
    files = bundles(at.call, at.round_, at.intake().proposals)
    assert list(files) == [f"juror-0{n}.xlsx" for n in (1, 3, 4, 5)]


def test_without_jurors_in_a_round_there_are_no_sheets(tmp_path: Path) -> None:
    at = place(tmp_path)
    with pytest.raises(InputError, match="the round names no jurors"):
        bundles(at.call, None, at.intake().proposals)


def test_two_criteria_of_one_title_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    at = place(tmp_path, criteria__effect__title="Quality")
    at.send_out()
    sheet = openpyxl.load_workbook(at.sheets / "juror-01.xlsx")["Marks"]
    names = {sheet.cell(row, 3).value for row in (FIRST, FIRST + 1)}
    assert names in ({"quality", "Quality"}, {"Quality", "effect"})
    at.change("juror-01.xlsx", {"E7": 3, "E8": 4})
    tables = read_tables([at.sheets / "juror-01.xlsx"], at.call, at.round_, marks_alone=True)
    assert [r.values["criterion"] for r in tables.records["marks"]] == ["quality", "effect"]


# What comes back


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """All five sheets, every mark given."""
    at = place(tmp_path_factory.mktemp("jury"), BARRED)
    for name in at.send_out():
        at.fill(name)
    return at


def test_marks_of_jurors_score_as_marks_given_directly(returned: Place) -> None:
    code, output = collected(returned)
    assert code == 0, output
    assert "Collected from 5 files: 114 marks." in output  # 2 · (5 · 12 − 3)
    marks = [
        [id_, criterion, juror, *given_by(juror, id_, criterion)]
        for id_ in IDS
        for criterion in CRITERIA
        for juror in JURORS
        if (juror, id_) not in (("J3", "P-07"), ("J1", "P-08"), ("J3", "P-08"))
    ]
    rows = [[id_, f"Title of {id_}", 1000, "Secret GmbH"] for id_ in IDS]
    proposals(returned.file("directly.xlsx"), rows, marks)
    ways = (
        [returned.file("directly.xlsx")],
        [returned.file("proposals.xlsx"), returned.file("marks.xlsx")],
        [returned.file("proposals.xlsx"), returned.sheets],
    )
    directly, through_one, from_sheets = (
        [
            (card.proposal, card.points, card.total)
            for card in scorecards(
                returned.call, read_proposals(way, returned.call, returned.round_).proposals
            )
        ]
        for way in ways
    )
    assert directly == through_one == from_sheets
    assert len({total for _, _, total in directly}) > 3


def test_collected_marks_stand_by_proposal_criterion_and_juror_with_their_places(
    returned: Place,
) -> None:
    collected(returned)
    book = openpyxl.load_workbook(returned.file("marks.xlsx"))
    rows = list(book["Marks"].iter_rows(values_only=True))
    assert rows[0] == ("Proposal", "Criterion", "Juror", "Points", "Comment", "From file",
                       "From cell")  # fmt: skip
    places = [(row[0], CRITERIA.index(str(row[1])), row[2]) for row in rows[1:]]
    assert places == sorted(places)
    # the second mark of J2: (7 · 1 + 5 · 1 + 3 · 1) mod 11 = 4, halved
    assert ("P-01", "effect", "J2", 2, None, "juror-02.xlsx", "Marks!A8") in rows


def test_the_collected_marks_are_the_same_bytes_again(returned: Place) -> None:
    collected(returned)
    first = returned.file("marks.xlsx").read_bytes()
    collected(returned)
    assert returned.file("marks.xlsx").read_bytes() == first


def test_jurors_sheets_alone_are_no_proposals_to_score(returned: Place) -> None:
    with pytest.raises(InputError, match="there is no sheet 'Proposals'"):
        read_proposals([returned.sheets], returned.call, returned.round_)


def test_a_german_sheet_is_read_like_an_english_one(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "de").mkdir()
    read = []
    for language in ("en", "de"):
        at = place(tmp_path / language)
        at.send_out(language)
        at.fill("juror-01.xlsx")
        tables = read_tables([at.sheets / "juror-01.xlsx"], at.call, at.round_, marks_alone=True)
        assert tables.findings == ()
        read.append([dict(record.values) for record in tables.records["marks"]])
    assert read[0] == read[1]


def test_nothing_open_is_no_finding_and_an_open_mark_is_a_warning(tmp_path: Path) -> None:
    at = place(tmp_path)
    at.send_out()
    for name in ("juror-02.xlsx", "juror-03.xlsx", "juror-04.xlsx", "juror-05.xlsx"):
        (at.sheets / name).unlink()
    at.fill("juror-01.xlsx")
    assert found(at) == []
    at.change("juror-01.xlsx", dict.fromkeys(["E8", "F8", "E9", "F9", "E10", "F10"]))
    assert only(at) == (
        "juror-01.xlsx: J1 has still to give 3 of 24 marks: P-01 (effect) and P-02. "
        "Ask the juror for them."
    )


def alone(folder: Path, round_: str = "") -> Place:
    """The first juror's sheet, filled in."""
    at = place(folder, round_)
    at.send_out()
    for other in JURORS[1:]:
        (at.sheets / f"juror-0{other[1]}.xlsx").unlink()
    at.fill("juror-01.xlsx")
    return at


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"E9": "gut"}, 'juror-01.xlsx › Marks!E9: "gut" is not points with at most two decimals'),
        ({"E9": 4.25}, "juror-01.xlsx › Marks!E9: 4.25 points for 'quality' lie between the steps"),
        ({"E9": "4,25"}, "juror-01.xlsx › Marks!E9: 4.25 points for 'quality' lie between the st"),
        ({"E9": 7}, "juror-01.xlsx › Marks!E9: 7.00 points are outside the scale of 'quality'"),
        ({"E9": -1}, "juror-01.xlsx › Marks!E9: -1.00 points are outside the scale of 'quality'"),
        ({"E9": 1, "F9": None}, "juror-01.xlsx › Marks!E9: J1 gives P-02 1.00 points for 'qualit"),
        ({"A9": "P-99"}, 'juror-01.xlsx › Marks!A9: "P-99" is not among the proposals that this'),
        ({"D9": "J2"}, "juror-01.xlsx › Marks!D9: this sheet was made for J1, and the mark is in"),
        ({"C9": "Beauty"}, 'juror-01.xlsx › Marks!C9: "Beauty" is not a criterion of the call.'),
        ({"A9": None}, 'juror-01.xlsx › Marks!C9: the row has no "Proposal".'),
    ],
)
def test_what_a_sheet_must_not_say_is_a_problem_with_its_cell(
    tmp_path: Path, cells: dict[str, object], says: str
) -> None:
    at = alone(tmp_path)
    at.change("juror-01.xlsx", cells)
    assert any(each.startswith(says) for each in found(at)), found(at)
    assert collected(at)[0] == 1
    assert not at.file("marks.xlsx").exists()


def test_a_decimal_comma_is_read_and_a_declared_conflict_needs_one_cell(tmp_path: Path) -> None:
    at = alone(tmp_path)
    at.change("juror-01.xlsx", {"E9": "2,5", "E11": "befangen", "E12": None, "F12": None})
    assert found(at) == []
    code, output = collected(at)
    assert code == 0
    assert "Conflicts of interest declared: J1 with P-03" in output


def test_points_beside_a_declared_conflict_are_a_problem_that_names_the_pair(
    tmp_path: Path,
) -> None:
    at = alone(tmp_path)
    at.change("juror-01.xlsx", {"E11": "befangen"})
    assert (
        "juror-01.xlsx › Marks!E12: J1 gives P-03 points here and declares a conflict of interest "
        "with it in juror-01.xlsx › Marks!E11. Ask the juror; where there is a conflict, clear the "
        "points."
    ) in found(at)
    assert collected(at)[0] == 1


def test_a_comment_without_points_is_a_warning(tmp_path: Path) -> None:
    at = alone(tmp_path)
    at.change("juror-01.xlsx", {"E9": None, "F9": "good"})
    assert "juror-01.xlsx › Marks!F9: a comment stands here, and no points." in found(at)[1]


def test_a_mark_despite_a_conflict_that_became_known_later_names_the_pair(tmp_path: Path) -> None:
    at = alone(tmp_path)
    at = place(tmp_path, '[conflicts]\n"P-02" = ["J1"]\n')
    assert found(at)[0] == (
        "juror-01.xlsx › Marks!E9: J1 has a conflict of interest with P-02 in the round and must "
        "not mark it. Write 'conflict of interest' instead of the points, or correct [conflicts]."
    )


def test_a_row_added_for_a_proposal_that_was_kept_away_is_a_problem(tmp_path: Path) -> None:
    at = alone(tmp_path, '[conflicts]\n"P-08" = ["J1"]\n')
    cells = {"A29": "P-08", "C29": "Quality", "D29": "J1", "E29": 4}
    at.change("juror-01.xlsx", cells)
    assert found(at)[0].startswith('juror-01.xlsx › Marks!A29: "P-08" is not among the proposals')


def test_two_sheets_of_one_juror_are_a_problem(tmp_path: Path) -> None:
    at = alone(tmp_path)
    shutil.copy(at.sheets / "juror-01.xlsx", at.sheets / "juror-01 (2).xlsx")
    assert any("is a sheet of J1 as well." in each for each in found(at))


def test_a_sheet_of_another_edition_is_a_problem(tmp_path: Path) -> None:
    at = alone(tmp_path)
    at = place(tmp_path, call__edition=2)
    assert only(at).startswith("juror-01.xlsx: ")


# What a secretariat is told


def marks(**points: dict[str, str]) -> dict[str, list[Mark]]:
    """P1={"quality": "J1 4, J2 2.5"}; "x" is a conflict of interest."""
    found: dict[str, list[Mark]] = {}
    for id_, criteria in points.items():
        for criterion, text in criteria.items():
            for juror, given in (part.split() for part in text.split(",")):
                conflict = given == "x"
                number = None if conflict else Points(int(Fraction(given) * 100))
                mark = Mark(juror=juror, criterion=criterion, points=number, conflict=conflict)
                found.setdefault(id_, []).append(mark)
    return found


def test_the_state_of_a_jury_is_exact(tmp_path: Path) -> None:
    call = place(tmp_path).call
    given = {"P1": ("J1", "J2", "J3"), "P2": ("J1", "J2")}
    state = jury_state(
        call,
        given,
        marks(
            P1={"quality": "J1 4, J2 2.5, J3 3", "effect": "J1 5, J2 2.5"},
            P2={"quality": "J1 3, J2 x"},
        ),
    )
    # wanted: P1 three jurors, P2 one without conflict, two criteria each
    assert (state.wanted, state.given) == (8, 6)
    assert [(o.juror, o.proposal, o.criteria) for o in state.open] == [
        ("J3", "P1", ("effect",)),
        ("J1", "P2", ("effect",)),
    ]
    assert state.declared == (("J2", "P2"),)
    # quality needs two marks, effect three
    assert state.thin == (
        Thin(proposal="P1", criterion="effect", found=2, needed=3, open=1),
        Thin(proposal="P2", criterion="quality", found=1, needed=2, open=0),
        Thin(proposal="P2", criterion="effect", found=0, needed=3, open=1),
    )
    assert [each.hopeless for each in state.thin] == [False, True, True]
    assert state.spreads == (
        Spread(proposal="P1", criterion="effect", least=Points(250), most=Points(500), marks=2,
               over=True),
        Spread(proposal="P1", criterion="quality", least=Points(250), most=Points(400), marks=3,
               over=False),
    )  # fmt: skip
    # J1: quality 4 − (2.5 + 3)/2 = 1.25, effect 5 − 2.5 = 2.5; P2 is J1's alone
    assert state.leanings[0] == Leaning(
        juror="J1", marks=3, mean=Fraction(4), compared=2, above_others=Fraction(15, 8)
    )
    # J3: 3 − (4 + 2.5)/2
    assert state.leanings[2].above_others == Fraction(-1, 4)


def test_marks_that_nobody_was_asked_for_still_count_in_what_is_thin(tmp_path: Path) -> None:
    call = place(tmp_path).call
    state = jury_state(call, {}, marks(P1={"quality": "J9 4, J8 4", "effect": "J9 4, J8 4"}))
    assert (state.wanted, state.open) == (0, ())
    assert [each.criterion for each in state.thin] == ["effect"]


def test_the_marks_that_are_needed_are_those_of_the_strictest_indicator(tmp_path: Path) -> None:
    call = place(tmp_path).call
    assert [(c.id, least_marks(c)) for c in marked_criteria(call)] == [
        ("quality", 2),
        ("effect", 3),
    ]


def test_a_secretariat_is_told_what_is_missing_and_where_marks_lie_apart(tmp_path: Path) -> None:
    at = place(tmp_path, BARRED)
    at.send_out()
    (at.sheets / "juror-05.xlsx").unlink()
    for name in ("juror-01.xlsx", "juror-02.xlsx", "juror-03.xlsx", "juror-04.xlsx"):
        at.fill(name)
    at.change("juror-04.xlsx", {"E7": None, "F7": None})
    code, output = collected(at)
    assert code == 0
    assert "Marks: 89 of 114 given, by 5 jurors" in output  # 114 − 24 − 1
    assert "    J4: 1 mark: P-01 (quality)\n    J5: 24 marks; no sheet has come\n" in output
    assert "To be discussed: marks more than 2.00 points apart:" in output
    # P-08 is marked by J2 and J4 until J5 comes; effect needs three
    assert "  P-08      Effect         2       3      1\n" in output


def test_the_report_of_a_jury_speaks_german(tmp_path: Path) -> None:
    at = alone(tmp_path)
    code, output = collected(at, "--lang", "de")
    assert code == 0
    assert "J5: 24 Einzelbewertungen; noch kein Bogen eingegangen" in output


# Through a spreadsheet program


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
def test_a_sheet_is_the_same_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    with speaking("de"):
        at = alone(tmp_path)
    at.change("juror-01.xlsx", {"E7": None, "F7": None, "E11": "befangen", "E8": 1, "F8": None})
    before = read_tables([at.sheets], at.call, at.round_, marks_alone=True)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    out = tmp_path / "saved"
    for ending in ("xlsx", "ods", "xls"):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out),
             str(at.sheets / "juror-01.xlsx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        file = f"juror-01.{ending}"
        after = read_tables([out / file], at.call, at.round_, marks_alone=True)
        marks = [its.values for its in after.records["marks"]]
        assert marks == [its.values for its in before.records["marks"]]
        assert [evolve(each, file="") for each in after.jury] == [
            evolve(each, file="") for each in before.jury
        ]
    shown = openpyxl.load_workbook(out / "juror-01.xlsx", data_only=True)
    sheet = shown.worksheets[1]
    assert [sheet[f"G{row}"].value for row in (7, 8, 11, 12, 13)] == [
        "open", "comment missing", "conflict of interest", "conflict of interest", "done",
    ]  # fmt: skip
    assert (sheet["E4"].value, sheet["G4"].value) == (1, 1)
    assert shown.worksheets[0]["D4"].value == 1
    assert shown.worksheets[2]["C5"].value == 2  # P-01: one open, one without its comment
    live = openpyxl.load_workbook(out / "juror-01.xlsx").worksheets[1]
    assert live.protection.sheet
    assert not live["E7"].protection.locked
    assert live["A7"].protection.locked
    checked = {str(each.sqref).split(":")[0] for each in live.data_validations.dataValidation}
    assert "E7" in " ".join(checked)
