"""What the page on SME status says and draws, in both languages."""

import json
from typing import Any

import pytest
from attrs import evolve
from calls import proposal, read, small
from owners import owning

from tenderscore import assessed, speaking
from tenderscore.ownership import Ownership
from tenderscore.problem import InputError
from tenderscore.proposal import Partner, Proposal
from tenderscore.reports.sme_page import sme_json, sme_text


def partner(name: str, **parts: Any) -> Partner:
    return Partner(name=name, organisation=name, **{"kind": "company", **parts})


def one(ownership: Ownership | None, *partners: Partner) -> Proposal:
    return evolve(proposal("P-1", 100, partners=partners), ownership=ownership)


def text(ownership: Ownership | None, *partners: Partner) -> str:
    return sme_text(read(small()), assessed([one(ownership, *partners)]))


CHAIN = owning(
    ("B", "A", 60),
    ("C", "B", 40),
    ("D", "C", 70),
    ("P", "B", 55, True),
    ("P", "E", 80, True),
    ("U", "A", 25),
    ("A", "F", 10),
    A=20,
    P={"kind": "natural person"},
    U={"kind": "university"},
)
DRAWN = """\
    A
    ├─ holds 10 percent of F: less than a quarter, does not count
    ├─ 60 percent held by B: linked, counts in full
    │  ├─ 40 percent held by C: partner enterprise, counts in proportion
    │  │  └─ 70 percent held by D: linked with the partner enterprise, counts
    │  │       like it
    │  └─ 55 percent held by P: natural person, links enterprises of one market
    │     └─ holds 80 percent of E: linked, counts in full
    └─ 25 percent held by U: exempt investor, Art. 3(2), does not count
"""


def test_the_chain_is_drawn_as_a_tree() -> None:
    assert DRAWN in text(CHAIN, partner("A"))


def test_a_holding_that_is_seen_from_two_sides_is_drawn_once_where_it_counts() -> None:
    # K holds a part of A and of B, which A owns: both make it a partner, and both are drawn.
    owners = owning(("A", "B", 60), ("K", "A", 30), ("K", "B", 40), ("K", "S", 70), A=20)
    said = text(owners, partner("A"))
    assert said.count("held by K: partner enterprise") == 2
    assert said.count("holds 70 percent of S") == 1


def test_every_line_fits_a_terminal_in_both_languages() -> None:
    for language in ("en", "de"):
        with speaking(language):
            assert max(map(len, text(CHAIN, partner("A")).splitlines())) <= 80


def test_what_is_added_is_told_enterprise_by_enterprise() -> None:
    said = " ".join(text(CHAIN, partner("A")).split())
    # 20 + 1 + 1 + 0.4 + 0.4
    assert "Last year in all: employees 22.8, turnover EUR 3,800,000" in said
    assert "D (linked with a partner enterprise), 40 percent of: employees 1," in said
    assert "Art. 4(2), two years in a row, is not applied." in said


def test_the_simple_test_is_named_as_such_and_tells_no_type() -> None:
    said = text(None, partner("A", employees=5, turnover=100, balance=100))
    assert "SME status by the simple test: each partner's own figures" in said
    assert "  A: micro enterprise\n" in said


def test_the_figures_that_would_decide_are_asked_for() -> None:
    said = " ".join(text(None, partner("A", turnover=100)).split())
    assert "A: open whether SME" in said
    assert "cannot be told: employees unknown. Fill in the cells." in said


def test_public_bodies_are_named_with_their_share() -> None:
    owners = owning(("X", "A", 30), A=20, X={"kind": "public body"})
    said = " ".join(text(owners, partner("A")).split())
    assert "A: large enterprise, no SME;" in said
    assert "Public bodies hold or control 30 percent of it, 25 or more: no SME, Art. 3(4)" in said


def test_control_without_a_share_is_told_without_a_share() -> None:
    owners = owning(("A", "B", "control"), ("C", "A", "control"), A=20, B=1, C=1)
    said = text(owners, partner("A"))
    assert "controls B: linked" in said
    assert "controlled by C: linked" in said
    assert " 0 percent" not in said


def test_in_json_the_same_stands_in_any_language() -> None:
    with speaking("de"):
        (its,) = json.loads(sme_json(read(small()), assessed([one(CHAIN, partner("A"))])))[
            "partners"
        ]
    assert (its["sme"], its["sizes"], its["type"]) == (True, ["small"], "linked")
    assert its["employees"] == "22.8"
    assert its["test"].startswith("SME status by the sheet Ownership")


def test_an_unknown_proposal_is_a_problem() -> None:
    with pytest.raises(InputError):
        assessed([one(None)], "P-2")
