"""Worked cases from law, practice and literature: what is selected is what their source says.

A folder in casebook/ holds call.toml, proposals.toml (columns and rows), expected.toml and
SOURCE.md. What is expected comes from the source or was worked out by hand, never by the program.
"""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from calls import proposal

from tenderscore.again import again
from tenderscore.award import Award, decide
from tenderscore.call import Call
from tenderscore.call_file import read_call
from tenderscore.intake import Intake
from tenderscore.proposal import Proposal
from tenderscore.reasons import Reason, explain
from tenderscore.replacements import plan

CASES = sorted(path for path in (Path(__file__).parent / "casebook").iterdir() if path.is_dir())
FIELDS = ("lot", "land")
VERDICTS = ("displaced", "out-scored", "tied", "never")


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


@cache
def expected(case: Path) -> dict[str, Any]:
    return toml(case / "expected.toml")


def having(*keys: str) -> pytest.MarkDecorator:
    """All cases whose source says something of these."""
    some = [case for case in CASES if set(keys) & set(expected(case))]
    return pytest.mark.parametrize("case", some, ids=[path.name for path in some])


every_case = having("funded")


@cache
def rows(case: Path) -> list[dict[str, Any]]:
    table = toml(case / "proposals.toml")
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def proposals(case: Path) -> Iterator[Proposal]:
    for row in rows(case):
        marks = {
            name.removeprefix("marks."): given
            for name, given in row.items()
            if name.startswith("marks.")
        }
        fixed = {name: row[name] for name in FIELDS if name in row}
        known = {"id", "requested_amount", *FIELDS}
        values = {n: v for n, v in row.items() if n not in known and not n.startswith("marks.")}
        yield proposal(row["id"], row["requested_amount"], marks=marks, values=values, **fixed)


@cache
def award(case: Path) -> Award:
    by_id = tuple(sorted(proposals(case), key=lambda each: each.id))
    return decide(read_call(case / "call.toml"), Intake(proposals=by_id))


@cache
def reasons(case: Path) -> dict[str, Reason]:
    return {reason.proposal: reason for reason in explain(award(case))}


def points(call: Call, total: int | None) -> Fraction | None:
    return None if total is None else Fraction(total, call.total_unit)


def ids(case: Path, verdict: str) -> list[str]:
    return sorted(id_ for id_, each in reasons(case).items() if each.verdict == verdict)


@every_case
def test_the_source_says_who_is_funded(case: Path) -> None:
    assert sorted(award(case).selection.funded) == expected(case)["funded"]


@every_case
def test_the_source_says_how_much_the_portfolio_is_worth(case: Path) -> None:
    total = points(award(case).call, award(case).selection.total)
    assert total == Fraction(expected(case)["total"])


@every_case
def test_the_source_says_what_decides(case: Path) -> None:
    selection = award(case).selection
    said = expected(case)
    assert (selection.decided_by, selection.unique) == (said["decided_by"], said["unique"])


@every_case
def test_no_rule_gives_and_every_rule_is_kept(case: Path) -> None:
    selection = award(case).selection
    assert selection.eased == ()
    assert all(each.holds(selection.funded) for each in award(case).constraints)


@having("scores", "totals")
def test_the_source_says_how_many_points_each_has(case: Path) -> None:
    for name, of in (("scores", "ranking"), ("totals", "total")):
        for id_, value in expected(case).get(name, {}).items():
            card = next(card for card in award(case).scorecards if card.proposal == id_)
            assert points(award(case).call, getattr(card, of)) == Fraction(value), id_


@having(*VERDICTS)
def test_the_source_says_why_the_others_are_not(case: Path) -> None:
    said = {name: expected(case)[name] for name in VERDICTS if name in expected(case)}
    assert {verdict: ids(case, verdict) for verdict in said} == said


@having("below")
def test_the_source_says_who_is_below_a_threshold(case: Path) -> None:
    for id_, obstacles in expected(case)["below"].items():
        found = reasons(case)[id_].obstacles
        assert [each.id or each.kind for each in found] == obstacles


@having("used")
def test_the_source_says_what_a_rule_uses(case: Path) -> None:
    for rule, used in expected(case)["used"].items():
        (constraint,) = (each for each in award(case).constraints if each.rule == rule)
        assert constraint.total(award(case).selection.funded) == used


@having("reserve")
def test_the_source_says_who_moves_up(case: Path) -> None:
    staying = (each for each in plan(again(award(case))) if each.possible and not each.leaves)
    moving = {id_: list[str]() for id_ in award(case).selection.funded}
    moving |= {each.falls[0]: list(each.joins) for each in staying}
    assert {**moving, **expected(case)["reserve"]} == moving


@having("every_portfolio")
def test_trying_every_portfolio_confirms_what_is_published(case: Path) -> None:
    """From the rows alone, without the program: the best worth, and how many reach it."""
    limits = expected(case)["every_portfolio"]["limits"]
    worth = expected(case).get("scores") or {row["id"]: row["gain"] for row in rows(case)}
    best, reached = Fraction(-1), 0
    for size in range(len(rows(case)) + 1):
        for chosen in combinations(rows(case), size):
            if any(sum(row[name] for row in chosen) > most for name, most in limits.items()):
                continue
            value = sum((Fraction(worth[row["id"]]) for row in chosen), Fraction(0))
            if value > best:
                best, reached = value, 0
            reached += value == best
    said = expected(case)
    assert (best, reached == 1) == (Fraction(said["total"]), said["unique"])


@every_case
def test_a_case_names_its_source_and_shows_the_way(case: Path) -> None:
    source = (case / "SOURCE.md").read_text(encoding="utf-8")
    assert source.startswith("# ")
    assert "By hand" in source or "Anyone can repeat it" in source or "worked out by hand" in source


@every_case
def test_a_case_has_four_files_and_expects_only_what_is_tested(case: Path) -> None:
    assert sorted(path.name for path in case.iterdir()) == [
        "SOURCE.md", "call.toml", "expected.toml", "proposals.toml",
    ]  # fmt: skip
    tested = {
        "funded", "total", "decided_by", "unique", "displaced", "out-scored", "tied", "never",
        "below", "used", "reserve", "scores", "totals", "every_portfolio", "robust",
    }  # fmt: skip
    assert set(expected(case)) <= tested
