"""How sure an award is: core, borderline and out, and the command that says it."""

import json
import subprocess
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from examples_decided import EXAMPLES, ROOT, decided
from test_cli import tenderscore

from tenderscore import read_call, read_proposals, speaking
from tenderscore.agenda import Agenda, Point
from tenderscore.reports import ROBUST
from tenderscore.reports.robust_workbook import robust_workbook
from tenderscore.robustness import Doubts, Robust, robust
from tenderscore.sampling import Sampling
from tenderscore.sampling.interval import wilson
from tenderscore.standing import ENOUGH_DRAWS, SURE, Evidence, of_kind, sampled, standings
from tenderscore.units import Points

CALL, BOOK, _ = EXAMPLES["mittelstand"]


@cache
def found() -> Robust:
    call = read_call(ROOT / CALL)
    intake = read_proposals([ROOT / BOOK], call)
    drawn = (
        Sampling(kind="resample", draws=40, seed="2016"),
        Sampling(kind="leave-one-out"),
        Sampling(kind="overspend", draws=40, seed="2016"),
    )
    return robust(call, intake, None, Doubts(weights="10", portfolios=True, drawn=drawn))


def said(*words: str) -> "subprocess.CompletedProcess[str]":
    return tenderscore(ROOT, "robust", CALL, BOOK, *words)


# Core, borderline, out


def evidence(exact: bool, always: str, never: str) -> Evidence:
    return Evidence(
        question="weights",
        exact=exact,
        share={},
        interval={},
        always=frozenset(always.split()),
        never=frozenset(never.split()),
    )


def discussed(*ids: str, open_: tuple[str, ...] = ()) -> Agenda:
    points = tuple(Point(proposal=id_, funded=True, total=0, enough=0) for id_ in ids)
    return Agenda(by=Points(25), points=points, open=open_)


def kinds(*more: Evidence, agenda: Agenda | None = None) -> dict[str, str]:
    award = decided("mittelstand")
    return {each.proposal: each.kind for each in standings(award, more, agenda or discussed())}


def test_with_nothing_asked_the_funded_are_core_and_the_others_out() -> None:
    funded = decided("mittelstand").selection.funded
    assert {id_ for id_, kind in kinds().items() if kind == "core"} == funded
    assert set(kinds().values()) == {"core", "out"}


def test_one_question_that_differs_makes_a_proposal_borderline() -> None:
    funded = decided("mittelstand").selection.funded
    others = {each.id for each in decided("mittelstand").proposals} - funded
    shaky = evidence(True, " ".join(funded - {"M4-74"}), " ".join(others - {"M4-01"}))
    got = kinds(shaky, evidence(True, " ".join(funded), " ".join(others)))
    assert {id_ for id_, kind in got.items() if kind == "borderline"} == {"M4-74", "M4-01"}


def test_whoever_is_on_the_agenda_or_undetermined_is_borderline() -> None:
    got = kinds(agenda=discussed("M4-74", open_=("M4-01",)))
    assert {id_ for id_, kind in got.items() if kind == "borderline"} == {"M4-74", "M4-01"}


@pytest.mark.parametrize(
    ("low", "high", "always", "never"),
    [
        (Fraction(95, 100), Fraction(1), True, False),
        (Fraction(949_999, 10**6), Fraction(1), False, False),
        (Fraction(0), Fraction(5, 100), False, True),
        (Fraction(0), Fraction(50_001, 10**6), False, False),
    ],
)
def test_what_is_sampled_is_sure_by_the_end_of_its_interval(
    low: Fraction, high: Fraction, always: bool, never: bool
) -> None:
    its = sampled("resample", {"A": low}, {"A": (low, high)})
    assert ("A" in its.always, "A" in its.never, its.exact) == (always, never, False)


# The example


def test_in_the_example_no_weight_within_ten_points_changes_more_than_a_tie() -> None:
    weights = found().weights
    assert weights is not None
    assert weights.exact
    assert weights.proven
    assert weights.somewhere == {"M4-22", "M4-44"}
    assert {region.funded for region in weights.regions} == {found().award.selection.funded}


def test_so_many_draws_it_takes_to_be_sure_at_all() -> None:
    fewer = ENOUGH_DRAWS - 1
    assert wilson(ENOUGH_DRAWS, ENOUGH_DRAWS)[0] >= SURE > wilson(fewer, fewer)[0]


def test_every_proposal_has_one_place_and_the_agenda_is_borderline() -> None:
    its = found().standings
    assert [each.proposal for each in its] == [each.id for each in found().award.proposals]
    core, between, out = (of_kind(its, kind) for kind in ("core", "borderline", "out"))
    assert len(core) + len(between) + len(out) == 75
    assert set(core) <= found().award.selection.funded
    assert set(out).isdisjoint(found().award.selection.funded)
    assert {point.proposal for point in found().agenda.points} <= set(between)


