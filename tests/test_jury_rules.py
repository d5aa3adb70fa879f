"""The table [jury] of a call and the jury of a round: what they hold marks to. All is invented."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from calls import read, said, small
from workbooks import HEAD, one_problem, problems
from workbooks import read as read_workbook

from tenderscore.call import Call
from tenderscore.problem import InputError
from tenderscore.reports.call_page import call_text
from tenderscore.round import Round
from tenderscore.round_file import read_round

MARKS = ["Proposal", "Criterion", "Juror", "Points", "Comment"]


def jury(**keys: Any) -> dict[str, Any]:
    return small(call__lots=None, columns=None, criteria__effect__indicators=[{"use": "jury_mean"}],
                 jury={"source": "call no. 7", **keys})  # fmt: skip


def held(**keys: Any) -> Call:
    return read(jury(**keys))


def only(table: dict[str, Any]) -> str:
    (finding,) = said(table)
    return finding.removeprefix("call.toml › ")


def marked(points: object, comment: str | None = None) -> dict[str, list[list[Any]]]:
    return {
        "Proposals": [HEAD, ["A", 100]],
        "Marks": [MARKS, ["A", "quality", "J1", points, comment]],
    }


# The call file


def test_a_step_must_reach_the_end_of_the_scale() -> None:
    # 5 = 3 · 1.5 + 0.5; both criteria run to 5
    first, _ = said(jury(mark_step_points=Decimal("1.5")))
    assert first == (
        "call.toml › jury.mark_step_points: marks in steps of 1.50 points do not reach the end "
        "of 'quality', 5.00. Choose a step that the scale is a multiple of, such as 0.5 or 1."
    )


def test_a_step_of_nothing_is_no_step() -> None:
    assert only(jury(mark_step_points=0)).startswith("jury.mark_step_points: the step of marks")


@pytest.mark.parametrize(
    "key", ["comment_below_points", "comment_above_points", "discuss_spread_above_points"]
)
def test_a_bound_for_marks_lies_on_the_scale(key: str) -> None:
    found = said(jury(**{key: 6}))
    assert found == [
        f"call.toml › jury.{key}: 6.00 points lie outside the scale of 0.00 to 5.00. "
        "Choose points on the scale."
    ]


def test_a_jury_without_marks_to_give_is_a_problem() -> None:
    table = jury()
    use = {"use": "requested_amount", "steps": [[0, 5]]}
    for criterion in table["criteria"].values():
        criterion["indicators"] = [use]
    assert only(table).startswith("jury: no criterion reads marks")


def test_what_jurors_are_shown_is_chosen_from_a_list() -> None:
    assert "is not one of 'title', 'lot', 'land', 'place'" in only(jury(shown=["requested"]))


def test_guidance_may_have_a_source_of_its_own_and_it_is_checked() -> None:
    table = jury()
    table["criteria"]["quality"] |= {"guidance": "5: excellent", "guidance_source": "handbok p. 3"}
    assert only(table).startswith("criteria.quality.guidance.source: 'handbok' is not a known")


def test_unknown_keys_and_a_missing_source_are_refused() -> None:
    table = small(jury={"mark_step": 1})
    assert [each.split(": ")[1][:20] for each in said(table)] == [
        "'source' is missing.",
        "'mark_step' is not k",
    ]


def test_the_page_of_a_call_says_what_the_jury_is_held_to() -> None:
    table = jury(mark_step_points=Decimal("0.5"), comment_below_points=3, comment_above_points=4)
    table["criteria"]["quality"]["guidance"] = "5: without fault\n0: nothing"
    page = call_text(read(table))
    assert "    5: without fault\n    0: nothing\n" in page
    assert (
        "  Jury: marks in steps of 0.50 points; a comment is needed below 3.00 points or\n"
        "    above 4.00 points; the jurors see the id, title and lot. [call no. 7]\n"
    ) in page


# Marks are held to it


@pytest.mark.parametrize("points", [0, 2.5, "4,5", 5])
def test_half_marks_are_read_where_the_call_has_halves(tmp_path: Path, points: object) -> None:
    intake = read_workbook(tmp_path, marked(points), held(mark_step_points=Decimal("0.5")))
    assert len(intake.proposals[0].marks) == 1


def test_a_mark_between_the_steps_is_a_problem_that_names_both_neighbours(tmp_path: Path) -> None:
    found = one_problem(tmp_path, marked("4,25"), held(mark_step_points=Decimal("0.5")))
    assert found == (
        "p.xlsx › Marks!D2: 4.25 points for 'quality' lie between the steps of 0.50 points in "
        "which the call has marks. Write 4.00 or 4.50. [call no. 7]"
    )


def test_a_low_mark_without_a_comment_is_a_problem(tmp_path: Path) -> None:
    call = held(comment_below_points=3, comment_above_points=Decimal("4.5"))
    assert one_problem(tmp_path, marked(2), call) == (
        "p.xlsx › Marks!D2: J1 gives A 2.00 points for 'quality' and no comment; the call asks "
        "for one below 3.00 points or above 4.50 points. Write why into the column Comment of "
        "this row. [call no. 7]"
    )


@pytest.mark.parametrize(
    ("points", "comment"),
    [(3, None), (4.5, None), (2, "weak"), (5, "strong"), ("befangen", None)],
)
def test_no_comment_is_asked_for_at_the_bounds_or_where_there_is_one(
    tmp_path: Path, points: object, comment: str | None
) -> None:
    call = held(comment_below_points=3, comment_above_points=Decimal("4.5"))
    assert read_workbook(tmp_path, marked(points, comment), call).findings == ()


def test_a_comment_of_spaces_is_none(tmp_path: Path) -> None:
    assert "no comment" in one_problem(tmp_path, marked(2, "   "), held(comment_below_points=3))


# The jury of a round


def in_round(folder: Path, text: str) -> Round:
    path = folder / "round.toml"
    path.write_text(f"format = 1\n{text}", encoding="utf-8")
    return read_round(path, held())


def wrong_round(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        in_round(folder, text)
    return [str(each).removeprefix("round.toml › ") for each in raised.value.problems]


def test_all_jurors_mark_what_is_assigned_to_nobody_but_not_where_they_are_barred(
    tmp_path: Path,
) -> None:
    round_ = in_round(
        tmp_path,
        '[jury]\njurors = ["J1", "J2", "J3"]\n'
        '[assignments]\nA = ["J3", "J1"]\n[conflicts]\nA = ["J2"]\nB = ["J1"]',
    )
    assert [round_.markers(id_) for id_ in "ABC"] == [
        ("J1", "J3"),
        ("J2", "J3"),
        ("J1", "J2", "J3"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[jury]\njurors = ["J1", "j 1"]', 'jury.jurors: "j 1" and "J1" look like one juror'),
        ("[jury]\njurors = []", "jury.jurors: names fewer than 1."),
        ('[jury]\njurors = [" J1"]', 'jury.jurors: " J1" is not the pseudonym of a juror.'),
        ('[jury]\njurors = ["J1"]\n[conflicts]\nA = ["J2"]', 'conflicts.A: "J2" is not on the'),
        ('[jury]\njurors = ["J1"]\n[assignments]\nA = ["J2"]', 'assignments.A: "J2" is not on'),
        ('[jury]\njurors = ["J1"]\n[assignments]\nA = []', "assignments.A: names fewer than 1."),
        ('[assignments]\nA = ["J2"]', "assignments: the round names no jurors."),
        (
            '[jury]\njurors = ["J1"]\n[assignments]\nA = ["J1"]\n[conflicts]\nA = ["J1"]',
            'assignments.A: "J1" is to mark this proposal and has a conflict of interest with it.',
        ),
    ],
)
def test_a_jury_that_cannot_be_meant_is_a_problem(tmp_path: Path, text: str, says: str) -> None:
    (found,) = wrong_round(tmp_path, text)
    assert found.startswith(says)


def test_a_mark_of_somebody_who_is_not_on_the_jury_is_a_problem(tmp_path: Path) -> None:
    assert one_problem(tmp_path, marked(4), held(), jurors=("J11", "J2")) == (
        "p.xlsx › Marks!C2: \"J1\" is not on the jury. Did you mean 'J11'? The round names: "
        "J11, J2."
    )


def test_a_mark_for_a_proposal_that_the_juror_was_not_given_is_a_problem(tmp_path: Path) -> None:
    found = one_problem(
        tmp_path, marked(4), held(), jurors=("J1", "J2"), assignments={"A": ("J2",)}
    )
    assert found.startswith("p.xlsx › Marks!D2: J1 was not given A to mark.")


def test_an_assignment_of_no_proposal_is_a_problem(tmp_path: Path) -> None:
    found = problems(tmp_path, marked(4), held(), jurors=("J1",), assignments={"B": ("J1",)})
    assert found == [
        'round.toml › assignments.B: "B" is not a proposal. Write an id of the sheet Proposals.'
    ]
