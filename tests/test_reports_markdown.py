"""The minutes: what they say, and that applicants' text stays text."""

import re

import pytest
from attrs import evolve
from awards import ANSWERS, AWARD, EASED, REASONS

from tenderscore.reports.markdown import minutes
from tenderscore.reports.markdown_parts import escaped

MINUTES = minutes(AWARD, ANSWERS)


def test_the_minutes_have_their_sections_in_order() -> None:
    assert re.findall(r"^## (\w+)", MINUTES, re.MULTILINE) == [
        "Decision",
        "How",
        "Funded",
        "Not",
        "Rules",
        "Beside",
        "Fundable",
        "What",
        "Reserve",
        "Balance",
        "Sources",
        "Inputs",
        "Findings",
    ]


def test_the_german_title_stands_beside_the_english() -> None:
    assert "Small call: competence centres" in MINUTES
    assert "Kleiner Förderaufruf „Zentren“" in MINUTES


def test_every_refused_proposal_has_its_reason() -> None:
    refused = [r.proposal for r in REASONS if r.verdict != "funded"]
    assert all(re.search(rf"^- {id_} \(.* is not funded", MINUTES, re.MULTILINE) for id_ in refused)


def test_a_rule_shows_bound_use_slack_and_source() -> None:
    assert (
        "| two-per-land | At most two regional centres a Land | ST | at most 2 proposals | 2 | 0 "
        "| call no. 2 |"
    ) in MINUTES


def test_inputs_are_named_with_their_digests() -> None:
    assert f"| small.toml | {'ca11' * 16} |" in MINUTES
    assert f"| proposals.xlsx | {'ab12' * 16} |" in MINUTES


def test_easing_stands_at_the_top() -> None:
    text = minutes(EASED, ANSWERS)
    assert text.index("No portfolio keeps all rules") < text.index("- Call")


def test_only_what_was_proven_is_called_that() -> None:
    assert "proven, and the proof checked in whole numbers" in MINUTES
    doubtful = evolve(AWARD, selection=evolve(AWARD.selection, proven=False))
    assert "proven" not in minutes(doubtful, ANSWERS)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[x](http://a.example)", r"\[x\](http:\//a.example)"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("a | b", r"a \| b"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("12. no list", r"12\. no list"),
        ("two\nlines\n\n# three", r"two lines \# three"),
        ("WWW.example.org", r"WWW\.example.org"),
        ("back\\slash", r"back\\slash"),
        ("$math$ ~~gone~~", r"\$math\$ \~\~gone\~\~"),
        ("turned \u202e back\x00", "turned � back�"),
    ],
)
def test_text_of_applicants_stays_text(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_no_hostile_title_becomes_markup() -> None:
    assert "<img" not in MINUTES
    assert "**bold**" not in MINUTES
    assert all(c.isprintable() or c == "\n" for c in MINUTES)