def test_the_nine_to_discuss_and_the_safe_are_said_in_both_languages() -> None:
    english = ROBUST["md"](found())
    with speaking("de"):
        german = ROBUST["md"](found())
    assert "Discuss these 9 proposals." in english
    assert "Zu besprechen sind diese 9 Skizzen." in german
    assert "Which proposals are safe whatever the weights" in english
    assert "Welche Skizzen bei jeder Gewichtung sicher sind" in german


def test_no_line_is_longer_than_a_terminal() -> None:
    for language in ("en", "de"):
        with speaking(language):
            lines = ROBUST["text"](found()).splitlines()
        assert [line for line in lines if len(line) > 80] == []


def test_nothing_sampled_is_called_exact() -> None:
    record = json.loads(ROBUST["json"](found()))
    assert [(each["asked"]["kind"], each["exact"]) for each in record["drawn"]] == [
        ("resample", False),
        ("leave-one-out", True),
    ]
    assert record["weights"]["exact"] is True
    assert all("seed" in each["asked"] for each in record["drawn"] if not each["exact"])
    text = ROBUST["text"](found())
    sampled_part = text.split("How sure: other jurors")[1].split("How sure: each juror")[0]
    assert "sampled, not exact" in " ".join(sampled_part.split())
    assert "(exact)" not in sampled_part


def test_the_record_is_the_same_in_both_languages_and_the_csv_has_a_row_for_each() -> None:
    english = ROBUST["json"](found())
    with speaking("de"):
        assert ROBUST["json"](found()) == english
        german = ROBUST["csv"](found()).splitlines()
    assert len(german) == 76
    assert german[0].startswith('"Skizze";"Titel"')


def test_the_workbook_has_its_sheets_and_the_same_bytes() -> None:
    import io

    import openpyxl

    first = robust_workbook(found())
    assert robust_workbook(found()) == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert book.sheetnames == ["Overview", "Proposals", "Chart", "Weights", "Draws"]
    places = [row[5].value for row in book["Proposals"].iter_rows(min_row=5, max_row=79)]
    assert places == sorted(places, key=("core", "borderline", "out of reach").index)


# The command


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--marks", "resample"], 2, "--seed"),
        (["--portfolios", "--marks", "leave-one-out"], 2, "--swap need --weights"),
        (["--seed", "x"], 2, "--seed is for --marks"),
        (["--costs", "0", "--seed", "x"], 1, "TS881"),
        (["--move", "0"], 2, "--move"),
        (["--move", "far"], 2, "--move"),
        (["--format", "xlsx"], 2, "--out"),
        (["--weights", "rech=30..40"], 1, "Did you mean 'reach'?"),
        (["--weights", "reach=40..30"], 1, "TS84"),
        (["--costs", "200", "--seed", "x"], 1, "200"),
        (["--costs", "0", "--seed", "x"], 1, "by 0 percent"),
        (["--overspend", "0", "--seed", "x"], 1, "by 0 percent"),
        (["--weights", ""], 1, "how weights may"),
        (["--weights", "10,5"], 1, "'10,5'"),
        (["--workers", "2", "--cluster", "tcp://h:1"], 2, "--workers"),
    ],
)
def test_wrong_words_are_said_without_a_traceback(words: list[str], code: int, says: str) -> None:
    done = said(*words)
    assert done.returncode == code
    assert done.stdout == ""
    assert says.removeprefix("TS84") in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_bytes_whoever_works_and_after_going_on(tmp_path: Path) -> None:
    drawn = ["--marks", "resample", "--draws", "60", "--seed", "2016", "--format", "json"]
    kept = str(tmp_path / "kept.json")
    alone = said(*drawn, "--workers", "1", "--checkpoint", kept)
    assert alone.returncode == 0
    assert said(*drawn, "--workers", "2").stdout == alone.stdout
    assert said(*drawn, "--resume", kept).stdout == alone.stdout
    other = said(*drawn[:-3], "2017", "--resume", kept)
    assert other.returncode == 1
    assert "2017" in other.stderr


def test_without_marks_nobody_claims_that_marks_were_moved() -> None:
    call, votes, round_ = EXAMPLES["open-fund"]
    done = tenderscore(ROOT, "robust", call, votes, "--round", round_)
    assert done.returncode == 0
    assert "There are no marks of jurors" in done.stdout
    assert "Nothing needs to be discussed" not in done.stdout


def test_a_swap_is_looked_at_with_the_weights_that_are_looked_at_anyway() -> None:
    done = said("--swap", "M4-21:M4-62")
    assert done.returncode == 0
    assert "Weights examined:" in done.stdout
    assert "above that the other" in done.stdout
