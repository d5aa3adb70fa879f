"""Two records are compared: who came, who went, and what changed; no cause they do not hold."""

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from awards import unasked
from examples_decided import EXAMPLES, ROOT, decided
from test_cli import CALL, HEAD, ROWS, tenderscore
from workbooks import write_workbook

from tenderscore import decide, read_call, read_proposals, speaking
from tenderscore.answers import answers
from tenderscore.differences import Differences, differences
from tenderscore.problem import InputError
from tenderscore.record_file import read_record
from tenderscore.recorded import Bound, Hurdle
from tenderscore.reports import DIFFERENCES, REPORTS

FOUND: dict[str, str] = {}


def record(tmp_path: Path, rows: list[list[Any]] = ROWS, edit: tuple[str, str] = ("", "")) -> Path:
    """The record of the little call of test_cli with these rows; A + C need 105 of 100."""
    key = json.dumps([rows, edit])
    if key not in FOUND:
        assert edit[0] in CALL
        (tmp_path / "call.toml").write_text(CALL.replace(*edit) if edit[0] else CALL)
        write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, *rows]})
        call = read_call(tmp_path / "call.toml")
        award = decide(call, read_proposals([tmp_path / "p.xlsx"], call))
        FOUND[key] = REPORTS["json"](award, answers(award))
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
    path.write_text(FOUND[key], encoding="utf-8")
    return path


def with_cell(id_: str, column: str, value: object) -> list[list[Any]]:
    return [[value if row[0] == id_ and name == column else cell
             for name, cell in zip(HEAD, row, strict=True)] for row in ROWS]  # fmt: skip


def between(first: Path, second: Path) -> Differences:
    return differences(read_record(first), read_record(second))


def text(found: Differences, language: str = "en") -> str:
    with speaking(language):
        return " ".join(DIFFERENCES["text"](found).split())


def test_the_same_record_twice_has_no_differences(tmp_path: Path) -> None:
    found = between(record(tmp_path), record(tmp_path))
    assert found.nothing
    assert "Nothing changed: the records are the same." in text(found)
    assert "Nichts hat sich geändert" in text(found, "de")


def test_the_folder_of_a_record_stands_for_it(tmp_path: Path) -> None:
    path = record(tmp_path)
    folder = tmp_path / "award"
    folder.mkdir()
    path.rename(folder / "record.json")
    assert read_record(folder) == read_record(folder / "record.json")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as error:
        read_record(tmp_path / "empty")
    assert [each.code for each in error.value.problems] == ["TS101"]


def test_a_record_tells_points_bounds_and_obstacles_exactly(tmp_path: Path) -> None:
    its = read_record(record(tmp_path))
    assert its.funded == {"B", "C"}
    assert its.cards["A"].points == {"quality": Fraction(5)}
    assert its.bounds["budget", ""] == (
        Bound(unit="cents", at_least=None, at_most=Fraction(100_00)),
    )
    assert its.cards["D"].hurdles == (
        Hurdle(kind="criterion", id="quality", title="Quality", text="1.00 points, needed 2.00"),
    )


def test_whoever_falls_below_a_threshold_is_told_with_the_points_before(tmp_path: Path) -> None:
    found = between(record(tmp_path), record(tmp_path, with_cell("B", "Quality", 1.5)))
    # Without B the north has only A, and A + C need 105: the south goes without, for A's 5 points.
    assert (found.joined, found.left) == (("A",), ("B", "C"))
    said = text(found)
    assert 'Eased only in the second: "both" for south.' in said
    assert (
        "B: Quality: 1.50 points, needed 2.00, 4.00 before; quality 4.00 → 1.50; score "
        "4.00 → 1.50" in said
    )
    assert "p.xlsx: other content" in said
    assert "Call file" not in said
    assert "B: Quality: 1.50 points, needed 2.00, zuvor 4,00;" in text(found, "de")


def test_a_threshold_that_was_raised_leaves_the_points_as_before(tmp_path: Path) -> None:
    higher = record(tmp_path, edit=("threshold_points = 2", "threshold_points = 4.5"))
    found = between(record(tmp_path), higher)
    assert "B: Quality: 4.00 points, needed 4.50; the points are as before" in text(found)


def test_of_many_changed_bounds_only_the_rules_are_named_beside_a_proposal(tmp_path: Path) -> None:
    other = record(tmp_path, edit=("max_amount = 100", "max_amount = 105"))
    fewer = record(tmp_path, edit=('both = { title = "One a lot"', 'each = { title = "One a lot"'))
    found = between(other, fewer)
    assert len(found.rules) == 5
    assert 'these rules did: "budget", "both" and "each"' in text(found)


def test_marks_that_were_changed_by_hand_are_told_point_by_point(tmp_path: Path) -> None:
    """Of M4-31, 3.9245 points and funded, all five jurors take their marks for reach to 1.00."""
    call = read_call(ROOT / EXAMPLES["mittelstand"][0])
    book = openpyxl.load_workbook(ROOT / EXAMPLES["mittelstand"][1])
    for id_, criterion, _, mark, *_ in book["Marks"].iter_rows(min_row=2):
        if id_.value == "M4-31" and criterion.value == "Reachability by SMEs":
            mark.value = 1
    book.save(tmp_path / "proposals.xlsx")
    award = decide(call, read_proposals([tmp_path / "proposals.xlsx"], call))
    for name, each in (("a.json", decided("mittelstand")), ("b.json", award)):
        record_ = REPORTS["json"](each, unasked(each, ()))
        (tmp_path / name).write_text(record_, encoding="utf-8")
    found = between(tmp_path / "a.json", tmp_path / "b.json")
    assert "M4-31" in found.left
    (change,) = found.cards
    assert (change.proposal, list(change.points)) == ("M4-31", ["reach"])
    before, after = change.points["reach"]
    assert before is not None
    assert after is not None
    assert before >= 3 > after
    assert (
        f"M4-31: Reachability by SMEs: {float(after):.2f} points, needed 3.00, "
        f"{float(before):.2f} before" in text(found)
    )


def test_whoever_is_no_longer_kept_out_is_told_so(tmp_path: Path) -> None:
    found = between(record(tmp_path), record(tmp_path, with_cell("E", "Open results", "yes")))
    # A + E need 70 and have ten points.
    assert (found.joined, found.left) == (("A", "E"), ("B", "C"))
    assert "E: no longer: Open results: no, needed at least yes" in text(found)


def test_where_nothing_about_a_proposal_changed_the_rule_that_did_is_named(tmp_path: Path) -> None:
    more = record(tmp_path, edit=("max_amount = 100", "max_amount = 105"))
    found = between(record(tmp_path), more)
    assert (found.joined, found.left) == (("A",), ("B",))
    said = text(found)
    for id_ in "AB":
        assert (
            f'{id_}: nothing about it changed; this rule did: "budget": at most 105 instead of at '
            "most 100" in said
        )
    assert "The call file: other content" in said


def test_a_rule_that_only_one_has_is_told(tmp_path: Path) -> None:
    fewer = record(tmp_path, edit=('both = { title = "One a lot"', 'each = { title = "One a lot"'))
    said = text(between(record(tmp_path), fewer))
    assert '"both" for north: only in the first, at least 1.' in said
    assert '"each" for north: only in the second, at least 1.' in said


def test_where_neither_the_proposal_nor_a_rule_changed_the_others_are_counted(
    tmp_path: Path,
) -> None:
    found = between(record(tmp_path), record(tmp_path, with_cell("A", "Requested amount", 55)))
    # A + C now fit. What a proposal asks for is in no record: nothing is said about it.
    assert (found.joined, found.left) == (("A",), ("B",))
    assert "B: nothing about it changed" in text(found)
    assert "A: nothing about it changed" in text(found)
    assert "p.xlsx: other content" in text(found)
    scored = between(record(tmp_path), record(tmp_path, with_cell("A", "Quality", 2)))
    assert "Other proposals that changed (1): A: quality 5.00 → 2.00" in text(scored)


def test_proposals_of_one_record_alone_are_named(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row[0] not in ("B", "D")]
    rows.append(["F", "A ford", "north", 50, 4.5, "yes"])
    found = between(record(tmp_path), record(tmp_path, rows))
    assert (found.new, found.missing) == (("F",), ("B", "D"))
    said = text(found)
    assert "Who came (1): F: only in the second record" in said
    assert "Who went (1): B: only in the first record" in said
    assert "Proposals that only one of them has: D: only in the first" in said


def test_another_weight_shows_in_the_scores_alone(tmp_path: Path) -> None:
    found = between(record(tmp_path), record(tmp_path, edit=("weight = 1\n", "weight = 2\n")))
    assert (found.joined, found.left) == ((), ())
    assert "The same proposals are funded." in text(found)
    assert "A: score 5.00 → 10.00" in text(found)


def test_what_machines_read_has_pairs_and_speaks_english(tmp_path: Path) -> None:
    more = record(tmp_path, edit=("max_amount = 100", "max_amount = 105"))
    found = between(record(tmp_path), more)
    with speaking("de"):
        told = json.loads(DIFFERENCES["json"](found))
    assert (told["joined"], told["left"], told["nothing"]) == (["A"], ["B"], False)
    bounds = [{"unit": "cents", "at_least": None, "at_most": each} for each in ("10000", "10500")]
    assert told["rules"] == [
        {"rule": "budget", "group": "", "before": bounds[:1], "after": bounds[1:]}
    ]


def test_the_markdown_escapes_what_the_record_says(tmp_path: Path) -> None:
    rows = [*ROWS, ["*x*", "X", "north", 1, 5, "yes"]]
    page = DIFFERENCES["md"](between(record(tmp_path), record(tmp_path, rows)))
    assert "\\*x\\*: only in the second record" in page


# Anything that is no record of ours is refused.


@cache
def good() -> str:
    """Of any award."""
    return next(iter(FOUND.values()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it is no table"),
        ("{}", "'format' is missing or not as it should be"),
        ('{"format": "1"}', "'format' is missing"),
        ('{"format": true}', "'format' is missing"),
        ('{"format": 1}', "'call' is missing"),
        ('{"format": 1, "call": {}, "selection": [], "constraints": []}', "'selection' is missing"),
    ],
)
def test_what_is_no_record_is_refused(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_record(path)
    (found,) = error.value.problems
    assert (found.code, found.where) == ("TS811", "record.json")
    assert said in str(found)


def broken(path: tuple[Any, ...], value: object) -> str:
    table = json.loads(good())
    inner = table
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(table)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("scorecards",), None, "scorecards"),
        (("scorecards", 1, "proposal"), 7, "scorecards[2].proposal"),
        (("scorecards", 1, "proposal"), "A", "scorecards"),
        (("scorecards", 0, "points", "quality"), 3.5, "scorecards[1].points.quality"),
        (("scorecards", 0, "points", "quality"), "1e9", "scorecards[1].points.quality"),
        (("scorecards", 0, "total"), "1/0", "scorecards[1].total"),
        (("scorecards", 0, "total"), "9" * 40, "scorecards[1].total"),
        (("scorecards", 3, "obstacles", 0, "text"), None, "scorecards[4].obstacles[1].text"),
        (("selection", "funded"), ["Z"], "selection.funded"),
        (("selection", "funded"), [["A"]], "selection.funded"),
        (("selection", "total"), None, "selection.total"),
        (("constraints", 0, "unit"), None, "constraints[1].unit"),
        (("constraints", 0, "at_most"), True, "constraints[1].at_most"),
        (("inputs",), [1], "inputs"),
        (("call", "edition"), True, "call.edition"),
    ],
)
def test_a_record_that_somebody_changed_is_refused_with_the_place(
    path: tuple[Any, ...], value: object, place: str, tmp_path: Path
) -> None:
    record(tmp_path)
    (tmp_path / "record.json").write_text(broken(path, value), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_record(tmp_path / "record.json")
    assert f"'{place}' is missing or not as it should be" in str(error.value)


def test_a_record_of_another_format_is_refused(tmp_path: Path) -> None:
    record(tmp_path)
    (tmp_path / "record.json").write_text(broken(("format",), 2), encoding="utf-8")
    done = tenderscore(tmp_path, "compare", "record.json", "missing.json", "--lang", "en")
    assert done.returncode == 1
    assert "This record has the format 2; this version reads the format 1." in done.stderr


def test_differences_or_none_the_exit_code_is_0(tmp_path: Path) -> None:
    first = record(tmp_path)
    second = record(tmp_path, edit=("max_amount = 100", "max_amount = 105"))
    for other, said in ((first, "Nothing changed"), (second, "Who came (1)")):
        done = tenderscore(tmp_path, "compare", first.name, other.name, "--lang", "en")
        assert (done.returncode, done.stderr) == (0, "")
        assert said in done.stdout
    tenderscore(tmp_path, "compare", first.name, second.name, "-o", "d.md", "--lang", "de")
    page = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert page.startswith("# Zwei Auswahlentscheidungen im Vergleich\n")
    over = tenderscore(tmp_path, "compare", first.name, second.name, "-o", first.name, "--force")
    assert over.returncode == 1


def test_the_records_of_other_commands_are_no_records_of_an_award(tmp_path: Path) -> None:
    (tmp_path / "call.toml").write_text(CALL)
    write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, *ROWS]})
    tenderscore(tmp_path, "score", "call.toml", "p.xlsx", "-o", "scores.json")
    done = tenderscore(tmp_path, "compare", "scores.json", "scores.json", "--lang", "en")
    assert done.returncode == 1
    assert "TS811" in done.stderr
